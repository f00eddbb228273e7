package trailbench.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.sequence.Cases.Part;
import trailbench.sequence.SequenceOptions.Targets;
import trailbench.sequence.SequenceOptions.Windows;
import trailbench.work.Fault;

/// The splits beside leave-one-out and the temporal one.
class SplitKindsTest {
    private static final long DAY = 86_400_000L;

    /// The same store with other times, one an event.
    private static SequenceStore at(SequenceStore store, long... times) {
        return new SequenceStore(store.offsets(), store.items(), times, store.baskets(), store.userIds());
    }

    private static SequenceStore inDays(SequenceStore store, double... days) {
        return at(store, Arrays.stream(days).mapToLong(day -> Math.round(day * DAY)).toArray());
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    @Test
    void ratioHoldsOutSharesOfEachUserAndAtLeastOneEventEach() {
        // ten events: 1 test, 1 validation. Four events: 0.4 of one is one each as training keeps 2. Two: the test alone. One: nothing
        SequenceStore store = Stores.of(range(1, 11), range(1, 5), new int[] {1, 2}, new int[] {1});
        SplitBounds bounds = SplitBounds.of(store, Split.Ratio.defaults());
        assertArrayEquals(new int[] {8, 12, 15, 17}, bounds.validationStart());
        assertArrayEquals(new int[] {9, 13, 15, 17}, bounds.testStart());
        // the first test is user 2's, at 1 s: user 0 trains on 2 … 7 s, user 1 on nothing later
        assertEquals(new SplitFacts.Ratio(0.1, 0.1, false, 1, 6), bounds.facts());
        assertEquals(
                "ratio: of each user's events the last 10 % are the test, the 10 % before them the validation; 1 users with fewer than 3 events train only;"
                        + " 6 training events are later than another user's test",
                bounds.facts().text());
        // 0.29 of 100 are 29 events, although 0.29 * 100 is 28.999… in binary
        assertArrayEquals(new int[] {70}, SplitBounds.of(Stores.of(range(1, 101)), new Split.Ratio(0.01, 0.29)).validationStart());
    }

    @Test
    void ratioCountsBasketsWhereThereAreSome() {
        SequenceStore store = Stores.ofBaskets(new int[][] {{1, 2}, {3}, {4, 5, 6}, {7}, {8, 9}});
        SplitBounds bounds = SplitBounds.of(store, new Split.Ratio(0.2, 0.4));
        // two baskets of five are the test (7 | 8 9), one the validation (4 5 6)
        assertArrayEquals(new int[] {3}, bounds.validationStart());
        assertArrayEquals(new int[] {6}, bounds.testStart());
        assertTrue(bounds.facts().text().startsWith("ratio: of each user's baskets the last 40 % are the test, the 20 %"), bounds.facts().text());
    }

    @Test
    void ratioThatHoldsNothingOutIsRefused() {
        SequenceStore store = Stores.of(new int[] {1, 2}, new int[] {3});
        String message = assertThrows(Fault.Request.class, () -> SplitBounds.of(store, Split.Ratio.defaults())).getMessage();
        assertTrue(message.startsWith("The split leaves a part empty: 2 training events, 0 validation cases, 1 test cases"), message);
        assertThrows(Fault.Request.class, () -> new Split.Ratio(0.5, 0.5));
        assertThrows(Fault.Request.class, () -> new Split.Ratio(0, 0.1));
    }

    @Test
    void lastDaysHoldOutWhatBeginsInThem() {
        // the log ends on day 10: the test begins on day 8, the validation on day 6
        SequenceStore store = inDays(Stores.of(new int[] {1, 2, 3, 4}, new int[] {5, 6, 7}), 0, 6, 8, 10, 1, 5.9, 7.9);
        SplitBounds bounds = SplitBounds.of(store, new Split.LastDays(2, Split.LastDays.Whole.BASKETS));
        assertArrayEquals(new int[] {1, 6}, bounds.validationStart());
        assertArrayEquals(new int[] {2, 7}, bounds.testStart());
        assertEquals(
                "last days: events that begin from 1970-01-09T00:00:00Z on are the test (2 days), those from 1970-01-07T00:00:00Z on the validation",
                bounds.facts().text());
    }

    @Test
    void sequencesAreHeldOutWholeByTheirFirstEvent() {
        // user 0 begins in training and goes on past the cut, user 1 begins on day 6, user 2 on day 8
        SequenceStore store = inDays(Stores.of(new int[] {1, 2, 3}, new int[] {4, 5, 6}, new int[] {7, 8, 9}), 5, 6.5, 9, 6, 6.1, 8.5, 8, 9, 10);
        SplitBounds bounds = SplitBounds.of(store, new Split.LastDays(2, Split.LastDays.Whole.SEQUENCES));
        assertArrayEquals(new int[] {3, 3, 6}, bounds.validationStart());
        assertArrayEquals(new int[] {3, 6, 6}, bounds.testStart());
        assertArrayEquals(new int[] {5, 6}, bounds.cases(store, Part.VALIDATION).targets(), "the first event of a session has no history");
        Cases test = bounds.cases(store, Part.TEST);
        assertArrayEquals(new int[] {8, 9}, test.targets());
        assertEquals(new Cases.Cold(ColdItems.KEEP, 2, 2), test.cold());
        assertEquals("2 cases ask for items that training never saw, 2 cases of users that training never saw", test.cold().text());
        assertTrue(bounds.facts().text().contains("sequences that begin from"), bounds.facts().text());
        assertTrue(bounds.facts().text().endsWith("; 2 held-out events have no history and are no cases"), bounds.facts().text());
    }

    @Test
    void moreDaysThanTheLogHasAreRefused() {
        SequenceStore store = inDays(Stores.of(new int[] {1, 2, 3, 4}), 0, 1, 2, 10);
        String message = assertThrows(Fault.Request.class, () -> SplitBounds.of(store, new Split.LastDays(5, Split.LastDays.Whole.BASKETS))).getMessage();
        assertTrue(message.contains("leave nothing for training: the log runs from 1970-01-01T00:00:00Z to 1970-01-11T00:00:00Z"), message);
        // from day 8 on there is one event, in the two days before none
        String empty = assertThrows(Fault.Request.class, () -> SplitBounds.of(store, new Split.LastDays(2, Split.LastDays.Whole.BASKETS))).getMessage();
        assertTrue(empty.contains("3 training events, 0 validation cases, 1 test cases"), empty);
    }

    @Test
    void foldsOfUsersCoverEveryUserOnceAndTrainingSeesNoneOfThoseHeldOut() {
        int[][] users = new int[11][];
        for (int user = 0; user < users.length; user++) {
            users[user] = new int[] {100 + user, 200 + user, 300 + user};
        }
        SequenceStore store = Stores.of(users);
        int[] tested = new int[users.length];
        int[] validated = new int[users.length];
        for (int fold = 1; fold <= 4; fold++) {
            SplitBounds bounds = SplitBounds.of(store, new Split.KFold(4, fold, 7));
            for (Part part : Part.values()) {
                Cases cases = bounds.cases(store, part);
                for (int i = 0; i < cases.size(); i++) {
                    int user = cases.users()[i];
                    (part == Part.TEST ? tested : validated)[user]++;
                    assertEquals(300 + user, cases.targets()[i], "the last event");
                    assertEquals(store.start(user) + 2, cases.historyEnds()[i], "given all before it");
                }
            }
            for (Targets targets : Targets.values()) {
                for (Windows windows : List.of(new Windows.Last(), new Windows.Sliding(1), new Windows.NextValue())) {
                    WindowSet training = WindowSet.training(store, bounds, new SequenceOptions(2, windows, targets), false);
                    for (int window = 0; window < training.size(); window++) {
                        int user = training.user(window);
                        assertEquals(store.end(user), bounds.trainingEnd()[user], "user " + user + " is held out");
                    }
                    assertTrue(training.size() >= 5, "five users or more train");
                }
            }
        }
        int[] once = new int[users.length];
        Arrays.fill(once, 1);
        assertArrayEquals(once, tested);
        assertArrayEquals(once, validated);
    }

    @Test
    void foldsOfUsersSayWhoTrainsAndWhoGivesNoCase() {
        SequenceStore store = Stores.of(new int[] {1, 2}, new int[] {1, 2}, new int[] {1, 2}, new int[] {1, 2}, new int[] {1, 2}, new int[] {3});
        int tooShort = 0;
        for (int fold = 1; fold <= 3; fold++) {
            SplitFacts.KFold facts = (SplitFacts.KFold) SplitBounds.of(store, new Split.KFold(3, fold, 42)).facts();
            assertEquals(6, facts.training() + facts.validation() + facts.test() + facts.tooShort());
            assertEquals(2, facts.training(), "two users a fold");
            tooShort += facts.tooShort();
        }
        assertEquals(2, tooShort, "the user of one event is held out for the test once, and for the validation once");
        assertEquals(
                "k-fold over users: fold 1 of 3 (seed 42), 4 users train, the last event of 1 others is the validation, of 2 others the test;"
                        + " 1 held-out users with fewer than 2 events give no case; 9 training events are later than another user's test",
                new SplitFacts.KFold(3, 1, 42, 4, 1, 2, false, 1, 9).text());
        assertThrows(Fault.Request.class, () -> SplitBounds.of(Stores.of(new int[] {1, 2}, new int[] {1, 2}), Split.KFold.defaults()));
    }

    @Test
    void rollingFoldsMoveOnThroughTheLogAndTheLastOneIsTheTemporalSplit() {
        // twenty events at 0 … 19 s; a test is 2 of them
        SequenceStore store = Stores.of(range(1, 21));
        SplitBounds first = SplitBounds.of(store, new Split.Rolling(3, 1, 0.1));
        assertArrayEquals(new int[] {12}, first.trainingEnd());
        assertArrayEquals(new int[] {14}, first.testStart());
        assertArrayEquals(new int[] {16}, first.testEnd());
        assertArrayEquals(new int[] {15, 16}, first.cases(store, Part.TEST).targets(), "nothing after the test is asked for");
        assertEquals(
                "rolling: fold 1 of 3, validation from 1970-01-01T00:00:12Z, test from 1970-01-01T00:00:14Z until 1970-01-01T00:00:16Z,"
                        + " for all users; 4 later events are not used",
                first.facts().text());

        SplitBounds last = SplitBounds.of(store, new Split.Rolling(3, 3, 0.1));
        SplitBounds temporal = SplitBounds.of(store, Split.defaults());
        assertArrayEquals(temporal.validationStart(), last.validationStart());
        assertArrayEquals(temporal.testStart(), last.testStart());
        assertArrayEquals(temporal.testEnd(), last.testEnd());
        assertFalse(last.facts().text().contains("not used"), last.facts().text());
        assertThrows(Fault.Request.class, () -> new Split.Rolling(9, 1, 0.1));
    }

    @Test
    void eventsAfterTheTestOfAFoldChangeNothing() {
        SequenceStore store = Stores.of(range(1, 21));
        SplitBounds bounds = SplitBounds.of(store, new Split.Rolling(3, 1, 0.1));
        SequenceStore other = Stores.withOtherFuture(store, bounds.testEnd(), 3);
        SequenceOptions options = new SequenceOptions(30, new Windows.Last(), Targets.NEXT_ITEM);
        assertArrayEquals(
                WindowSet.test(store, bounds, options, true).inOrder(9).getFirst().items(), WindowSet.test(other, bounds, options, true).inOrder(9).getFirst().items());
        assertArrayEquals(bounds.cases(store, Part.TEST).targets(), bounds.cases(other, Part.TEST).targets());
    }

    @Test
    void casesOfItemsThatTrainingNeverSawAreLeftOutWhenAskedAndCountedEitherWay() {
        SequenceStore store = Stores.of(new int[] {1, 2, 8, 9}, new int[] {1, 2, 1});
        SplitBounds bounds = SplitBounds.of(store, new Split.LeaveOneOut());
        assertEquals(new Cases.Cold(ColdItems.KEEP, 1, 0), bounds.cases(store, Part.TEST).cold());
        Cases dropped = bounds.cases(store, Part.TEST, ColdItems.DROP);
        assertArrayEquals(new int[] {1}, dropped.targets());
        assertArrayEquals(new int[] {6}, dropped.historyEnds());
        assertEquals(new Cases.Cold(ColdItems.DROP, 1, 0), dropped.cold());
        assertEquals("1 cases of items that training never saw left out", dropped.cold().text());
    }

    @Test
    void logWithoutTimesIsSplitByUsersButNotByTime() {
        SequenceStore store = Stores.of(range(1, 11), range(1, 11), range(1, 11), range(1, 11));
        Sequences untimed = new Sequences(new Vocabulary(List.of(), List.of(), Map.of(), List.of()), store, false);
        assertThrows(Fault.Request.class, () -> untimed.split(Split.LastDays.defaults()));
        assertThrows(Fault.Request.class, () -> untimed.split(Split.Rolling.defaults()));
        assertEquals(new SplitFacts.Ratio(0.1, 0.1, false, 0, 0), untimed.split(Split.Ratio.defaults()).facts());
        assertEquals(0, ((SplitFacts.KFold) untimed.split(new Split.KFold(3, 1, 1)).facts()).trainedLater());
    }

    @Test
    void everySplitKeepsBasketsWholeAndHistoriesBeforeTheirTargets() {
        Split[] splits = {
            Split.Ratio.defaults(), new Split.KFold(3, 2, 5), new Split.Rolling(2, 1, 0.2), new Split.LastDays(1, Split.LastDays.Whole.BASKETS),
            new Split.LastDays(1, Split.LastDays.Whole.SEQUENCES)
        };
        int split = 0;
        int checked = 0;
        for (long seed = 0; seed < 500; seed++) {
            SequenceStore random = Stores.random(seed);
            SequenceStore store = at(random, Arrays.stream(random.times()).map(time -> time * 10_000).toArray());
            SplitBounds bounds;
            try {
                bounds = SplitBounds.of(store, splits[split++ % splits.length]);
            } catch (Fault.Request tooSmall) {
                continue;
            }
            checked++;
            SplitParts parts = bounds.parts();
            for (int user = 0; user < store.users(); user++) {
                int[] cuts = {
                    store.start(user), parts.trainingEnd()[user], parts.validationStart()[user], parts.testStart()[user], parts.testEnd()[user], store.end(user)
                };
                for (int i = 0; i + 1 < cuts.length; i++) {
                    assertTrue(cuts[i] <= cuts[i + 1], "seed " + seed + ": parts out of order");
                    boolean cut = cuts[i] > store.start(user) && cuts[i] < store.end(user) && store.baskets()[cuts[i] - 1] == store.baskets()[cuts[i]];
                    assertFalse(cut, "seed " + seed + ": basket cut in two");
                }
            }
            for (Part part : Part.values()) {
                Cases cases = bounds.cases(store, part);
                for (int i = 0; i < cases.size(); i++) {
                    int end = cases.historyEnds()[i];
                    assertTrue(end > store.start(cases.users()[i]) && store.baskets()[end - 1] != store.baskets()[end], "seed " + seed);
                }
            }
        }
        assertTrue(checked > 200, "only " + checked + " of 500 logs could be split");
    }
}
