package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import trailbench.engine.Diagnosis;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Model;
import trailbench.engine.Optimizer;
import trailbench.graph.Graph;
import trailbench.graph.GraphChoice;
import trailbench.graph.Loss;
import trailbench.graph.Sampler;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;
import trailbench.sequence.Batch;

/// Every optimiser by hand, over rows that are touched and rows that are not; steps of several batches; state that survives a checkpoint.
class OptimizersTest {
    static Stream<Arguments> twoSteps() {
        return Stream.of(
                // θ = 1 · (1 - .1 · .5) - .1 = .85, then .85 · .95 - .1: a constant gradient moves Adam by its rate
                Arguments.of(new Optimizer.Adamw(0.1, 0.5), 0.85, 0.7075),
                // m = .2, v̂ = 4: .1 (.9 · .2 / .19 + .1 · 2 / .1) / 2 = .1473684; then m = .38: .1 (.9 · .38 / .271 + .2 / .19) / 2 = .1157312
                Arguments.of(new Optimizer.Nadam(0.1, 0), 0.8526316, 0.7369004),
                // v = .4: .2 / .6324555; then v = .76: .2 / .8717798
                Arguments.of(new Optimizer.Rmsprop(0.1, 0.9, 0), 0.6837722, 0.4543565),
                // v = 2, then .9 · 2 + 2 = 3.8
                Arguments.of(new Optimizer.Sgd(0.1, 0, 0.9, false), 0.8, 0.42),
                // 2 + .9 · 2 = 3.8, then 2 + .9 · 3.8 = 5.42
                Arguments.of(new Optimizer.Sgd(0.1, 0, 0.9, true), 0.62, 0.078),
                // g = 2 + .1 · 1: v = 2.1; then g = 2 + .1 · .79 = 2.079, v = 3.969
                Arguments.of(new Optimizer.Sgd(0.1, 0.1, 0.9, false), 0.79, 0.3931),
                // s = 4: .2 / 2; then s = 8: .2 / 2.8284271
                Arguments.of(new Optimizer.Adagrad(0.1, 0), 0.9, 0.8292893));
    }

    /// Two steps on row 0 with the gradient 2, and between them one that touches row 1 alone.
    @ParameterizedTest
    @MethodSource("twoSteps")
    void rowsMoveByHandAndRestWhenTheyAreNotTouched(Optimizer optimizer, double first, double second) {
        FloatBuffer owner = new FloatBuffer();
        Floats all = owner.zeros(4);
        Floats values = all.slice(0, 2);
        Floats gradient = all.slice(2, 2);
        values.set(0, 1);
        values.set(1, 1);
        TouchedRows touched = new TouchedRows(2);
        RowLearner learner = new RowLearner(List.of(new RowTable("t", 1, () -> values, () -> gradient, touched)), optimizer, Lanes.ONE);
        gradient.set(0, 2);
        touched.touch(0);
        learner.update(1, 0.1, 1);
        assertEquals(first, values.get(0), 1e-6);
        assertEquals(1, values.get(1), "not touched");
        touched.forget();
        gradient.set(1, 0.5f);
        touched.touch(1);
        learner.update(1, 0.1, 1);
        assertEquals(first, values.get(0), 1e-6, "neither its value nor what is kept of it has changed");
        touched.forget();
        touched.touch(0);
        learner.update(2, 0.1, 1);
        assertEquals(second, values.get(0), 5e-6);
    }

    static List<Optimizer> all() {
        return List.of(
                Optimizer.Adam.defaults(), Optimizer.Adamw.defaults(), Optimizer.Nadam.defaults(), Optimizer.Rmsprop.defaults(),
                Optimizer.Sgd.defaults(), new Optimizer.Sgd(0.1, 0, 0.9, true), Optimizer.Adagrad.defaults());
    }

    private static ModelOptions options(Graph graph, Optimizer optimizer, double clipValue) {
        ModelOptions plain = new ModelOptions(graph, Tiny.ITEMS, Tiny.STEPS, optimizer, 5, 42);
        return new ModelOptions(plain.graph(), plain.channels(), plain.features(), optimizer, 5, clipValue, 42, plain.popularity(), 0);
    }

    private static Graph byRow() {
        return SampledLossTest.graph(new Loss.SampledSoftmax(3, new Sampler.Uniform(), true), true);
    }

