package trailbench.graph;

import java.util.ArrayList;
import java.util.List;
import trailbench.graph.GraphChoice.GruNext;
import trailbench.graph.GraphChoice.LstmAutoencoder;
import trailbench.graph.GraphChoice.LstmNext;

/// Lays out the nodes of the named presets.
final class Presets {
    private Presets() {}

    static Graph lstmAutoencoder(LstmAutoencoder options) {
        boolean vectors = options.target() == LstmAutoencoder.Target.VECTORS;
        List<Node> nodes = new ArrayList<>(List.of(
                new Node.ItemInput("items"),
                new Node.Embedding("embedding", "items", options.embedding(), vectors),
                new Node.Lstm("encoder", "embedding", options.hidden()),
                new Node.LastStep("vector", "encoder"),
                new Node.RepeatVector("repeat", "vector")));
        String fed = "repeat";
        if (options.decoder() == LstmAutoencoder.Decoder.TEACHER_FORCED) {
            nodes.add(new Node.PreviousStep("previous", "embedding"));
            nodes.add(new Node.Concat("decoder-input", List.of("repeat", "previous")));
            fed = "decoder-input";
        }
        nodes.add(new Node.Lstm("decoder", fed, options.hidden()));
        nodes.add(
                vectors
                        ? new Node.ReconstructVectors("reconstruction", "decoder", "embedding")
                        : new Node.ReconstructItems("reconstruction", "decoder"));
        return new Graph(nodes);
    }

    static Graph gruNext(GruNext options) {
        return nextItem(options.embedding(), options.dropout(), options.layers(), (name, input) -> new Node.Gru(name, input, options.hidden()));
    }

    static Graph lstmNext(LstmNext options) {
        return nextItem(options.embedding(), options.dropout(), options.layers(), (name, input) -> new Node.Lstm(name, input, options.hidden()));
    }

    private static Graph nextItem(int embedding, double dropout, int layers, Recurrent recurrent) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node.ItemInput("items"));
        nodes.add(new Node.Embedding("embedding", "items", embedding, false));
        String last = "embedding";
        if (dropout > 0) {
            nodes.add(new Node.Dropout("embedding-dropout", last, dropout));
            last = "embedding-dropout";
        }
        for (int layer = 1; layer <= layers; layer++) {
            String name = layers == 1 ? "encoder" : "encoder-" + layer;
            nodes.add(recurrent.node(name, last));
            last = name;
        }
        if (dropout > 0) {
            nodes.add(new Node.Dropout("output-dropout", last, dropout));
            last = "output-dropout";
        }
        nodes.add(Node.NextItem.own("next-item", last));
        return new Graph(nodes);
    }

    private interface Recurrent {
        Node node(String name, String input);
    }
}
