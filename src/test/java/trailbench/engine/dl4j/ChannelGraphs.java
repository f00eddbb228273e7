package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
import trailbench.graph.InputNode.HourInput;
import trailbench.sequence.Batch;
import trailbench.sequence.Context;
import trailbench.sequence.History;

/// Graphs that read more than items, and batches for them.
final class ChannelGraphs {
    static final int BEHAVIOURS = 3;
    static final int USERS = 4;
    static final Channels CHANNELS = new Channels(Tiny.ITEMS, BEHAVIOURS, true, USERS, Map.of("kind", 5), Map.of("sex", 2), Set.of("price", "age"), Set.of("age"), Map.of("titles", 3, "pictures", 3), true, Tiny.STEPS);
    /// Items 5 and 10 have no kind, of user 3 no sex is known.
    static final Features FEATURES = new Features(
            Map.of("kind", new int[] {0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 5}), Map.of("sex", new int[] {0, 1, 2, 0, 1}),
            Map.of(
                    "price", new Features.Numbers(new double[] {Double.NaN, -1, -0.6, 0.3, 0.4, Double.NaN, 1.2, -0.1, 0.9, 0.7, 0.2, -0.5}, 0.2f, 1.3f),
                    "age", new Features.Numbers(new double[] {Double.NaN, -1.2, 1.4, Double.NaN, 0.4}, -0.1f, 0.8f),
                    "value", new Features.Numbers(new double[0], 0.4f, 1.7f)),
            Map.of("titles", vectors(0), "pictures", vectors(1)));

    /// Item 4 has none.
    private static float[] vectors(int first) {
        float[] vectors = new float[3 * (Tiny.ITEMS + 1)];
        for (int i = 3; i < vectors.length; i++) {
            vectors[i] = i / 3 == 4 ? 0 : (float) Math.sin(first + i);
        }
        return vectors;
    }

    private static final long HOUR = 3_600_000;

    private ChannelGraphs() {}

    static ModelOptions options(Graph graph) {
        return new ModelOptions(graph, CHANNELS, FEATURES, new Optimizer.Adam(0.01), 5, 42, Popularity.UNKNOWN, 0);
    }

    static List<Graph> all() {
        return List.of(summed(), concatenated(), tied(), autoencoder(), masked());
    }

