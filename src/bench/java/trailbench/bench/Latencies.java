package trailbench.bench;

import java.util.Arrays;
import java.util.Locale;

/// How long answers took.
final class Latencies {
    private Latencies() {}

    /// @param nanos sorted by this
    static String shares(long[] nanos) {
        Arrays.sort(nanos);
        return String.format(Locale.ROOT, "p50 %.2f ms, p99 %.2f ms", nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
    }
}
