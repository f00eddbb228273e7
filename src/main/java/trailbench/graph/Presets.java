package trailbench.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trailbench.graph.GraphChoice.Bert4rec;
import trailbench.graph.GraphChoice.Caser;
import trailbench.graph.GraphChoice.DenseAutoencoder;
import trailbench.graph.GraphChoice.Gru4rec;
import trailbench.graph.GraphChoice.GruNext;
import trailbench.graph.GraphChoice.LstmAutoencoder;
import trailbench.graph.GraphChoice.Ligr;
import trailbench.graph.GraphChoice.LstmNext;
import trailbench.graph.GraphChoice.Narm;
import trailbench.graph.GraphChoice.Nextitnet;
import trailbench.graph.GraphChoice.Sasrec;
import trailbench.graph.Node.SelfAttention.FeedForward;
import trailbench.graph.Node.SelfAttention.Norm;

/// Lays out the nodes of the named presets.
final class Presets {
    private Presets() {}

    static Graph lstmAutoencoder(LstmAutoencoder options) {
        boolean vectors = options.target() == LstmAutoencoder.Target.VECTORS;
        List<Node> nodes = new ArrayList<>(List.of(
                new InputNode.ItemInput("items"),
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

    static Graph denseAutoencoder(DenseAutoencoder options) {
        List<Node> nodes = items(options.embedding());
        String last = dropped(nodes, "embedding", options.dropout(), Node.Dropout::new);
        nodes.add(new Node.MeanSteps("mean", last));
        nodes.add(new Node.Dense("code", "mean", options.hidden(), Node.Activation.TANH));
        nodes.add(new Node.RepeatVector("repeat", "code"));
        nodes.add(new Node.ReconstructItems("reconstruction", "repeat"));
        return new Graph(nodes);
    }

    static Graph gruNext(GruNext options) {
        return withChannels(options.channels(), options.embedding(), nextItem(
                options.embedding(), options.dropout(), options.layers(), (name, input) -> new Node.Gru(name, input, options.hidden())));
    }

    static Graph lstmNext(LstmNext options) {
        return nextItem(options.embedding(), options.dropout(), options.layers(), (name, input) -> new Node.Lstm(name, input, options.hidden()));
    }

    static Graph gru4rec(Gru4rec options) {
        List<Node> nodes = items(options.width());
        String last = dropped(nodes, "embedding", options.dropout(), Node.SequenceDropout::new);
        for (int layer = 1; layer <= options.layers(); layer++) {
            String name = options.layers() == 1 ? "encoder" : "encoder-" + layer;
            nodes.add(new Node.Gru(name, last, options.width()));
            last = dropped(nodes, name, options.dropout(), Node.SequenceDropout::new);
        }
        nodes.add(new Node.NextItem("next-item", last, Optional.of("embedding"), options.loss()));
        return new Graph(nodes);
    }

    static Graph narm(Narm options) {
        List<Node> nodes = items(options.embedding());
        String last = dropped(nodes, "embedding", options.embeddingDropout(), Node.Dropout::new);
        nodes.add(new Node.Gru("encoder", last, options.hidden()));
        nodes.add(new Node.AdditiveAttention("memory", "encoder", options.hidden()));
        nodes.add(new Node.Concat("session", List.of("encoder", "memory")));
        last = dropped(nodes, "session", options.dropout(), Node.Dropout::new);
        nodes.add(new Node.Dense("decoder", last, options.embedding(), Node.Activation.IDENTITY));
        nodes.add(new Node.NextItem("next-item", "decoder", Optional.of("embedding"), options.loss()));
        return new Graph(nodes);
    }

    static Graph caser(Caser options) {
        List<Node> nodes = items(options.embedding());
        nodes.add(new Node.WindowConvolution("windows", "embedding", options.length(), options.horizontal(), options.vertical()));
        String last = dropped(nodes, "windows", options.dropout(), Node.Dropout::new);
        nodes.add(new Node.Dense("encoder", last, options.embedding(), Node.Activation.RELU));
        nodes.add(new Node.NextItem("next-item", "encoder", Optional.empty(), options.loss()));
        return new Graph(nodes);
    }

    static Graph nextitnet(Nextitnet options) {
        List<Node> nodes = items(options.width());
        String last = dropped(nodes, "embedding", options.dropout(), Node.Dropout::new);
        for (int block = 1; block <= options.blocks(); block++) {
            nodes.add(new Node.DilatedConvolution("block-" + block, last, 3, block % 2 == 1 ? 1 : 4));
            last = "block-" + block;
        }
        last = dropped(nodes, last, options.dropout(), Node.Dropout::new);
        nodes.add(new Node.NextItem("next-item", last, Optional.empty(), options.loss()));
        return new Graph(nodes);
    }

    private static List<Node> items(int embedding) {
        return new ArrayList<>(List.of(new InputNode.ItemInput("items"), new Node.Embedding("embedding", "items", embedding, false)));
    }

    /// Adds a dropout behind `input`, if there is one.
    ///
    /// @return the node to go on from
    private static String dropped(List<Node> nodes, String input, double rate, Drop drop) {
        if (rate == 0) {
            return input;
        }
        nodes.add(drop.node(input + "-dropout", input, rate));
        return input + "-dropout";
    }

    static Graph sasrec(Sasrec options) {
        return withChannels(options.channels(), options.width(), transformer(
                options.width(), options.blocks(), options.dropout(), options.loss(),
                (name, input) -> new Node.SelfAttention(
                        name, input, options.heads(), options.width(), Norm.QUERY, FeedForward.RELU, false, true, options.dropout(), options.dropout())));
    }

    static Graph bert4rec(Bert4rec options) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new InputNode.ItemInput("items"));
        nodes.add(new Node.Embedding("embedding", "items", options.width(), false));
        nodes.add(new Node.Positions("positions", "embedding", false));
        nodes.add(new Node.LayerNorm("embedding-norm", "positions"));
        String last = "embedding-norm";
        if (options.dropout() > 0) {
            nodes.add(new Node.Dropout("embedding-dropout", last, options.dropout()));
            last = "embedding-dropout";
        }
        for (int number = 1; number <= options.blocks(); number++) {
            String name = "block-" + number;
            nodes.add(new Node.SelfAttention(
                    name, last, options.heads(), 4 * options.width(), Norm.POST, FeedForward.GELU, false, false, options.dropout(), options.dropout()));
            last = name;
        }
        nodes.add(new Node.Dense("transform", last, options.width(), Node.Activation.GELU));
        nodes.add(new Node.LayerNorm("norm", "transform"));
        nodes.add(new Node.MaskedItem("masked-item", "norm", Optional.of("embedding"), options.share(), options.last()));
        return new Graph(nodes);
    }

    static Graph ligr(Ligr options) {
        return transformer(options.width(), options.blocks(), options.dropout(), options.loss(), (name, input) -> new Node.SelfAttention(
                name, input, options.heads(), 4 * options.width(), Norm.PRE, FeedForward.SWIGLU, true, true, options.dropout(), options.dropout()));
    }

    /// Embedding, positions, dropout, blocks, norm, and a head tied to the embedding.
    private static Graph transformer(int width, int blocks, double dropout, Loss loss, Layer block) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new InputNode.ItemInput("items"));
        nodes.add(new Node.Embedding("embedding", "items", width, false));
        nodes.add(new Node.Positions("positions", "embedding", true));
        String last = "positions";
        if (dropout > 0) {
            nodes.add(new Node.Dropout("embedding-dropout", last, dropout));
            last = "embedding-dropout";
        }
        for (int number = 1; number <= blocks; number++) {
            String name = "block-" + number;
            nodes.add(block.node(name, last));
            last = name;
        }
        nodes.add(new Node.LayerNorm("norm", last));
        nodes.add(new Node.NextItem("next-item", "norm", Optional.of("embedding"), loss));
        return new Graph(nodes);
    }

    private static Graph nextItem(int embedding, double dropout, int layers, Layer recurrent) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new InputNode.ItemInput("items"));
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

    /// Adds what is read beside the items to their embedding, before anything else sees it. A head that is tied stays tied to the items.
    private static Graph withChannels(List<GraphChoice.Channel> channels, int width, Graph items) {
        if (channels.isEmpty()) {
            return items;
        }
        List<Node> nodes = new ArrayList<>();
        List<String> embeddings = new ArrayList<>(List.of("embedding"));
        for (Node node : items.nodes()) {
            if (!node.inputs().equals(List.of("embedding"))) {
                nodes.add(node);
                continue;
            }
            for (GraphChoice.Channel channel : channels) {
                Node input = input(channel);
                embeddings.add(input.name() + "-embedding");
                nodes.add(input);
                nodes.add(new Node.Embedding(embeddings.getLast(), input.name(), width, false));
            }
            nodes.add(new Node.Sum("embedded", embeddings));
            nodes.add(node.withInputs(List.of("embedded")));
        }
        return new Graph(nodes);
    }

    private static Node input(GraphChoice.Channel channel) {
        return switch (channel) {
            case BEHAVIOUR -> new InputNode.BehaviourInput("behaviour");
            case TIME_GAP -> new InputNode.TimeGapInput("time-gap");
            case HOUR -> new InputNode.HourInput("hour", InputNode.HourInput.Cycle.WEEK, "UTC");
            case USER -> new InputNode.UserInput("user");
        };
    }

    private interface Drop {
        Node node(String name, String input, double rate);
    }

    private interface Layer {
        Node node(String name, String input);
    }
}
