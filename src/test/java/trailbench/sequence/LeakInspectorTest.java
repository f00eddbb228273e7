package trailbench.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.log.LogRecipe;
import trailbench.sequence.Cases.Part;
import trailbench.sequence.LeakFinding.Event;
import trailbench.sequence.LeakFinding.Example;
import trailbench.sequence.LeakFinding.Severity;
import trailbench.sequence.SequenceOptions.Targets;
import trailbench.sequence.SequenceOptions.Windows;

/// Each leak is planted and found, and not found where it was not planted.
class LeakInspectorTest {
    private static final SequenceOptions OPTIONS = new SequenceOptions(50, new Windows.Last(), Targets.NEXT_ITEM);
    private static final LogRecipe.Clean UNCLEANED = new LogRecipe.Clean(1, 1, List.of(), false, false);

    private static SequenceStore at(SequenceStore store, long... times) {
        return new SequenceStore(store.offsets(), store.items(), times, store.baskets(), store.userIds());
    }

    private static Sequences sequences(SequenceStore store, boolean timed) {
        List<String> ids = IntStream.rangeClosed(1, Arrays.stream(store.items()).max().orElseThrow()).mapToObj(item -> "item " + item).toList();
        return new Sequences(new Vocabulary(ids, ids, Map.of(), List.of("event")), store, timed);
    }

    private static LogRecipe recipe(LogRecipe.Clean clean) {
        return new LogRecipe(List.of(Path.of("log.csv")), LogRecipe.Format.defaults(), LogRecipe.Columns.defaults(), clean);
    }

    private static Leaks inspect(SequenceStore store, SplitBounds bounds) {
        return inspect(store, bounds, UNCLEANED, Set.of());
    }

    private static Leaks inspect(SequenceStore store, SplitBounds bounds, LogRecipe.Clean clean, Set<String> features) {
        return inspect(store, bounds, WindowSet.training(store, bounds, OPTIONS, false), clean, features, ColdItems.KEEP);
    }

    private static Leaks inspect(
            SequenceStore store, SplitBounds bounds, WindowSet training, LogRecipe.Clean clean, Set<String> features, ColdItems coldItems) {
        List<Cases> cases = List.of(bounds.cases(store, Part.VALIDATION, coldItems), bounds.cases(store, Part.TEST, coldItems));
        return LeakInspector.inspect(sequences(store, true), bounds, recipe(clean), training, cases, features);
    }

    private static Event event(String user, int item, long millis) {
        return new Event(user, "item " + item, Optional.of(Instant.ofEpochMilli(millis)));
    }

    private static SplitBounds temporal(SequenceStore store, long validationAt, long testAt) {
        return SplitBounds.of(store, new Split.Temporal(Optional.of(Instant.ofEpochMilli(validationAt)), Optional.of(Instant.ofEpochMilli(testAt))));
    }

    private static void assertGreen(Leaks leaks, LeakKind... kinds) {
        for (LeakKind kind : kinds) {
            assertEquals(Severity.GREEN, leaks.of(kind).severity(), kind + ": " + leaks.of(kind));
            assertEquals(0, leaks.of(kind).found().count(), kind.toString());
            assertTrue(leaks.of(kind).examples().isEmpty() && leaks.of(kind).fix().isEmpty());
        }
    }

    @Test
    void aCleanSplitIsGreenThroughout() {
        SequenceStore store = Stores.of(new int[] {1, 2, 3, 1, 2}, new int[] {2, 3, 1, 2, 3});
        Leaks leaks = inspect(store, temporal(store, 3_000, 4_000), new LogRecipe.Clean(3, 1, List.of(), false, false), Set.of());
        assertGreen(leaks, LeakKind.values());
        assertEquals(Severity.GREEN, leaks.worst());
        assertEquals(List.of(), leaks.red());
        assertEquals(Arrays.asList(LeakKind.values()), leaks.findings().stream().map(LeakFinding::kind).toList());
    }

