package trailbench.evaluation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import trailbench.kernel.RowSums;
import trailbench.sequence.History;

/// Scores that are popularity and the sum of a history's rows of a matrix from items to items, each item once. Sums are taken in the history's order,
/// so a score does not depend on what else is asked with it.
final class LinearScores {
    private final Popularity popularity;
    private final RowSums rows;

    /// @param rows `[V + 1][V + 1]`, index 0 is no item
    LinearScores(Popularity popularity, float[][] rows) {
        this.popularity = popularity;
        this.rows = new RowSums(rows);
    }

    void score(List<History> histories, float[][] scores) {
        int[][] items = histories.stream().map(history -> distinct(history.items())).toArray(int[][]::new);
        for (int history = 0; history < items.length; history++) {
            popularity.fillBackground(scores[history]);
        }
        IntStream.range(0, rows.strips()).parallel().forEach(strip -> {
            for (int history = 0; history < items.length; history++) {
                rows.add(strip, items[history], scores[history]);
            }
        });
    }

    /// In order of their first event.
    static int[] distinct(int[] items) {
        BitSet known = new BitSet();
        int[] distinct = new int[items.length];
        int count = 0;
        for (int item : items) {
            if (!known.get(item)) {
                known.set(item);
                distinct[count++] = item;
            }
        }
        return Arrays.copyOf(distinct, count);
    }
}
