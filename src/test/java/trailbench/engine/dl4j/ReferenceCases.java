package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Features;
import trailbench.engine.Optimizer;
import trailbench.engine.Popularity;
import trailbench.graph.Channels;
import trailbench.graph.Graph;
import trailbench.graph.GraphChoice.LstmAutoencoder;
import trailbench.graph.GraphChoice.LstmAutoencoder.Decoder;
import trailbench.graph.GraphChoice.LstmAutoencoder.Target;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.graph.Node.Activation;
import trailbench.graph.Node.SelfAttention.FeedForward;
import trailbench.graph.Node.SelfAttention.Norm;
import trailbench.graph.Sampler;
import trailbench.sequence.Batch;
import trailbench.sequence.Context;

/// What is held against the reference: every layer, every loss and head, every way of joining channels, every preset.
///
/// Windows are padded and of several lengths, and some steps have no target. In cases without channels no two events of a batch share an
/// item, so the gradient of the item table is, row by row, the gradient of the inputs of what stands behind it.
final class ReferenceCases {
    static final int ITEMS = 21;
    private static final int STEPS = 7;
    private static final int[] LENGTHS = {6, 1, 4, 3};
    private static final int[] LONG = {230, 33, 150, 5, 64, 31};
    private static final int LONGEST = 230;

    /// Item 21 is never a target.
    private static final Popularity COUNTS =
            new Popularity(IntStream.rangeClosed(0, ITEMS).map(item -> item == 0 || item == ITEMS ? 0 : 1 + 60 / item).toArray());

    private ReferenceCases() {}

    record Case(String name, ModelOptions options, Batch batch) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// Every preset, beside no other.
    static Stream<Case> presetCases() {
        return presets().stream();
    }

    static Stream<Case> all() {
        return Stream.of(layers(6), attention(), heads(), losses(), channels(), presets()).flatMap(List::stream);
    }

    /// Longer than the blocks and slabs in which the layers work, wider than their vectors, over more targets than share a draw.
    static Stream<Case> large() {
        List<Case> cases = new ArrayList<>(layers(20));
        for (Norm norm : Norm.values()) {
            for (boolean causal : new boolean[] {true, false}) {
                var block = new Node.SelfAttention("encoder", "embedding", 2, 35, norm, FeedForward.SWIGLU, true, causal, 0.3, 0.2);
                cases.add(of("attention " + norm + (causal ? "" : ", both sides"), chain(20, block), false));
            }
        }
        cases.add(of("tied head", tied(20, Loss.defaults()), false));
        sampled(40, new Sampler.Mixed(0.5, 0.5)).forEach(loss -> cases.add(of(loss.toString(), tied(20, loss), true)));
        return cases.stream().map(each -> new Case(each.name, longer(each.options), longBatch(each.options.graph())));
    }

    private static ModelOptions longer(ModelOptions options) {
        Channels channels = Channels.ofItems(ITEMS, LONGEST);
        return new ModelOptions(options.graph(), channels, Features.NONE, options.optimizer(), 0, options.seed(), options.popularity(), options.balance());
    }

