package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.util.ArrayList;
import java.util.List;

/// Who is nearest in the original space, by cosine.
public final class Neighbours {
    private Neighbours() {}

    /// @param index  row of the vector found
    /// @param cosine similarity in [-1, 1]
    public record Found(int index, double cosine) {}

    /// The `k` rows with the largest cosine to row `index`, nearest first, without the row itself; of equals the earlier row first.
    /// The cosine with a vector of length 0 is 0.
    ///
    /// One pass that keeps the best k so far: 10,000 rows of width 64 take about a millisecond.
    ///
    /// @param vectors `[N][E]`
    /// @param k       at least 0; fewer are returned where there are fewer
    public static List<Found> nearest(float[][] vectors, int index, int k) {
        require(0 <= index && index < vectors.length, "row %s is not among the %s vectors", index, vectors.length);
        require(k >= 0, "k %s is below 0", k);
        int size = 0;
        int[] rows = new int[Math.min(k, vectors.length - 1)];
        double[] cosines = new double[rows.length];
        float[] query = vectors[index];
        double queryNorm = Math.sqrt(dot(query, query));
        for (int row = 0; row < vectors.length && rows.length > 0; row++) {
            double cosine = row == index ? Double.NEGATIVE_INFINITY : cosine(query, queryNorm, vectors[row]);
            if (row == index || size == rows.length && cosine <= cosines[size - 1]) {
                continue;
            }
            int place = size < rows.length ? size++ : size - 1;
            for (; place > 0 && cosines[place - 1] < cosine; place--) {
                cosines[place] = cosines[place - 1];
                rows[place] = rows[place - 1];
            }
            cosines[place] = cosine;
            rows[place] = row;
        }
        List<Found> found = new ArrayList<>(size);
        for (int place = 0; place < size; place++) {
            found.add(new Found(rows[place], cosines[place]));
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
}
