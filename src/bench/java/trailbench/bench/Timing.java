package trailbench.bench;

/// How long each contender works. The first steps are not timed: code is compiled and memory is touched then.
///
/// @param warmSeconds  before the clock starts, at least two steps
/// @param timedSeconds at least two steps
/// @param smallBatches  true for batches of 8 windows
record Timing(double warmSeconds, double timedSeconds, boolean smallBatches) {
    static final Timing LONG = new Timing(20, 30, false);
    /// Enough to see that everything runs; no figure to quote.
    static final Timing SHORT = new Timing(0, 1, true);
}
