package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Optimizer;
import trailbench.engine.Popularity;
import trailbench.graph.Graph;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.graph.Sampler;
import trailbench.kernel.Floats;
import trailbench.sequence.Batch;
import trailbench.work.Fault;

/// Losses against drawn negatives, named after the rows of the table of mistakes that others shipped.
class SampledLossTest {
    private static final Sampler POPULAR = new Sampler.Popularity(0.75);
    private static final Sampler MIXED = new Sampler.Mixed(0.5, 0);

    /// 0 for the padding; item 11 is never a target.
    private static final Popularity COUNTS = new Popularity(new int[] {0, 40, 20, 10, 8, 6, 5, 4, 3, 2, 1, 0});

    static List<Loss> losses() {
        List<Loss> losses = new ArrayList<>();
        for (Sampler sampler : List.of(new Sampler.Uniform(), POPULAR, MIXED)) {
            losses.add(new Loss.SampledSoftmax(5, sampler, true));
            losses.add(new Loss.SampledSoftmax(5, sampler, false));
            losses.add(new Loss.Bpr(5, sampler));
            losses.add(new Loss.Top1(5, sampler));
            losses.add(new Loss.BprMax(5, sampler, 0.5));
        }
        losses.add(new Loss.BinaryCrossEntropy(1));
        losses.add(new Loss.GeneralisedBce(7, 0.75));
        return losses;
    }

    @Test
    void doubleSoftmaxAndLogOfZeroWouldShowInTheLossOfAUniformModel() {
        // every score is 0: -ln σ(0) = ln 2; σ(0) + σ(0) = 1; Σ w σ(0) = 1/2, and no score to regularise
        for (Sampler sampler : List.of(new Sampler.Uniform(), POPULAR, MIXED)) {
            assertEquals(Math.log(2), mean(new Loss.Bpr(5, sampler)), 1e-5);
            assertEquals(1, mean(new Loss.Top1(5, sampler)), 1e-5);
            assertEquals(Math.log(2), mean(new Loss.BprMax(5, sampler, 0.5)), 1e-5);
        }
        // ln 2 for the target and ln 2 for each of m negatives, m near 4,000 · 10 / 11
        assertEquals((1 + 4000 * 10 / 11.0) * Math.log(2), mean(new Loss.BinaryCrossEntropy(4000)), 10);
    }

    @Test
    void uniformModelsLossIsLnOfTheCatalogueWhenCorrected() {
        // ln(1 + m · 11 / 4,000) with m, the negatives that are not the target, near 4,000 · 10 / 11
        assertEquals(Math.log(Tiny.ITEMS), mean(new Loss.SampledSoftmax(4000, new Sampler.Uniform(), true)), 0.01);
        // Σ 1 / (n Q(j)) over what is drawn is near the number of items that can be drawn, the target left out
        assertEquals(Math.log(Tiny.ITEMS), mean(new Loss.SampledSoftmax(4000, MIXED, true)), 0.02);
        // as they are: ln(1 + m)
        assertEquals(Math.log(1 + 4000 * 10 / 11.0), mean(new Loss.SampledSoftmax(4000, new Sampler.Uniform(), false)), 0.02);
        // every term is ln 2; 110 draws from 10 others are more than all, so β = 1; m near 100
        assertEquals((1 + 100) * Math.log(2) / 111, mean(new Loss.GeneralisedBce(110, 0.75)), 0.02);
    }

    @Test
    void betaOfGeneralisedBceByHand() {
        // V = 3,417, n = 256: α = 256 / 3,416 = .0749415; β = α (¾ (1 - 1/α) + 1/α) = ¾ α + ¼ = .3062061
        assertEquals(0.3062061, new Loss.GeneralisedBce(256, 0.75).beta(3417), 1e-6);
        assertEquals(1, new Loss.GeneralisedBce(256, 0).beta(3417), 1e-12);
        assertEquals(256 / 3416.0, new Loss.GeneralisedBce(256, 1).beta(3417), 1e-12);
    }