    @ParameterizedTest
    @MethodSource("all")
    void stateOfEachOptimiserSurvivesACheckpointBitForBit(Optimizer optimizer, @TempDir Path folder) {
        for (Graph graph : List.of(new GraphChoice.GruNext(5, 6, 1, 0.3).graph(), byRow())) {
            Path zip = folder.resolve("model.zip");
            ModelOptions options = options(graph, optimizer, 0);
            try (Model whole = new Dl4jEngine(2).create(options)) {
                for (int step = 0; step < 4; step++) {
                    whole.train(Tiny.batch(false, step, 7, 5, 2), step);
                }
                whole.save(zip);
                try (Model resumed = new Dl4jEngine(2).open(zip, options)) {
                    for (int step = 4; step < 9; step++) {
                        assertEquals(whole.train(Tiny.batch(false, step, 7, 5, 2), step), resumed.train(Tiny.batch(false, step, 7, 5, 2), step));
                    }
                    assertVectors(whole.itemVectors(), resumed.itemVectors(), 0);
                }
            }
        }
    }

    @Test
    void stepOfTwoBatchesIsTheStepOfTheirUnion() {
        Batch one = Tiny.batch(false, 1, 7, 5, 2);
        Batch other = Tiny.batch(false, 2, 6, 3);
        Batch union = union(one, other);
        ModelOptions options = options(new GraphChoice.GruNext(5, 6, 1, 0).graph(), new Optimizer.Adam(0.01), 0);
        try (Dl4jModel apart = (Dl4jModel) new Dl4jEngine(2).create(options);
                Dl4jModel together = (Dl4jModel) new Dl4jEngine(2).create(options)) {
            for (int step = 0; step < 5; step++) {
                Model.StepResult two = apart.train(List.of(one, other), new Model.Update(step, 2L * step, 0.01, false));
                Model.StepResult whole = together.train(List.of(union), new Model.Update(step, step, 0.01, false));
                assertEquals(whole.loss(), two.loss(), 1e-6);
                assertEquals(whole.targets(), two.targets());
                assertEquals(whole.gradientNorm(), two.gradientNorm(), 1e-6);
            }
            assertVectors(together.itemVectors(), apart.itemVectors(), 1e-5);
        }
    }

    /// With drawn negatives the draws differ between batches, so rows are compared by hand: each batch's gradient counts as its targets do.
    @Test
    void rowsOfSeveralBatchesLearnTogether() {
        FloatBuffer owner = new FloatBuffer();
        Floats all = owner.zeros(6);
        Floats values = all.slice(0, 3);
        Floats gradient = all.slice(3, 3);
        TouchedRows touched = new TouchedRows(3);
        RowLearner learner = new RowLearner(List.of(new RowTable("t", 1, () -> values, () -> gradient, touched)), new Optimizer.Sgd(0.1), Lanes.ONE);
        for (int step = 1; step <= 2; step++) { // the second step must not remember the first one's sums
            learner.takeOwn();
            touched.touch(1);
            gradient.set(1, 4);
            learner.gather(3, true);
            gradient.set(1, 0);
            touched.forget();
            touched.touch(1);
            touched.touch(2);
            gradient.set(1, 8);
            gradient.set(2, 2);
            learner.gather(1, false);
            learner.takeGathered(0.25f);
            // row 1: (3 · 4 + 1 · 8) / 4 = 5; row 2: 2 / 4 = .5
            assertEquals(25.25, learner.sumOfSquares(), 1e-6);
            learner.update(step, 0.1, 1);
            assertArrayEquals(new float[] {0, -0.5f * step, -0.05f * step}, new float[] {values.get(0), values.get(1), values.get(2)}, 1e-6f);
            gradient.zero();
            touched.forget();
        }
    }

