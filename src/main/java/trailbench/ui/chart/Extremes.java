package trailbench.ui.chart;

import java.util.Arrays;

/// Where the lowest and the highest point of each whole block of a growing line is, so that a look at many points touches few.
final class Extremes {
    static final int BLOCK = 64;

    private int[] lowest = new int[16];
    private int[] highest = new int[16];
    private int blocks;

    /// Takes in blocks that have become whole.
    void extend(double[] ys, int size) {
        int whole = size / BLOCK;
        if (whole > lowest.length) {
            lowest = Arrays.copyOf(lowest, Math.max(whole, 2 * lowest.length));
            highest = Arrays.copyOf(highest, lowest.length);
        }
        for (; blocks < whole; blocks++) {
            int start = blocks * BLOCK;
            lowest[blocks] = scan(ys, start, start + BLOCK, start, true);
            highest[blocks] = scan(ys, start, start + BLOCK, start, false);
        }
    }

    /// Forgets what no longer holds of a line that was cut to `size` points.
    void cut(int size) {
        blocks = Math.min(blocks, size / BLOCK);
    }

    /// The lowest, or the highest, of the points from `from` to before `to`; NaN is neither.
    int of(double[] ys, int from, int to, boolean low) {
        int firstBlock = Math.ceilDiv(from, BLOCK);
        int lastBlock = Math.min(to / BLOCK, blocks);
        if (firstBlock >= lastBlock) {
            return scan(ys, from, to, from, low);
        }
        int best = scan(ys, from, firstBlock * BLOCK, from, low);
        for (int block = firstBlock; block < lastBlock; block++) {
            best = better(ys, low ? lowest[block] : highest[block], best, low);
        }
        return scan(ys, lastBlock * BLOCK, to, best, low);
    }

    private static int scan(double[] ys, int from, int to, int best, boolean low) {
        int found = best;
        for (int point = from; point < to; point++) {
            found = better(ys, point, found, low);
        }
        return found;
    }

    private static int better(double[] ys, int candidate, int best, boolean low) {
        double value = ys[candidate];
        return Double.isNaN(ys[best]) || (low ? value < ys[best] : value > ys[best]) ? candidate : best;
    }
}
