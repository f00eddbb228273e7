package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Optimizer;
import trailbench.graph.Graph;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphChoice;
import trailbench.graph.Node;
import trailbench.sequence.Batch;
import trailbench.sequence.Context;
import trailbench.sequence.History;

class MaskedItemTest {
    private static final Graph BERT = new GraphChoice.Bert4rec(8, 1, 2, 0, 0.3, 0.2).graph();

    @Test
    void shareOfMasksIsWhatWasAskedForAndEveryWindowHasOne() {
        Masking masking = new Masking(new Node.MaskedItem("m", "x", Optional.empty(), 0.2, 0), 12, 5);
        Batch batch = windows(500, 20);
        int masks = 0;
        int withoutMask = 0;
        for (int step = 0; step < 10; step++) {
            Batch masked = masking.forTraining(batch, step);
            for (int b = 0; b < 500; b++) {
                int own = 0;
                for (int i = b * 20; i < (b + 1) * 20; i++) {
                    if (masked.items()[i] == 12) {
                        own++;
                        assertEquals(batch.items()[i], masked.targets()[i], "what is hidden is what is to be said");
                    } else {
                        assertEquals(batch.items()[i], masked.items()[i]);
                        assertEquals(0, masked.targets()[i], "no loss where the item is seen");
                    }
                }
                masks += own;
                withoutMask += own == 0 ? 1 : 0;
            }
        }
        assertEquals(0, withoutMask);
        // 20 · .2 of each window, and one more in the .8²⁰ = 1.15 % that would have none; deviation √(100,000 · .16) = 126
        assertEquals(100_000 * 0.2 + 5_000 * 0.0115, masks, 500);
    }

    @Test
    void lastItemAloneIsMaskedInItsShareOfWindows() {
        Masking masking = new Masking(new Node.MaskedItem("m", "x", Optional.empty(), 0.9, 0.25), 12, 5);
        Batch masked = masking.forTraining(windows(2_000, 10), 0);
        int lastAlone = 0;
        for (int b = 0; b < 2_000; b++) {
            int[] own = Arrays.copyOfRange(masked.items(), b * 10, (b + 1) * 10);
            lastAlone += own[9] == 12 && Arrays.stream(own).filter(item -> item == 12).count() == 1 ? 1 : 0;
        }
        // binomial deviation √(2,000 · .1875) = 19
        assertEquals(500, lastAlone, 80);
    }

    @Test
    void heldOutItemIsTheOneThatValidationMasks() {
        Masking masking = new Masking(new Node.MaskedItem("m", "x", Optional.empty(), 0.2, 0.1), 12, 5);
        Batch held = new Batch(2, 4, new int[] {0, 1, 2, 3, 4, 5, 6, 7}, new int[] {0, 0, 0, 3, 0, 0, 0, 7});
        Batch masked = masking.forValidation(held);
        assertArrayEquals(new int[] {0, 1, 2, 12, 4, 5, 6, 12}, masked.items());
        assertArrayEquals(held.targets(), masked.targets());
    }

