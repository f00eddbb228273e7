package trailbench.ui.chart;

import java.util.Arrays;

/// A soft light under the points, in their own mixed colours, brighter where more of them lie: the shape of the map at a glance.
///
/// Counts on a coarse grid, smoothed ([BoxBlur]). What each node of the grid looks like on the ground is
/// worked out once; a pixel costs three interpolations along its row.
final class DensityGlow {
    private static final int CHANNELS = 4;

    private final int width;
    private final int cell;
    private final int across;
    private final int background;
    /// `[down][across][3]` red, green and blue of the lit ground at the nodes.
    private final float[] lit;

    /// @param cell     side of a cell of the grid in pixels
    /// @param strength opacity where points are densest
    DensityGlow(int width, int height, PointPainter.Frame frame, int cell, double strength) {
        this.width = width;
        this.cell = cell;
        this.across = width / cell + 3;
        this.background = frame.background();
        int down = height / cell + 3;
        float[] grid = new float[across * down * CHANNELS];
        count(grid, down, frame);
        BoxBlur.smooth(grid, across, down, CHANNELS);
        this.lit = lit(grid, brightness(grid), strength);
    }

    private void count(float[] grid, int down, PointPainter.Frame frame) {
        DrawnPoints points = frame.points();
        double step = frame.view().scale() / cell;
        double x0 = frame.view().screenX(0) / cell + 1;
        double y0 = frame.view().screenY(0) / cell + 1;
        for (int i = 0; i < points.count(); i++) {
            double x = x0 + points.x()[i] * step;
            double y = y0 - points.y()[i] * step;
            if (points.styles()[i] != PointPainter.FAINT && x >= 0 && x < across && y >= 0 && y < down) {
                int at = ((int) y * across + (int) x) * CHANNELS;
                int colour = points.colours()[i];
                grid[at] += 1;
                grid[at + 1] += colour >> 16 & 0xFF;
                grid[at + 2] += colour >> 8 & 0xFF;
                grid[at + 3] += colour & 0xFF;
            }
        }
    }

    /// The density that is drawn at two thirds of the full strength: the mean over the cells that hold points, weighted by points.
    private static float brightness(float[] grid) {
        double sum = 0;
        double squares = 0;
        for (int at = 0; at < grid.length; at += CHANNELS) {
            sum += grid[at];
            squares += (double) grid[at] * grid[at];
        }
        return sum > 0 ? (float) Math.max(squares / sum, 0.02) : 1;
    }

    private float[] lit(float[] grid, float bright, double strength) {
        float[] nodes = new float[grid.length / CHANNELS * 3];
        for (int node = 0; node < nodes.length / 3; node++) {
            float count = grid[node * CHANNELS];
            float density = count / bright;
            float cover = count <= 1e-4f * bright ? 0 : (float) strength * density / (density + 0.5f);
            for (int c = 0; c < 3; c++) {
                int under = background >> 16 - 8 * c & 0xFF;
                float over = cover == 0 ? under : grid[node * CHANNELS + 1 + c] / count;
                nodes[node * 3 + c] = under + (over - under) * cover;
            }
        }
        return nodes;
    }

    /// Fills some rows of the picture: the ground, lit.
    void rows(int[] pixels, int from, int to) {
        float[] line = new float[across * 3];
        for (int y = from; y < to; y++) {
            float gridY = (y + 0.5f) / cell + 0.5f;
            int row = (int) gridY;
            float share = gridY - row;
            int above = row * across * 3;
            int below = above + across * 3;
            for (int i = 0; i < line.length; i++) {
                line[i] = lit[above + i] + (lit[below + i] - lit[above + i]) * share;
            }
            row(pixels, y * width, line);
        }
    }

    private void row(int[] pixels, int start, float[] line) {
        int x = 0;
        for (int column = (int) (0.5f / cell + 0.5f); x < width; column++) {
            int at = column * 3;
            int end = Math.min(width, (int) Math.ceil((column + 0.5f) * cell - 0.5f));
            float red = line[at];
            float green = line[at + 1];
            float blue = line[at + 2];
            float redStep = (line[at + 3] - red) / cell;
            float greenStep = (line[at + 4] - green) / cell;
            float blueStep = (line[at + 5] - blue) / cell;
            if (redStep == 0 && greenStep == 0 && blueStep == 0) {
                Arrays.fill(pixels, start + x, start + end, packed(red, green, blue));
                x = end;
                continue;
            }
            float inside = x + 0.5f - (column - 0.5f) * cell;
            for (; x < end; x++, inside++) {
                pixels[start + x] = packed(red + redStep * inside, green + greenStep * inside, blue + blueStep * inside);
            }
        }
    }

    private static int packed(float red, float green, float blue) {
        return 0xFF000000 | (int) (red + 0.5f) << 16 | (int) (green + 0.5f) << 8 | (int) (blue + 0.5f);
    }
}
