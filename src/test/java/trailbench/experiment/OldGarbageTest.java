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
        // at first nothing is known to live; then each 11 MB: 999 / 11 = 90.8
        assertEquals(1 + 90, collected.get());
        assertEquals(31 * MEGABYTE, most);
    }

    @Test
    void whatLivesMayGrowWithoutEndlessCollecting() {
        for (int minute = 0; minute < 1_000; minute++) {
            alive += MEGABYTE;
            used.set(alive);
            garbage.look();
        }
        // 9, 18, then half more each time: 28, 43, 65, 98, 148, 223, 335, 503, 755
        assertEquals(11, collected.get());
    }

    @Test
    void oldGenerationOfThisProcessIsFound() {
        System.gc(); // what is alive is old after it
        assertTrue(OldGarbage.usedByThisProcess().getAsLong() > 0, "this JVM's collector has an old generation that tells its usage");
    }
}
