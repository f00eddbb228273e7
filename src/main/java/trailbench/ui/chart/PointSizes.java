package trailbench.ui.chart;

import java.util.Arrays;
import java.util.List;

/// How large points are, by a column of numbers.
final class PointSizes {
    /// Stands for no column: all points alike.
    static final String ALIKE = "";

    private static final float MIDDLE = 0.45f;
    private static final float UNKNOWN = 0.1f;

    private PointSizes() {}

    /// Weights in [0, 1]: the place on the column's scale; of a point without a value little. All alike where the column is no scale.
    static float[] of(PointCloud cloud, String column) {
        if (column.equals(PointCloud.POPULARITY)) {
            return cloud.weight();
        }
        float[] weights = new float[cloud.size()];
        Arrays.fill(weights, MIDDLE);
        List<String> values = cloud.map().columns().getOrDefault(column, List.of());
        if (values.size() == weights.length && !column.equals(ALIKE)) {
            fill(weights, Colouring.of(column, values));
        }
        return weights;
    }

    private static void fill(float[] weights, Colouring colouring) {
        if (colouring.kind() == Colouring.Kind.CATEGORIES) {
            return;
        }
        for (int point = 0; point < weights.length; point++) {
            boolean known = colouring.entries().get(colouring.entryOf()[point]).role() == Colouring.Role.VALUE;
            weights[point] = known ? colouring.position()[point] : UNKNOWN;
        }
    }

    /// Columns that are scales, popularity first.
    static List<String> columns(PointCloud cloud) {
        return cloud.map().columns().entrySet().stream()
                .filter(column -> column.getKey().equals(PointCloud.POPULARITY)
                        || Colouring.of(column.getKey(), column.getValue()).kind() != Colouring.Kind.CATEGORIES)
                .map(java.util.Map.Entry::getKey)
                .sorted((a, b) -> Boolean.compare(b.equals(PointCloud.POPULARITY), a.equals(PointCloud.POPULARITY)))
                .toList();
    }
}