    @Test
    void scoreDoesNotSeeTheMaskedItemNorTheBatch() {
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(Tiny.options(BERT))) {
            Batch batch = Tiny.batch(true, 1, 7, 5, 6);
            for (int step = 0; step < 5; step++) {
                model.train(batch, step);
            }
            List<History> histories = List.of(History.ofItems(1, 2, 3), History.ofItems(4, 5, 6, 7, 8, 9, 10, 11, 1), History.ofItems(2));
            float[][] together = new float[3][Tiny.ITEMS + 1];
            model.score(histories, together);
            for (int i = 0; i < 3; i++) {
                float[][] alone = new float[1][Tiny.ITEMS + 1];
                model.score(List.of(histories.get(i)), alone);
                for (int item = 1; item <= Tiny.ITEMS; item++) {
                    assertEquals(alone[0][item], together[i][item], 1e-5);
                }
                assertEquals(Float.NEGATIVE_INFINITY, alone[0][0]);
            }
            // a window of 7 holds 6 events and the mask: what is older is not seen
            float[][] cut = new float[1][Tiny.ITEMS + 1];
            model.score(List.of(History.ofItems(7, 8, 9, 10, 11, 1)), cut);
            assertEquals(cut[0][5], together[1][5], 1e-5);
            assertEquals(8, model.encode(histories)[0].length);
            assertEquals(Tiny.ITEMS, model.itemVectors().length, "the mask is no item");
        }
    }

    @Test
    void whatIsKnownOfAMaskedEventIsHiddenWithIt() {
        ModelOptions options = ChannelGraphs.options(ChannelGraphs.masked());
        Masking masking = Masking.of((Node.MaskedItem) options.graph().head(), options);
        Batch batch = ChannelGraphs.batch(true, 1, 7, 1, 4, 3, 5);
        for (Batch masked : List.of(masking.forTraining(batch, 0), masking.forValidation(batch))) {
            for (int i = 0; i < masked.items().length; i++) {
                boolean hidden = masked.items()[i] == Tiny.ITEMS + 1;
                assertEquals(hidden ? 0 : batch.context().behaviours()[i], masked.context().behaviours()[i]);
                assertEquals(hidden ? Context.UNKNOWN : batch.context().times()[i], masked.context().times()[i]);
                assertEquals(hidden ? Context.UNKNOWN : batch.context().gaps()[i], masked.context().gaps()[i]);
            }
            assertArrayEquals(batch.context().users(), masked.context().users());
        }
        Batch masked = masking.forTraining(batch, 0);
        boolean[] hidden = new boolean[batch.items().length];
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = masked.targets()[i] != 0;
        }
        double loss = trained(options, batch);
        assertEquals(loss, trained(options, otherwise(batch, hidden)), "what hidden events were is not told");
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = masked.targets()[i] == 0;
        }
        assertNotEquals(loss, trained(options, otherwise(batch, hidden)), "what the others were is");
    }

    private static double trained(ModelOptions options, Batch batch) {
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options)) {
            return model.train(batch, 0).loss();
        }
    }

    /// Other behaviours and times of some events.
    private static Batch otherwise(Batch batch, boolean[] where) {
        int[] behaviours = batch.context().behaviours().clone();
        long[] times = batch.context().times().clone();
        long[] gaps = batch.context().gaps().clone();
        for (int i = 0; i < where.length; i++) {
            if (where[i] && batch.items()[i] != 0) {
                behaviours[i] = 1 + behaviours[i] % ChannelGraphs.BEHAVIOURS;
                times[i] += 7_200_000;
                gaps[i] = gaps[i] == 40_000 ? 80_000 : 40_000;
            }
        }
        Context context = new Context(behaviours, times, gaps, batch.context().users(), batch.context().values());
        return new Batch(batch.size(), batch.steps(), batch.items(), batch.targets(), batch.weights(), context);
    }

    @Test
    void scoreReadsBehavioursTimesAndUserOfTheHistory() {
        ModelOptions options = ChannelGraphs.options(ChannelGraphs.masked());
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options)) {
            for (int step = 0; step < 5; step++) {
                model.train(ChannelGraphs.batch(true, step, 7, 5, 6), step);
            }
            History told = new History(new int[] {3, 1, 4}, new int[] {0, 1, 2}, new byte[] {0, 1, 2}, new long[] {0, 5_000, 9_000_000}, 2);
            List<History> histories = List.of(
                    told,
                    new History(told.items(), told.baskets(), new byte[] {0, 1, 0}, told.times(), told.user()),
                    new History(told.items(), told.baskets(), told.behaviours(), new long[] {0, 5_000, 99_000_000}, told.user()),
                    new History(told.items(), told.baskets(), told.behaviours(), told.times(), 1),
                    new History(new int[] {3, 1, 5}, told.baskets(), told.behaviours(), told.times(), told.user()));
            float[][] scores = new float[histories.size()][Tiny.ITEMS + 1];
            model.score(histories, scores);
            for (int i = 1; i < scores.length; i++) {
                assertNotEquals(scores[0][1], scores[i][1], "history " + i);
            }
        }
    }

    @Test
    void bothSidesAreSeen() {
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(1).create(Tiny.options(BERT))) {
            int[] targets = {0, 0, 0, 4, 0, 0, 0};
            double one = model.loss(new Batch(1, 7, new int[] {1, 2, 3, 4, 5, 6, 7}, targets)).sum();
            double other = model.loss(new Batch(1, 7, new int[] {1, 2, 3, 4, 5, 6, 8}, targets)).sum();
            assertNotEquals(one, other);
        }
    }

    @Test
    void itemsBetweenTheirNeighboursAreLearnt(@TempDir Path folder) {
        // item i is followed by i + 1: what is hidden lies between its neighbours, and the next one after the last
        int items = 30;
        ModelOptions options = new ModelOptions(
                new GraphChoice.Bert4rec(16, 1, 2, 0, 0.3, 0.2).graph(), items, 8, new Optimizer.Adam(0.005), 5, 1);
        Random random = new Random(4);
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options)) {
            for (int step = 0; step < 1_500; step++) {
                int[] windows = new int[16 * 8];
                for (int b = 0; b < 16; b++) {
                    int start = random.nextInt(items);
                    for (int t = 0; t < 8; t++) {
                        windows[b * 8 + t] = 1 + (start + t) % items;
                    }
                }
                model.train(new Batch(16, 8, windows, windows), step);
            }
            List<History> histories = new ArrayList<>();
            for (int start = 1; start <= items - 5; start++) {
                histories.add(History.ofItems(start, start + 1, start + 2, start + 3, start + 4));
            }
            float[][] scores = new float[histories.size()][items + 1];
            model.score(histories, scores);
            int right = 0;
            for (int i = 0; i < scores.length; i++) {
                int best = 1;
                for (int item = 2; item <= items; item++) {
                    best = scores[i][item] > scores[i][best] ? item : best;
                }
                right += best == i + 6 ? 1 : 0;
            }
            assertTrue(right >= 23, right + " of 25");
            Path zip = folder.resolve("model.zip");
            model.save(zip);
            try (Dl4jModel opened = (Dl4jModel) new Dl4jEngine(2).open(zip, options)) {
                float[][] again = new float[histories.size()][items + 1];
                opened.score(histories, again);
                assertArrayEquals(scores[0], again[0]);
            }
        }
    }

    @Test
    void maskTakesARowOfTheTableAndRoomInTheWindow() {
        assertEquals(13 * 8L, GraphCheck.check(BERT, 11, 7).parameters().get("embedding"));
        assertTrue(GraphCheck.check(BERT, 11, 7).passes());
        assertEquals("masked-item", GraphCheck.check(BERT, 11, 1).problems().getFirst().node());
    }

    /// Full windows whose targets are their own items.
    private static Batch windows(int size, int steps) {
        int[] items = new Random(8).ints((long) size * steps, 1, Tiny.ITEMS + 1).toArray();
        return new Batch(size, steps, items, items);
    }
}
