package trailbench.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import trailbench.log.EventLog;
import trailbench.log.EventLog.ItemTable;
import trailbench.log.EventLog.Tally;
import trailbench.work.Fault;

class SequencesTest {
    private static EventLog log(int[] users, int[] items, long[] times, int[] sessions, boolean timed, boolean baskets) {
        return new EventLog(
                users, items, times, sessions, new byte[items.length], List.of("ann", "bob"),
                new ItemTable(List.of("a", "b", "c"), List.of("Apple", "Bread", "Cheese"), Map.of("price", List.of("1", "2", ""))),
                List.of("event"), timed, baskets, new Tally(items.length, items.length, Map.of(), Map.of()));
    }

    @Test
    void itemsAreNumberedByFrequencyThenFirstAppearance() {
        // b three times, a and c once each: b = 1, a = 2, c = 3
        Sequences sequences = Sequences.of(log(
                new int[] {0, 0, 0, 1, 1}, new int[] {0, 1, 1, 1, 2}, new long[] {1, 2, 3, 4, 5}, new int[] {0, 1, 2, 3, 4}, true, false));

        assertEquals(List.of("b", "a", "c"), sequences.vocabulary().ids());
        assertEquals("Bread", sequences.vocabulary().title(1));
        assertEquals(List.of("2", "1", ""), sequences.vocabulary().features().get("price"));
        assertArrayEquals(new int[] {0, 3, 5}, sequences.store().offsets());
        assertArrayEquals(new int[] {2, 1, 1, 1, 3}, sequences.store().items());
        assertArrayEquals(new int[] {0, 1, 2, 3, 4}, sequences.store().baskets());
        assertEquals("bob", sequences.store().userIds().get(1));
    }

    @Test
    void basketsAreBroughtTogetherAtTheirFirstEvent() {
        // ann: invoice 7 at 1 and 3, invoice 8 at 2
        Sequences sequences = Sequences.of(log(
                new int[] {0, 0, 0, 1}, new int[] {0, 1, 2, 2}, new long[] {1, 2, 3, 9}, new int[] {7, 8, 7, 7}, true, true));
        // c occurs twice: c = 1, a = 2, b = 3
        assertArrayEquals(new int[] {2, 1, 3, 1}, sequences.store().items());
        assertArrayEquals(new int[] {0, 0, 2, 3}, sequences.store().baskets());
        assertArrayEquals(new long[] {1, 3, 2, 9}, sequences.store().times());
    }

    @Test
    void itemWithoutEventsHasNoNumber() {
        Sequences sequences = Sequences.of(log(new int[] {0, 1}, new int[] {2, 2}, new long[] {1, 2}, new int[] {0, 1}, true, false));
        assertEquals(List.of("c"), sequences.vocabulary().ids());
    }

    @Test
    void logWithoutTimesIsNotSplitByTime() {
        Sequences sequences = Sequences.of(log(new int[] {0, 0, 0}, new int[] {0, 1, 2}, new long[] {1, 2, 3}, new int[] {0, 1, 2}, false, false));
        assertThrows(Fault.Request.class, () -> sequences.split(Split.defaults()));
        assertArrayEquals(new int[] {1, 3}, sequences.split(new Split.LeaveOneOut()).validationStart());
    }

    @Test
    void behavioursOfWhichNothingIsLeftHaveNoNumber() {
        EventLog log = new EventLog(
                new int[] {0, 0, 1}, new int[] {0, 1, 2}, new long[] {1, 2, 3}, new int[] {0, 1, 2}, new byte[] {3, 1, 3},
                List.of("ann", "bob"), new ItemTable(List.of("a", "b", "c"), List.of("a", "b", "c"), Map.of()),
                List.of("view", "cart", "like", "purchase"), true, false, new Tally(3, 3, Map.of(), Map.of()));
        Sequences sequences = Sequences.of(log);
        assertEquals(List.of("cart", "purchase"), sequences.vocabulary().behaviours());
        assertArrayEquals(new byte[] {1, 0, 1}, sequences.store().behaviours());
    }

    @Test
    void behavioursFollowTheirEventsIntoBaskets() {
        EventLog log = new EventLog(
                new int[] {0, 0, 0}, new int[] {0, 1, 2}, new long[] {1, 2, 3}, new int[] {7, 8, 7}, new byte[] {0, 1, 0},
                List.of("ann"), new ItemTable(List.of("a", "b", "c"), List.of("a", "b", "c"), Map.of()),
                List.of("purchase", "return"), true, true, new Tally(3, 3, Map.of(), Map.of()));
        assertArrayEquals(new byte[] {0, 0, 1}, Sequences.of(log).store().behaviours());
    }

    @Test
    void featureValuesAreNumberedInOrderOfTheItems() {
        Vocabulary vocabulary = new Vocabulary(
                List.of("a", "b", "c", "d"), List.of("a", "b", "c", "d"), Map.of("brand", List.of("Yew", "", "Ash", "Yew")), List.of());
        assertArrayEquals(new int[] {0, 1, 0, 2, 1}, vocabulary.featureNumbers().get("brand"));
    }
}