    private static List<Case> layers(int width) {
        Map<String, List<Node>> chains = new LinkedHashMap<>();
        chains.put("simple RNN, stacked, one mask a sequence", List.of(
                new Node.SequenceDropout("noise", "embedding", 0.2), new Node.SimpleRnn("first", "noise", width + 1),
                new Node.SimpleRnn("encoder", "first", width - 1)));
        chains.put("GRU, stacked", List.of(
                new Node.Dropout("noise", "embedding", 0.3), new Node.Gru("first", "noise", width + 1), new Node.Gru("encoder", "first", width - 1)));
        chains.put("LSTM, stacked", List.of(new Node.Lstm("first", "embedding", width + 1), new Node.Lstm("encoder", "first", width - 1)));
        chains.put("dilated convolutions", List.of(
                new Node.DilatedConvolution("first", "embedding", 3, 1), new Node.Dropout("noise", "first", 0.1),
                new Node.DilatedConvolution("encoder", "noise", 2, 3)));
        for (Activation activation : Activation.values()) {
            chains.put("causal convolutions " + activation, List.of(
                    new Node.CausalConvolution("first", "embedding", width + 1, 3, 1, activation),
                    new Node.CausalConvolution("encoder", "first", width - 2, 2, 3, activation)));
        }
        chains.put("window convolution", List.of(
                new Node.WindowConvolution("encoder", "embedding", 4, 3, 2), new Node.Dropout("noise", "encoder", 0.3)));
        chains.put("additive attention", List.of(new Node.AdditiveAttention("encoder", "embedding", width - 1)));
        chains.put("gate", List.of(
                new Node.Gru("first", "embedding", width), new Node.Gate("encoder", List.of("first", "embedding"))));
        chains.put("reverse, GRU, reverse", List.of(
                new Node.ReverseSteps("turned", "embedding"), new Node.Gru("first", "turned", width + 1), new Node.ReverseSteps("encoder", "first")));
        chains.put("positions and norm", List.of(
                new Node.Positions("positions", "embedding", false), new Node.LayerNorm("encoder", "positions")));
        chains.put("scaled positions", List.of(new Node.Positions("encoder", "embedding", true)));
        for (Activation activation : Activation.values()) {
            chains.put("dense " + activation, List.of(new Node.Dense("encoder", "embedding", width + 1, activation)));
        }
        List<Case> cases = new ArrayList<>();
        chains.forEach((name, nodes) -> cases.add(of(name, chain(width, nodes.toArray(Node[]::new)), false)));
        return cases;
    }

    private static List<Case> attention() {
        List<Case> cases = new ArrayList<>();
        for (Norm norm : Norm.values()) {
            for (FeedForward net : FeedForward.values()) {
                for (boolean gated : new boolean[] {false, true}) {
                    for (boolean causal : new boolean[] {false, true}) {
                        var block = new Node.SelfAttention("encoder", "embedding", 2, 5, norm, net, gated, causal, 0.3, 0.2);
                        String name = "attention %s %s%s%s".formatted(norm, net, gated ? ", gated" : "", causal ? "" : ", both sides");
                        cases.add(of(name, chain(6, block), false));
                    }
                }
            }
        }
        return cases;
    }

    private static List<Case> heads() {
        Optional<String> embedding = Optional.of("embedding");
        Node code = new Node.Dense("code", "embedding", 6, Activation.TANH);
        List<Case> cases = new ArrayList<>();
        for (boolean weighted : new boolean[] {false, true}) {
            String how = weighted ? ", weighted and balanced" : "";
            cases.add(of("next item" + how, graph(6, code, Node.NextItem.own("head", "code")), weighted));
            cases.add(of("next item, tied" + how, tied(6, Loss.defaults()), weighted));
            cases.add(of("masked item" + how, graph(6, code, new Node.MaskedItem("head", "code", Optional.empty(), 0.3, 0)), weighted));
            cases.add(of("masked item, tied" + how, graph(6, code, new Node.MaskedItem("head", "code", embedding, 0.3, 0)), weighted));
            for (Decoder decoder : Decoder.values()) {
                for (Target target : Target.values()) {
                    cases.add(of("autoencoder, " + decoder + " " + target + how, new LstmAutoencoder(5, 6, decoder, target).graph(), weighted));
                }
            }
            cases.add(behaviours("next behaviour" + how, weighted));
            cases.add(ratings("next rating" + how, weighted));
            cases.add(of("mean of steps" + how, pooled(new Node.MeanSteps("vector", "encoder")), weighted));
            cases.add(of("attention pooling" + how, pooled(new Node.AttentionPooling("vector", "encoder", 5)), weighted));
            cases.add(of("one vector through dense, norm and dropout" + how, vector(), weighted));
        }
        return cases;
    }

