package trailbench.ui.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import trailbench.graph.GraphChoice;
import trailbench.graph.GraphChoice.LstmAutoencoder;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.graph.Node.SelfAttention.FeedForward;
import trailbench.graph.Node.SelfAttention.Norm;

/// What can be turned on each node and each preset.
final class Knobs {
    private static final int WIDEST = 4096;
    private static final int DEEPEST = 8;
    private static final int MOST_HEADS = 64;

    private Knobs() {}

    static List<Knob<Node>> of(Node node) {
        return switch (node) {
            case Node.Embedding e -> List.of(
                    new Knob.Whole<>("width", e.width(), 1, WIDEST, width -> new Node.Embedding(e.name(), e.input(), width, e.frozen())),
                    new Knob.Switch<>("frozen", e.frozen(), frozen -> new Node.Embedding(e.name(), e.input(), e.width(), frozen)));
            case Node.Dropout d -> List.of(new Knob.Share<>("rate", d.rate(), rate -> new Node.Dropout(d.name(), d.input(), rate)));
            case Node.SequenceDropout d -> List.of(new Knob.Share<>("rate", d.rate(), rate -> new Node.SequenceDropout(d.name(), d.input(), rate)));
            case Node.DilatedConvolution c -> List.of(
                    new Knob.Whole<>("kernel", c.kernel(), 1, 64, k -> new Node.DilatedConvolution(c.name(), c.input(), k, c.dilation())),
                    new Knob.Whole<>("dilation", c.dilation(), 1, WIDEST, d -> new Node.DilatedConvolution(c.name(), c.input(), c.kernel(), d)));
            case Node.WindowConvolution c -> List.of(
                    new Knob.Whole<>("length", c.length(), 1, 64, l -> new Node.WindowConvolution(c.name(), c.input(), l, c.horizontal(), c.vertical())),
                    new Knob.Whole<>("horizontal", c.horizontal(), 1, 1024, n -> new Node.WindowConvolution(c.name(), c.input(), c.length(), n, c.vertical())),
                    new Knob.Whole<>("vertical", c.vertical(), 1, 64, m -> new Node.WindowConvolution(c.name(), c.input(), c.length(), c.horizontal(), m)));
            case Node.AdditiveAttention a ->
                List.of(new Knob.Whole<>("units", a.units(), 1, WIDEST, units -> new Node.AdditiveAttention(a.name(), a.input(), units)));
            case Node.SimpleRnn r -> recurrent(r.units(), r.recurrentDropout(), (units, rate) -> new Node.SimpleRnn(r.name(), r.input(), units, rate));
            case Node.Lstm l -> recurrent(l.units(), l.recurrentDropout(), (units, rate) -> new Node.Lstm(l.name(), l.input(), units, rate));
            case Node.Gru g -> recurrent(g.units(), g.recurrentDropout(), (units, rate) -> new Node.Gru(g.name(), g.input(), units, rate));
            case Node.Dense d -> List.of(
                    new Knob.Whole<>("units", d.units(), 1, WIDEST, units -> new Node.Dense(d.name(), d.input(), units, d.activation())),
                    pick("activation", d.activation(), Node.Activation.values(), a -> new Node.Dense(d.name(), d.input(), d.units(), a)));
            case Node.Positions o -> List.of(new Knob.Switch<>("scaled", o.scaled(), scaled -> new Node.Positions(o.name(), o.input(), scaled)));
            case Node.SelfAttention a -> attention(a);
            case Node.NextItem h -> new LossKnobs<Node>(loss -> new Node.NextItem(h.name(), h.input(), h.tied(), loss)).of(h.loss());
            case Node.MaskedItem h -> List.of(
                    new Knob.Real<>("share", h.share(), 0.01, 0.99, share -> new Node.MaskedItem(h.name(), h.input(), h.tied(), share, h.last())),
                    new Knob.Real<>("last", h.last(), 0, 1, last -> new Node.MaskedItem(h.name(), h.input(), h.tied(), h.share(), last)));
            case InputNode.HourInput h -> List.of(pick("cycle", h.cycle(), InputNode.HourInput.Cycle.values(), c -> new InputNode.HourInput(h.name(), c, h.zone())));
            case InputNode.ItemInput _, InputNode.BehaviourInput _, InputNode.TimeGapInput _, InputNode.UserInput _, InputNode.FeatureInput _, InputNode.UserFeatureInput _, Node.LayerNorm _, Node.LastStep _,
                    Node.RepeatVector _, Node.PreviousStep _, Node.Concat _, Node.Sum _,
                    Node.ReconstructItems _, Node.ReconstructVectors _ -> List.of();
        };
    }

