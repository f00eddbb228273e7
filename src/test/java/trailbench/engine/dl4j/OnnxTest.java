package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Features;
import trailbench.engine.Optimizer;
import trailbench.engine.Popularity;
import trailbench.graph.Channels;
import trailbench.graph.Graph;
import trailbench.graph.GraphChoice;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.graph.Node.SelfAttention.FeedForward;
import trailbench.graph.Node.SelfAttention.Norm;
import trailbench.sequence.History;
import trailbench.work.Fault;

/// What ONNX Runtime makes of the file is what the model says.
class OnnxTest {
    private static final int ITEMS = 40;
    private static final int LONGEST = 12;
    private static final Map<String, String> REFUSED = Map.of(
            "Narm", "AdditiveAttention", "Caser", "WindowConvolution", "Nextitnet", "DilatedConvolution", "Bert4rec", "MaskedItem");

    /// With parameters that are all drawn, biases too: what stands in the wrong place is seen.
    private static Dl4jModel model(Graph graph) {
        ModelOptions options = new ModelOptions(
                graph, Channels.ofItems(ITEMS, LONGEST), Features.NONE, new Optimizer.Sgd(0.1, 0), 0, 1, Popularity.UNKNOWN, 0);
        Dl4jModel model = (Dl4jModel) new Dl4jEngine(1).create(options);
        Random random = new Random(7);
        INDArray parameters = model.network().params();
        for (long i = 0; i < parameters.length(); i++) {
            parameters.putScalar(i, random.nextGaussian() * 0.4);
        }
        return model;
    }

    private static void agree(Graph graph) throws Exception {
        try (Dl4jModel model = model(graph); OnnxRuntime runtime = new OnnxRuntime(model.onnx("test"))) {
            Random random = new Random(11);
            for (int length : new int[] {1, 2, 5, LONGEST}) {
                int[] items = IntStream.range(0, length).map(i -> 1 + random.nextInt(ITEMS)).toArray();
                float[][] scores = new float[1][ITEMS + 1];
                model.score(List.of(History.ofItems(items)), scores);
                Map<String, float[]> said = runtime.run(items);
                assertArrayEquals(Arrays.copyOfRange(scores[0], 1, ITEMS + 1), said.get("scores"), 1e-4f, graph + " after " + length);
                assertArrayEquals(model.encode(List.of(History.ofItems(items)))[0], said.get("vector"), 1e-4f, graph + " vector after " + length);
            }
        }
    }

    @Test
    void everyPresetAgreesWithOnnxRuntimeOrSaysWhichNodeCannotBeWritten() throws Exception {
        Set<String> refused = new TreeSet<>();
        for (GraphChoice choice : GraphChoice.presets()) {
            Graph graph = choice.graph();
            String kind = choice.getClass().getSimpleName();
            if (!graph.ranks()) {
                continue;
            }
            if (REFUSED.containsKey(kind)) {
                try (Dl4jModel model = model(graph)) {
                    Fault fault = assertThrows(Fault.Request.class, () -> model.onnx("test"), kind);
                    assertTrue(fault.getMessage().contains("(" + REFUSED.get(kind) + ") cannot be written as ONNX"), fault.getMessage());
                    refused.add(kind);
                }
            } else if (OnnxRuntime.isThere()) {
                agree(graph);
            } else {
                try (Dl4jModel model = model(graph)) {
                    assertTrue(model.onnx("test").length > model.parameters() * Float.BYTES, kind);
                }
            }
        }
        assertEquals(new TreeSet<>(REFUSED.keySet()), refused);
    }

    @Test
    void everyFormOfATransformersBlockAgrees() throws Exception {
        assumeTrue(OnnxRuntime.isThere(), "ONNX Runtime is not on the class path");
        for (Norm norm : Norm.values()) {
            for (FeedForward feed : FeedForward.values()) {
                for (boolean gated : new boolean[] {true, false}) {
                    agree(new Graph(List.of(
                            new InputNode.ItemInput("item"),
                            new Node.Embedding("embedding", "item", 8, false),
                            new Node.Positions("positions", "embedding", gated),
                            new Node.SelfAttention("block", "positions", 2, 12, norm, feed, gated, true, 0.1, 0.1),
                            new Node.NextItem("next", "block", Optional.of("embedding"), Loss.defaults()))));
                }
            }
        }
    }

    @Test
    void everyRecurrentLayerAndWhatStandsAroundItAgrees() throws Exception {
        assumeTrue(OnnxRuntime.isThere(), "ONNX Runtime is not on the class path");
        for (Node layer : List.of(new Node.SimpleRnn("layer", "embedding", 7), new Node.Lstm("layer", "embedding", 7), new Node.Gru("layer", "embedding", 7))) {
            agree(new Graph(List.of(
                    new InputNode.ItemInput("item"),
                    new Node.Embedding("embedding", "item", 5, false),
                    layer,
                    new Node.LayerNorm("norm", "layer"),
                    new Node.Dense("dense", "norm", 7, Node.Activation.GELU),
                    new Node.Sum("sum", List.of("dense", "layer")),
                    new Node.Concat("both", List.of("sum", "embedding")),
                    Node.NextItem.own("next", "both"))));
        }
    }
}
