package trailbench.ui.chart;

/// A soft light under the points, in their own mixed colours, brighter where more of them lie: the shape of the map at a glance.
///
/// Counts on a coarse grid, smoothed by three box blurs (close to a Gaussian), drawn with bilinear interpolation.
final class DensityGlow {
    private static final int BLUR = 3;
    private static final int CHANNELS = 4;

    private DensityGlow() {}

    /// @param pixels   `[height * width]` opaque ARGB, drawn over
    /// @param cell     side of a cell of the grid in pixels
    /// @param strength opacity where points are densest
    static void paint(int[] pixels, int width, int height, PointPainter.Frame frame, int cell, double strength) {
        int across = width / cell + 3;
        int down = height / cell + 3;
        float[] grid = new float[across * down * CHANNELS];
        count(grid, across, down, cell, frame);
        float[] buffer = new float[grid.length];
        for (int pass = 0; pass < 3; pass++) {
            blur(grid, buffer, across, down);
        }
        float bright = brightness(grid);
        if (bright > 0) {
            draw(pixels, width, height, grid, across, cell, bright, strength);
        }
    }

    private static void count(float[] grid, int across, int down, int cell, PointPainter.Frame frame) {
        PointCloud cloud = frame.cloud();
        for (int point = 0; point < cloud.size(); point++) {
            byte style = frame.styles()[point];
            if (style == PointPainter.HIDDEN || style == PointPainter.FAINT) {
                continue;
            }
            int column = (int) Math.floor(frame.view().screenX(cloud.x()[point]) / cell) + 1;
            int row = (int) Math.floor(frame.view().screenY(cloud.y()[point]) / cell) + 1;
            if (column >= 0 && column < across && row >= 0 && row < down) {
                int at = (row * across + column) * CHANNELS;
                int colour = frame.colours()[point];
                grid[at] += 1;
                grid[at + 1] += colour >> 16 & 0xFF;
                grid[at + 2] += colour >> 8 & 0xFF;
                grid[at + 3] += colour & 0xFF;
            }
        }
    }

    private static void blur(float[] grid, float[] buffer, int across, int down) {
        for (int row = 0; row < down; row++) {
            slide(grid, buffer, row * across * CHANNELS, CHANNELS, across);
        }
        for (int column = 0; column < across; column++) {
            slide(buffer, grid, column * CHANNELS, across * CHANNELS, down);
        }
    }

    /// Moving averages along one line of the grid.
    private static void slide(float[] from, float[] to, int start, int stride, int length) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            float sum = 0;
            for (int i = -BLUR; i < length; i++) {
                if (i + BLUR < length) {
                    sum += from[start + (i + BLUR) * stride + channel];
                }
                if (i - BLUR - 1 >= 0) {
                    sum -= from[start + (i - BLUR - 1) * stride + channel];
                }
                if (i >= 0) {
                    to[start + i * stride + channel] = Math.max(sum, 0) / (2 * BLUR + 1);
                }
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
        return sum > 0 ? (float) Math.max(squares / sum, 0.02) : 0;
    }

    private static void draw(int[] pixels, int width, int height, float[] grid, int across, int cell, float bright, double strength) {
        float[] mixed = new float[CHANNELS];
        for (int y = 0; y < height; y++) {
            float gridY = (y + 0.5f) / cell + 0.5f;
            int row = (int) gridY;
            float downShare = gridY - row;
            for (int x = 0; x < width; x++) {
                float gridX = (x + 0.5f) / cell + 0.5f;
                int column = (int) gridX;
                float rightShare = gridX - column;
                int at = (row * across + column) * CHANNELS;
                int below = at + across * CHANNELS;
                if (grid[at] + grid[at + CHANNELS] + grid[below] + grid[below + CHANNELS] < 0.01f * bright) {
                    continue;
                }
                for (int c = 0; c < CHANNELS; c++) {
                    float top = grid[at + c] + (grid[at + CHANNELS + c] - grid[at + c]) * rightShare;
                    float bottom = grid[below + c] + (grid[below + CHANNELS + c] - grid[below + c]) * rightShare;
                    mixed[c] = top + (bottom - top) * downShare;
                }
                if (mixed[0] <= 1e-4f * bright) {
                    continue;
                }
                float density = mixed[0] / bright;
                float cover = (float) strength * density / (density + 0.5f);
                int under = pixels[y * width + x];
                pixels[y * width + x] = 0xFF000000
                        | blend(under >> 16 & 0xFF, mixed[1] / mixed[0], cover) << 16
                        | blend(under >> 8 & 0xFF, mixed[2] / mixed[0], cover) << 8
                        | blend(under & 0xFF, mixed[3] / mixed[0], cover);
            }
        }
    }

    private static int blend(int under, float over, float cover) {
        return Math.clamp((int) (under + (over - under) * cover + 0.5f), 0, 255);
    }
}
