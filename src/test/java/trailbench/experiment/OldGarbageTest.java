package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OldGarbageTest {
    private static final long MEGABYTE = 1 << 20;

    private final AtomicLong used = new AtomicLong();
    private final AtomicLong collected = new AtomicLong();
    private long alive;
    private final OldGarbage garbage = new OldGarbage(used::get, () -> {
        collected.incrementAndGet();
        used.set(alive);
    });

    @Test
    void whatConnectionsLeaveIsCollectedWheneverThereIsEnoughOfIt() {
        alive = 20 * MEGABYTE;
        long most = 0;
        used.set(alive);
        for (int minute = 0; minute < 1_000; minute++) {
            used.addAndGet(MEGABYTE);
            most = Math.max(most, used.get());
            garbage.look();
        }
        // at first nothing is known to live: after 13 MB, 33 in all; then each 33 MB: (1,000 - 13) / 33 = 29.9
        assertEquals(1 + 29, collected.get());
        assertEquals(53 * MEGABYTE, most);
    }

    @Test
    void whatLivesMayGrowWithoutEndlessCollecting() {
        for (int minute = 0; minute < 1_000; minute++) {
            alive += MEGABYTE;
            used.set(alive);
            garbage.look();
        }
        // 33, 66, then half more each time: 100, 151, 227, 341, 512, 769
        assertEquals(8, collected.get());
    }

    @Test
    void oldGenerationOfThisProcessIsFound() {
        System.gc(); // what is alive is old after it
        assertTrue(OldGarbage.usedByThisProcess().getAsLong() > 0, "this JVM's collector has an old generation that tells its usage");
    }
}
