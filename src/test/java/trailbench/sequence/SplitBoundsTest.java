package trailbench.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.sequence.Cases.Part;
import trailbench.work.Fault;

class SplitBoundsTest {
    @Test
    void leaveOneOutHoldsOutTheLastTwoEvents() {
        SequenceStore store = Stores.of(new int[] {1, 2, 3, 4}, new int[] {5, 6}, new int[] {7, 8, 9});
        // store indices: user 0 has 0..3, user 1 has 4..5, user 2 has 6..8
        SplitBounds bounds = SplitBounds.of(store, new Split.LeaveOneOut());

        assertArrayEquals(new int[] {2, 6, 7}, bounds.validationStart());
        assertArrayEquals(new int[] {3, 6, 8}, bounds.testStart());
        assertEquals(new SplitFacts.LeaveOneOut(false, 1, 0), bounds.facts());
        assertEquals(
                "leave-one-out: each user's last event is the test, the one before it the validation; 1 users with fewer than 3 events train only",
                bounds.facts().text());

        Cases test = bounds.cases(store, Part.TEST);
        assertArrayEquals(new int[] {0, 2}, test.users());
        assertArrayEquals(new int[] {3, 8}, test.historyEnds());
        assertArrayEquals(new int[] {4, 9}, test.targets());
        assertArrayEquals(new int[] {3, 8}, bounds.cases(store, Part.VALIDATION).targets());
    }

    @Test
    void leaveOneOutReportsTrainingEventsThatAreLaterThanAnotherUsersTest() {
        // events at 0, 1, 2 … seconds: user 0's test is at 2 s, user 1 trains on events at 0 … 4 s
        SequenceStore store = Stores.of(new int[] {1, 2, 3}, new int[] {1, 2, 3, 4, 5, 6, 7});
        SplitFacts facts = SplitBounds.of(store, new Split.LeaveOneOut()).facts();
        assertEquals(new SplitFacts.LeaveOneOut(false, 0, 2), facts);
        assertTrue(facts.text().endsWith("; 2 training events are later than another user's test"), facts.text());
        // by time, none is; and that is what a new project gets
        assertEquals(Split.Temporal.defaults(), Split.defaults());
        SplitBounds byTime = SplitBounds.of(store, Split.defaults());
        long firstTest = Long.MAX_VALUE;
        long lastTraining = Long.MIN_VALUE;
        for (int user = 0; user < 2; user++) {
            for (int event = store.start(user); event < store.end(user); event++) {
                firstTest = event >= byTime.testStart()[user] ? Math.min(firstTest, store.times()[event]) : firstTest;
                lastTraining = event < byTime.validationStart()[user] ? Math.max(lastTraining, store.times()[event]) : lastTraining;
            }
        }
        assertTrue(lastTraining < firstTest);
        // without times rows tell nothing about other users
        Vocabulary items = new Vocabulary(List.of("1", "2", "3", "4", "5", "6", "7"), List.of(), Map.of(), List.of());
        assertEquals(new SplitFacts.LeaveOneOut(false, 0), new Sequences(items, store, false).split(new Split.LeaveOneOut()).facts());
    }

    @Test
    void itemThatTrainingNeverSawIsACaseAllTheSame() {
        // item 9 is met in the test alone, item 8 in the validation alone
        SequenceStore store = Stores.of(new int[] {1, 2, 8, 9}, new int[] {1, 2, 1});
        SplitBounds bounds = SplitBounds.of(store, new Split.LeaveOneOut());
        assertArrayEquals(new int[] {9, 1}, bounds.cases(store, Part.TEST).targets());
        assertArrayEquals(new int[] {8, 2}, bounds.cases(store, Part.VALIDATION).targets());
        SequenceOptions options = new SequenceOptions(5, new SequenceOptions.Windows.Last(), SequenceOptions.Targets.NEXT_ITEM);
        assertEquals(2, WindowSet.validation(store, bounds, options, false).inOrder(10).getFirst().targetCount(), "nor is its loss left out");
    }

    @Test
    void leaveOneOutHoldsOutWholeBaskets() {
        SequenceStore store = Stores.ofBaskets(new int[][] {{1, 2}, {3}, {4, 5, 6}});
        SplitBounds bounds = SplitBounds.of(store, new Split.LeaveOneOut());

        assertArrayEquals(new int[] {2}, bounds.validationStart());
        assertArrayEquals(new int[] {3}, bounds.testStart());
        Cases test = bounds.cases(store, Part.TEST);
        assertArrayEquals(new int[] {3, 3, 3}, test.historyEnds(), "all items of the basket are asked of the same history");
        assertArrayEquals(new int[] {4, 5, 6}, test.targets());
    }

