package trailbench.ui.chart;

/// Smooths counts on a grid by three moving averages over seven nodes in each direction: close to a Gaussian of 3.5 nodes.
final class BoxBlur {
    private static final int REACH = 3;
    private static final int PASSES = 3;

    private BoxBlur() {}

    /// @param grid `[down][across][channels]`, replaced
    static void smooth(float[] grid, int across, int down, int channels) {
        float[] buffer = new float[grid.length];
        for (int pass = 0; pass < PASSES; pass++) {
            for (int row = 0; row < down; row++) {
                slide(grid, buffer, row * across * channels, channels, across, channels);
            }
            for (int column = 0; column < across; column++) {
                slide(buffer, grid, column * channels, across * channels, down, channels);
            }
        }
    }

    /// Moving averages along one line of the grid.
    private static void slide(float[] from, float[] to, int start, int stride, int length, int channels) {
        for (int channel = 0; channel < channels; channel++) {
            float sum = 0;
            for (int i = -REACH; i < length; i++) {
                if (i + REACH < length) {
                    sum += from[start + (i + REACH) * stride + channel];
                }
                if (i - REACH - 1 >= 0) {
                    sum -= from[start + (i - REACH - 1) * stride + channel];
                }
                if (i >= 0) {
                    to[start + i * stride + channel] = Math.max(sum, 0) / (2 * REACH + 1);
                }
            }
        }
    }
}
