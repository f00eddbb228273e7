package trailbench.training;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks of a run: one that dates events, and one that never jumps for measuring.
///
/// @param wall  dates events
/// @param nanos grows steadily, from any start
public record RunClock(InstantSource wall, LongSupplier nanos) {
    private static final double NANOS_PER_SECOND = 1e9;

    public static RunClock system() {
        return new RunClock(InstantSource.system(), System::nanoTime);
    }

    Instant now() {
        return wall.instant();
    }

    double secondsSince(long start) {
        return (nanos.getAsLong() - start) / NANOS_PER_SECOND;
    }
}
