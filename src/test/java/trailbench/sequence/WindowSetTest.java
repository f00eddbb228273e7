package trailbench.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.sequence.SequenceOptions.Targets;
import trailbench.sequence.SequenceOptions.Windows;
import trailbench.work.Fault;

class WindowSetTest {
    private static final SequenceStore SEVEN = Stores.of(new int[] {1, 2, 3, 4, 5, 6, 7});

    private static SequenceOptions options(int length, Windows windows) {
        return new SequenceOptions(length, windows, Targets.NEXT_ITEM);
    }

    private static Batch all(WindowSet windows) {
        return windows.inOrder(1_000).getFirst();
    }

    @Test
    void lastWindowOfTStepsUsesTPlusOneEvents() {
        // training ends before item 6: inputs 2 3 4, targets 3 4 5
        Batch batch = all(WindowSet.training(SEVEN, new int[] {5}, options(3, new Windows.Last()), false));
        assertArrayEquals(new int[] {2, 3, 4}, batch.items());
        assertArrayEquals(new int[] {3, 4, 5}, batch.targets());
    }

    @Test
    void behavioursAndValuesOfTheSameTargetsCanBeAskedFor() {
        float[] values = {0, 1, Float.NaN, 3, 4, 5, 6};
        SequenceStore store = new SequenceStore(
                SEVEN.offsets(), SEVEN.items(), SEVEN.times(), SEVEN.baskets(), new byte[] {0, 1, 0, 1, 1, 0, 0}, SEVEN.userIds()).withValues(values);
        WindowSet windows = WindowSet.training(store, new int[] {5}, options(4, new Windows.Last()), false).withContext(true);
        // inputs 1 2 3 4, targets 2 3 4 5; event 3 has no value
        Batch behaviours = all(windows.asking(Asked.BEHAVIOUR));
        assertArrayEquals(new int[] {1, 2, 3, 4}, behaviours.items());
        assertArrayEquals(new int[] {2, 1, 2, 2}, behaviours.targets());
        assertArrayEquals(new int[] {0, 1, 3}, windows.asking(Asked.BEHAVIOUR).targetCounts(2));
        Batch asked = all(windows.asking(Asked.VALUE));
        assertArrayEquals(new int[] {2, 0, 4, 5}, asked.targets());
        assertArrayEquals(new float[] {1, 0, 3, 4}, asked.values());
        assertArrayEquals(new float[] {0, 1, Float.NaN, 3}, asked.context().values());
        assertArrayEquals(new int[] {1, 3, 4}, windows.asking(Asked.VALUE).askedEvents(0, 1));
        assertEquals(3, windows.asking(Asked.VALUE).targets());
    }

    @Test
    void shortWindowsArePaddedOnTheLeftToTheLongestOfTheBatch() {
        SequenceStore store = Stores.of(new int[] {1, 2, 3}, new int[] {4, 5}, new int[] {6});
        WindowSet windows = WindowSet.training(store, new int[] {3, 5, 6}, options(10, new Windows.Last()), false);
        Batch batch = all(windows);
        // user 2 has one event: nothing to predict, no window
        assertEquals(2, batch.size());
        assertEquals(2, batch.steps());
        assertArrayEquals(new int[] {1, 2, 0, 4}, batch.items());
        assertArrayEquals(new int[] {2, 3, 0, 5}, batch.targets());
        assertEquals(1, windows.usersWithout());
        assertEquals(3, windows.targets());
    }

    @Test
    void slidingWindowsStartEveryStrideAndEndAtTheLastEvent() {
        Batch batch = all(WindowSet.training(SEVEN, new int[] {7}, options(3, new Windows.Sliding(2)), false));
        // six inputs 1 … 6: windows 1-3, 3-5, and the last one 4-6
        assertArrayEquals(new int[] {1, 2, 3, 3, 4, 5, 4, 5, 6}, batch.items());
        assertArrayEquals(new int[] {2, 3, 4, 4, 5, 6, 5, 6, 7}, batch.targets());
    }

    @Test
    void nextValueGivesOneWindowForEachTarget() {
        Batch batch = all(WindowSet.training(SEVEN, new int[] {4}, options(2, new Windows.NextValue()), false));
        assertArrayEquals(new int[] {0, 1, 1, 2, 2, 3}, batch.items());
        assertArrayEquals(new int[] {0, 2, 0, 3, 0, 4}, batch.targets());
    }

