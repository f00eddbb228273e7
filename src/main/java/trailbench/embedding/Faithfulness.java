package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.lang.ref.Reference;
import java.util.stream.IntStream;
import trailbench.kernel.Blas;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;
import trailbench.work.Progress;

/// How far a picture can be believed, point by point (J. Venna, S. Kaski, "Neighborhood preservation in nonlinear projection methods", ICANN 2001).
///
/// *Trustworthiness* falls where the picture shows neighbours that are none, *continuity* where it tore true neighbours apart. Both are 1 for a
/// picture that keeps the k nearest of every point and some 0.5 for one by chance. Of more than [#MOST] points, evenly spread ones are
/// measured, against all.
///
/// @param rows            the points that were measured
/// @param trustworthiness of each
/// @param continuity      of each
public record Faithfulness(int[] rows, double[] trustworthiness, double[] continuity) {
    /// Neighbours that are compared, where there are enough points.
    public static final int NEIGHBOURS = 10;
    static final int MOST = 10_000;
    private static final int SAMPLE = 2_000;
    private static final int BLOCK = 64;

    /// @param vectors `[N][E]`, N at least 3; distances are Euclidean
    /// @param x       `[N]` the picture
    /// @param y       `[N]`
    /// @throws Progress.Cancelled within a block after the user asked
    public static Faithfulness of(float[][] vectors, float[] x, float[] y, Progress progress) {
        int points = vectors.length;
        require(points >= 3 && x.length == points && y.length == points, "%s places do not fit %s vectors", x.length, points);
        int measured = points <= MOST ? points : SAMPLE;
        int[] rows = IntStream.range(0, measured).map(i -> (int) ((long) i * points / measured)).toArray();
        int k = Math.max(1, Math.min(NEIGHBOURS, (points - 1) / 3));
        Faithfulness found = new Faithfulness(rows, new double[measured], new double[measured]);
        FloatBuffer memory = new FloatBuffer();
        Floats all = packed(vectors, memory);
        try (Lanes lanes = Lanes.ofProcessors()) {
            lanes.run(lane -> {
                Measure measure = new Measure(vectors, all, x, y, k);
                for (int from = lane * BLOCK; from < measured && !progress.cancelled(); from += lanes.count() * BLOCK) {
                    measure.block(found, from, Math.min(from + BLOCK, measured));
                }
                Reference.reachabilityFence(measure);
            });
        } finally {
            Reference.reachabilityFence(memory); // its memory goes with it, and nothing else here holds it
        }
        progress.checkpoint();
        return found;
    }

    /// The mean over the points measured.
    public double meanTrustworthiness() {
        return IntStream.range(0, rows.length).mapToDouble(i -> trustworthiness[i]).average().orElse(Double.NaN);
    }

    public double meanContinuity() {
        return IntStream.range(0, rows.length).mapToDouble(i -> continuity[i]).average().orElse(Double.NaN);
    }

    private static Floats packed(float[][] vectors, FloatBuffer memory) {
        int width = vectors[0].length;
        Floats all = memory.ensure((long) vectors.length * width);
        for (int i = 0; i < vectors.length; i++) {
            all.fromArray(vectors[i], 0, (long) i * width, width);
        }
        return all;
    }

    private static final class Measure {
        private final Floats all;
        private final int points;
        private final int width;
        private final int k;
        private final float[] x;
        private final float[] y;
        private final float[] norms;
        private final float[] original;
        private final float[] shown;
        private final FloatBuffer left = new FloatBuffer();
        private final FloatBuffer dots = new FloatBuffer();

        Measure(float[][] vectors, Floats all, float[] x, float[] y, int k) {
            this.all = all;
            this.points = vectors.length;
            this.width = vectors[0].length;
            this.k = k;
            this.x = x;
            this.y = y;
            this.norms = new float[points];
            this.original = new float[points];
            this.shown = new float[points];
            for (int i = 0; i < points; i++) {
                for (float value : vectors[i]) {
                    norms[i] += value * value;
                }
            }
        }

        void block(Faithfulness found, int from, int to) {
            Floats queries = left.ensure((long) BLOCK * width);
            for (int i = from; i < to; i++) {
                queries.copyFrom(all, (long) found.rows[i] * width, (long) (i - from) * width, width);
            }
            Floats products = dots.ensure((long) BLOCK * points);
            Blas.multiply(
                    Blas.Transpose.NO, Blas.Transpose.YES, to - from, points, width,
                    Blas.Matrix.of(queries, width), Blas.Matrix.of(all, width), 0, Blas.Matrix.of(products, points));
            for (int i = from; i < to; i++) {
                products.toArray((long) (i - from) * points, original, 0, points);
                measure(found.rows[i]);
                found.trustworthiness[i] = score(shown, original);
                found.continuity[i] = score(original, shown);
            }
        }

        private void measure(int row) {
            for (int j = 0; j < points; j++) {
                original[j] = norms[j] - 2 * original[j];
                shown[j] = (x[j] - x[row]) * (x[j] - x[row]) + (y[j] - y[row]) * (y[j] - y[row]);
            }
            original[row] = Float.POSITIVE_INFINITY;
            shown[row] = Float.POSITIVE_INFINITY;
        }

        /// 1 less what it costs that the k nearest by one measure rank behind k by the other.
        private double score(float[] nearBy, float[] rankedBy) {
            double behind = 0;
            for (int j : nearest(nearBy)) {
                float distance = rankedBy[j];
                int rank = 1;
                for (float other : rankedBy) {
                    rank += other < distance ? 1 : 0;
                }
                behind += Math.max(0, rank - k);
            }
            return 1 - 2 * behind / (k * (2.0 * points - 3 * k - 1));
        }

        private int[] nearest(float[] distances) {
            int[] rows = new int[k];
            int size = 0;
            for (int j = 0; j < points; j++) {
                if (size == k && distances[j] >= distances[rows[k - 1]]) {
                    continue;
                }
                int place = size < k ? size++ : k - 1;
                for (; place > 0 && distances[rows[place - 1]] > distances[j]; place--) {
                    rows[place] = rows[place - 1];
                }
                rows[place] = j;
            }
            return rows;
        }
    }
}
