package trailbench.bench;

/// What one contender says of itself, as the last line that it prints.
///
/// @param variant          the setting that was fastest here, in words; empty where there is one only
/// @param targetsPerSecond unpadded targets over the timed steps
/// @param steps            timed
/// @param firstLoss        of the first step, in nats: ln V before anything is learnt
/// @param lastLoss         of the last step
/// @param peakBytes        the process's largest resident size
record Result(String variant, double targetsPerSecond, int steps, double firstLoss, double lastLoss, long peakBytes) {}