    static List<Knob<GraphChoice>> of(GraphChoice choice) {
        return switch (choice) {
            case LstmAutoencoder a -> List.of(
                    new Knob.Whole<>("embedding", a.embedding(), 1, WIDEST, e -> new LstmAutoencoder(e, a.hidden(), a.decoder(), a.target())),
                    new Knob.Whole<>("hidden", a.hidden(), 1, WIDEST, h -> new LstmAutoencoder(a.embedding(), h, a.decoder(), a.target())),
                    pick("decoder", a.decoder(), LstmAutoencoder.Decoder.values(), d -> new LstmAutoencoder(a.embedding(), a.hidden(), d, a.target())),
                    pick("target", a.target(), LstmAutoencoder.Target.values(), t -> new LstmAutoencoder(a.embedding(), a.hidden(), a.decoder(), t)));
            case GraphChoice.GruNext g -> nextItem(
                    g.embedding(), g.hidden(), g.layers(), g.dropout(), (e, h, n, d) -> new GraphChoice.GruNext(e, h, n, d, g.channels()));
            case GraphChoice.LstmNext l -> nextItem(l.embedding(), l.hidden(), l.layers(), l.dropout(), GraphChoice.LstmNext::new);
            case GraphChoice.Gru4rec g -> both(List.of(
                    new Knob.Whole<>("width", g.width(), 1, WIDEST, w -> new GraphChoice.Gru4rec(w, g.layers(), g.dropout(), g.loss())),
                    new Knob.Whole<>("layers", g.layers(), 1, DEEPEST, n -> new GraphChoice.Gru4rec(g.width(), n, g.dropout(), g.loss())),
                    new Knob.Share<>("dropout", g.dropout(), d -> new GraphChoice.Gru4rec(g.width(), g.layers(), d, g.loss()))),
                    g.loss(), loss -> new GraphChoice.Gru4rec(g.width(), g.layers(), g.dropout(), loss));
            case GraphChoice.Narm n -> both(List.of(
                    new Knob.Whole<>("embedding", n.embedding(), 1, WIDEST, e -> new GraphChoice.Narm(e, n.hidden(), n.embeddingDropout(), n.dropout(), n.loss())),
                    new Knob.Whole<>("hidden", n.hidden(), 1, WIDEST, h -> new GraphChoice.Narm(n.embedding(), h, n.embeddingDropout(), n.dropout(), n.loss())),
                    new Knob.Share<>("embedding-dropout", n.embeddingDropout(), d -> new GraphChoice.Narm(n.embedding(), n.hidden(), d, n.dropout(), n.loss())),
                    new Knob.Share<>("dropout", n.dropout(), d -> new GraphChoice.Narm(n.embedding(), n.hidden(), n.embeddingDropout(), d, n.loss()))),
                    n.loss(), loss -> new GraphChoice.Narm(n.embedding(), n.hidden(), n.embeddingDropout(), n.dropout(), loss));
            case GraphChoice.Caser c -> caser(c);
            case GraphChoice.Nextitnet n -> both(List.of(
                    new Knob.Whole<>("width", n.width(), 1, WIDEST, w -> new GraphChoice.Nextitnet(w, n.blocks(), n.dropout(), n.loss())),
                    new Knob.Whole<>("blocks", n.blocks(), 1, 4 * DEEPEST, b -> new GraphChoice.Nextitnet(n.width(), b, n.dropout(), n.loss())),
                    new Knob.Share<>("dropout", n.dropout(), d -> new GraphChoice.Nextitnet(n.width(), n.blocks(), d, n.loss()))),
                    n.loss(), loss -> new GraphChoice.Nextitnet(n.width(), n.blocks(), n.dropout(), loss));
            case GraphChoice.Sasrec s -> both(
                    transformer(s.width(), s.blocks(), s.heads(), s.dropout(), (w, n, h, d) -> new GraphChoice.Sasrec(w, n, h, d, s.loss(), s.channels())),
                    s.loss(), loss -> new GraphChoice.Sasrec(s.width(), s.blocks(), s.heads(), s.dropout(), loss, s.channels()));
            case GraphChoice.Gsasrec g -> both(
                    transformer(g.width(), g.blocks(), g.heads(), g.dropout(), (w, n, h, d) -> new GraphChoice.Gsasrec(w, n, h, d, g.loss())),
                    g.loss(), loss -> new GraphChoice.Gsasrec(g.width(), g.blocks(), g.heads(), g.dropout(), loss));
            case GraphChoice.Ligr l -> both(
                    transformer(l.width(), l.blocks(), l.heads(), l.dropout(), (w, n, h, d) -> new GraphChoice.Ligr(w, n, h, d, l.loss())),
                    l.loss(), loss -> new GraphChoice.Ligr(l.width(), l.blocks(), l.heads(), l.dropout(), loss));
            case GraphChoice.Bert4rec b -> Stream.concat(
                            transformer(
                                    b.width(), b.blocks(), b.heads(), b.dropout(),
                                    (w, n, h, d) -> new GraphChoice.Bert4rec(w, n, h, d, b.share(), b.last())).stream(),
                            Stream.<Knob<GraphChoice>>of(
                                    new Knob.Real<>("share", b.share(), 0.01, 0.99, share ->
                                            new GraphChoice.Bert4rec(b.width(), b.blocks(), b.heads(), b.dropout(), share, b.last())),
                                    new Knob.Real<>("last", b.last(), 0, 1, last ->
                                            new GraphChoice.Bert4rec(b.width(), b.blocks(), b.heads(), b.dropout(), b.share(), last))))
                    .toList();
            case GraphChoice.Drawn _ -> List.of();
        };
    }

