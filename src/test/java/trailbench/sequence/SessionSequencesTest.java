package trailbench.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.log.LogRecipe;
import trailbench.sequence.Cases.Part;
import trailbench.sequence.SequenceOptions.Of;
import trailbench.sequence.SequenceOptions.Targets;
import trailbench.sequence.SequenceOptions.Windows;
import trailbench.work.Fault;

class SessionSequencesTest {
    private static final List<String> IDS = IntStream.rangeClosed(1, 9).mapToObj(i -> "i" + i).toList();

    /// User u0 has four sessions, of items 1 2, 3 4 5, 6 and 7 8; the second begins before the first ends. User u1 has one, of 9 1 2.
    private static final Sequences LOG = log(
            Stores.of(new int[] {1, 3, 2, 4, 5, 6, 7, 8}, new int[] {9, 1, 2}), 10, 11, 10, 11, 11, 12, 13, 13, 14, 14, 14);

    private static Sequences log(SequenceStore store, int... sessions) {
        return new Sequences(new Vocabulary(IDS, IDS, Map.of(), List.of("view")), store, true, Sequences.Files.ONE, sessions);
    }

    private static SplitBounds split(Split split) {
        return LOG.cut(Of.SESSIONS).split(split);
    }

    private static List<String> asked(SplitBounds bounds, Part part) {
        SequenceStore store = LOG.cut(Of.SESSIONS).store();
        Cases cases = bounds.cases(store, part);
        return IntStream.range(0, cases.size())
                .mapToObj(i -> store.userIds().get(cases.users()[i]) + " "
                        + Arrays.toString(store.history(cases.users()[i], cases.historyEnds()[i]).items()) + " -> " + cases.targets()[i])
                .toList();
    }

