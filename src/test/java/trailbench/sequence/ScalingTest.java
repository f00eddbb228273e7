package trailbench.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How numbers of items and users are scaled, and by what.
class ScalingTest {
    /// Two users; the last two events of each are held out: items 1 1 2 | 3 4 and 2 | 4 4.
    private static SequenceStore store(int... items) {
        return new SequenceStore(
                new int[] {0, 5, 8}, items, IntStream.range(0, 8).mapToLong(i -> i).toArray(), IntStream.range(0, 8).toArray(), List.of("ann", "bob"));
    }

    private static final SequenceStore STORE = store(1, 1, 2, 3, 4, 2, 4, 4);

    private static TrainingEvents training(SequenceStore store) {
        return TrainingEvents.of(store, SplitBounds.of(store, new Split.LeaveOneOut()));
    }

    @Test
    void meanAndDeviationAreThoseOfTheTrainingEventsWithANumber() {
        // items 1 1 2 and 2; item 2 has no number in the second case
        Scaling scaling = Scaling.ofItems(new double[] {Double.NaN, 10, 20, 999, 999}, training(STORE));
        assertEquals(15, scaling.mean(), 1e-12);
        assertEquals(5, scaling.deviation(), 1e-12);
        Scaling known = Scaling.ofItems(new double[] {Double.NaN, 10, Double.NaN, 999, 999}, training(STORE));
        assertEquals(new Scaling(10, 1), known, "of numbers that are all the same, the deviation is 1");
        // ann has three training events, bob one: (3 · 20 + 40) / 4
        Scaling users = Scaling.ofUsers(new double[] {Double.NaN, 20, 40}, training(STORE));
        assertEquals(25, users.mean(), 1e-12);
        assertEquals(Math.sqrt((3 * 25 + 225) / 4.0), users.deviation(), 1e-12);
        assertEquals(Scaling.UNKNOWN, Scaling.ofItems(new double[] {Double.NaN, Double.NaN, Double.NaN, 1, 2}, training(STORE)));
    }

    /// Whatever stands in events that are held out, and whatever their items' and users' numbers are, nothing of it comes through.
    @Test
    void heldOutEventsHaveNoSay() {
        Random random = new Random(3);
        double[] values = {Double.NaN, 10, 20, 30, 40};
        for (Split split : List.of(new Split.LeaveOneOut(), new Split.Ratio(0.2, 0.2))) {
            SplitBounds bounds = SplitBounds.of(STORE, split);
            Scaling before = Scaling.ofItems(values, TrainingEvents.of(STORE, bounds));
            boolean[] trained = new boolean[STORE.events()];
            for (int user = 0; user < STORE.users(); user++) {
                Arrays.fill(trained, STORE.start(user), bounds.trainingEnd()[user], true);
            }
            for (int draw = 0; draw < 50; draw++) {
                int[] items = STORE.items().clone();
                for (int event = 0; event < items.length; event++) {
                    items[event] = trained[event] ? items[event] : 1 + random.nextInt(4);
                }
                double[] others = values.clone();
                for (int item = 1; item <= 4; item++) {
                    int own = item;
                    boolean unseen = IntStream.range(0, trained.length).noneMatch(event -> trained[event] && STORE.items()[event] == own);
                    others[item] = unseen ? 1e6 * random.nextGaussian() : others[item];
                }
                assertEquals(before, Scaling.ofItems(others, TrainingEvents.of(store(items), bounds)), split.toString());
            }
        }
    }

    @Test
    void textsAreReadAsNumbers() {
        assertArrayEquals(
                new double[] {Double.NaN, 1, -2.5, 300, Double.NaN, Double.NaN, Double.NaN, Double.NaN},
                NumberColumns.values(List.of("1", " -2.5 ", "3e2", "", "twelve", "NaN", "1e999")));
        assertTrue(NumberColumns.areNumbers(List.of("1", "", "2.5", "3")));
        assertFalse(NumberColumns.areNumbers(List.of("1", "x", "2")));
        assertFalse(NumberColumns.areNumbers(List.of("", "")));
    }
}
