package trailbench.evaluation;

import java.util.List;
import java.util.stream.IntStream;
import trailbench.engine.Scorer;

/// A scorer that can use which events of a history have no order among themselves. [Evaluator] tells it.
public interface BasketScorer extends Scorer {

    /// @param histories item numbers, oldest first
    /// @param baskets   aligned with `histories`: equal for the events of one basket, which stand side by side
    /// @param scores    one row `[V + 1]` a history, filled here as in [Scorer#score(List, float[][])]
    void score(List<int[]> histories, List<int[]> baskets, float[][] scores);

    /// Every event stands alone.
    @Override
    default void score(List<int[]> histories, float[][] scores) {
        score(histories, histories.stream().map(history -> IntStream.range(0, history.length).toArray()).toList(), scores);
    }
}
