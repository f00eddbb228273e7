package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trailbench.engine.Attention;
import trailbench.graph.Graph;
import trailbench.graph.Node;
import trailbench.sequence.Batch;
import trailbench.sequence.History;

/// Attention of past events, as it is shown of a case.
class PastWeightsTest {
    private static final History HISTORY = History.ofItems(new int[] {3, 5, 1, 5, 8, 2});

    static List<Graph> causal() {
        return Stream.concat(AttentionGraphs.causal().stream(), Stream.of(EncoderGraphs.memory())).toList();
    }

    private static Dl4jModel trained(Graph graph) {
        Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(Tiny.options(graph));
        Batch batch = Tiny.batch(false, 3, 7, 3, 1, 5);
        for (int step = 0; step < 5; step++) {
            model.train(batch, step); // no weight is even any more
        }
        return model;
    }

    @ParameterizedTest
    @MethodSource("causal")
    void weightsSumToOneAndAreZeroOnTheFuture(Graph graph) {
        try (Dl4jModel model = trained(graph)) {
            for (int back = 0; back < HISTORY.length(); back++) {
                List<Attention> found = model.attention(HISTORY, back);
                assertTrue(!found.isEmpty(), graph::toString);
                int step = HISTORY.length() - 1 - back;
                for (Attention attention : found) {
                    // those of additive attention are no shares (J. Li et al., CIKM 2017, equation 8): only the future is sure
                    boolean shares = graph.node(attention.node()) instanceof Node.SelfAttention;
                    for (float[] head : attention.heads()) {
                        assertEquals(HISTORY.length(), head.length);
                        IntStream.range(step + 1, head.length).forEach(i -> assertEquals(0, head[i], attention.node()));
                        IntStream.rangeClosed(0, step).forEach(i -> assertTrue(!shares || head[i] > 0, attention.node()));
                        assertTrue(shares || head[step] != 0);
                        if (!shares) {
                            continue;
                        }
                        assertEquals(1, IntStream.rangeClosed(0, step).mapToDouble(i -> head[i]).sum(), 1e-5, attention.node());
                    }
                }
            }
        }
    }

    @Test
    void ofEachBlockAndHeadInTheGraphsOrder() {
        Graph graph = AttentionGraphs.causal().getFirst();
        List<Node.SelfAttention> blocks = graph.ordered().stream().filter(Node.SelfAttention.class::isInstance).map(Node.SelfAttention.class::cast).toList();
        try (Dl4jModel model = trained(graph)) {
            List<Attention> found = model.attention(HISTORY);
            assertEquals(blocks.stream().map(Node::name).toList(), found.stream().map(Attention::node).toList());
            assertEquals(blocks.getFirst().heads(), found.getFirst().heads().length);
            assertEquals(1, Arrays.stream(found.getFirst().mean()).sum(), 1e-5);
        }
    }

    @Test
    void eventsBeforeTheWindowWeighNothing() {
        History longer = History.ofItems(IntStream.range(0, 12).map(i -> 1 + i % Tiny.ITEMS).toArray());
        Graph graph = AttentionGraphs.causal().getFirst();
        try (Dl4jModel model = trained(graph)) {
            float[] head = model.attention(longer).getFirst().heads()[0];
            int window = Tiny.options(graph).maxLength();
            assertEquals(1, IntStream.range(12 - window, 12).mapToDouble(i -> head[i]).sum(), 1e-5);
            IntStream.range(0, 12 - window).forEach(i -> assertEquals(0, head[i]));
        }
    }

    @Test
    void aMaskKeepsAShareForItself() {
        try (Dl4jModel model = trained(PresetGraphs.all().get("bert4rec"))) {
            float[] head = model.attention(HISTORY).getFirst().heads()[0];
            double sum = IntStream.range(0, head.length).mapToDouble(i -> head[i]).sum();
            assertTrue(0 < sum && sum < 1, () -> Arrays.toString(head) + " sum " + sum);
        }
    }

    @Test
    void aGraphWithoutAttentionHasNone() {
        try (Dl4jModel model = trained(EncoderGraphs.simpleRnn())) {
            assertEquals(List.of(), model.attention(HISTORY));
        }
    }
}