    private static List<Knob<GraphChoice>> both(List<Knob<GraphChoice>> numbers, Loss loss, Function<Loss, GraphChoice> with) {
        return Stream.concat(numbers.stream(), new LossKnobs<>(with).of(loss).stream()).toList();
    }

    private interface Recurrent {
        Node make(int units, Optional<Double> recurrentDropout);
    }

    private static List<Knob<Node>> recurrent(int units, Optional<Double> recurrentDropout, Recurrent node) {
        return List.of(
                new Knob.Whole<>("units", units, 1, WIDEST, u -> node.make(u, recurrentDropout)),
                new Knob.Share<>("recurrent-dropout", recurrentDropout.orElse(0.0), rate ->
                        node.make(units, Optional.of(rate).filter(given -> given > 0))));
    }

    private static List<Knob<Node>> attention(Node.SelfAttention a) {
        return List.of(
                new Knob.Whole<>("heads", a.heads(), 1, MOST_HEADS, heads -> new Node.SelfAttention(
                        a.name(), a.input(), heads, a.inner(), a.norm(), a.feedForward(), a.gated(), a.causal(), a.attentionDropout(), a.dropout())),
                new Knob.Whole<>("inner", a.inner(), 1, 4 * WIDEST, inner -> new Node.SelfAttention(
                        a.name(), a.input(), a.heads(), inner, a.norm(), a.feedForward(), a.gated(), a.causal(), a.attentionDropout(), a.dropout())),
                pick("norm", a.norm(), Norm.values(), norm -> new Node.SelfAttention(
                        a.name(), a.input(), a.heads(), a.inner(), norm, a.feedForward(), a.gated(), a.causal(), a.attentionDropout(), a.dropout())),
                pick("feed-forward", a.feedForward(), FeedForward.values(), net -> new Node.SelfAttention(
                        a.name(), a.input(), a.heads(), a.inner(), a.norm(), net, a.gated(), a.causal(), a.attentionDropout(), a.dropout())),
                new Knob.Switch<>("gated", a.gated(), gated -> new Node.SelfAttention(
                        a.name(), a.input(), a.heads(), a.inner(), a.norm(), a.feedForward(), gated, a.causal(), a.attentionDropout(), a.dropout())),
                new Knob.Switch<>("causal", a.causal(), causal -> new Node.SelfAttention(
                        a.name(), a.input(), a.heads(), a.inner(), a.norm(), a.feedForward(), a.gated(), causal, a.attentionDropout(), a.dropout())),
                new Knob.Share<>("attention-dropout", a.attentionDropout(), rate -> new Node.SelfAttention(
                        a.name(), a.input(), a.heads(), a.inner(), a.norm(), a.feedForward(), a.gated(), a.causal(), rate, a.dropout())),
                new Knob.Share<>("rate", a.dropout(), rate -> new Node.SelfAttention(
                        a.name(), a.input(), a.heads(), a.inner(), a.norm(), a.feedForward(), a.gated(), a.causal(), a.attentionDropout(), rate)));
    }

