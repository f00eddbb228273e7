package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import trailbench.graph.Graph;
import trailbench.graph.InputNode;
import trailbench.graph.Node;
import trailbench.graph.Node.SelfAttention.FeedForward;
import trailbench.graph.Node.SelfAttention.Norm;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;

/// Encoders: padding, the future, masks of dropout. Values and gradients are tried in [ReferenceTest].
class EncodersTest {
    /// A graph whose node "encoder" is tried.
    enum Encoder {
        SIMPLE_RNN(new Node.SimpleRnn("encoder", "embedding", 6)),
        DILATED_CONVOLUTION(new Node.DilatedConvolution("encoder", "embedding", 3, 2)),
        WINDOW_CONVOLUTION(new Node.WindowConvolution("encoder", "embedding", 4, 3, 2)),
        ADDITIVE_ATTENTION(new Node.AdditiveAttention("encoder", "embedding", 6)),
        GATE(new Node.Gate("encoder", List.of("embedding", "embedding"))),
        ATTENTION_SASREC(attention(Norm.QUERY, FeedForward.RELU, false)),
        ATTENTION_LIGR(attention(Norm.PRE, FeedForward.SWIGLU, true)),
        ATTENTION_BERT(attention(Norm.POST, FeedForward.GELU, false)),
        ATTENTION_GATED_AT_THE_QUERY(attention(Norm.QUERY, FeedForward.GELU, true));

        private final Graph graph;

        Encoder(Node encoder) {
            graph = new Graph(List.of(
                    new InputNode.ItemInput("items"),
                    new Node.Embedding("embedding", "items", 5, false),
                    encoder,
                    Node.NextItem.own("next-item", "encoder")));
        }

        /// Five wide: one head; dropout is there and off.
        private static Node.SelfAttention attention(Norm norm, FeedForward net, boolean gated) {
            return new Node.SelfAttention("encoder", "embedding", 1, 7, norm, net, gated, true, 0.5, 0.5);
        }

        Graph graph() {
            return graph;
        }
    }

