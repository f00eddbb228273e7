package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Optimizer;
import trailbench.graph.Graph;
import trailbench.graph.GraphChoice.GruNext;
import trailbench.graph.GraphChoice.LstmAutoencoder;
import trailbench.graph.GraphChoice.LstmAutoencoder.Decoder;
import trailbench.graph.GraphChoice.LstmAutoencoder.Target;
import trailbench.graph.GraphChoice.LstmNext;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.sequence.Batch;

/// Small graphs and batches for tests.
final class Tiny {
    static final int ITEMS = 11;
    static final int STEPS = 7;

    private Tiny() {}

    static ModelOptions options(Graph graph) {
        return new ModelOptions(graph, ITEMS, STEPS, new Optimizer.Adam(0.01), 5, 42);
    }

    /// Every kind of node and head; widths that no vector register divides.
    static List<Graph> graphs() {
        return Stream.of(EncoderGraphs.all(), AttentionGraphs.all(), heads()).flatMap(List::stream).toList();
    }

    private static List<Graph> heads() {
        return List.of(
                new GruNext(5, 6, 2, 0.3).graph(),
                new LstmNext(9, 10, 1, 0.2).graph(),
                autoencoder(Decoder.REPEATED, Target.ITEMS),
                autoencoder(Decoder.TEACHER_FORCED, Target.ITEMS),
                autoencoder(Decoder.REPEATED, Target.VECTORS),
                autoencoder(Decoder.TEACHER_FORCED, Target.VECTORS),
                dense(),
                tied());
    }

    /// The head's table is the embedding's.
    static Graph tied() {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 6, false),
                new Node.Gru("encoder", "embedding", 6),
                new Node.NextItem("next", "encoder", Optional.of("embedding"), Loss.defaults())));
    }

    static Graph autoencoder(Decoder decoder, Target target) {
        return new LstmAutoencoder(5, 6, decoder, target).graph();
    }

    static Graph dense() {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 5, false),
                new Node.Dense("narrow", "embedding", 4, Node.Activation.RELU),
                new Node.Concat("both", List.of("embedding", "narrow")),
                new Node.Gru("encoder", "both", 6),
                new Node.LastStep("vector", "encoder"),
                new Node.Dense("code", "vector", 3, Node.Activation.TANH),
                new Node.Dropout("noise", "code", 0.2),
                new Node.RepeatVector("repeat", "noise"),
                new Node.Gru("decoder", "repeat", 6),
                new Node.Dense("map", "decoder", 7, Node.Activation.IDENTITY),
                new Node.ReconstructItems("again", "map")));
    }

    /// Left-padded windows of the given lengths; next-item targets, or the items themselves.
    static Batch batch(boolean reconstruct, long seed, int... lengths) {
        Random random = new Random(seed);
        int[] items = new int[lengths.length * STEPS];
        int[] targets = new int[items.length];
        for (int b = 0; b < lengths.length; b++) {
            int next = 1 + random.nextInt(ITEMS);
            for (int t = STEPS - lengths[b]; t < STEPS; t++) {
                items[b * STEPS + t] = next;
                next = 1 + random.nextInt(ITEMS);
                targets[b * STEPS + t] = reconstruct ? items[b * STEPS + t] : next;
            }
        }
        return new Batch(lengths.length, STEPS, items, targets);
    }

    static List<int[]> histories(long seed, int... lengths) {
        Random random = new Random(seed);
        List<int[]> histories = new ArrayList<>();
        for (int length : lengths) {
            histories.add(random.ints(length, 1, ITEMS + 1).toArray());
        }
        return histories;
    }
}
