package trailbench.ui.chart;

import java.util.Arrays;

/// The points of a map that are shown, one after the other as they are drawn: the least popular first, what was found or selected last.
/// Kept side by side so that drawing runs through memory once.
///
/// @param x       `[D]` unit of the map
/// @param y       `[D]` unit of the map
/// @param size    `[D]` how many times the picture's radius
/// @param colours `[D]` opaque ARGB
/// @param styles  `[D]` as [PointPainter] names them, none hidden
/// @param points  number of points on the map, shown or not
record DrawnPoints(float[] x, float[] y, float[] size, int[] colours, byte[] styles, int points) {

    /// @param styles `[N]` as [PointPainter] names them
    static DrawnPoints of(PointCloud cloud, int[] colours, byte[] styles, float[] weights) {
        int[] order = new int[cloud.size()];
        int count = 0;
        for (int point : cloud.order()) {
            if (styles[point] == PointPainter.SHOWN || styles[point] == PointPainter.FAINT) {
                order[count++] = point;
            }
        }
        for (int point : cloud.order()) {
            if (styles[point] == PointPainter.MATCH) {
                order[count++] = point;
            }
        }
        return gathered(cloud, Arrays.copyOf(order, count), colours, styles, weights);
    }

    private static DrawnPoints gathered(PointCloud cloud, int[] order, int[] colours, byte[] styles, float[] weights) {
        int count = order.length;
        DrawnPoints drawn = new DrawnPoints(
                new float[count], new float[count], new float[count], new int[count], new byte[count], cloud.size());
        for (int i = 0; i < count; i++) {
            int point = order[i];
            drawn.x[i] = cloud.x()[point];
            drawn.y[i] = cloud.y()[point];
            drawn.size[i] = (float) PointPainter.radiusOf(1, weights[point]);
            drawn.colours[i] = colours[point];
            drawn.styles[i] = styles[point];
        }
        return drawn;
    }

    int count() {
        return x.length;
    }
}