    @Test
    void trainingOnAnotherUsersLaterEventsIsRedAndTheTemporalSplitMendsIt() {
        // user 0 is asked for items 2 and 3 at 1 and 2 s; user 1 trains until 4 s and is asked at 5 and 6 s
        SequenceStore store = Stores.of(new int[] {1, 2, 3}, new int[] {1, 2, 3, 1, 2, 3, 1});
        LeakFinding later = inspect(store, SplitBounds.of(store, new Split.LeaveOneOut())).of(LeakKind.TRAINED_LATER);
        assertEquals(new LeakCount(LeakKind.TRAINED_LATER, 2, 4), later.found());
        assertEquals(Severity.RED, later.severity());
        assertEquals("2 of 4 targets are earlier than another user's training events", later.found().text());
        assertEquals(
                List.of(
                        new Example(event("u0", 2, 1_000), Optional.of(event("u1", 2, 4_000))),
                        new Example(event("u0", 3, 2_000), Optional.of(event("u1", 2, 4_000)))),
                later.examples());
        assertEquals(Map.of("split", "temporal"), later.fix());

        assertGreen(inspect(store, SplitBounds.of(store, Split.defaults())), LeakKind.TRAINED_LATER);
    }

    @Test
    void laterTrainingEventsOfTheTargetsOwnUserAreNoneOfAnothers() {
        SequenceStore store = Stores.of(new int[] {1, 2, 3, 1, 2, 3, 1});
        assertGreen(inspect(store, SplitBounds.of(store, new Split.LeaveOneOut())), LeakKind.TRAINED_LATER, LeakKind.HISTORY_LATER);
    }

    @Test
    void aFewSessionsThatWereOpenAtTheCutAreAmber() {
        // user 0's session begins before the cut and goes on for a second after it; 300 users come later, of whom one was asked within that second
        int[][] users = new int[301][];
        Arrays.fill(users, new int[] {1, 2, 3});
        SequenceStore store = Stores.of(users);
        long[] times = new long[store.events()];
        long day = 86_400_000L;
        for (int user = 0; user < users.length; user++) {
            long begin = user == 0 ? 100 * day - 500 : user < 150 ? 100 * day + user * 10_000L : user == 150 ? 101 * day - 5_000_000 : 101 * day + user * 10_000L;
            for (int i = 0; i < 3; i++) {
                times[store.start(user) + i] = begin + 100L * i;
            }
        }
        times[2] = 100 * day + 10_150; // the third event of user 0: later than the second of user 1, earlier than the third
        times[store.end(300) - 1] = 102 * day;
        SequenceStore sessions = at(store, times);
        LeakFinding later = inspect(sessions, SplitBounds.of(sessions, new Split.LastDays(1, Split.LastDays.Whole.SEQUENCES))).of(LeakKind.TRAINED_LATER);
        assertEquals(new LeakCount(LeakKind.TRAINED_LATER, 1, 600), later.found());
        assertEquals(Severity.AMBER, later.severity());
    }

    @Test
    void historyWithAnEventAfterItsTargetIsFound() {
        // the basket of 0 s has a line at 9 s, after the next basket at 1 s
        SequenceStore store = Stores.ofBaskets(new int[][] {{1, 2}, {3}, {4}});
        assertGreen(inspect(store, SplitBounds.of(store, new Split.LeaveOneOut())), LeakKind.HISTORY_LATER);
        SequenceStore late = at(store, 0, 9_000, 1_000, 10_000);
        LeakFinding found = inspect(late, SplitBounds.of(late, new Split.LeaveOneOut())).of(LeakKind.HISTORY_LATER);
        assertEquals(new LeakCount(LeakKind.HISTORY_LATER, 1, 2), found.found());
        assertEquals(Severity.RED, found.severity());
        assertEquals(List.of(new Example(event("u0", 3, 1_000), Optional.of(event("u0", 2, 9_000)))), found.examples());
    }

    @Test
    void targetThatTrainingSeesIsFound() {
        SequenceStore store = Stores.of(new int[] {1, 2, 3, 4}, new int[] {1, 2, 3, 4, 1});
        SplitBounds bounds = SplitBounds.of(store, new Split.LeaveOneOut());
        for (Windows kind : List.of(new Windows.Last(), new Windows.Sliding(1), new Windows.NextValue())) {
            SequenceOptions options = new SequenceOptions(2, kind, Targets.NEXT_ITEM);
            WindowSet honest = WindowSet.training(store, bounds, options, false);
            assertGreen(inspect(store, bounds, honest, UNCLEANED, Set.of(), ColdItems.KEEP), LeakKind.TARGET_IN_INPUT);
            // user 0 trains one event too far: item 3 at 2 s is her validation
            WindowSet greedy = WindowSet.training(store, new int[] {3, 7}, options, false);
            LeakFinding found = inspect(store, bounds, greedy, UNCLEANED, Set.of(), ColdItems.KEEP).of(LeakKind.TARGET_IN_INPUT);
            assertEquals(new LeakCount(LeakKind.TARGET_IN_INPUT, 1, 4), found.found(), kind.toString());
            assertEquals(Severity.RED, found.severity());
            assertEquals(List.of(new Example(event("u0", 3, 2_000), Optional.empty())), found.examples());
        }
    }

