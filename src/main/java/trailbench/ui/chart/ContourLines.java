package trailbench.ui.chart;

import java.util.Arrays;

/// Lines of equal density of the points on a map, as short straight pieces in units of the map: they enclose 90, 60 and 30 % of the points
/// that are shown, and stay where they are while the picture moves.
///
/// Counts on a grid of some 190 cells, smoothed ([BoxBlur]) and cut by marching squares (W. Lorensen, H. Cline, "Marching cubes", SIGGRAPH
/// 1987, in two dimensions; of the two saddles the one that parts the corners is taken).
///
/// @param ends  `[S][4]` one after the other: from x, y to x, y
/// @param level `[S]` 0 outermost
record ContourLines(float[] ends, byte[] level) {
    static final ContourLines NONE = new ContourLines(new float[0], new byte[0]);
    /// Share of the points that lie inside, of each level.
    static final double[] INSIDE = {0.9, 0.6, 0.3};
    private static final int CELLS = 168;
    private static final int MARGIN = 12;

    /// @param styles `[N]` as [PointPainter] names them; hidden points do not count
    static ContourLines of(PointCloud cloud, byte[] styles) {
        if (cloud.size() < 3) {
            return NONE;
        }
        return new Cutting(cloud, styles).lines();
    }

    int size() {
        return level.length;
    }

    /// The lines on a picture.
    LinePainter placed(Viewport view, int colour, double width) {
        float[] onScreen = new float[ends.length];
        for (int i = 0; i < ends.length; i += 2) {
            onScreen[i] = (float) view.screenX(ends[i]);
            onScreen[i + 1] = (float) view.screenY(ends[i + 1]);
        }
        return new LinePainter(onScreen, level, colour, width);
    }

    private static final class Cutting {
        private final PointCloud cloud;
        private final byte[] styles;
        private final double cell;
        private final double left;
        private final double bottom;
        private final int across;
        private final int down;
        private final float[] grid;
        private float[] ends = new float[4_096];
        private byte[] level = new byte[1_024];
        private int count;

        Cutting(PointCloud cloud, byte[] styles) {
            this.cloud = cloud;
            this.styles = styles;
            double spanX = cloud.maxX() - cloud.minX();
            double spanY = cloud.maxY() - cloud.minY();
            this.cell = Math.max(Math.max(spanX, spanY), 1e-9) / CELLS;
            this.left = cloud.minX() - MARGIN * cell;
            this.bottom = cloud.minY() - MARGIN * cell;
            this.across = (int) (spanX / cell) + 2 * MARGIN + 2;
            this.down = (int) (spanY / cell) + 2 * MARGIN + 2;
            this.grid = new float[across * down];
        }

        ContourLines lines() {
            int shown = 0;
            for (int point = 0; point < cloud.size(); point++) {
                if (styles[point] != PointPainter.HIDDEN) {
                    grid[node(point)]++;
                    shown++;
                }
            }
            if (shown == 0) {
                return NONE;
            }
            BoxBlur.smooth(grid, across, down, 1);
            float[] density = new float[shown];
            int next = 0;
            for (int point = 0; point < cloud.size(); point++) {
                if (styles[point] != PointPainter.HIDDEN) {
                    density[next++] = grid[node(point)];
                }
            }
            Arrays.sort(density);
            for (int at = 0; at < INSIDE.length; at++) {
                cut(density[(int) ((1 - INSIDE[at]) * (shown - 1))], (byte) at);
            }
            return new ContourLines(Arrays.copyOf(ends, 4 * count), Arrays.copyOf(level, count));
        }

        private int node(int point) {
            return (int) Math.round((cloud.y()[point] - bottom) / cell) * across + (int) Math.round((cloud.x()[point] - left) / cell);
        }

        private void cut(float height, byte number) {
            for (int row = 0; row + 1 < down; row++) {
                for (int column = 0; column + 1 < across; column++) {
                    square(row, column, height, number);
                }
            }
        }

        /// The line enters and leaves a square through its edges: below 0, right 1, above 2, left 3.
        private void square(int row, int column, float height, byte number) {
            int at = row * across + column;
            float a = grid[at] - height;
            float b = grid[at + 1] - height;
            float c = grid[at + across + 1] - height;
            float d = grid[at + across] - height;
            int inside = (a > 0 ? 1 : 0) | (b > 0 ? 2 : 0) | (c > 0 ? 4 : 0) | (d > 0 ? 8 : 0);
            double[] x = {column + share(a, b), column + 1, column + share(d, c), column};
            double[] y = {row, row + share(b, c), row + 1, row + share(a, d)};
            switch (inside) {
                case 1, 14 -> add(x, y, 3, 0, number);
                case 2, 13 -> add(x, y, 0, 1, number);
                case 3, 12 -> add(x, y, 3, 1, number);
                case 4, 11 -> add(x, y, 1, 2, number);
                case 6, 9 -> add(x, y, 0, 2, number);
                case 7, 8 -> add(x, y, 3, 2, number);
                case 5 -> {
                    add(x, y, 3, 0, number);
                    add(x, y, 1, 2, number);
                }
                case 10 -> {
                    add(x, y, 0, 1, number);
                    add(x, y, 3, 2, number);
                }
                default -> {}
            }
        }

        private static double share(float from, float to) {
            return from == to ? 0.5 : Math.clamp(from / (from - to), 0, 1);
        }

        private void add(double[] x, double[] y, int from, int to, byte number) {
            if (count == level.length) {
                ends = Arrays.copyOf(ends, 2 * ends.length);
                level = Arrays.copyOf(level, 2 * level.length);
            }
            int at = 4 * count;
            ends[at] = (float) (left + x[from] * cell);
            ends[at + 1] = (float) (bottom + y[from] * cell);
            ends[at + 2] = (float) (left + x[to] * cell);
            ends[at + 3] = (float) (bottom + y[to] * cell);
            level[count++] = number;
        }
    }
}