    /// The log tells three behaviours apart, of which the second is common.
    private static Case behaviours(String name, boolean weighted) {
        Graph graph = graph(6, new Node.Gru("encoder", "embedding", 5), new Node.NextBehaviour("head", "encoder"));
        ModelOptions options = new ModelOptions(
                graph, new Channels(ITEMS, 3, false, 0, Map.of(), STEPS + 1), Features.NONE, new Optimizer.Adam(0.01), 5, 42,
                new Popularity(new int[] {0, 10, 80, 5}), weighted ? 0.5 : 0);
        Batch items = batch(graph, weighted, STEPS, LENGTHS);
        int[] targets = Arrays.stream(items.targets()).map(target -> target == 0 ? 0 : 1 + target % 3).toArray();
        return new Case(name, options, new Batch(items.size(), items.steps(), items.items(), targets, items.weights(), Context.NONE));
    }

    private static Case ratings(String name, boolean weighted) {
        Graph graph = graph(6, new Node.Gru("encoder", "embedding", 5), new Node.NextRating("head", "encoder"));
        Features features = new Features(Map.of(), Map.of(), Map.of("head", new Features.Numbers(new double[0], 3.5f, 1.1f)), Map.of());
        ModelOptions options = new ModelOptions(
                graph, ChannelGraphs.valued(ITEMS, STEPS + 1), features, new Optimizer.Adam(0.01), 5, 42, COUNTS, weighted ? 0.5 : 0);
        Batch items = batch(graph, weighted, STEPS, LENGTHS);
        float[] values = new float[items.items().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = items.targets()[i] == 0 ? 0 : (float) (1 + 4 * Math.abs(Math.sin(i)));
        }
        return new Case(
                name, options, new Batch(items.size(), items.steps(), items.items(), items.targets(), items.weights(), Context.NONE, values));
    }

    /// What may stand between the encoder and the decoder: nodes on one vector a sequence.
    private static Graph vector() {
        return graph(
                5,
                new Node.Dense("narrow", "embedding", 4, Activation.RELU), new Node.Concat("both", List.of("embedding", "narrow")),
                new Node.Gru("encoder", "both", 6), new Node.LastStep("vector", "encoder"), new Node.LayerNorm("norm", "vector"),
                new Node.Dense("code", "norm", 5, Activation.GELU), new Node.Dropout("noise", "code", 0.3), new Node.RepeatVector("repeat", "noise"),
                new Node.PreviousStep("previous", "narrow"), new Node.Concat("fed", List.of("repeat", "previous")),
                new Node.SimpleRnn("decoder", "fed", 6), new Node.ReconstructItems("again", "decoder"));
    }

    private static Graph pooled(Node pooling) {
        return graph(
                5, new Node.Gru("encoder", "embedding", 6), pooling, new Node.RepeatVector("repeat", "vector"),
                new Node.SimpleRnn("decoder", "repeat", 6), new Node.ReconstructItems("again", "decoder"));
    }

    private static List<Case> losses() {
        List<Case> cases = new ArrayList<>();
        for (Loss loss : sampled(5, new Sampler.Uniform())) {
            cases.add(of(loss + ", own table", own(loss), false));
            cases.add(of(loss + ", tied, weighted and balanced", tied(6, loss), true));
        }
        for (Loss loss : sampled(20, new Sampler.Popularity(0.75))) {
            cases.add(of(loss + ", own table, weighted and balanced", own(loss), true));
        }
        for (Sampler sampler : List.of(new Sampler.Mixed(0.5, 0), new Sampler.Mixed(0.3, 0.5))) {
            Loss loss = new Loss.SampledSoftmax(20, sampler, true);
            cases.add(of(loss + ", tied", tied(6, loss), false));
        }
        return cases;
    }

    private static Graph own(Loss loss) {
        return graph(6, new Node.Dense("code", "embedding", 7, Activation.TANH), new Node.NextItem("head", "code", Optional.empty(), loss));
    }

    private static List<Loss> sampled(int negatives, Sampler sampler) {
        return List.of(
                new Loss.SampledSoftmax(negatives, sampler, true), new Loss.SampledSoftmax(negatives, sampler, false),
                new Loss.BinaryCrossEntropy(negatives), new Loss.GeneralisedBce(negatives, 0.75), new Loss.Bpr(negatives, sampler),
                new Loss.Top1(negatives, sampler), new Loss.BprMax(negatives, sampler, 0.5));
    }