    @Test
    void targetThatItsOwnHistoryHoldsIsFoundThoughTheSameItemMayComeAgain() {
        // item 1 is met in the history and asked for again: that is no leak
        SequenceStore store = Stores.of(new int[] {1, 2, 1, 1});
        SplitBounds bounds = SplitBounds.of(store, new Split.LeaveOneOut());
        WindowSet training = WindowSet.training(store, bounds, OPTIONS, false);
        assertGreen(inspect(store, bounds), LeakKind.TARGET_IN_INPUT);
        // a case whose history ends behind its target
        Cases wrong = new Cases(Part.TEST, new int[] {0}, new int[] {4}, new int[] {1});
        LeakFinding found = LeakInspector.inspect(sequences(store, true), bounds, recipe(UNCLEANED), training, List.of(wrong), Set.of())
                .of(LeakKind.TARGET_IN_INPUT);
        assertEquals(new LeakCount(LeakKind.TARGET_IN_INPUT, 1, 1), found.found());
        assertEquals(List.of(new Example(event("u0", 1, 3_000), Optional.empty())), found.examples());
    }

    @Test
    void sequenceThatAnotherUserTrainsOnIsFound() {
        int[] life = {3, 1, 4, 2, 5};
        int[] other = {3, 1, 4, 2, 4};
        // all but user 2 train; she is held out by hand and asked for her last item
        SequenceStore store = Stores.of(life, new int[] {1, 2, 3, 4, 5, 1}, life);
        SplitParts parts = new SplitParts(new int[] {5, 11, 11}, new int[] {5, 11, 15}, new int[] {5, 11, 15}, new int[] {5, 11, 16});
        SplitBounds bounds = new SplitBounds(parts, new SplitFacts.KFold(3, 1, 0, 2, 0, 1, false, 0, 0));
        LeakFinding found = inspect(store, bounds).of(LeakKind.DUPLICATE_SEQUENCE);
        assertEquals(new LeakCount(LeakKind.DUPLICATE_SEQUENCE, 1, 1), found.found());
        assertEquals(Severity.AMBER, found.severity());
        assertEquals(List.of(new Example(event("u2", 5, 4_000), Optional.of(event("u0", 5, 4_000)))), found.examples());

        SequenceStore without = Stores.of(other, new int[] {1, 2, 3, 4, 5, 1}, life);
        assertGreen(inspect(without, bounds), LeakKind.DUPLICATE_SEQUENCE);
        // four events are equal by chance
        SequenceStore brief = Stores.of(new int[] {3, 1, 4, 2}, new int[] {1, 2}, new int[] {3, 1, 4, 2});
        SplitParts few = new SplitParts(new int[] {4, 6, 6}, new int[] {4, 6, 9}, new int[] {4, 6, 9}, new int[] {4, 6, 10});
        assertGreen(inspect(brief, new SplitBounds(few, bounds.facts())), LeakKind.DUPLICATE_SEQUENCE);
    }

    @Test
    void theOrderWithinABasketMakesNoOtherSequence() {
        SequenceStore store = Stores.ofBaskets(new int[][] {{1, 2, 3}, {4, 5}}, new int[][] {{3, 1, 2}, {5, 4}}, new int[][] {{3, 1}, {2}, {5, 4}});
        SplitParts parts = new SplitParts(new int[] {5, 5, 10}, new int[] {5, 8, 13}, new int[] {5, 8, 13}, new int[] {5, 10, 15});
        LeakFinding found = inspect(store, new SplitBounds(parts, new SplitFacts.KFold(3, 1, 0, 1, 0, 2, true, 0, 0))).of(LeakKind.DUPLICATE_SEQUENCE);
        assertEquals(new LeakCount(LeakKind.DUPLICATE_SEQUENCE, 2, 4), found.found(), "both items of user 1's basket; user 2 has other baskets");
        assertEquals("u1", found.examples().getFirst().event().user());
    }

