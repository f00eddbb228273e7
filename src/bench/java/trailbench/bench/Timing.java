package trailbench.bench;

/// How long each contender works. The first steps are not timed: code is compiled and memory is touched then.
///
/// @param warmSeconds  before the clock starts, at least two steps
/// @param timedSeconds at least two steps
record Timing(double warmSeconds, double timedSeconds) {
    static final Timing LONG = new Timing(20, 30);
    /// Enough to see that everything runs; no figure to quote.
    static final Timing SHORT = new Timing(1, 2);
}
