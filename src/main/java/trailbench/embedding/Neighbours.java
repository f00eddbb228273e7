package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.util.ArrayList;
import java.util.List;

/// Who is nearest in the original space.
public final class Neighbours {
    private Neighbours() {}

    /// What nearness is.
    public enum Measure {
        /// The angle between vectors: what they say, whatever their length.
        COSINE,
        /// The straight distance between the vectors as they were learnt, whose length often follows popularity.
        EUCLID
    }

    /// @param index    row of the vector found
    /// @param cosine   similarity in [-1, 1]
    /// @param distance Euclid's
    public record Found(int index, double cosine, double distance) {}

    /// As [#nearest(float[][], int, int, Measure)], by cosine.
    public static List<Found> nearest(float[][] vectors, int index, int k) {
        return nearest(vectors, index, k, Measure.COSINE);
    }

    /// The `k` rows nearest to row `index`, nearest first, without the row itself; of equals the earlier row first. The cosine with a
    /// vector of length 0 is 0.
    ///
    /// One pass that keeps the best k so far: 10,000 rows of width 64 take about a millisecond.
    ///
    /// @param vectors `[N][E]`
    /// @param k       at least 0; fewer are returned where there are fewer
    public static List<Found> nearest(float[][] vectors, int index, int k, Measure measure) {
        require(0 <= index && index < vectors.length, "row %s is not among the %s vectors", index, vectors.length);
        require(k >= 0, "k %s is below 0", k);
        int size = 0;
        int[] rows = new int[Math.min(k, vectors.length - 1)];
        double[] nearness = new double[rows.length];
        float[] query = vectors[index];
        double queryNorm = Math.sqrt(dot(query, query));
        for (int row = 0; row < vectors.length && rows.length > 0; row++) {
            if (row == index) {
                continue;
            }
            double near = measure == Measure.COSINE ? cosine(query, queryNorm, vectors[row]) : -squaredDistance(query, vectors[row]);
            if (size == rows.length && near <= nearness[size - 1]) {
                continue;
            }
            int place = size < rows.length ? size++ : size - 1;
            for (; place > 0 && nearness[place - 1] < near; place--) {
                nearness[place] = nearness[place - 1];
                rows[place] = rows[place - 1];
            }
            nearness[place] = near;
            rows[place] = row;
        }
        List<Found> found = new ArrayList<>(size);
        for (int place = 0; place < size; place++) {
            float[] vector = vectors[rows[place]];
            found.add(new Found(rows[place], cosine(query, queryNorm, vector), Math.sqrt(squaredDistance(query, vector))));
        }
        return found;
    }

    private static double cosine(float[] query, double queryNorm, float[] vector) {
        double norms = queryNorm * Math.sqrt(dot(vector, vector));
        return norms == 0 ? 0 : Math.clamp(dot(query, vector) / norms, -1, 1);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }
}