    @Test
    void basketOnBothSidesOfACutIsFound() {
        SequenceStore store = Stores.ofBaskets(new int[][] {{1}, {2, 3}, {1}});
        SplitFacts facts = new SplitFacts.LeaveOneOut(true, 0);
        assertGreen(inspect(store, new SplitBounds(SplitParts.contiguous(store, new int[] {1}, new int[] {3}), facts)), LeakKind.BASKET_CUT);
        LeakFinding found = inspect(store, new SplitBounds(SplitParts.contiguous(store, new int[] {2}, new int[] {3}), facts)).of(LeakKind.BASKET_CUT);
        assertEquals(Severity.RED, found.severity());
        assertEquals(List.of(new Example(event("u0", 3, 1_000), Optional.of(event("u0", 2, 1_000)))), found.examples());
    }

    @Test
    void tieThatFileOrderDecidesIsFound() {
        SequenceStore store = Stores.of(new int[] {1, 2, 3, 1}, new int[] {1, 2, 3, 1});
        assertGreen(inspect(store, SplitBounds.of(store, new Split.LeaveOneOut())), LeakKind.TIE_AT_CUT);
        // user 1's last two events are of one second
        SequenceStore tied = at(store, 0, 1_000, 2_000, 3_000, 0, 1_000, 2_000, 2_000);
        LeakFinding found = inspect(tied, SplitBounds.of(tied, new Split.LeaveOneOut())).of(LeakKind.TIE_AT_CUT);
        assertEquals(new LeakCount(LeakKind.TIE_AT_CUT, 1, 2), found.found());
        assertEquals(Severity.AMBER, found.severity());
        assertEquals(List.of(new Example(event("u1", 1, 2_000), Optional.of(event("u1", 3, 2_000)))), found.examples());
        assertEquals(Map.of("split", "temporal"), found.fix());
        assertGreen(inspect(tied, temporal(tied, 1_000, 2_000)), LeakKind.TIE_AT_CUT);
    }

    @Test
    void itemsAndUsersThatHeldOutEventsKeepAreFound() {
        // items 2 and 3 are met once in training; both users have two training events
        SequenceStore store = Stores.of(new int[] {3, 1, 2, 1, 2, 3}, new int[] {1, 2, 1});
        SplitBounds bounds = temporal(store, 2_000, 3_000);
        Leaks leaks = inspect(store, bounds, new LogRecipe.Clean(3, 2, List.of(), false, false), Set.of());
        LeakFinding items = leaks.of(LeakKind.ITEM_KEPT_BY_HELD_OUT);
        assertEquals(new LeakCount(LeakKind.ITEM_KEPT_BY_HELD_OUT, 2, 3), items.found());
        assertEquals(List.of(new Example(event("u0", 2, 2_000), Optional.empty()), new Example(event("u0", 3, 5_000), Optional.empty())), items.examples());
        assertEquals(Map.of("log.clean.min_item_events", "1"), items.fix());
        LeakFinding users = leaks.of(LeakKind.USER_KEPT_BY_HELD_OUT);
        assertEquals(new LeakCount(LeakKind.USER_KEPT_BY_HELD_OUT, 2, 2), users.found());
        assertEquals(Severity.AMBER, users.severity());
        assertGreen(inspect(store, bounds), LeakKind.ITEM_KEPT_BY_HELD_OUT, LeakKind.USER_KEPT_BY_HELD_OUT);
    }

    @Test
    void itemsThatTrainingNeverSawAreToldUnlessTheyAreLeftOut() {
        SequenceStore store = Stores.of(new int[] {1, 2, 1, 9}, new int[] {1, 2, 1, 2});
        SplitBounds bounds = SplitBounds.of(store, new Split.LeaveOneOut());
        LeakFinding found = inspect(store, bounds).of(LeakKind.ITEM_NEVER_TRAINED);
        assertEquals(new LeakCount(LeakKind.ITEM_NEVER_TRAINED, 1, 9), found.found());
        assertEquals(Severity.AMBER, found.severity());
        assertEquals(Map.of("evaluation.cold_items", "drop"), found.fix());
        WindowSet training = WindowSet.training(store, bounds, OPTIONS, false);
        assertEquals(Severity.GREEN, inspect(store, bounds, training, UNCLEANED, Set.of(), ColdItems.DROP).of(LeakKind.ITEM_NEVER_TRAINED).severity());
    }

