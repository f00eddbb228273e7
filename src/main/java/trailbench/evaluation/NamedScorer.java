package trailbench.evaluation;

import trailbench.engine.Scorer;

/// @param name    as it stands in tables: "popularity"
/// @param seconds that counting or loading it took
public record NamedScorer(String name, Scorer scorer, double seconds) {}
