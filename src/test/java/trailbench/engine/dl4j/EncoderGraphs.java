package trailbench.engine.dl4j;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import trailbench.graph.Graph;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.kernel.Floats;

/// Small graphs of the encoders beside GRU, LSTM and attention.
final class EncoderGraphs {
    private EncoderGraphs() {}

    static List<Graph> all() {
        return List.of(simpleRnn(), dilated(), windows(), memory());
    }

    /// Moves parameters so that no rectifier and no maximum is near the point where it changes its mind: differences do not hold there.
    static void leaveEdges(ComputationGraph network) {
        network.paramTable().forEach((key, array) -> {
            Floats values = Native.floats(array);
            for (long i = 0; i < values.length(); i++) {
                if (key.startsWith("block") && key.contains("_gain")) {
                    values.set(i, 0.3f + 0.01f * i); // times at most √8, normalised values of 9 coordinates
                } else if (key.startsWith("block") && key.contains("_offset")) {
                    values.set(i, i % 3 == 0 ? -1.2f : 1.2f);
                } else if (key.startsWith("windows_H")) {
                    values.set(i, 10 * values.get(i));
                } else if (key.equals("windows_b")) {
                    values.set(i, i % 2 == 0 ? 0.3f : -0.3f);
                }
            }
        });
    }

    static Graph dilated() {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 9, false),
                new Node.DilatedConvolution("block-1", "embedding", 3, 1),
                new Node.Dropout("noise", "block-1", 0.1),
                new Node.DilatedConvolution("block-2", "noise", 2, 2),
                Node.NextItem.own("next-item", "block-2")));
    }

    static Graph windows() {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 9, false),
                new Node.WindowConvolution("windows", "embedding", 4, 3, 2),
                new Node.Dropout("noise", "windows", 0.1),
                new Node.Dense("code", "noise", 10, Node.Activation.TANH),
                Node.NextItem.own("next-item", "code")));
    }

    static Graph memory() {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 5, false),
                new Node.Gru("encoder", "embedding", 9),
                new Node.AdditiveAttention("memory", "encoder", 10),
                new Node.Concat("session", List.of("encoder", "memory")),
                new Node.Dropout("noise", "session", 0.1),
                new Node.Dense("map", "noise", 5, Node.Activation.IDENTITY),
                new Node.NextItem("next-item", "map", Optional.of("embedding"), Loss.defaults())));
    }

    static Graph simpleRnn() {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 5, false),
                new Node.SequenceDropout("embedding-dropout", "embedding", 0.2),
                new Node.SimpleRnn("encoder-1", "embedding-dropout", 10),
                new Node.SimpleRnn("encoder-2", "encoder-1", 10),
                Node.NextItem.own("next-item", "encoder-2")));
    }
}
