package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Lays points out along a direction of one's own: from the mean of some items to the mean of others, as "from cheap to dear" or "from
/// children's to grown-ups'" (the idea is that of the custom projection of the TensorFlow Embedding Projector, D. Smilkov et al., 2016).
///
/// Of vectors scaled to length 1: x is −1 at the one mean and 1 at the other; y is the widest direction at right angles to that, in the same
/// unit. So an item's place from left to right says to which of the two it is nearer, and nothing else.
public final class CustomAxes {
    private static final double LEAST_LENGTH = 1e-6;

    private CustomAxes() {}

    /// @param map     whose points and columns are taken
    /// @param vectors that it was made of
    /// @param from    ids of items at the left
    /// @param to      ids of items at the right
    /// @throws Fault.Request if an id is not among the vectors, or both groups have the same mean
    public static PointMap of(PointMap map, VectorFile.Vectors vectors, List<String> from, List<String> to, Progress progress) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int row = 0; row < vectors.ids().size(); row++) {
            numbers.put(vectors.ids().get(row), row);
        }
        float[][] units = map.ids().stream().map(id -> unit(vectors, numbers, id)).toArray(float[][]::new);
        double[] left = mean(from.stream().map(id -> unit(vectors, numbers, id)).toArray(float[][]::new), vectors.width(), Trouble.said("left"));
        double[] right = mean(to.stream().map(id -> unit(vectors, numbers, id)).toArray(float[][]::new), vectors.width(), Trouble.said("right"));
        double half = Math.sqrt(squaredDistance(left, right)) / 2;
        require(half > LEAST_LENGTH, "Both groups of items have the same mean, so no axis leads from one to the other. Choose others.");
        progress.report(Phase.of(Phase.Kind.LAYING_OUT_BETWEEN), 0, 0);

        float[] x = new float[units.length];
        float[][] rest = new float[units.length][];
        for (int point = 0; point < units.length; point++) {
            double along = 0;
            for (int i = 0; i < left.length; i++) {
                along += (units[point][i] - (left[i] + right[i]) / 2) * (right[i] - left[i]) / (2 * half);
            }
            x[point] = (float) (along / half);
            rest[point] = new float[left.length];
            for (int i = 0; i < left.length; i++) {
                rest[point][i] = (float) (units[point][i] - along * (right[i] - left[i]) / (2 * half));
            }
        }
        float[] y = Pca.of(rest).x().clone();
        for (int point = 0; point < y.length; point++) {
            y[point] /= (float) half;
        }
        Map<String, List<String>> columns = new LinkedHashMap<>(map.columns());
        Projection.measure(units, new Layout(x, y, 0), columns, progress);
        MapMethod method = new MapMethod.Axes(named(vectors, numbers, from), named(vectors, numbers, to), variance(x) * half * half / variance(units));
        return new PointMap(method, map.of(), map.ids(), map.titles(), x, y, columns, map.making().unaligned());
    }

    private static float[] unit(VectorFile.Vectors vectors, Map<String, Integer> numbers, String id) {
        Integer row = numbers.get(id);
        if (row == null) {
            throw new Fault.Request("The run has no vector of the item \"%s\".", id);
        }
        return Projection.unit(vectors.rows()[row], id);
    }

    /// `Lunch bag`, or `Lunch bag + 11` for twelve items.
    private static String named(VectorFile.Vectors vectors, Map<String, Integer> numbers, List<String> ids) {
        Integer first = numbers.get(ids.getFirst());
        String title = first == null ? ids.getFirst() : vectors.titles().get(first);
        return ids.size() == 1 ? title : title + " + " + (ids.size() - 1);
    }

    private static double[] mean(float[][] units, int width, Trouble side) {
        require(units.length > 0, "No item stands at the %s. Name at least one.", side);
        double[] mean = new double[width];
        for (float[] unit : units) {
            for (int i = 0; i < width; i++) {
                mean[i] += (double) unit[i] / units.length;
            }
        }
        return mean;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private static double variance(float[] values) {
        double mean = 0;
        double squares = 0;
        for (float value : values) {
            mean += (double) value / values.length;
            squares += (double) value * value / values.length;
        }
        return squares - mean * mean;
    }

    private static double variance(float[][] vectors) {
        double sum = 0;
        float[] column = new float[vectors.length];
        for (int i = 0; i < vectors[0].length; i++) {
            for (int point = 0; point < column.length; point++) {
                column[point] = vectors[point][i];
            }
            sum += variance(column);
        }
        return Math.max(sum, Double.MIN_NORMAL);
    }
}