    @Test
    void trainingNegativeNeverEqualsItsOwnTarget() {
        // one item: every draw is the target, so nothing is left to learn from and the loss of the softmax is 0
        Graph graph = graph(new Loss.SampledSoftmax(9, new Sampler.Uniform(), false), false);
        ModelOptions options = new ModelOptions(graph, 1, 3, new Optimizer.Sgd(0.1), 0, 1);
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(1).create(options)) {
            Batch batch = new Batch(1, 3, new int[] {1, 1, 1}, new int[] {1, 1, 1});
            assertEquals(0, model.loss(batch).sum(), 1e-7);
            assertEquals(0, model.train(batch, 0).gradientNorm(), 1e-7);
        }
        // two items: what is left of the draws is the other one, so the loss is ln(1 + m) with m below all 400 draws
        try (Dl4jModel model = uniform(new Loss.SampledSoftmax(400, new Sampler.Uniform(), false), 2)) {
            Batch batch = new Batch(1, 3, new int[] {1, 2, 1}, new int[] {2, 1, 1});
            double left = Math.exp(model.loss(batch).sum() / 3) - 1;
            assertEquals(200, left, 40, "binomial deviation √(400 / 4) = 10");
        }
    }

    @Test
    void samplerKnowsTrainingTargetsOnly() {
        Negatives negatives = new Negatives(POPULAR, Tiny.ITEMS, COUNTS);
        int[] drawn = new int[20_000];
        negatives.draw(7, drawn, 0, drawn.length);
        int[] counts = new int[Tiny.ITEMS];
        for (int index : drawn) {
            counts[index]++;
        }
        assertEquals(0, counts[10], "an item without a training target is never drawn");
        double total = IntStream.rangeClosed(1, 10).mapToDouble(item -> Math.pow(COUNTS.counts()[item], 0.75)).sum();
        for (int index = 0; index < 10; index++) {
            double share = Math.pow(COUNTS.counts()[index + 1], 0.75) / total;
            assertEquals(share, counts[index] / 20_000.0, 4 * Math.sqrt(share / 20_000));
            assertEquals(Math.log(share), negatives.logarithm(index), 1e-5);
        }
        assertThrows(Fault.Request.class, () -> new Negatives(POPULAR, Tiny.ITEMS, Popularity.UNKNOWN));
    }

    @Test
    void mixedSamplerDrawsItsShareByPopularity() {
        Negatives negatives = new Negatives(new Sampler.Mixed(0.25, 0), Tiny.ITEMS, COUNTS);
        int[] drawn = new int[20_000];
        negatives.draw(7, drawn, 0, drawn.length);
        // Q(1) = ¼ · 40 / 99 + ¾ / 11 = .1692
        assertEquals(0.1692, IntStream.of(drawn).filter(index -> index == 0).count() / 20_000.0, 0.0106);
        assertEquals(Math.log(0.25 * 40 / 99 + 0.75 / 11), negatives.logarithm(0), 1e-6);
        // Q(11) = ¾ / 11: it is never a target
        assertEquals(Math.log(0.75 / 11), negatives.logarithm(10), 1e-6);
    }

    /// In-batch negatives without correction for popularity: with logQ, the mean gradient over many draws comes near that of the softmax
    /// over all items; without, popular items are pushed down too far.
    @Test
    void correctionBringsTheExpectedGradientNearThatOfTheFullSoftmax() {
        for (Sampler sampler : List.of(new Sampler.Uniform(), new Sampler.Mixed(0.5, 0.75), MIXED)) {
            double corrected = distance(new Loss.SampledSoftmax(600, sampler, true));
            assertTrue(corrected < 0.05, sampler + ": relative distance " + corrected);
        }
        assertTrue(distance(new Loss.SampledSoftmax(600, new Sampler.Mixed(0.5, 0.75), false)) > 0.2);
    }

    /// Relative distance of the mean gradient of 60 draws from the gradient of the full softmax.
    private static double distance(Loss loss) {
        Batch batch = Tiny.batch(false, 3, 7, 7, 6, 5);
        float[] full = gradient(new Loss.CrossEntropy(), batch, 1);
        float[] mean = gradient(loss, batch, 60);
        double difference = 0;
        double size = 0;
        for (int i = 0; i < full.length; i++) {
            difference += (full[i] - mean[i]) * (full[i] - mean[i]);
            size += full[i] * full[i];
        }
        return Math.sqrt(difference / size);
    }

    /// Of the head's own table.
    private static float[] gradient(Loss loss, Batch batch, int draws) {
        Popularity all = new Popularity(new int[] {0, 40, 20, 10, 8, 6, 5, 4, 3, 2, 1, 1});
        ModelOptions options = new ModelOptions(graph(loss, false), Tiny.ITEMS, Tiny.STEPS, new Optimizer.Sgd(1), 0, 42, all, 0);
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(1).create(options)) {
            spread(model);
            float[] mean = new float[Tiny.ITEMS * 6];
            for (int step = 0; step < draws; step++) {
                model.network().getConfiguration().setIterationCount(step);
                new Inputs(options, model.network()).feed(model.network(), batch.items(), batch.size(), batch.context());
                model.network().setLabels(Nd4j.createFromArray(batch.targets()).reshape(batch.size(), batch.steps()));
                model.network().computeGradientAndScore();
                Floats gradient = Native.floats(model.network().gradient().getGradientFor("next_W"));
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += gradient.get(i) / draws;
                }
            }
            return mean;
        }
    }

    @Test
    void resultIsTheSameForAnyNumberOfLanesButForRounding() {
        Batch batch = Tiny.batch(false, 5, 7, 3, 6, 1, 7, 5);
        for (Loss loss : losses()) {
            List<Double> found = new ArrayList<>();
            for (int lanes : new int[] {1, 2, 3}) {
                try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(lanes).create(options(graph(loss, true), new Optimizer.Adam(0.01), 0))) {
                    double sum = 0;
                    for (int step = 0; step < 5; step++) {
                        sum += model.train(batch, step).loss();
                    }
                    found.add(sum + model.loss(batch).sum());
                }
            }
            assertEquals(found.get(0), found.get(1), 1e-4, loss.toString());
            assertEquals(found.get(0), found.get(2), 1e-4, loss.toString());
        }
    }

    @Test
    void validationDrawsTheSameNegativesAfterEveryEpoch() {
        Batch batch = Tiny.batch(false, 5, 7, 3, 6);
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options(graph(losses().getFirst(), true), new Optimizer.Sgd(1e-12), 0))) {
            double before = model.loss(batch).sum();
            Set<Double> trained = new HashSet<>();
            for (int step = 0; step < 4; step++) {
                trained.add(model.train(batch, step).loss());
            }
            assertEquals(before, model.loss(batch).sum(), 1e-6);
            assertEquals(4, trained.size(), "each step draws anew");
        }
    }

    @Test
    void rareItemsWeighMoreWhenBalanced() {
        Loss loss = new Loss.Bpr(3, new Sampler.Uniform());
        int[] counts = {0, 4, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0};
        ModelOptions options =
                new ModelOptions(graph(loss, true), Tiny.ITEMS, Tiny.STEPS, new Optimizer.Adam(0.01), 0, 1, new Popularity(counts), 0.5);
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(1).create(options)) {
            Native.floats(model.network().params()).zero();
            // Σ c = 6, Σ c · c^-½ = 2 + 1 + 1 = 4: a target weighs 1.5 / √c, .75 for item 1, 1.5 for item 2; each loss is ln 2
            Batch batch = new Batch(1, 3, new int[] {5, 1, 1}, new int[] {1, 1, 2});
            assertEquals((0.75 + 0.75 + 1.5) * Math.log(2), model.loss(batch).sum(), 1e-5);
        }
    }

    static Graph graph(Loss loss, boolean tied) {
        return new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 6, false),
                new Node.Gru("encoder", "embedding", 6),
                new Node.NextItem("next", "encoder", tied ? Optional.of("embedding") : Optional.empty(), loss)));
    }

    static ModelOptions options(Graph graph, Optimizer optimizer, double balance) {
        return new ModelOptions(graph, Tiny.ITEMS, Tiny.STEPS, optimizer, 5, 42, COUNTS, balance);
    }

    /// A model that scores every item with 0.
    private static Dl4jModel uniform(Loss loss, int items) {
        ModelOptions options = new ModelOptions(
                graph(loss, false), items, Tiny.STEPS, new Optimizer.Adam(0.01), 5, 42, items == Tiny.ITEMS ? COUNTS : Popularity.UNKNOWN, 0);
        Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options);
        Native.floats(model.network().params()).zero();
        return model;
    }

    /// Mean loss of a model that scores every item with 0.
    private static double mean(Loss loss) {
        try (Dl4jModel model = uniform(loss, Tiny.ITEMS)) {
            Batch batch = Tiny.batch(false, 1, 7, 4, 6, 7, 3);
            return model.loss(batch).sum() / model.loss(batch).targets();
        }
    }

    /// Parameters away from zero, so that scores differ.
    private static void spread(Dl4jModel model) {
        Floats parameters = Native.floats(model.network().params());
        for (long i = 0; i < parameters.length(); i++) {
            parameters.set(i, parameters.get(i) * 3 + 0.1f * (i % 7 - 3));
        }
    }
}
