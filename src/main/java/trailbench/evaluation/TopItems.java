package trailbench.evaluation;

import java.util.Arrays;

/// The best scored items of a row of scores.
public final class TopItems {
    private TopItems() {}

    /// Item numbers, best first, of equal ones the lower number first; items with a score of negative infinity are none.
    ///
    /// @param scores `[V + 1]`, index 0 is no item
    public static int[] of(float[] scores, int k) {
        int[] items = new int[Math.min(k, scores.length - 1)];
        float[] best = new float[items.length];
        int count = 0;
        float least = Float.NEGATIVE_INFINITY;
        for (int item = 1; item < scores.length; item++) {
            if (scores[item] > least) {
                count = insert(items, best, count, item, scores[item]);
                least = count == items.length ? best[count - 1] : Float.NEGATIVE_INFINITY;
            }
        }
        return count == items.length ? items : Arrays.copyOf(items, count);
    }

    private static int insert(int[] items, float[] best, int count, int item, float score) {
        int at = Math.min(count, items.length - 1);
        while (at > 0 && best[at - 1] < score) {
            best[at] = best[at - 1];
            items[at] = items[at - 1];
            at--;
        }
        best[at] = score;
        items[at] = item;
        return Math.min(count + 1, items.length);
    }
}