    @Test
    void featuresOfItemsMetLastOutsideTrainingAreToldIfTheGraphReadsThem() {
        SequenceStore store = Stores.of(new int[] {1, 2, 1, 2, 3}, new int[] {3, 3, 3});
        SplitBounds bounds = temporal(store, 3_000, 4_000);
        // item 2 was met last at 3 s, item 3 at 4 s; item 1 at 2 s, in training
        LeakFinding found = inspect(store, bounds, UNCLEANED, Set.of("price")).of(LeakKind.FEATURE_OF_HELD_OUT);
        assertEquals(new LeakCount(LeakKind.FEATURE_OF_HELD_OUT, 2, 3), found.found());
        assertEquals(Severity.AMBER, found.severity());
        assertGreen(inspect(store, bounds, UNCLEANED, Set.of()), LeakKind.FEATURE_OF_HELD_OUT);
    }

    @Test
    void whatNeedsTimesIsNotCheckedWithoutThem() {
        SequenceStore store = Stores.of(new int[] {1, 2, 3}, new int[] {1, 2, 3, 1, 2, 3, 1});
        SplitBounds bounds = SplitBounds.of(store, new Split.LeaveOneOut());
        Leaks leaks = LeakInspector.inspect(
                sequences(store, false), bounds, recipe(UNCLEANED), WindowSet.training(store, bounds, OPTIONS, false), List.of(bounds.cases(store, Part.TEST)), Set.of());
        for (LeakKind kind : List.of(LeakKind.TRAINED_LATER, LeakKind.HISTORY_LATER, LeakKind.TIE_AT_CUT)) {
            assertFalse(leaks.of(kind).checked(), kind.toString());
            assertEquals(Severity.AMBER, leaks.of(kind).severity());
        }
        assertTrue(leaks.of(LeakKind.TARGET_IN_INPUT).checked());
        assertEquals(List.of(), leaks.red());
    }

    @Test
    void fiveExamplesAreKeptOfMany() {
        int[][] users = new int[40][];
        Arrays.fill(users, new int[] {1, 2, 3, 1});
        users[39] = new int[] {1, 2, 3, 1, 2, 3, 1, 2, 3};
        SequenceStore store = Stores.of(users);
        LeakFinding found = inspect(store, SplitBounds.of(store, new Split.LeaveOneOut())).of(LeakKind.TRAINED_LATER);
        assertEquals(78, found.found().count());
        assertEquals(5, found.examples().size());
    }

    @Test
    void noSplitOfThisProgramPutsATargetIntoTrainingOrCutsABasket() {
        for (long seed = 0; seed < 300; seed++) {
            SequenceStore store = Stores.random(seed);
            Split[] splits = {new Split.LeaveOneOut(), Split.defaults(), Split.Ratio.defaults(), new Split.KFold(3, 1, seed), new Split.Rolling(2, 1, 0.2)};
            SplitBounds bounds;
            try {
                bounds = SplitBounds.of(store, splits[(int) (seed % splits.length)]);
            } catch (trailbench.work.Fault.Request tooSmall) {
                continue;
            }
            Leaks leaks = inspect(store, bounds);
            assertGreen(leaks, LeakKind.TARGET_IN_INPUT, LeakKind.BASKET_CUT);
        }
    }

    @Test
    void aMillionEventsAreInspectedInPassesNotInPairs() {
        // every user the same life, every basket of 500 items: whatever is looked up within a basket or among users by pairs takes minutes
        var random = new SplittableRandom(1);
        int users = 400;
        int size = 2_500;
        int[] offsets = IntStream.rangeClosed(0, users).map(user -> user * size).toArray();
        int[] items = new int[users * size];
        int[] life = IntStream.range(0, size).map(i -> 1 + random.nextInt(1_000)).toArray();
        int[] baskets = new int[items.length];
        long[] times = new long[items.length];
        for (int event = 0; event < items.length; event++) {
            items[event] = life[event % size];
            baskets[event] = event / 500 * 500;
            times[event] = 1_000L * (event % size / 500);
        }
        SequenceStore store = new SequenceStore(offsets, items, times, baskets, IntStream.range(0, users).mapToObj(Integer::toString).toList());
        SplitBounds bounds = SplitBounds.of(store, new Split.KFold(5, 1, 3));
        long begin = System.nanoTime();
        LeakFinding found = inspect(store, bounds).of(LeakKind.DUPLICATE_SEQUENCE);
        double seconds = (System.nanoTime() - begin) / 1e9;
        assertEquals(160 * 500, found.found().count());
        assertTrue(seconds < 20, seconds + " s");
    }
}