    static Node input(String name) {
        return switch (name) {
            case "behaviour" -> new InputNode.BehaviourInput(name);
            case "gap" -> new InputNode.TimeGapInput(name);
            case "hour" -> new HourInput(name, HourInput.Cycle.DAY, "UTC");
            case "user" -> new InputNode.UserInput(name);
            case "sex" -> new InputNode.UserFeatureInput(name, name);
            case "kind" -> new InputNode.FeatureInput(name, name);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /// Items and the named inputs, each with an embedding of `width`, added, into a GRU.
    static Graph summed(int width, String... names) {
        List<Node> nodes = embedded(width, names);
        nodes.add(new Node.Sum("joined", embeddings(names)));
        nodes.add(new Node.Gru("encoder", "joined", 6));
        nodes.add(Node.NextItem.own("next-item", "encoder"));
        return new Graph(nodes);
    }

    static Graph summed() {
        return summed(5, "behaviour", "gap");
    }

    static Graph concatenated() {
        List<Node> nodes = embedded(3, "hour", "user", "sex", "kind");
        nodes.add(new Node.Concat("joined", embeddings("hour", "user", "sex", "kind")));
        nodes.add(new Node.Dropout("dropout", "joined", 0.2));
        nodes.add(new Node.Lstm("encoder", "dropout", 6));
        nodes.add(Node.NextItem.own("next-item", "encoder"));
        return new Graph(nodes);
    }

    /// Items, a number of theirs, one of the user's, and vectors that were made elsewhere.
    static Graph numbers() {
        return new Graph(List.of(
                new InputNode.ItemInput("items"), new Node.Embedding("embedding", "items", 4, false), price(3), age(2),
                new InputNode.VectorInput("titles", "titles", 5), new Node.Concat("joined", List.of("embedding", "price", "age", "titles")),
                new Node.Gru("encoder", "joined", 6), Node.NextItem.own("next-item", "encoder")));
    }

    static InputNode price(int width) {
        return new InputNode.NumberInput("price", InputNode.NumberInput.Of.ITEM, "price", InputNode.NumberInput.Scale.STANDARD, width);
    }

    static InputNode age(int width) {
        return new InputNode.NumberInput("age", InputNode.NumberInput.Of.USER, "age", InputNode.NumberInput.Scale.STANDARD, width);
    }

    /// Items, and the value of each event, through a convolution.
    static Graph values() {
        return new Graph(List.of(
                new InputNode.ItemInput("items"), new Node.Embedding("embedding", "items", 4, false, Optional.of("titles")),
                new InputNode.ValueInput("value", InputNode.NumberInput.Scale.STANDARD, 4), new Node.Concat("joined", List.of("embedding", "value")),
                new Node.CausalConvolution("encoder", "joined", 6, 2, 1, Node.Activation.TANH), Node.NextItem.own("next-item", "encoder")));
    }

    /// A log whose events have values, and of which no more is known.
    static Channels valued(int items, int maxLength) {
        return new Channels(items, 0, false, 0, Map.of(), Map.of(), Set.of(), Set.of(), Map.of(), true, maxLength);
    }

    /// As [#masked], with numbers and vectors that know nothing of the mask.
    static Graph maskedNumbers() {
        List<Node> nodes = new ArrayList<>(List.of(
                new InputNode.ItemInput("items"), new Node.Embedding("embedding", "items", 6, false), price(6), age(6),
                new InputNode.VectorInput("titles", "titles", 6), new Node.Sum("joined", List.of("embedding", "price", "age", "titles"))));
        return new Graph(bert(nodes));
    }

    /// The sum feeds two nodes, so that its gradient is one of two that meet.
    static Graph tied() {
        List<Node> nodes = embedded(6, "behaviour", "kind");
        nodes.add(new Node.Sum("joined", embeddings("behaviour", "kind")));
        nodes.add(new Node.Gru("encoder", "joined", 6));
        nodes.add(new Node.Sum("residual", List.of("encoder", "joined")));
        nodes.add(new Node.NextItem("next-item", "residual", Optional.of("embedding"), Loss.defaults()));
        return new Graph(nodes);
    }

    static Graph autoencoder() {
        List<Node> nodes = embedded(5, "behaviour", "kind");
        nodes.add(new Node.Concat("joined", embeddings("behaviour", "kind")));
        nodes.add(new Node.Gru("encoder", "joined", 6));
        nodes.add(new Node.LastStep("vector", "encoder"));
        nodes.add(new Node.RepeatVector("repeat", "vector"));
        nodes.add(new Node.PreviousStep("previous", "joined"));
        nodes.add(new Node.Concat("fed", List.of("repeat", "previous")));
        nodes.add(new Node.Gru("decoder", "fed", 6));
        nodes.add(new Node.ReconstructItems("again", "decoder"));
        return new Graph(nodes);
    }

    /// BERT4Rec that reads behaviours, gaps, hours, users, their sex and kinds beside the items.
    static Graph masked() {
        String[] names = {"behaviour", "gap", "hour", "user", "sex", "kind"};
        List<Node> nodes = embedded(6, names);
        nodes.add(new Node.Sum("joined", embeddings(names)));
        return new Graph(bert(nodes));
    }

    /// BERT4Rec's own nodes after what is joined.
    private static List<Node> bert(List<Node> nodes) {
        for (Node node : new GraphChoice.Bert4rec(6, 1, 2, 0.1, 0.4, 0.1).graph().nodes()) {
            if (node instanceof Node.Positions) {
                nodes.add(node.withInputs(List.of("joined")));
            } else if (!(node instanceof InputNode || node instanceof Node.Embedding)) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    private static List<Node> embedded(int width, String... names) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new InputNode.ItemInput("items"));
        nodes.add(new Node.Embedding("embedding", "items", width, false));
        for (String name : names) {
            nodes.add(input(name));
            nodes.add(new Node.Embedding("embedding-" + name, name, width, false));
        }
        return nodes;
    }

    private static List<String> embeddings(String... names) {
        List<String> embeddings = new ArrayList<>(List.of("embedding"));
        Arrays.stream(names).forEach(name -> embeddings.add("embedding-" + name));
        return embeddings;
    }

    /// As [Tiny#batch], with a context in which something is unknown here and there, and with weights.
    static Batch batch(boolean reconstruct, long seed, int... lengths) {
        Batch plain = Tiny.batch(reconstruct, seed, lengths);
        Random random = new Random(seed);
        Context context = Context.unknown(lengths.length, Tiny.STEPS);
        float[] weights = new float[plain.items().length];
        for (int b = 0; b < lengths.length; b++) {
            History history = history(random, lengths[b]);
            context.put(b, (b + 1) * Tiny.STEPS - lengths[b], history, 0, lengths[b]);
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.25f + random.nextInt(4);
        }
        return new Batch(plain.size(), plain.steps(), plain.items(), plain.targets(), weights, context);
    }

    static History history(Random random, int length) {
        byte[] behaviours = new byte[length];
        long[] times = new long[length];
        float[] values = new float[length];
        long time = random.nextLong(1000 * HOUR);
        for (int t = 0; t < length; t++) {
            behaviours[t] = (byte) (random.nextInt(BEHAVIOURS + 1) - 1);
            times[t] = time;
            time += random.nextLong(1L << random.nextInt(30));
        }
        int[] items = random.ints(length, 1, Tiny.ITEMS + 1).toArray();
        int user = random.nextInt(USERS + 1);
        for (int t = 0; t < length; t++) {
            values[t] = random.nextInt(4) == 0 ? Float.NaN : (float) random.nextGaussian();
        }
        return new History(items, History.ofItems(items).baskets(), behaviours, times, user, values);
    }
}
