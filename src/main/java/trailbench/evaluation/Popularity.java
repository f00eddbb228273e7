package trailbench.evaluation;

import java.util.Arrays;
import java.util.List;
import trailbench.engine.Scorer;
import trailbench.sequence.History;

/// An item's score is the number of its training events that can be asked for, whatever the history: where purchases are asked for, purchases.
final class Popularity implements Scorer {
    /// What the most popular item weighs in the other baselines: enough to order items of which they know nothing else.
    private static final double BACKGROUND = 1e-6;

    private final float[] scores;
    private final float[] background;

    Popularity(TrainingEvents training) {
        int[] counts = training.targetCounts();
        scores = new float[training.items() + 1];
        for (int item = 1; item < scores.length; item++) {
            scores[item] = counts[item];
        }
        scores[0] = Float.NEGATIVE_INFINITY;
        int most = Math.max(1, Arrays.stream(counts).max().orElse(0));
        background = new float[scores.length];
        for (int item = 0; item < scores.length; item++) {
            background[item] = (float) (scores[item] * BACKGROUND / most);
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

    /// Fills `row` with popularity, scaled so that the most popular item has 1e-6; negative infinity for padding.
    void fillBackground(float[] row) {
        System.arraycopy(background, 0, row, 0, background.length);
    }
}
