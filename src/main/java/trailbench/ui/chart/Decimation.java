package trailbench.ui.chart;

import java.util.Arrays;

/// Chooses the points that can be seen: of each pixel column the first, the lowest, the highest and the last.
///
/// A line drawn through them covers the same pixels as the line through all points (U. Jugel, Z. Jerzak, G. Hackenbroich, V. Markl,
/// "M4: a visualization-oriented time series data aggregation", VLDB 2014).
final class Decimation {
    /// Up to this many points every one is drawn.
    static final int ALL = 5_000;

    private Decimation() {}

    /// @param xs      `[N]`, never falling
    /// @param ys      `[N]`
    /// @param size    points in use
    /// @param columns pixel columns between the first and the last x
    /// @return indices, rising: all of them up to [#ALL] points, otherwise at most four a column
    static int[] choose(double[] xs, double[] ys, int size, int columns) {
        if (size <= ALL || columns < 1) {
            int[] all = new int[size];
            Arrays.setAll(all, point -> point);
            return all;
        }
        double from = xs[0];
        double perColumn = columns / Math.max(xs[size - 1] - from, Double.MIN_NORMAL);
        int[] chosen = new int[Math.min(size, 4 * (columns + 1))];
        int count = 0;
        int start = 0;
        while (start < size) {
            int column = (int) ((xs[start] - from) * perColumn);
            int end = start + 1;
            int lowest = start;
            int highest = start;
            while (end < size && (int) ((xs[end] - from) * perColumn) == column) {
                lowest = ys[end] < ys[lowest] || Double.isNaN(ys[lowest]) ? end : lowest;
                highest = ys[end] > ys[highest] || Double.isNaN(ys[highest]) ? end : highest;
                end++;
            }
            int[] column4 = {start, Math.min(lowest, highest), Math.max(lowest, highest), end - 1};
            for (int point : column4) {
                if (count == 0 || point > chosen[count - 1]) {
                    chosen[count++] = point;
                }
            }
            start = end;
        }
        return Arrays.copyOf(chosen, count);
    }
}
