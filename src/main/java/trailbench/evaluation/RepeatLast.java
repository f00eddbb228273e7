package trailbench.evaluation;

import java.util.List;
import trailbench.engine.Scorer;
import trailbench.sequence.History;

/// The items of the history again, the latest first: 1 for the last event's, 1/2 for the one before it, and so on, each item by its latest event.
/// Popularity, scaled to at most 1e-6, orders all others, so where seen items are excluded this is popularity.
final class RepeatLast implements Scorer {
    private final Popularity popularity;

    RepeatLast(Popularity popularity) {
        this.popularity = popularity;
    }

    @Override
    public int items() {
        return popularity.items();
    }

    @Override
    public void score(List<History> histories, float[][] scores) {
        for (int row = 0; row < histories.size(); row++) {
            popularity.fillBackground(scores[row]);
            int[] history = histories.get(row).items();
            for (int event = 0; event < history.length; event++) {
                scores[row][history[event]] = 1f / (history.length - event);
            }
        }
    }
}
