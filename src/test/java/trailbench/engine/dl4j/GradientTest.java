package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import trailbench.engine.Engine.ModelOptions;
import trailbench.graph.Graph;
import trailbench.graph.Node;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;
import trailbench.sequence.Batch;

/// Every gradient against central differences, with dropout on, for every kind of node and head.
class GradientTest {
    /// Large enough for the noise of 32-bit floats, small enough for the third derivative.
    private static final double H = 4e-3;

    /// Gradients below this drown in the rounding of the loss.
    private static final double SMALL = 1e-2;

    /// Elements of a parameter that are tried.
    private static final int MOST = 40;

    static List<Graph> graphs() {
        return Tiny.graphs();
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void gradientEqualsCentralDifferences(Graph graph) {
        check(Tiny.options(graph));
    }

    static void check(ModelOptions options) {
        check(options, Tiny.batch(options.graph().reconstructs(), 1, 7, 1, 4, 3, 5));
    }

    static void check(ModelOptions options, Batch batch) {
        Graph graph = options.graph();
        ComputationGraph network = new ComputationGraph(GraphCompiler.compile(options));
        network.init();
        try (Lanes lanes = Lanes.of(2)) {
            PackedLayer.join(network, lanes);
            ((HeadLayer<?>) network.getLayer(graph.head().name())).learnFrom(options.popularity(), options.balance());
            Floats parameters = Native.floats(network.params());
            for (long i = 0; i < parameters.length(); i++) {
                parameters.set(i, parameters.get(i) + 0.05f * (i % 7 - 3)); // away from zero and from symmetry
            }
            if (graph.nodes().stream().anyMatch(node -> node.name().equals("narrow"))) {
                Native.floats(network.getParam("narrow_b")).fromArray(new float[] {1, -1, 1, -1}, 0, 0, 4); // away from the rectifier's edge
            }
            for (Node node : graph.nodes()) {
                if (node instanceof Node.SelfAttention attention && attention.feedForward() == Node.SelfAttention.FeedForward.RELU) {
                    Floats bias = Native.floats(network.getParam(node.name() + "_bi"));
                    for (int i = 0; i < attention.inner(); i++) {
                        bias.set(i, i % 2 == 0 ? 1 : -1); // the same
                    }
                }
            }
            EncoderGraphs.leaveEdges(network);
            network.getConfiguration().setIterationCount(3);
            Inputs inputs = new Inputs(options, network);
            ((HeadLayer<?>) network.getLayer(graph.head().name())).setLabelWeights(batch.weights());
            loss(network, inputs, batch);
            for (Map.Entry<String, INDArray> entry : network.gradient().gradientForVariable().entrySet()) {
                check(network, inputs, batch, entry.getKey(), entry.getValue(), frozen(graph, entry.getKey()));
            }
        }
    }

    private static boolean frozen(Graph graph, String key) {
        return graph.node(key.substring(0, key.lastIndexOf('_'))) instanceof Node.Embedding embedding && embedding.frozen();
    }

    private static void check(ComputationGraph network, Inputs inputs, Batch batch, String key, INDArray view, boolean frozen) {
        Floats values = Native.floats(network.getParam(key));
        loss(network, inputs, batch); // the views hold the gradient of the last call
        float[] gradient = new float[Math.toIntExact(view.length())];
        Native.floats(view).toArray(0, gradient, 0, gradient.length);
        if (frozen) {
            assertTrue(Native.floats(view).get(0) == 0);
            return;
        }
        double difference = 0;
        double size = 0;
        for (int i = 0; i < gradient.length; i += 1 + gradient.length / MOST) {
            float value = values.get(i);
            if (network.getLayer(key.substring(0, key.lastIndexOf('_'))) instanceof EmbeddingLayer && i < view.size(1)) {
                assertEquals(0, gradient[i], "the padding takes no gradient");
                continue;
            }
            values.set(i, (float) (value + H));
            double above = loss(network, inputs, batch);
            values.set(i, (float) (value - H));
            double below = loss(network, inputs, batch);
            values.set(i, value);
            double numeric = (above - below) / (2 * H);
            difference += (numeric - gradient[i]) * (numeric - gradient[i]);
            size += numeric * numeric;
        }
        double error = Math.sqrt(difference) / Math.max(SMALL, Math.sqrt(size));
        assertTrue(error < 5e-3, "%s: relative error %s of a gradient of size %s".formatted(key, error, Math.sqrt(size)));
    }

    static double loss(ComputationGraph network, Inputs inputs, Batch batch) {
        inputs.feed(network, batch.items(), batch.size(), batch.context());
        network.setLabels(Nd4j.createFromArray(batch.targets()).reshape(batch.size(), batch.steps()));
        network.computeGradientAndScore();
        return network.score();
    }
}
