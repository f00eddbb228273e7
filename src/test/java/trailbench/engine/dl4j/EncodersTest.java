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

/// Encoders beside GRU, LSTM and attention: values against plain loops, padding, the future, masks of dropout.
class EncodersTest {
    private static final int LONGEST = 230;

    /// A graph whose node "encoder" is tried.
    enum Encoder {
        SIMPLE_RNN(new Node.SimpleRnn("encoder", "embedding", 6)) {
            @Override
            double[][] naive(Naive naive, double[][] x) {
                return naive.simpleRnn("encoder", x);
            }
        },
        DILATED_CONVOLUTION(new Node.DilatedConvolution("encoder", "embedding", 3, 2)) {
            @Override
            double[][] naive(Naive naive, double[][] x) {
                return naive.dilated("encoder", x, 3, 2);
            }
        },
        WINDOW_CONVOLUTION(new Node.WindowConvolution("encoder", "embedding", 4, 3, 2)) {
            @Override
            double[][] naive(Naive naive, double[][] x) {
                return naive.windows("encoder", x, 4, 3, 2);
            }
        },
        ADDITIVE_ATTENTION(new Node.AdditiveAttention("encoder", "embedding", 6)) {
            @Override
            double[][] naive(Naive naive, double[][] x) {
                return naive.additive("encoder", x);
            }
        },
        ATTENTION_SASREC(attention(Norm.QUERY, FeedForward.RELU, false)) {
            @Override
            double[][] naive(Naive naive, double[][] x) {
                return naive.selfAttention(attention(Norm.QUERY, FeedForward.RELU, false), x);
            }
        },
        ATTENTION_LIGR(attention(Norm.PRE, FeedForward.SWIGLU, true)) {
            @Override
            double[][] naive(Naive naive, double[][] x) {
                return naive.selfAttention(attention(Norm.PRE, FeedForward.SWIGLU, true), x);
            }
        },
        ATTENTION_BERT(attention(Norm.POST, FeedForward.GELU, false)) {
            @Override
            double[][] naive(Naive naive, double[][] x) {
                return naive.selfAttention(attention(Norm.POST, FeedForward.GELU, false), x);
            }
        },
        ATTENTION_GATED_AT_THE_QUERY(attention(Norm.QUERY, FeedForward.GELU, true)) {
            @Override
            double[][] naive(Naive naive, double[][] x) {
                return naive.selfAttention(attention(Norm.QUERY, FeedForward.GELU, true), x);
            }
        };

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

        abstract double[][] naive(Naive naive, double[][] x);

        Graph graph() {
            return graph;
        }
    }

    @ParameterizedTest
    @EnumSource
    void outputIsThatOfPlainLoops(Encoder encoder) {
        ComputationGraph network = network(encoder.graph());
        try (Lanes lanes = Lanes.of(2)) {
            PackedLayer.join(network, lanes);
            List<int[]> sequences = Tiny.histories(3, 7, 2, 5, 1, 7, 4);
            List<float[][]> outputs = outputs(network, "encoder", sequences, 7, false, 2);
            Naive naive = new Naive(network);
            for (int s = 0; s < sequences.size(); s++) {
                double[][] expected = encoder.naive(naive, naive.embed(sequences.get(s)));
                for (int t = 0; t < expected.length; t++) {
                    for (int i = 0; i < expected[t].length; i++) {
                        assertEquals(expected[t][i], outputs.get(s)[t][i], 2e-5, "sequence " + s + " step " + t + " coordinate " + i);
                    }
                }
            }
        }
    }

    /// Longer than the blocks and slabs in which the layers work.
    @ParameterizedTest
    @EnumSource
    void outputOfLongSequencesIsThatOfPlainLoops(Encoder encoder) {
        ComputationGraph network = network(encoder.graph());
        PackedLayer.join(network, Lanes.ONE);
        List<int[]> sequences = Tiny.histories(3, LONGEST, 33, 150, 5, 64, 31);
        List<float[][]> outputs = outputs(network, "encoder", sequences, LONGEST, false, 1);
        Naive naive = new Naive(network);
        for (int s = 0; s < sequences.size(); s++) {
            double[][] expected = encoder.naive(naive, naive.embed(sequences.get(s)));
            for (int t = 0; t < expected.length; t++) {
                for (int i = 0; i < expected[t].length; i++) {
                    assertEquals(expected[t][i], outputs.get(s)[t][i], 1e-4 * Math.max(1, Math.abs(expected[t][i])), "sequence " + s + " step " + t);
                }
            }
        }
    }

