package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Optimizer;
import trailbench.engine.Popularity;
import trailbench.graph.Graph;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.graph.Sampler;
import trailbench.kernel.Adam;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;
import trailbench.sequence.Batch;
import trailbench.sequence.History;

/// Tables of items that learn only in the rows that a batch reads.
class RowLearningTest {
    private static final Loss SOFTMAX = new Loss.SampledSoftmax(8, new Sampler.Uniform(), true);

    @Test
    void samplesAreDrawnBeforeItemsAreScoredSoWorkDoesNotGrowWithTheCatalogue() {
        for (boolean tied : new boolean[] {true, false}) {
            int thousand = mostTouched(1_000, tied);
            int many = mostTouched(300_000, tied);
            // 60 targets in one group of up to 128 share 8 negatives; 60 inputs; whatever the catalogue, no other row is touched
            assertTrue(thousand <= 60 + 60 + 8 && many <= 60 + 60 + 8, thousand + " and " + many + " rows");
            assertTrue(many >= thousand, "fewer rows coincide in the larger catalogue");
        }
    }

    /// Most rows of any table that a step touched; all others must be as they were.
    private static int mostTouched(int items, boolean tied) {
        Graph graph = SampledLossTest.graph(SOFTMAX, tied);
        ModelOptions options = new ModelOptions(graph, items, 12, new Optimizer.Adam(0.01, 0.01), 1, 3);
        int most = 0;
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options)) {
            HeadLayer<?> head = (HeadLayer<?>) model.network().getLayer("next");
            for (int step = 0; step < 3; step++) {
                List<float[]> before = head.tablesByRow().stream().map(table -> copy(table.values().get())).toList();
                model.train(batch(items, 5, 12, step), step);
                for (int t = 0; t < before.size(); t++) {
                    RowTable table = head.tablesByRow().get(t);
                    most = Math.max(most, table.rows().count());
                    assertOnlyTouchedRowsMoved(table, before.get(t));
                }
            }
        }
        return most;
    }

    private static void assertOnlyTouchedRowsMoved(RowTable table, float[] before) {
        Set<Integer> touched = new HashSet<>();
        for (int i = 0; i < table.rows().count(); i++) {
            touched.add(table.rows().row(i));
        }
        assertEquals(table.rows().count(), touched.size(), "each row is listed once");
        float[] values = copy(table.values().get());
        float[] gradient = copy(table.gradient().get());
        for (int i = 0; i < values.length; i++) {
            if (!touched.contains(i / table.width())) {
                assertTrue(values[i] == before[i] && gradient[i] == 0, table.name() + " moved in row " + i / table.width());
            }
        }
    }

    @Test
    void lazyAdamEqualsAdamBitForBitWhereEveryRowIsTouched() {
        int rows = 7;
        int width = 5;
        FloatBuffer owner = new FloatBuffer();
        Floats all = owner.zeros(5L * rows * width);
        Floats values = all.slice(0, rows * width);
        Floats gradient = all.slice(rows * width, rows * width);
        Floats dense = all.slice(2L * rows * width, rows * width);
        Floats first = all.slice(3L * rows * width, rows * width);
        Floats second = all.slice(4L * rows * width, rows * width);
        TouchedRows touched = new TouchedRows(rows);
        for (int row : new int[] {3, 0, 6, 1, 2, 5, 4}) {
            touched.touch(row);
        }
        RowTable table = new RowTable("table", width, () -> values, () -> gradient, touched);
        RowLearner learner = new RowLearner(List.of(table), new Optimizer.Adam(0.1, 0.01), Lanes.ONE);
        Random random = new Random(4);
        for (int i = 0; i < values.length(); i++) {
            values.set(i, random.nextFloat());
            dense.set(i, values.get(i));
        }
        for (int step = 1; step <= 5; step++) {
            for (int i = 0; i < gradient.length(); i++) {
                gradient.set(i, random.nextFloat() - 0.5f);
            }
            learner.update(step, 0.1, 0.5f);
            Adam.at(step, 0.1, 0.5, 0.01).update(dense, gradient, first, second);
            assertArrayEquals(copy(dense), copy(values));
        }
    }

    @Test
    void lazyAdamByHand() {
        FloatBuffer owner = new FloatBuffer();
        Floats all = owner.zeros(4);
        Floats values = all.slice(0, 2);
        Floats gradient = all.slice(2, 2);
        TouchedRows touched = new TouchedRows(2);
        RowLearner learner = new RowLearner(List.of(new RowTable("t", 1, () -> values, () -> gradient, touched)), new Optimizer.Adam(0.1), Lanes.ONE);
        touched.touch(0);
        gradient.set(0, 2);
        learner.update(1, 0.1, 1);
        // m̂ = 2, v̂ = 4: one learning rate down
        assertEquals(-0.1, values.get(0), 1e-6);
        touched.forget();
        touched.touch(1);
        gradient.set(1, 2);
        learner.update(1000, 0.1, 1);
        // m = .2, v = .004, 1 - .9¹⁰⁰⁰ = 1, 1 - .999¹⁰⁰⁰ = .632305: .1 · .2 / √(.004 / .632305) = .251458
        assertEquals(-0.251458, values.get(1), 1e-5);
        assertEquals(-0.1, values.get(0), 1e-6, "a row that is not touched does not move");
        touched.forget();
        touched.touch(0);
        gradient.set(0, 1);
        learner.update(1001, 0.1, 1);
        // its moments did not decay in between: m = .9 · .2 + .1 = .28, v = .999 · .004 + .001 = .004996, 1 - .999¹⁰⁰¹ = .632673
        assertEquals(-0.1 - 0.1 * 0.28 / Math.sqrt(0.004996 / 0.632673), values.get(0), 1e-5);
    }

    @Test
    void clippedGradientCountsTouchedRows() {
        Batch batch = batch(50, 5, 12, 1);
        for (boolean tied : new boolean[] {true, false}) {
            double free = moved(tied, 0, batch);
            double clipped = moved(tied, 0.01, batch);
            assertTrue(free > 0.02, "norm " + free);
            assertEquals(0.01, clipped, 1e-5, "plain descent with rate 1 moves by the clipped norm");
        }
    }

    /// How far one step of plain descent moves all parameters.
    private static double moved(boolean tied, double clip, Batch batch) {
        ModelOptions options = new ModelOptions(SampledLossTest.graph(SOFTMAX, tied), 50, 12, new Optimizer.Sgd(1), clip, 3);
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options)) {
            float[] before = copy(Native.floats(model.network().params()));
            double norm = model.train(batch, 0).gradientNorm();
            float[] after = copy(Native.floats(model.network().params()));
            double sum = 0;
            for (int i = 0; i < before.length; i++) {
                sum += (double) (after[i] - before[i]) * (after[i] - before[i]);
            }
            double moved = Math.sqrt(sum);
            if (clip == 0) {
                assertEquals(norm, moved, 1e-4 * norm, "the norm is over all parameters, touched rows among them");
            }
            return moved;
        }
    }

    @Test
    void resumedTrainingIsBitEqualWithItsMoments(@TempDir Path folder) throws IOException {
        for (boolean tied : new boolean[] {true, false}) {
            Graph graph = SampledLossTest.graph(new Loss.BprMax(8, Sampler.Mixed.defaults(), 1), tied);
            int[] counts = new int[31];
            for (int item = 1; item <= 30; item++) {
                counts[item] = 31 - item;
            }
            ModelOptions options = new ModelOptions(graph, 30, 12, new Optimizer.Adam(0.01), 5, 3, new Popularity(counts), 0.5);
            Dl4jEngine engine = new Dl4jEngine(2);
            Path zip = folder.resolve("model-" + tied + ".zip");
            try (Dl4jModel model = (Dl4jModel) engine.create(options)) {
                for (int step = 0; step < 4; step++) {
                    model.train(batch(30, 5, 12, step), step);
                }
                model.save(zip);
                List<Double> first = new ArrayList<>();
                for (int step = 4; step < 12; step++) {
                    first.add(model.train(batch(30, 5, 12, step), step).loss());
                }
                try (Dl4jModel resumed = (Dl4jModel) engine.open(zip, options)) {
                    List<Double> second = new ArrayList<>();
                    for (int step = 4; step < 12; step++) {
                        second.add(resumed.train(batch(30, 5, 12, step), step).loss());
                    }
                    assertEquals(first, second);
                    assertArrayEquals(copy(Native.floats(model.network().params())), copy(Native.floats(resumed.network().params())));
                }
            }
            assertTrue(Files.size(zip) > 0);
        }
    }

    @Test
    void rareItemsAreLearntByASampledLossAsByTheFullSoftmax() {
        // item i is always followed by i + 1; after training, the follower is first of 200
        Graph graph = new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 16, false),
                new Node.Gru("encoder", "embedding", 16),
                new Node.NextItem("next", "encoder", Optional.of("embedding"), new Loss.SampledSoftmax(20, new Sampler.Uniform(), true))));
        ModelOptions options = new ModelOptions(graph, 200, 12, new Optimizer.Adam(0.02), 5, 3);
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options)) {
            Random random = new Random(2);
            for (int step = 0; step < 300; step++) {
                int[] items = new int[20 * 12];
                int[] targets = new int[items.length];
                for (int b = 0; b < 20; b++) {
                    int start = random.nextInt(200);
                    for (int t = 0; t < 12; t++) {
                        items[b * 12 + t] = 1 + (start + t) % 200;
                        targets[b * 12 + t] = 1 + (start + t + 1) % 200;
                    }
                }
                model.train(new Batch(20, 12, items, targets), step);
            }
            float[][] scores = new float[1][201];
            int right = 0;
            for (int start = 1; start <= 195; start++) {
                model.score(List.of(History.ofItems(start, start + 1, start + 2)), scores);
                int best = 1;
                for (int item = 2; item <= 200; item++) {
                    best = scores[0][item] > scores[0][best] ? item : best;
                }
                right += best == start + 3 ? 1 : 0;
            }
            assertTrue(right > 185, right + " of 195");
        }
    }

    static Batch batch(int items, int size, int steps, long seed) {
        Random random = new Random(seed);
        int[] inputs = random.ints(size * steps, 1, items + 1).toArray();
        int[] targets = random.ints(size * steps, 1, items + 1).toArray();
        return new Batch(size, steps, inputs, targets);
    }

    private static float[] copy(Floats floats) {
        float[] copy = new float[Math.toIntExact(floats.length())];
        floats.toArray(0, copy, 0, copy.length);
        return copy;
    }
}
