package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import trailbench.graph.Graph;
import trailbench.graph.GraphChoice.Ligr;
import trailbench.graph.GraphChoice.Sasrec;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.graph.Node.SelfAttention.FeedForward;
import trailbench.graph.Node.SelfAttention.Norm;

/// Small graphs of attention.
final class AttentionGraphs {
    private AttentionGraphs() {}

    static List<Graph> all() {
        List<Graph> graphs = new ArrayList<>(causal());
        graphs.add(bidirectional());
        return graphs;
    }

    /// Blocks of every kind that may stand before a next-item head.
    static List<Graph> causal() {
        List<Graph> graphs = new ArrayList<>(List.of(new Sasrec(6, 2, 1, 0.2, Loss.defaults()).graph(), new Ligr(6, 1, 2, 0.2, Loss.defaults()).graph()));
        for (Norm norm : Norm.values()) {
            graphs.add(attention(norm, FeedForward.GELU, false, 0.3));
            graphs.add(attention(norm, FeedForward.SWIGLU, true, 0.3));
        }
        return graphs;
    }

    static Graph attention(Norm norm, FeedForward feedForward, boolean gated, double dropout) {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 6, false),
                new Node.Positions("positions", "embedding", false),
                new Node.SelfAttention("encoder", "positions", 2, 5, norm, feedForward, gated, true, dropout, dropout / 2),
                Node.NextItem.own("next-item", "encoder")));
    }

    /// Every step sees all others; what comes of it is said again from one vector.
    static Graph bidirectional() {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 6, false),
                new Node.Positions("positions", "embedding", true),
                new Node.SelfAttention("encoder", "positions", 3, 7, Norm.POST, FeedForward.RELU, false, false, 0.2, 0.1),
                new Node.LastStep("vector", "encoder"),
                new Node.RepeatVector("repeat", "vector"),
                new Node.Positions("places", "repeat", false),
                new Node.Dense("wider", "places", 12, Node.Activation.TANH),
                new Node.ReconstructItems("again", "wider")));
    }
}
