package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import trailbench.graph.Graph;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.graph.Node.SelfAttention;
import trailbench.graph.Node.SelfAttention.FeedForward;
import trailbench.graph.Node.SelfAttention.Norm;
import trailbench.sequence.Batch;

/// What is particular to attention; values and gradients are tried in [ReferenceTest], padding and the future in [EncodersTest].
class AttentionTest {
    private static final SelfAttention USUAL = new SelfAttention("block", "positions", 2, 5, Norm.PRE, FeedForward.GELU, false, true, 0.2, 0.1);

    private final Dl4jEngine engine = new Dl4jEngine(2);

    @Test
    void lastEventHasTheLastPositionWhateverTheLength() {
        Graph graph = new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 4, false),
                new Node.Positions("positions", "embedding", true),
                new Node.NextItem("next-item", "positions", Optional.of("embedding"), Loss.defaults())));
        try (Dl4jModel model = (Dl4jModel) engine.create(Tiny.options(graph))) {
            INDArray places = model.network().getLayer("positions").getParam("P");
            INDArray table = model.network().getLayer("embedding").getParam("W");
            for (int[] sequence : List.of(new int[] {5}, new int[] {2, 7, 5}, new int[] {1, 2, 3, 4, 6, 7, 5})) {
                float[] rows = rows(model, sequence, "positions");
                for (int t = 0; t < sequence.length; t++) {
                    int place = Tiny.STEPS - sequence.length + t;
                    for (int i = 0; i < 4; i++) { // √4 = 2
                        assertEquals(2 * table.getFloat(sequence[t], i) + places.getFloat(place, i), rows[t * 4 + i], 1e-6);
                    }
                }
            }
        }
    }

    @Test
    void tiedHeadScoresWithTheEmbeddingAndWithoutBias() {
        Graph graph = Tiny.tied();
        try (Dl4jModel model = (Dl4jModel) engine.create(Tiny.options(graph))) {
            int[] sequence = {3, 1, 4};
            float[] hidden = rows(model, sequence, "encoder");
            float[] scores = rows(model, sequence, "next");
            INDArray table = model.network().getLayer("embedding").getParam("W");
            for (int item = 1; item <= Tiny.ITEMS; item++) {
                double expected = 0;
                for (int i = 0; i < 6; i++) {
                    expected += hidden[2 * 6 + i] * table.getFloat(item, i);
                }
                assertEquals(expected, scores[item - 1], 1e-6);
            }
        }
    }

    @Test
    void masksOfDropoutDoNotDependOnTheLanes() {
        Batch batch = Tiny.batch(false, 3, 7, 5, 2, 6, 7, 1);
        try (Dl4jModel one = (Dl4jModel) new Dl4jEngine(1).create(Tiny.options(graph(USUAL, true)));
                Dl4jModel three = (Dl4jModel) new Dl4jEngine(3).create(Tiny.options(graph(USUAL, true)))) {
            assertEquals(one.train(batch, 5).loss(), three.train(batch, 5).loss(), 1e-6);
            assertArrayEquals(
                    one.network().getFlattenedGradients().dup().data().asFloat(), three.network().getFlattenedGradients().dup().data().asFloat(), 1e-6f);
        }
    }

    private static Graph graph(SelfAttention block, boolean scaled) {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 6, false),
                new Node.Positions("positions", "embedding", scaled),
                block,
                new Node.LayerNorm("norm", "block"),
                new Node.NextItem("next-item", "norm", Optional.of("embedding"), Loss.defaults())));
    }

    /// Output of a node, step by step, without dropout.
    private static float[] rows(Dl4jModel model, int[] sequence, String node) {
        INDArray items = Nd4j.createFromArray(new int[][] {sequence});
        model.network().setLayerMaskArrays(new INDArray[] {items}, null);
        return model.network().feedForward(new INDArray[] {items}, false, false).get(node).dup('c').data().asFloat();
    }
}