    @Test
    void temporalCutsAllUsersAtTheSameInstants() {
        // baskets of user 0 at 0, 1, 2, 3, 4 seconds; of user 1 at 0, 1 seconds
        SequenceStore store = Stores.of(new int[] {1, 2, 3, 4, 5}, new int[] {6, 7});
        Split split = new Split.Temporal(Optional.of(Instant.ofEpochMilli(1_000)), Optional.of(Instant.ofEpochMilli(3_500)));
        SplitBounds bounds = SplitBounds.of(store, split);

        assertArrayEquals(new int[] {1, 6}, bounds.validationStart());
        assertArrayEquals(new int[] {4, 7}, bounds.testStart());
        Cases validation = bounds.cases(store, Part.VALIDATION);
        assertArrayEquals(new int[] {2, 3, 4, 7}, validation.targets());
        assertArrayEquals(new int[] {1, 2, 3, 6}, validation.historyEnds());
        assertArrayEquals(new int[] {5}, bounds.cases(store, Part.TEST).targets());
    }

    @Test
    void temporalCutsAtEightAndNineTenthsOfTheEventsWhenNoInstantIsNamed() {
        // ten events at 0 … 9 seconds: 8 lie before 8 s, 9 before 9 s
        SequenceStore store = Stores.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        SplitBounds bounds = SplitBounds.of(store, Split.defaults());
        assertArrayEquals(new int[] {8}, bounds.validationStart());
        assertArrayEquals(new int[] {9}, bounds.testStart());
    }

    @Test
    void eventWithoutHistoryIsNoCaseAndIsCounted() {
        SequenceStore store = Stores.ofBaskets(new int[][] {{1}, {2}, {3}}, new int[][] {{}, {}, {4, 5}, {6}});
        Split split = new Split.Temporal(Optional.of(Instant.ofEpochMilli(1_000)), Optional.of(Instant.ofEpochMilli(2_000)));
        SplitBounds bounds = SplitBounds.of(store, split);

        // user 1 begins at 2 s, in the test: items 4 and 5 have nothing before them, item 6 has both
        assertArrayEquals(new int[] {3, 6}, bounds.cases(store, Part.TEST).targets());
        assertEquals(new SplitFacts.Temporal(Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(2_000), true, 2), bounds.facts());
        assertEquals(
                "temporal: validation from 1970-01-01T00:00:01Z, test from 1970-01-01T00:00:02Z, for all users, cut between baskets;"
                        + " 2 held-out events have no history and are no cases",
                bounds.facts().text());
    }

    @Test
    void splitThatLeavesAPartEmptyIsRefused() {
        SequenceStore store = Stores.of(new int[] {1, 2, 3, 4, 5});
        Split late = new Split.Temporal(Optional.of(Instant.ofEpochMilli(1_000)), Optional.of(Instant.ofEpochMilli(99_000)));
        assertTrue(assertThrows(Fault.Request.class, () -> SplitBounds.of(store, late)).getMessage().contains("test 0"));
        Split crossed = new Split.Temporal(Optional.of(Instant.ofEpochMilli(3_000)), Optional.of(Instant.ofEpochMilli(2_000)));
        assertThrows(Fault.Request.class, () -> SplitBounds.of(store, crossed));
        assertThrows(Fault.Request.class, () -> SplitBounds.of(Stores.of(new int[] {1, 2}), new Split.LeaveOneOut()));
    }

    @Test
    void historyNeverHoldsItsOwnBasketNorAnythingLater() {
        for (long seed = 0; seed < 300; seed++) {
            SequenceStore store = Stores.random(seed);
            for (Split split : new Split[] {new Split.LeaveOneOut(), Split.defaults()}) {
                SplitBounds bounds;
                try {
                    bounds = SplitBounds.of(store, split);
                } catch (Fault.Request tooSmall) {
                    assertTrue(store.events() < 80, "seed " + seed + ": " + tooSmall.getMessage());
                    continue;
                }
                for (Part part : Part.values()) {
                    Cases cases = bounds.cases(store, part);
                    for (int i = 0; i < cases.size(); i++) {
                        int end = cases.historyEnds()[i];
                        assertTrue(end > store.start(cases.users()[i]), "seed " + seed + ": empty history");
                        assertNotEquals(store.baskets()[end - 1], store.baskets()[end], "seed " + seed + ": basket cut in two");
                        boolean inBasket = false;
                        for (int event = end; event < store.end(cases.users()[i]) && store.baskets()[event] == store.baskets()[end]; event++) {
                            inBasket |= store.items()[event] == cases.targets()[i];
                        }
                        assertTrue(inBasket, "seed " + seed + ": the target is not in the basket after its history");
                    }
                }
            }
        }
    }
}
