package trailbench.ui.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import trailbench.embedding.PointMap;

/// What drawing needs to know of a [PointMap] and what stays the same while the picture moves.
///
/// @param weight `[N]` in [0, 1]: how popular a point's item is, on a logarithmic scale; 0.5 where nothing is known
/// @param order  `[N]` point numbers, the least popular first: popular points are drawn last, so they lie on top
record PointCloud(
        PointMap map, float[] x, float[] y, float minX, float minY, float maxX, float maxY, float[] weight, int[] order, PointGrid grid) {

    /// The column that every map has.
    static final String POPULARITY = "popularity";

    static PointCloud of(PointMap map) {
        float[] x = map.x();
        float[] y = map.y();
        float minX = Float.POSITIVE_INFINITY;
        float minY = Float.POSITIVE_INFINITY;
        float maxX = Float.NEGATIVE_INFINITY;
        float maxY = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            minX = Math.min(minX, x[i]);
            maxX = Math.max(maxX, x[i]);
            minY = Math.min(minY, y[i]);
            maxY = Math.max(maxY, y[i]);
        }
        if (x.length == 0) {
            minX = minY = -1;
            maxX = maxY = 1;
        }
        float[] weight = weights(map);
        int[] order = IntStream.range(0, x.length)
                .boxed()
                .sorted((a, b) -> Float.compare(weight[a], weight[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new PointCloud(map, x, y, minX, minY, maxX, maxY, weight, order, new PointGrid(x, y, minX, minY, maxX, maxY));
    }

    int size() {
        return x.length;
    }

    private static float[] weights(PointMap map) {
        float[] weight = new float[map.size()];
        Arrays.fill(weight, 0.5f);
        Optional.ofNullable(map.columns().get(POPULARITY)).ifPresent(values -> fill(weight, values));
        return weight;
    }

    private static void fill(float[] weight, List<String> popularity) {
        double[] logs = new double[weight.length];
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int i = 0; i < logs.length; i++) {
            double value = Colouring.number(popularity.get(i));
            logs[i] = Math.log1p(Double.isNaN(value) ? 0 : Math.max(value, 0));
            low = Math.min(low, logs[i]);
            high = Math.max(high, logs[i]);
        }
        if (high > low) {
            for (int i = 0; i < logs.length; i++) {
                weight[i] = (float) ((logs[i] - low) / (high - low));
            }
        }
    }
}