    /// Along the gradient of each parameter, which takes two losses and not two for each number.
    @ParameterizedTest
    @EnumSource
    void gradientOfLongSequencesEqualsDifferencesAlongIt(Encoder encoder) {
        ComputationGraph network = network(encoder.graph());
        PackedLayer.join(network, Lanes.ONE);
        List<int[]> sequences = Tiny.histories(4, LONGEST, 33, 150, 5, 64, 31);
        loss(network, sequences);
        network.paramTable().forEach((key, array) -> {
            loss(network, sequences);
            Floats gradient = Native.floats(network.gradient().getGradientFor(key));
            Floats values = Native.floats(array);
            float[] along = new float[Math.toIntExact(gradient.length())];
            gradient.toArray(0, along, 0, along.length);
            float[] start = new float[along.length];
            values.toArray(0, start, 0, start.length);
            double squares = 0;
            for (float slope : along) {
                squares += slope * slope;
            }
            double step = 1e-3 / Math.sqrt(squares);
            double above = lossAt(network, sequences, values, start, along, step);
            double below = lossAt(network, sequences, values, start, along, -step);
            values.fromArray(start, 0, 0, start.length);
            assertEquals(1, (above - below) / (2 * step * squares), 0.03, key);
        });
    }

    private static double lossAt(ComputationGraph network, List<int[]> sequences, Floats values, float[] start, float[] along, double step) {
        for (int i = 0; i < start.length; i++) {
            values.set(i, (float) (start[i] + step * along[i]));
        }
        return loss(network, sequences);
    }

    /// Mean loss of saying each next item, by way of a backward pass.
    private static double loss(ComputationGraph network, List<int[]> sequences) {
        int[] items = new int[sequences.size() * LONGEST];
        int[] targets = new int[items.length];
        for (int b = 0; b < sequences.size(); b++) {
            int[] sequence = sequences.get(b);
            int from = (b + 1) * LONGEST - sequence.length;
            System.arraycopy(sequence, 0, items, from, sequence.length);
            System.arraycopy(sequence, 1, targets, from, sequence.length - 1);
        }
        INDArray input = Nd4j.createFromArray(items).reshape(sequences.size(), LONGEST);
        network.setInput(0, input);
        network.setLayerMaskArrays(new INDArray[] {input}, null);
        network.setLabels(Nd4j.createFromArray(targets).reshape(sequences.size(), LONGEST));
        network.computeGradientAndScore();
        return network.score();
    }

    @Test
    void everyOptionChangesTheOutput() {
        List<int[]> sequences = Tiny.histories(8, 7, 5);
        for (List<Node> pair : List.of(
                List.<Node>of(new Node.DilatedConvolution("encoder", "embedding", 3, 1), new Node.DilatedConvolution("encoder", "embedding", 3, 2)),
                List.<Node>of(new Node.DilatedConvolution("encoder", "embedding", 2, 1), new Node.DilatedConvolution("encoder", "embedding", 3, 1)),
                List.<Node>of(new Node.WindowConvolution("encoder", "embedding", 3, 2, 1), new Node.WindowConvolution("encoder", "embedding", 4, 2, 1)),
                List.<Node>of(new Node.WindowConvolution("encoder", "embedding", 3, 2, 1), new Node.WindowConvolution("encoder", "embedding", 3, 3, 1)),
                List.<Node>of(new Node.WindowConvolution("encoder", "embedding", 3, 2, 1), new Node.WindowConvolution("encoder", "embedding", 3, 2, 2)),
                List.<Node>of(new Node.AdditiveAttention("encoder", "embedding", 4), new Node.AdditiveAttention("encoder", "embedding", 5)))) {
            float[][] first = outputs(network(graph(pair.get(0))), "encoder", sequences, 7, false, 1).getFirst();
            float[][] second = outputs(network(graph(pair.get(1))), "encoder", sequences, 7, false, 1).getFirst();
            assertFalse(Arrays.equals(first[6], second[6]), pair.toString());
        }
    }

    private static Graph graph(Node encoder) {
        return new Graph(List.of(
                new InputNode.ItemInput("items"), new Node.Embedding("embedding", "items", 5, false), encoder, Node.NextItem.own("next-item", "encoder")));
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
        float[][] before = outputs(network, "encoder", List.of(new int[] {3, 1, 4, 1, 5, 9, 2}), 7, false, 1).getFirst();
        float[][] after = outputs(network, "encoder", List.of(new int[] {3, 1, 4, 1, 7, 7, 7}), 7, false, 1).getFirst();
        for (int t = 0; t < 4; t++) {
            assertArrayEquals(before[t], after[t]); // bit for bit
        }
        assertFalse(Arrays.equals(before[4], after[4]));
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
