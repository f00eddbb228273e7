package trailbench.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RecentTimesTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void sharesAreOfTheLastTenSecondsAndTotalsOfAll() {
        RecentTimes times = new RecentTimes(0);
        for (int i = 1; i <= 100; i++) {
            times.add(i * 1_000_000L, i == 100, SECOND / 2); // 1 to 100 ms
        }
        Load load = times.load(2 * SECOND);
        assertEquals(100, load.requests());
        assertEquals(50, load.perSecond());
        assertEquals(50, load.p50Millis(), 0.04 * 50);
        assertEquals(95, load.p95Millis(), 0.04 * 95);
        assertEquals(1, load.failed());
        times.add(7_000_000, false, 9 * SECOND);
        assertEquals(101, times.load(9 * SECOND).requests());
        Load later = times.load(12 * SECOND);
        assertEquals(1, later.requests());
        assertEquals(0.1, later.perSecond(), 1e-9);
        assertEquals(7, later.p50Millis(), 0.04 * 7);
        assertEquals(101, later.total());
        assertEquals(0, times.load(60 * SECOND).requests());
        assertEquals(0, times.load(60 * SECOND).p50Millis());
    }
}
