package trailbench.serve;

import java.util.Arrays;

/// How long requests of the last ten seconds took, to some four hundredths. From any thread.
final class RecentTimes {
    static final int SECONDS = 10;
    /// Bounds of times rise by this factor, from a microsecond on.
    private static final double STEP = 1.04;
    private static final int BOUNDS = 500;

    private final int[][] counts = new int[SECONDS][BOUNDS];
    private final long[] second = new long[SECONDS];
    private final long start;
    private long failed;
    private long total;

    /// @param nanos of [System#nanoTime], now
    RecentTimes(long nanos) {
        this.start = nanos;
    }

    /// @param nanos when the request was answered
    synchronized void add(long took, boolean failure, long nanos) {
        counts[slot(nanos)][bound(took)]++;
        total++;
        failed += failure ? 1 : 0;
    }

    synchronized Load load(long nanos) {
        slot(nanos);
        int[] sums = new int[BOUNDS];
        for (int[] each : counts) {
            for (int i = 0; i < BOUNDS; i++) {
                sums[i] += each[i];
            }
        }
        long requests = Arrays.stream(sums).asLongStream().sum();
        double seconds = Math.clamp((nanos - start) / 1e9, 1, SECONDS);
        return new Load(requests, requests / seconds, millis(sums, requests, 0.5), millis(sums, requests, 0.95), failed, total);
    }

    /// The place of this second, emptied of what stood there ten seconds ago; places of seconds in which nobody came are emptied too.
    private int slot(long nanos) {
        long now = (nanos - start) / 1_000_000_000 + SECONDS;
        for (int i = 0; i < SECONDS; i++) {
            if (second[i] <= now - SECONDS) {
                Arrays.fill(counts[i], 0);
            }
        }
        int slot = (int) (now % SECONDS);
        second[slot] = now;
        return slot;
    }

    private static int bound(long took) {
        return (int) Math.clamp(Math.ceil(Math.log(Math.max(took, 1_000) / 1_000.0) / Math.log(STEP)), 0, BOUNDS - 1);
    }

    private static double millis(int[] sums, long requests, double share) {
        long below = 0;
        for (int i = 0; i < BOUNDS; i++) {
            below += sums[i];
            if (requests > 0 && below >= share * requests) {
                return 1e-3 * Math.pow(STEP, i);
            }
        }
        return 0;
    }
}