    private interface Transformer {
        GraphChoice make(int width, int blocks, int heads, double dropout);
    }

    private static List<Knob<GraphChoice>> transformer(int width, int blocks, int heads, double dropout, Transformer preset) {
        return List.of(
                new Knob.Whole<>("width", width, 1, WIDEST, w -> preset.make(w, blocks, heads, dropout)),
                new Knob.Whole<>("blocks", blocks, 1, DEEPEST, n -> preset.make(width, n, heads, dropout)),
                new Knob.Whole<>("heads", heads, 1, MOST_HEADS, n -> preset.make(width, blocks, n, dropout)),
                new Knob.Share<>("dropout", dropout, d -> preset.make(width, blocks, heads, d)));
    }

    private static List<Knob<GraphChoice>> caser(GraphChoice.Caser c) {
        List<Knob<GraphChoice>> numbers = List.of(
                new Knob.Whole<>("embedding", c.embedding(), 1, WIDEST, e -> new GraphChoice.Caser(e, c.length(), c.horizontal(), c.vertical(), c.dropout(), c.loss())),
                new Knob.Whole<>("length", c.length(), 1, 64, l -> new GraphChoice.Caser(c.embedding(), l, c.horizontal(), c.vertical(), c.dropout(), c.loss())),
                new Knob.Whole<>("horizontal", c.horizontal(), 1, 1024, n -> new GraphChoice.Caser(c.embedding(), c.length(), n, c.vertical(), c.dropout(), c.loss())),
                new Knob.Whole<>("vertical", c.vertical(), 1, 64, m -> new GraphChoice.Caser(c.embedding(), c.length(), c.horizontal(), m, c.dropout(), c.loss())),
                new Knob.Share<>("dropout", c.dropout(), d -> new GraphChoice.Caser(c.embedding(), c.length(), c.horizontal(), c.vertical(), d, c.loss())));
        return both(numbers, c.loss(), loss -> new GraphChoice.Caser(c.embedding(), c.length(), c.horizontal(), c.vertical(), c.dropout(), loss));
    }

    private interface NextItem {
        GraphChoice make(int embedding, int hidden, int layers, double dropout);
    }

    private static List<Knob<GraphChoice>> nextItem(int embedding, int hidden, int layers, double dropout, NextItem preset) {
        return List.of(
                new Knob.Whole<>("embedding", embedding, 1, WIDEST, e -> preset.make(e, hidden, layers, dropout)),
                new Knob.Whole<>("hidden", hidden, 1, WIDEST, h -> preset.make(embedding, h, layers, dropout)),
                new Knob.Whole<>("layers", layers, 1, DEEPEST, n -> preset.make(embedding, hidden, n, dropout)),
                new Knob.Share<>("dropout", dropout, d -> preset.make(embedding, hidden, layers, d)));
    }

    private static <T, E extends Enum<E>> Knob<T> pick(String key, E value, E[] options, Function<E, T> with) {
        return new Knob.Pick<>(key, name(value), Arrays.stream(options).map(Knobs::name).toList(),
                chosen -> with.apply(Arrays.stream(options).filter(option -> name(option).equals(chosen)).findFirst().orElse(value)));
    }

    private static String name(Enum<?> option) {
        return option.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
