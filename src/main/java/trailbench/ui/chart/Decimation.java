package trailbench.ui.chart;

import java.util.Arrays;

/// Chooses the points that can be seen: of each pixel column the first, the lowest, the highest and the last.
///
/// A line drawn through them covers the same pixels as the line through all points (U. Jugel, Z. Jerzak, G. Hackenbroich, V. Markl,
/// "M4: a visualization-oriented time series data aggregation", VLDB 2014). A choice costs what the columns cost, hardly what the points do.
final class Decimation {
    /// Up to this many points in sight every one is drawn.
    static final int ALL = 5_000;

    private Decimation() {}

    /// Of the whole line.
    ///
    /// @param xs      `[N]`, never falling
    /// @param ys      `[N]`
    /// @param size    points in use
    /// @param columns pixel columns between the first and the last x
    /// @return indices, rising: all of them up to [#ALL] points, otherwise at most four a column
    static int[] choose(double[] xs, double[] ys, int size, int columns) {
        Extremes extremes = new Extremes();
        extremes.extend(ys, size);
        return size == 0 ? new int[0] : choose(xs, ys, size, extremes, xs[0], xs[size - 1], columns);
    }

    /// Of what is in sight, with the next point on either side, so that lines run out of the picture.
    ///
    /// @param extremes of `ys`, extended to `size`
    /// @param left     x of the first pixel column
    /// @param right    x of the last
    static int[] choose(double[] xs, double[] ys, int size, Extremes extremes, double left, double right, int columns) {
        int from = Math.max(0, before(xs, size, left) - 1);
        int to = Math.min(size, before(xs, size, Math.nextUp(right)) + 1);
        if (to - from <= ALL || columns < 1) {
            int[] all = new int[Math.max(0, to - from)];
            Arrays.setAll(all, point -> from + point);
            return all;
        }
        double width = Math.max(right - left, Double.MIN_NORMAL) / columns;
        int[] chosen = new int[4 * (columns + 3)];
        int count = 0;
        int start = from;
        for (int column = 0; start < to; column++) {
            double end = column >= columns ? Double.POSITIVE_INFINITY : left + (column + 1) * width;
            int next = Math.min(to, before(xs, size, end));
            if (next > start) {
                int lowest = extremes.of(ys, start, next, true);
                int highest = extremes.of(ys, start, next, false);
                for (int point : new int[] {start, Math.min(lowest, highest), Math.max(lowest, highest), next - 1}) {
                    if (count == 0 || point > chosen[count - 1]) {
                        chosen[count++] = point;
                    }
                }
                start = next;
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    /// How many points lie before `x`.
    private static int before(double[] xs, int size, double x) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (xs[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