    @ParameterizedTest
    @EnumSource
    void outputIsTheSameAloneInABatchAndWithAnyPadding(Encoder encoder) {
        ComputationGraph network = network(encoder.graph());
        List<int[]> sequences = Tiny.histories(4, 7, 2, 5, 1, 7, 4);
        List<float[][]> together = outputs(network, "encoder", sequences, 9, false, 1);
        for (int s = 0; s < sequences.size(); s++) {
            float[][] alone = outputs(network, "encoder", List.of(sequences.get(s)), sequences.get(s).length, false, 1).getFirst();
            for (int t = 0; t < alone.length; t++) {
                assertArrayEquals(alone[t], together.get(s)[t], 1e-5f);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void changingTheFutureChangesNothingBefore(Encoder encoder) {
        ComputationGraph network = network(encoder.graph());
        int[] sequence = {3, 1, 4, 1, 5, 9, 2};
        float[][] before = outputs(network, "encoder", List.of(sequence), 7, false, 1).getFirst();
        for (int from = 1; from < 7; from++) {
            int[] changed = sequence.clone();
            Arrays.fill(changed, from, 7, 7);
            float[][] after = outputs(network, "encoder", List.of(changed), 7, false, 1).getFirst();
            for (int t = 0; t < from; t++) {
                assertArrayEquals(before[t], after[t]); // bit for bit
            }
            assertFalse(Arrays.equals(before[from], after[from]));
        }
    }

    @Test
    void sequenceDropoutKeepsOneMaskForAllStepsOfASequence() {
        Graph graph = dropout(new Node.SequenceDropout("dropout", "embedding", 0.25), 400);
        ComputationGraph network = network(graph);
        List<int[]> sequences = Tiny.histories(5, 7, 3, 6);
        List<float[][]> plain = outputs(network, "embedding", sequences, 7, true, 1);
        List<float[][]> dropped = outputs(network, "dropout", sequences, 7, true, 1);
        int zeros = 0;
        for (int s = 0; s < sequences.size(); s++) {
            for (int i = 0; i < 400; i++) {
                boolean gone = dropped.get(s)[0][i] == 0;
                zeros += gone ? 1 : 0;
                for (int t = 0; t < sequences.get(s).length; t++) {
                    assertEquals(gone ? 0 : plain.get(s)[t][i] / 0.75f, dropped.get(s)[t][i], 1e-6f);
                }
            }
        }
        assertEquals(0.25, zeros / 1200.0, 4 * Math.sqrt(0.25 * 0.75 / 1200)); // four standard deviations
        assertTrue(differ(dropped.get(0)[0], dropped.get(1)[0]), "each sequence has its own mask");
        network.getLayer("dropout").setIterationCount(1);
        assertTrue(differ(dropped.get(0)[0], outputs(network, "dropout", sequences, 7, true, 1).getFirst()[0]), "each step of training draws anew");
    }

    @Test
    void masksOfDropoutDoNotDependOnTheLanes() {
        for (Node node : List.of(new Node.Dropout("dropout", "embedding", 0.5), new Node.SequenceDropout("dropout", "embedding", 0.5))) {
            ComputationGraph network = network(dropout(node, 8));
            List<int[]> sequences = Tiny.histories(6, 7, 3, 6, 1);
            List<float[][]> one = outputs(network, "dropout", sequences, 7, true, 1);
            try (Lanes lanes = Lanes.of(3)) {
                PackedLayer.join(network, lanes);
                List<float[][]> three = outputs(network, "dropout", sequences, 7, true, 3);
                for (int s = 0; s < sequences.size(); s++) {
                    for (int t = 0; t < sequences.get(s).length; t++) {
                        assertArrayEquals(one.get(s)[t], three.get(s)[t]);
                    }
                }
            }
        }
    }

    private static boolean differ(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            if ((a[i] == 0) != (b[i] == 0)) {
                return true;
            }
        }
        return false;
    }

    private static Graph dropout(Node node, int width) {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", width, false),
                node,
                Node.NextItem.own("next-item", "dropout")));
    }

    private static ComputationGraph network(Graph graph) {
        ComputationGraph network = new ComputationGraph(GraphCompiler.compile(Tiny.options(graph)));
        network.init();
        Floats parameters = Native.floats(network.params());
        for (long i = 0; i < parameters.length(); i++) {
            parameters.set(i, parameters.get(i) + 0.05f * (i % 7 - 3)); // biases too are not zero
        }
        return network;
    }

    /// Output of a node for each sequence `[T, width]`, from a batch left-padded to `steps`.
    private static List<float[][]> outputs(ComputationGraph network, String node, List<int[]> sequences, int steps, boolean training, int lanes) {
        int[] items = new int[sequences.size() * steps];
        for (int b = 0; b < sequences.size(); b++) {
            int[] sequence = sequences.get(b);
            System.arraycopy(sequence, 0, items, (b + 1) * steps - sequence.length, sequence.length);
        }
        INDArray input = Nd4j.createFromArray(items).reshape(sequences.size(), steps);
        network.setLayerMaskArrays(new INDArray[] {input}, null);
        INDArray rows = network.feedForward(new INDArray[] {input}, training, false).get(node);
        Packing packing = Packing.of(items, sequences.size(), lanes);
        int width = Math.toIntExact(rows.size(1));
        List<float[][]> outputs = new ArrayList<>();
        sequences.forEach(sequence -> outputs.add(new float[sequence.length][width]));
        for (int row = 0; row < packing.rows(); row++) {
            int b = packing.source(row) / steps;
            int t = packing.source(row) % steps - steps + sequences.get(b).length;
            Native.floats(rows).toArray((long) row * width, outputs.get(b)[t], 0, width);
        }
        return outputs;
    }
}