    private static List<Case> channels() {
        List<Case> cases = new ArrayList<>();
        Map<String, Graph> graphs = Map.of(
                "channels, added", ChannelGraphs.summed(), "channels, end to end", ChannelGraphs.concatenated(), "channels, tied", ChannelGraphs.tied(),
                "channels, autoencoder", ChannelGraphs.autoencoder(), "numbers and vectors", ChannelGraphs.numbers(), "values of events", ChannelGraphs.values());
        graphs.forEach((name, graph) -> cases.add(
                new Case(name, ChannelGraphs.options(graph), ChannelGraphs.batch(graph.reconstructs(), 1, 7, 1, 4, 3, 5))));
        ModelOptions masked = ChannelGraphs.options(ChannelGraphs.masked());
        cases.add(new Case("channels, masked item", masked, Masking.of((Node.MaskedItem) masked.graph().head(), masked)
                .forTraining(ChannelGraphs.batch(true, 1, 7, 1, 4, 3, 5), 3)));
        ModelOptions numbers = ChannelGraphs.options(ChannelGraphs.maskedNumbers());
        cases.add(new Case("numbers and vectors, masked item", numbers, Masking.of((Node.MaskedItem) numbers.graph().head(), numbers)
                .forTraining(ChannelGraphs.batch(true, 1, 7, 1, 4, 3, 5), 3)));
        return cases;
    }

    private static List<Case> presets() {
        return PresetGraphs.all().entrySet().stream().map(preset -> of("preset " + preset.getKey(), preset.getValue(), false)).toList();
    }

    /// Items, their embedding, some nodes, and a head: masked items if a node sees both sides, else next items.
    private static Graph chain(int width, Node... nodes) {
        boolean bothSides = Arrays.stream(nodes).anyMatch(
                node -> node instanceof Node.ReverseSteps || node instanceof Node.SelfAttention attention && !attention.causal());
        String last = nodes[nodes.length - 1].name();
        Node[] all = Arrays.copyOf(nodes, nodes.length + 1);
        all[nodes.length] = bothSides ? new Node.MaskedItem("head", last, Optional.empty(), 0.3, 0) : Node.NextItem.own("head", last);
        return graph(width, all);
    }

    private static Graph tied(int width, Loss loss) {
        return graph(width, new Node.Dense("code", "embedding", width, Activation.TANH), new Node.NextItem("head", "code", Optional.of("embedding"), loss));
    }

    private static Graph graph(int width, Node... nodes) {
        List<Node> all = new ArrayList<>(List.of(new InputNode.ItemInput("items"), new Node.Embedding("embedding", "items", width, false)));
        all.addAll(List.of(nodes));
        return new Graph(all);
    }

    /// @param weighted by the batch and by the items' counts
    private static Case of(String name, Graph graph, boolean weighted) {
        ModelOptions options = new ModelOptions(
                graph, ITEMS, STEPS + 1, new Optimizer.Adam(0.01), 5, 42, COUNTS, weighted ? 0.5 : 0);
        return new Case(name, options, batch(graph, weighted, STEPS, LENGTHS));
    }

    private static Batch longBatch(Graph graph) {
        return batch(graph, false, LONGEST, LONG);
    }

    private static Batch batch(Graph graph, boolean weighted, int steps, int[] lengths) {
        Random random = new Random(9);
        List<Integer> deck = new ArrayList<>(IntStream.rangeClosed(1, ITEMS).boxed().toList());
        Collections.shuffle(deck, random);
        int[] items = new int[lengths.length * steps];
        int[] targets = new int[items.length];
        int event = 0;
        for (int b = 0; b < lengths.length; b++) {
            for (int place = (b + 1) * steps - lengths[b]; place < (b + 1) * steps; place++, event++) {
                items[place] = deck.get(event % ITEMS);
                boolean none = event % 6 == 5;
                targets[place] = none ? 0 : graph.targetsItsInputs() ? items[place] : 1 + random.nextInt(ITEMS - 1);
            }
        }
        float[] weights = new float[weighted ? items.length : 0];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.25f * (1 + random.nextInt(8));
        }
        return new Batch(lengths.length, steps, items, targets, weights, Context.NONE);
    }
}
