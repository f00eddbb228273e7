package trailbench.engine.dl4j;

import java.util.List;
import java.util.Optional;
import trailbench.graph.Graph;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;

/// Small graphs of the encoders beside GRU, LSTM and attention.
final class EncoderGraphs {
    private EncoderGraphs() {}

    static List<Graph> all() {
        return List.of(simpleRnn(), dropping(), dilated(), windows(), memory(), gated(), mean(), bothDirections(), joined());
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

    /// Every recurrent layer with a share of its state dropped.
    static Graph dropping() {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 5, false),
                new Node.Lstm("encoder-1", "embedding", 10, Optional.of(0.3)),
                new Node.Gru("encoder-2", "encoder-1", 9, Optional.of(0.2)),
                new Node.SimpleRnn("encoder-3", "encoder-2", 7, Optional.of(0.4)),
                Node.NextItem.own("next-item", "encoder-3")));
    }

    static Graph gated() {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 9, false),
                new Node.Gru("encoder", "embedding", 9),
                new Node.Gate("gate", List.of("encoder", "embedding")),
                Node.NextItem.own("next-item", "gate")));
    }

    static Graph joined() {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 9, false),
                new Node.Gru("encoder", "embedding", 9),
                new Node.Sum("sum", List.of("encoder", "embedding")),
                new Node.Concat("both", List.of("encoder", "sum")),
                Node.NextItem.own("next-item", "both")));
    }

    static Graph mean() {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 5, false),
                new Node.Gru("encoder", "embedding", 6),
                new Node.MeanSteps("vector", "encoder"),
                new Node.Dropout("noise", "vector", 0.1),
                new Node.RepeatVector("repeat", "noise"),
                new Node.Gru("decoder", "repeat", 6),
                new Node.ReconstructItems("again", "decoder")));
    }

    /// A bidirectional encoder whose steps are pooled by attention.
    static Graph bothDirections() {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 5, false),
                new Node.Gru("forward", "embedding", 6),
                new Node.ReverseSteps("turned", "embedding"),
                new Node.Gru("from-behind", "turned", 7),
                new Node.ReverseSteps("backward", "from-behind"),
                new Node.Concat("both", List.of("forward", "backward")),
                new Node.AttentionPooling("vector", "both", 9),
                new Node.RepeatVector("repeat", "vector"),
                new Node.Lstm("decoder", "repeat", 6),
                new Node.ReconstructItems("again", "decoder")));
    }
}
