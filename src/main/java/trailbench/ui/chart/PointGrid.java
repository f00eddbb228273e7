package trailbench.ui.chart;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// Finds the point nearest to a place without looking at all of them: points sorted into square cells, some four a cell.
final class PointGrid {
    private final float[] x;
    private final float[] y;
    private final float minX;
    private final float minY;
    private final double cell;
    private final int across;
    private final int down;
    private final int[] starts;
    private final int[] points;

    PointGrid(float[] x, float[] y, float minX, float minY, float maxX, float maxY) {
        this.x = x;
        this.y = y;
        this.minX = minX;
        this.minY = minY;
        double spanX = Math.max(maxX - minX, 1e-9);
        double spanY = Math.max(maxY - minY, 1e-9);
        double cells = Math.max(x.length / 4.0, 1);
        this.cell = Math.max(Math.sqrt(spanX * spanY / cells), Math.max(spanX, spanY) / 1_000);
        this.across = (int) (spanX / cell) + 1;
        this.down = (int) (spanY / cell) + 1;
        this.starts = new int[across * down + 1];
        this.points = new int[x.length];
        for (int point = 0; point < x.length; point++) {
            starts[cellOf(point) + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] next = starts.clone();
        for (int point = 0; point < x.length; point++) {
            points[next[cellOf(point)]++] = point;
        }
    }

    private int cellOf(int point) {
        return row(y[point]) * across + column(x[point]);
    }

    private int column(double at) {
        return Math.clamp((int) Math.floor((at - minX) / cell), 0, across - 1);
    }

    private int row(double at) {
        return Math.clamp((int) Math.floor((at - minY) / cell), 0, down - 1);
    }

    /// The nearest point within `radius` that `shown` lets through, or -1. All in units of the map.
    int nearest(double atX, double atY, double radius, IntPredicate shown) {
        int found = -1;
        double least = radius * radius;
        int lastRow = row(atY + radius);
        int lastColumn = column(atX + radius);
        for (int row = row(atY - radius); row <= lastRow; row++) {
            for (int column = column(atX - radius); column <= lastColumn; column++) {
                int at = row * across + column;
                for (int i = starts[at]; i < starts[at + 1]; i++) {
                    int point = points[i];
                    double dx = x[point] - atX;
                    double dy = y[point] - atY;
                    double squared = dx * dx + dy * dy;
                    if (squared <= least && shown.test(point)) {
                        least = squared;
                        found = point;
                    }
                }
            }
        }
        return found;
    }

    /// The points inside a closed outline, by the even-odd rule.
    ///
    /// @param outline corners in units of the map: x and y by turns
    int[] inside(double[] outline, IntPredicate shown) {
        if (outline.length < 6) {
            return new int[0];
        }
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.POSITIVE_INFINITY;
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < outline.length; i += 2) {
            left = Math.min(left, outline[i]);
            right = Math.max(right, outline[i]);
            bottom = Math.min(bottom, outline[i + 1]);
            top = Math.max(top, outline[i + 1]);
        }
        int[] found = new int[points.length];
        int count = 0;
        for (int row = row(bottom); row <= row(top); row++) {
            for (int column = column(left); column <= column(right); column++) {
                int at = row * across + column;
                for (int i = starts[at]; i < starts[at + 1]; i++) {
                    if (encloses(outline, x[points[i]], y[points[i]]) && shown.test(points[i])) {
                        found[count++] = points[i];
                    }
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static boolean encloses(double[] outline, double atX, double atY) {
        boolean inside = false;
        for (int i = 0, before = outline.length - 2; i < outline.length; before = i, i += 2) {
            boolean crosses = outline[i + 1] > atY != outline[before + 1] > atY;
            if (crosses && atX < outline[i] + (outline[before] - outline[i]) * (atY - outline[i + 1]) / (outline[before + 1] - outline[i + 1])) {
                inside = !inside;
            }
        }
        return inside;
    }
}