    @Test
    void reconstructionAsksForTheInputsThemselves() {
        Batch batch = all(WindowSet.training(SEVEN, new int[] {5}, options(3, new Windows.Last()), true));
        assertArrayEquals(new int[] {3, 4, 5}, batch.items());
        assertArrayEquals(new int[] {3, 4, 5}, batch.targets());
        assertThrows(
                Fault.Request.class, () -> WindowSet.training(SEVEN, new int[] {5}, options(3, new Windows.NextValue()), true));
    }

    @Test
    void validationTargetsOnlyHeldOutEventsAndSeesWhatCameBefore() {
        SplitBounds bounds = new SplitBounds(SplitParts.contiguous(SEVEN, new int[] {4}, new int[] {6}), new SplitFacts.LeaveOneOut(false, 0));
        Batch batch = all(WindowSet.validation(SEVEN, bounds, options(4, new Windows.Last()), false));
        // targets 5 and 6; inputs end at 5
        assertArrayEquals(new int[] {2, 3, 4, 5}, batch.items());
        assertArrayEquals(new int[] {0, 0, 5, 6}, batch.targets());

        Batch reconstructed = all(WindowSet.validation(SEVEN, bounds, options(4, new Windows.Last()), true));
        assertArrayEquals(new int[] {3, 4, 5, 6}, reconstructed.items());
        assertArrayEquals(new int[] {0, 0, 5, 6}, reconstructed.targets());
    }

    @Test
    void longValidationPartIsSpreadOverWindowsAndEachEventIsATargetOnce() {
        SplitBounds bounds = new SplitBounds(SplitParts.contiguous(SEVEN, new int[] {1}, new int[] {7}), new SplitFacts.LeaveOneOut(false, 0));
        Batch batch = all(WindowSet.validation(SEVEN, bounds, options(4, new Windows.Last()), false));
        // two new targets a window: 2 3 | 4 5 | 6 7
        assertArrayEquals(new int[] {0, 0, 1, 2, 1, 2, 3, 4, 3, 4, 5, 6}, batch.items());
        assertArrayEquals(new int[] {0, 0, 2, 3, 0, 0, 4, 5, 0, 0, 6, 7}, batch.targets());
    }

    @Test
    void nextBasketDrawsFromTheBasketAfterTheStepsOwn() {
        SequenceStore store = Stores.ofBaskets(new int[][] {{1, 2}, {3, 4, 5}, {6}, {7}});
        WindowSet windows = WindowSet.training(
                store, new int[] {6}, new SequenceOptions(10, new Windows.Last(), Targets.NEXT_BASKET), false);
        Set<Integer> drawn = new HashSet<>();
        for (int epoch = 0; epoch < 60; epoch++) {
            Batch batch = windows.epoch(4, 7, epoch).getFirst();
            assertArrayEquals(new int[] {1, 2, 3, 4, 5}, batch.items());
            for (int step = 0; step < 2; step++) {
                drawn.add(batch.targets()[step]);
            }
            assertArrayEquals(new int[] {6, 6, 6}, Arrays.copyOfRange(batch.targets(), 2, 5));
        }
        assertEquals(Set.of(3, 4, 5), drawn, "drawn anew each epoch");
        assertArrayEquals(windows.epoch(4, 7, 3).getFirst().targets(), windows.epoch(4, 7, 3).getFirst().targets());
    }

    @Test
    void epochIsAPermutationThatDependsOnSeedAndEpochOnly() {
        int[][] users = new int[25][];
        for (int user = 0; user < users.length; user++) {
            users[user] = new int[] {user + 1, 100 + user};
        }
        SequenceStore store = Stores.of(users);
        int[] ends = Arrays.copyOfRange(store.offsets(), 1, 26);
        WindowSet windows = WindowSet.training(store, ends, options(5, new Windows.Last()), false);

        List<Batch> batches = windows.epoch(10, 42, 1);
        assertEquals(List.of(10, 10, 5), batches.stream().map(Batch::size).toList(), "the last batch holds what is left");
        int[] seen = batches.stream().flatMapToInt(b -> Arrays.stream(b.items())).sorted().toArray();
        assertArrayEquals(IntStream.rangeClosed(1, 25).toArray(), seen);
        assertArrayEquals(batches.get(1).items(), windows.epoch(10, 42, 1).get(1).items(), "any batch can be made again");
        assertNotEquals(List.of(batches.get(0).items()[0], batches.get(0).items()[1], batches.get(0).items()[2]),
                Arrays.stream(windows.epoch(10, 42, 2).get(0).items()).limit(3).boxed().toList());
    }