    @Test
    void numbersOfTheGradientAreCutAfterItsNorm() {
        for (Graph graph : List.of(new GraphChoice.GruNext(5, 6, 1, 0).graph(), byRow())) {
            ModelOptions options = options(graph, new Optimizer.Sgd(1), 1e-4);
            try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options)) {
                float[] before = model.network().params().dup().data().asFloat();
                model.train(Tiny.batch(false, 1, 7, 5, 2), 0);
                float[] after = model.network().params().dup().data().asFloat();
                double most = 0;
                for (int i = 0; i < before.length; i++) {
                    most = Math.max(most, Math.abs(after[i] - before[i]));
                }
                assertEquals(1e-4, most, 1e-6, "plain descent with rate 1 moves by the gradient");
            }
        }
    }

    @Test
    void measuredStepSaysHowFarTheParametersMoved() {
        ModelOptions options = options(new GraphChoice.GruNext(5, 6, 1, 0).graph(), new Optimizer.Sgd(0.1), 0);
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options)) {
            float[] before = model.network().params().dup().data().asFloat();
            Model.StepResult result = model.train(List.of(Tiny.batch(false, 1, 7, 5, 2)), new Model.Update(0, 0, 0.1, true));
            float[] after = model.network().params().dup().data().asFloat();
            double change = 0;
            double weights = 0;
            for (int i = 0; i < before.length; i++) {
                change += Math.pow(after[i] - before[i], 2);
                weights += Math.pow(before[i], 2);
            }
            assertEquals(Math.sqrt(change / weights), result.updateRatio().orElseThrow(), 1e-6);
            // plain descent: the change is the rate times the gradient
            assertEquals(0.1 * result.gradientNorm(), Math.sqrt(change), 1e-5);
        }
    }

    @Test
    void stepThatIsNotFiniteTeachesNothingAndIsFound() {
        ModelOptions options = options(new GraphChoice.GruNext(5, 6, 1, 0).graph(), new Optimizer.Sgd(0.1), 0);
        Batch batch = Tiny.batch(false, 1, 7, 5, 2);
        Model.Update update = new Model.Update(0, 0, 0.1, false);
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options)) {
            Diagnosis sound = model.diagnose(List.of(batch), update);
            assertTrue(sound.first().isEmpty());
            assertTrue(sound.largestLogit().orElseThrow() < 5, "scores of a fresh model are small");
            assertTrue(sound.layers().stream().allMatch(layer -> Double.isFinite(layer.parameters()) && Double.isFinite(layer.gradient())));
            Diagnosis.Layer embedding = sound.layers().stream().filter(layer -> layer.name().equals("embedding")).findFirst().orElseThrow();
            assertTrue(embedding.parameters() > 0 && embedding.gradient() > 0 && embedding.output().orElseThrow() > 0);

            Floats head = Native.floats(model.network().getLayer(options.graph().head().name()).getParam("b"));
            head.set(3, Float.POSITIVE_INFINITY);
            float[] before = model.network().params().dup().data().asFloat();
            assertFalse(model.train(List.of(batch), update).isFinite());
            assertArrayEquals(before, model.network().params().dup().data().asFloat());
            assertEquals(
                    new Diagnosis.NonFinite(Diagnosis.Place.PARAMETER, options.graph().head().name(), 0), model.diagnose(List.of(batch), update).first().orElseThrow());
        }
    }

    /// Weights that are finite, and an output that is not.
    @Test
    void firstOutputThatOverflowsIsNamed() {
        ModelOptions options = options(Tiny.dense(), new Optimizer.Sgd(0.1), 0);
        Batch batch = Tiny.batch(true, 1, 7, 5, 2);
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options)) {
            Floats weights = Native.floats(model.network().getLayer("narrow").getParam("W"));
            Floats table = Native.floats(model.network().getLayer("embedding").getParam("W"));
            for (int i = 0; i < weights.length(); i++) {
                weights.set(i, 1e30f);
            }
            for (int i = 5; i < table.length(); i++) {
                table.set(i, 1e10f);
            }
            assertEquals(
                    new Diagnosis.NonFinite(Diagnosis.Place.OUTPUT, "narrow", 0),
                    model.diagnose(List.of(batch), new Model.Update(0, 0, 0.1, false)).first().orElseThrow());
        }
    }

    private static Batch union(Batch one, Batch other) {
        return new Batch(one.size() + other.size(), Tiny.STEPS, joined(one.items(), other.items()), joined(one.targets(), other.targets()));
    }

    private static int[] joined(int[] one, int[] other) {
        return java.util.stream.IntStream.concat(java.util.Arrays.stream(one), java.util.Arrays.stream(other)).toArray();
    }

    private static void assertVectors(float[][] expected, float[][] found, double tolerance) {
        for (int item = 0; item < expected.length; item++) {
            for (int i = 0; i < expected[item].length; i++) {
                assertEquals(expected[item][i], found[item][i], tolerance, "item " + (item + 1));
            }
        }
    }
}
