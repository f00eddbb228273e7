package trailbench.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.bundle.Event;

/// What a server keeps of users, and what it forgets.
class UserHistoriesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void memoryIsBoundedByForgettingWhoWasQuietForLongest() {
        // a user of one event of one letter: 200 + 160 + 2 * 2 = 364 bytes, so that 1,100 hold three
        UserHistories histories = new UserHistories(1_100);
        for (String uid : List.of("a", "b", "c")) {
            histories.add(uid, List.of(Event.of("x")), NOW);
        }
        assertEquals(3, histories.size());
        histories.of("a", true); // asked about, so b is the quietest now
        histories.add("d", List.of(Event.of("x")), NOW);
        assertEquals(3, histories.size());
        assertEquals(Optional.empty(), histories.of("b", true));
        assertTrue(histories.of("a", true).isPresent());
    }

    @Test
    void eventsThatReplaceOthersAreNotCountedTwice() {
        UserHistories histories = new UserHistories(200 + 1_000 * (160 + 2) + 2 + 1);
        for (int round = 0; round < 5; round++) {
            histories.add("a", Collections.nCopies(1_000, Event.of("x")), NOW);
        }
        assertEquals(1_000, histories.of("a", true).orElseThrow().size());
    }

    @Test
    void longNamesOfItemsCountAndNobodyIsKeptWhoIsTooLarge() {
        UserHistories histories = new UserHistories(10_000);
        histories.add("a", List.of(Event.of("x")), NOW);
        histories.add("b", List.of(Event.of("y".repeat(5_000))), NOW);
        assertEquals(0, histories.size());
        histories.add("c", List.of(Event.of("x")), NOW);
        assertEquals(List.of("x"), histories.of("c", true).orElseThrow().stream().map(Event::item).toList());
    }
}
