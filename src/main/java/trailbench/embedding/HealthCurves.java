package trailbench.embedding;

import java.util.List;

/// How a run's item vectors stood at each checkpoint that was kept: `health.json` of the run.
///
/// @param width  E
/// @param items  V
/// @param epochs rising
public record HealthCurves(int width, int items, List<EpochHealth> epochs) {}
