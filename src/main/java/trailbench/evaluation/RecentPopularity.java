package trailbench.evaluation;

import java.util.Arrays;
import java.util.List;
import trailbench.engine.Scorer;
import trailbench.sequence.History;
import trailbench.sequence.SequenceStore;

/// An item's score is the number of its training events that can be asked for among the latest tenth of all such events by time, whatever the
/// history. Events at the same moment as the earliest of them count too. Popularity, scaled to at most 1e-6, orders what is equal.
final class RecentPopularity implements Scorer {
    private static final double SHARE = 0.1;

    private final float[] scores;

    RecentPopularity(TrainingEvents training, Popularity popularity) {
        SequenceStore store = training.store();
        int[] asked = Arrays.stream(training.events()).filter(event -> training.targets().include(store, event)).toArray();
        long[] times = Arrays.stream(asked).mapToLong(event -> store.times()[event]).sorted().toArray();
        long since = times.length == 0 ? 0 : times[Math.min(times.length - 1, (int) Math.floor(times.length * (1 - SHARE)))];
        scores = new float[training.items() + 1];
        popularity.fillBackground(scores);
        int[] counts = new int[scores.length];
        for (int event : asked) {
            counts[store.items()[event]] += store.times()[event] >= since ? 1 : 0;
        }
        int most = Math.max(1, Arrays.stream(counts).max().orElse(1));
        for (int item = 1; item < scores.length; item++) {
            // as shares of the greatest, since beside great counts a float would lose the background
            scores[item] += (float) counts[item] / most;
        }
    }

    @Override
    public int items() {
        return scores.length - 1;
    }

    @Override
    public void score(List<History> histories, float[][] rows) {
        for (int row = 0; row < histories.size(); row++) {
            System.arraycopy(scores, 0, rows[row], 0, scores.length);
        }
    }
}
