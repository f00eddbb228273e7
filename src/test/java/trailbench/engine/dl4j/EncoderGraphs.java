package trailbench.engine.dl4j;

import java.util.List;
import trailbench.graph.Graph;
import trailbench.graph.Node;

/// Small graphs of the encoders beside GRU, LSTM and attention.
final class EncoderGraphs {
    private EncoderGraphs() {}

    static List<Graph> all() {
        return List.of(simpleRnn());
    }

    static Graph simpleRnn() {
        return new Graph(List.of(
                new Node.ItemInput("items"),
                new Node.Embedding("embedding", "items", 5, false),
                new Node.SequenceDropout("embedding-dropout", "embedding", 0.2),
                new Node.SimpleRnn("encoder-1", "embedding-dropout", 10),
                new Node.SimpleRnn("encoder-2", "encoder-1", 10),
                Node.NextItem.own("next-item", "encoder-2")));
    }
}