    @Test
    void futureNeverChangesATrainingBatchAndIsNeverAValidationInputBeforeItsTime() {
        Windows[] kinds = {new Windows.Last(), new Windows.Sliding(3), new Windows.NextValue()};
        for (long seed = 0; seed < 300; seed++) {
            SequenceStore store = Stores.random(seed);
            SplitBounds bounds;
            try {
                bounds = SplitBounds.of(store, seed % 2 == 0 ? new Split.LeaveOneOut() : Split.defaults());
            } catch (Fault.Request tooSmall) {
                assertTrue(store.events() < 80, "seed " + seed + ": " + tooSmall.getMessage());
                continue;
            }
            SequenceStore otherFuture = Stores.withOtherFuture(store, bounds.validationStart(), seed);
            SequenceStore otherTest = Stores.withOtherFuture(store, bounds.testStart(), seed);
            for (Targets targets : Targets.values()) {
                for (Windows kind : kinds) {
                    var options = new SequenceOptions(4, kind, targets);
                    String where = "seed " + seed + ", " + options;
                    assertSame(
                            WindowSet.training(store, bounds, options, false).withContext(true).epoch(3, seed, 2),
                            WindowSet.training(otherFuture, bounds, options, false).withContext(true).epoch(3, seed, 2), where);
                    assertSame(
                            WindowSet.validation(store, bounds, options, false).withContext(true).inOrder(3),
                            WindowSet.validation(otherTest, bounds, options, false).withContext(true).inOrder(3), where);
                }
                var options = new SequenceOptions(4, new Windows.Sliding(3), targets);
                assertSame(
                        WindowSet.training(store, bounds, options, true).withContext(true).epoch(3, seed, 2),
                        WindowSet.training(otherFuture, bounds, options, true).withContext(true).epoch(3, seed, 2), "seed " + seed + ", reconstructing");
                for (Batch batch : WindowSet.validation(otherFuture, bounds, options, false).inOrder(5)) {
                    for (int target : batch.targets()) {
                        assertTrue(target == 0 || target >= 100, "seed " + seed + ": a validation target from the training part");
                    }
                }
            }
        }
    }

    private static void assertSame(List<Batch> expected, List<Batch> actual, String where) {
        assertEquals(expected.size(), actual.size(), where);
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i).items(), actual.get(i).items(), where);
            assertArrayEquals(expected.get(i).targets(), actual.get(i).targets(), where);
            assertArrayEquals(expected.get(i).context().behaviours(), actual.get(i).context().behaviours(), where);
            assertArrayEquals(expected.get(i).context().times(), actual.get(i).context().times(), where);
            assertArrayEquals(expected.get(i).context().gaps(), actual.get(i).context().gaps(), where);
            assertArrayEquals(expected.get(i).context().users(), actual.get(i).context().users(), where);
        }
    }

    @Test
    void targetCountsKnowTrainingWindowsAloneWhateverIsHeldOut() {
        // inputs 2 3 4, targets 3 4 5; all items from 6 on are held out, and 1 and 2 stand before the first target
        WindowSet windows = WindowSet.training(SEVEN, new int[] {5}, options(3, new Windows.Last()), false);
        assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1, 0, 0}, windows.targetCounts(7));
        SequenceStore otherEnd = Stores.of(new int[] {1, 2, 3, 4, 5, 1, 1});
        assertArrayEquals(
                windows.targetCounts(7), WindowSet.training(otherEnd, new int[] {5}, options(3, new Windows.Last()), false).targetCounts(7));
        WindowSet same = WindowSet.training(SEVEN, new int[] {5}, options(3, new Windows.Last()), true);
        assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1, 0, 0}, same.targetCounts(7));
    }
}
