package trailbench.engine;

import java.util.List;
import trailbench.sequence.History;

/// Scores every item as the next of a history. Models and counting baselines are scored, ranked and served through this alone.
public interface Scorer {

    /// V; item numbers run from 1 to V.
    int items();

    /// @param histories any length above 0; a scorer that sees fewer steps takes the last ones
    /// @param scores    one row `[V + 1]` a history, filled here; higher is more likely; index 0 (padding) is negative infinity
    /// @throws trailbench.work.Fault.Request if the graph has no next-item head
    void score(List<History> histories, float[][] scores);
}