    @Test
    void eachSessionIsASequenceInTheOrderOfItsFirstEventAndKnowsItsUser() {
        SequenceStore store = LOG.cut(Of.SESSIONS).store();
        assertEquals(List.of("u0#1", "u0#2", "u0#3", "u0#4", "u1#1"), store.userIds());
        assertArrayEquals(new int[] {0, 2, 5, 6, 8, 11}, store.offsets());
        assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2}, store.items());
        assertArrayEquals(new long[] {0, 2_000, 1_000, 3_000, 4_000, 5_000, 6_000, 7_000, 0, 1_000, 2_000}, store.times());
        assertEquals("u0", store.ownerId(3));
        assertEquals(2, store.people());
        assertEquals(1, store.history(3, 8).user(), "a model reads the user, not the session");
        assertArrayEquals(LOG.store().items(), SessionSequences.together(store).items(), "and users can be put together again");
        assertEquals(LOG.store().userIds(), SessionSequences.together(store).userIds());
    }

    @Test
    void inALogOfAnonymousSessionsTheSessionIsTheUser() {
        Sequences log = log(Stores.of(new int[] {1, 2}, new int[] {3, 4, 5}), 0, 0, 1, 1, 1);
        assertEquals(List.of("u0", "u1"), log.cut(Of.SESSIONS).store().userIds());
        assertArrayEquals(log.store().items(), log.cut(Of.SESSIONS).store().items());
    }

    @Test
    void trainingWindowsDoNotReachFromOneSessionIntoTheNext() {
        SequenceStore store = LOG.cut(Of.SESSIONS).store();
        WindowSet windows = WindowSet.training(store, SplitParts.ends(store), new SequenceOptions(5, new Windows.Last(), Targets.NEXT_ITEM), false);
        Batch batch = windows.inOrder(10).getFirst();
        assertArrayEquals(new int[] {0, 1, 3, 4, 0, 7, 9, 1}, batch.items());
        assertArrayEquals(new int[] {0, 2, 4, 5, 0, 8, 1, 2}, batch.targets());
    }

    @Test
    void leaveOneOutHoldsOutWholeSessionsThatHaveSomethingToAskFor() {
        SplitBounds bounds = split(new Split.LeaveOneOut());
        // u0's sessions with a second event are 1, 2 and 4: the test is 4, the validation 2; 3, of one event, lies between and is not used
        assertEquals(List.of("u0#4 [7] -> 8"), asked(bounds, Part.TEST));
        assertEquals(List.of("u0#2 [3] -> 4", "u0#2 [3, 4] -> 5"), asked(bounds, Part.VALIDATION));
        assertArrayEquals(new int[] {2, 2, 5, 6, 11}, bounds.trainingEnd());
        assertEquals(new Cases.Cold(ColdItems.KEEP, 1, 0), bounds.cases(LOG.cut(Of.SESSIONS).store(), Part.TEST).cold(), "u0 is known, item 8 is not");
        assertEquals(
                "whole sessions · leave-one-out: each user's last session is the test, the one before it the validation; 1 users with too few sessions train only",
                bounds.facts().text());
    }

    @Test
    void instantsHoldOutSessionsThatBeginAfterThem() {
        Instant fifth = Instant.ofEpochSecond(5);
        SplitBounds bounds = split(new Split.Temporal(Optional.of(Instant.ofEpochSecond(1)), Optional.of(fifth)));
        assertEquals(List.of("u0#2 [3] -> 4", "u0#2 [3, 4] -> 5"), asked(bounds, Part.VALIDATION));
        assertEquals(List.of("u0#4 [7] -> 8"), asked(bounds, Part.TEST));
        assertArrayEquals(new int[] {2, 2, 5, 6, 11}, bounds.trainingEnd(), "u1's session began before, and trains as a whole");
        assertTrue(bounds.facts().text().startsWith("whole sessions · temporal: validation from 1970-01-01T00:00:01Z"), bounds.facts().text());
    }

    @Test
    void lastDaysCutNoSessionWhateverIsSaidOfBaskets() {
        SequenceStore plain = LOG.store();
        long[] days = Arrays.stream(plain.times()).map(time -> time * 86_400).toArray();
        Sequences log = log(new SequenceStore(plain.offsets(), plain.items(), days, plain.baskets(), plain.userIds()), LOG.sessions());
        SplitBounds bounds = log.cut(Of.SESSIONS).split(new Split.LastDays(3, Split.LastDays.Whole.BASKETS));
        // the last event is on day 7: the test begins on day 4, the validation on day 1
        SequenceStore store = log.cut(Of.SESSIONS).store();
        assertArrayEquals(new int[] {8}, bounds.cases(store, Part.TEST).targets());
        for (int session = 0; session < store.users(); session++) {
            int start = store.start(session);
            assertTrue(bounds.trainingEnd()[session] == start || bounds.trainingEnd()[session] == store.end(session), "session " + session);
        }
    }

    @Test
    void usersAreDealtIntoFoldsWithAllTheirSessions() {
        int[][] sequences = IntStream.range(0, 9).mapToObj(user -> new int[] {1, 2, 3, 4}).toArray(int[][]::new);
        Sequences log = log(Stores.of(sequences), IntStream.range(0, 36).map(event -> event / 2).toArray());
        SequenceStore store = log.cut(Of.SESSIONS).store();
        SplitBounds bounds = log.cut(Of.SESSIONS).split(new Split.KFold(3, 2, 7));
        for (int session = 0; session < store.users(); session += 2) {
            boolean first = bounds.trainingEnd()[session] > store.start(session);
            boolean second = bounds.trainingEnd()[session + 1] > store.start(session + 1);
            assertEquals(first, second, "both sessions of a user lie on one side");
        }
        assertEquals(6, bounds.cases(store, Part.TEST).size());
        assertTrue(bounds.facts().text().contains("3 users train, the sessions of 3 others are the validation, of 3 others the test"), bounds.facts().text());
    }

    @Test
    void sharesOfAUserAreSharesOfSessions() {
        Sequences log = log(Stores.of(IntStream.range(0, 20).map(i -> i % 9 + 1).toArray()), IntStream.range(0, 20).map(event -> event / 2).toArray());
        SplitBounds bounds = log.cut(Of.SESSIONS).split(new Split.Ratio(0.2, 0.1));
        SequenceStore store = log.cut(Of.SESSIONS).store();
        assertEquals(1, bounds.cases(store, Part.TEST).size());
        assertEquals(2, bounds.cases(store, Part.VALIDATION).size());
        assertEquals(14, bounds.parts().trainingEvents(store));
    }

    @Test
    void usersWhoPassedCleaningAreCountedAsUsers() {
        Sequences log = LOG.cut(Of.SESSIONS);
        SplitBounds bounds = log.split(new Split.LeaveOneOut());
        LogRecipe recipe = new LogRecipe(
                List.of(Path.of("log.csv")), LogRecipe.Format.defaults(), LogRecipe.Columns.defaults(), new LogRecipe.Clean(3, 1, List.of(), false, true));
        WindowSet training = WindowSet.training(log.store(), bounds, new SequenceOptions(5, new Windows.Last(), Targets.NEXT_ITEM), false);
        LeakCount found = LeakInspector.inspect(log, bounds, recipe, training, List.of(bounds.cases(log.store(), Part.TEST)), Set.of())
                .of(LeakKind.USER_KEPT_BY_HELD_OUT).found();
        assertEquals(new LeakCount(LeakKind.USER_KEPT_BY_HELD_OUT, 1, 2), found, "u0 trains on two events of eight");
    }

    @Test
    void logWithoutSessionsAndUsersWithTooFewAreRefusedWithAWayOut() {
        Sequences none = new Sequences(LOG.vocabulary(), LOG.store(), true);
        String message = assertThrows(Fault.Request.class, () -> none.cut(Of.SESSIONS)).getMessage();
        assertTrue(message.contains("log.columns.session") && message.contains("sessions-by-gap"), message);
        Sequences anonymous = log(Stores.of(new int[] {1, 2}, new int[] {3, 4, 5}), 0, 0, 1, 1, 1);
        String few = assertThrows(Fault.Request.class, () -> anonymous.cut(Of.SESSIONS).split(new Split.LeaveOneOut())).getMessage();
        assertTrue(few.contains("last-days"), few);
    }
}
