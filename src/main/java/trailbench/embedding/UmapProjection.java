package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import trailbench.kernel.Draws;
import trailbench.kernel.Lanes;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// UMAP (L. McInnes, J. Healy, J. Melville, "UMAP: uniform manifold approximation and projection for dimension reduction", arXiv 1802.03426,
/// 2018): neighbours attract each other as often as their edge is strong, points drawn at random push away.
///
/// Differences: the start is PCA's picture, 20 wide, as its authors' program offers beside the spectral one; lengths are Euclidean between unit
/// vectors; forces are right to four digits. One thread, so that the same vectors and settings give the same bits.
///
/// @param neighbours of each point, below the number of points
/// @param iterations rounds over all edges
/// @param seed       of the start's noise and of the points that push
record UmapProjection(int neighbours, int iterations, long seed) {
    /// How near alike points come.
    static final double LEAST_DISTANCE = 0.1;

    /// The curve 1 / (1 + A d^2B) that is 1 up to [#LEAST_DISTANCE] and falls off with the distance from there, fitted by its authors.
    private static final double A = 1.576943;
    private static final double B = 0.895061;
    private static final int PUSHES = 5;
    private static final float MOST_STEP = 4;
    private static final float HALF_WIDTH = 10;
    private static final int BISECTIONS = 64;
    private static final int REPORTED = 10;

    /// Reports and shows the picture every ten iterations.
    ///
    /// @param vectors `[N][E]`, N at least 3; distances are Euclidean
    /// @return centred
    /// @throws Progress.Cancelled within an iteration after the user asked
    Layout project(float[][] vectors, Optional<Layout.Start> start, MapWatcher watcher, Progress progress) {
        require(vectors.length > neighbours && neighbours >= 2, "UMAP needs more than %s vectors, here are %s.", neighbours, vectors.length);
        progress.checkpoint();
        progress.report(Phase.of(Phase.Kind.FINDING_NEIGHBOURS), 0, 0);
        NearestLists near;
        try (Lanes lanes = Lanes.ofProcessors()) {
            near = NearestLists.of(vectors, neighbours, seed, lanes, progress);
        }
        Affinities edges = edges(near);
        Descent descent = new Descent(start.map(places -> WarmStart.filled(places, near, seed)).orElseGet(() -> WarmStart.pca(vectors, seed)), edges);
        Phase phase = Phase.of(Phase.Kind.LAYING_OUT, vectors.length);
        progress.report(phase, 0, iterations);
        int done = 0;
        while (done < iterations && (done % REPORTED != 0 || !watcher.enough())) {
            progress.checkpoint();
            descent.round(done, 1 - (float) done / iterations);
            done++;
            if (done % REPORTED == 0 || done == iterations) {
                progress.report(phase, done, iterations);
                watcher.moved(done, descent.x, descent.y);
            }
        }
        centre(descent.x);
        centre(descent.y);
        return new Layout(descent.x, descent.y, done);
    }

    /// The fuzzy union of what each point says of its neighbours.
    static Affinities edges(NearestLists near) {
        int k = near.k();
        float[] strengths = new float[near.rows().length];
        for (int first = 0; first < strengths.length; first += k) {
            strengths(near.squared(), first, k, strengths);
        }
        return Affinities.symmetric(near.rows(), strengths, k, (one, other) -> one + other - one * other);
    }

    /// e^-(d - nearest) / width, with the width that makes them log2 k in sum.
    private static void strengths(float[] squared, int first, int k, float[] strengths) {
        double nearest = 0;
        for (int j = first; j < first + k && nearest == 0; j++) {
            nearest = Math.sqrt(squared[j]);
        }
        double wanted = Math.log(k) / Math.log(2);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double width = 1;
        for (int step = 0; step < BISECTIONS; step++) {
            double sum = 0;
            for (int j = first; j < first + k; j++) {
                sum += Math.exp(-Math.max(0, Math.sqrt(squared[j]) - nearest) / width);
            }
            if (Math.abs(sum - wanted) < 1e-5) {
                break;
            }
            if (sum > wanted) {
                high = width;
            } else {
                low = width;
            }
            width = high == Double.POSITIVE_INFINITY ? Math.min(2 * width, 1e30) : (low + high) / 2;
        }
        for (int j = first; j < first + k; j++) {
            strengths[j] = (float) Math.exp(-Math.max(0, Math.sqrt(squared[j]) - nearest) / Math.max(width, 1e-12));
        }
    }

    private static void centre(float[] places) {
        double sum = 0;
        for (float place : places) {
            sum += place;
        }
        float mean = (float) (sum / places.length);
        for (int i = 0; i < places.length; i++) {
            places[i] -= mean;
        }
    }

    private final class Descent {
        private final Affinities edges;
        private final float[] x;
        private final float[] y;
        /// Rounds from one turn of an edge to its next, and its next turn.
        private final float[] every;
        private final float[] next;
        private final long key = Draws.key(seed, 2);
        private long drawn;

        Descent(Layout.Start start, Affinities edges) {
            this.edges = edges;
            this.x = start.x().clone();
            this.y = start.y().clone();
            widen();
            float strongest = 0;
            for (float weight : edges.weights()) {
                strongest = Math.max(strongest, weight);
            }
            this.every = new float[edges.weights().length];
            for (int edge = 0; edge < every.length; edge++) {
                every[edge] = strongest / edges.weights()[edge];
            }
            this.next = every.clone();
        }

        private void widen() {
            float farthest = 0;
            for (int i = 0; i < x.length; i++) {
                farthest = Math.max(farthest, Math.max(Math.abs(x[i]), Math.abs(y[i])));
            }
            float scale = farthest > 0 ? HALF_WIDTH / farthest : 0;
            for (int i = 0; i < x.length; i++) {
                x[i] *= scale;
                y[i] *= scale;
            }
        }

        void round(int round, float rate) {
            for (int i = 0; i < x.length; i++) {
                for (int edge = edges.starts()[i]; edge < edges.starts()[i + 1]; edge++) {
                    if (next[edge] <= round + 1) {
                        next[edge] += every[edge];
                        attract(i, edges.others()[edge], rate);
                        push(i, rate);
                    }
                }
            }
        }

        private void attract(int i, int j, float rate) {
            float dx = x[i] - x[j];
            float dy = y[i] - y[j];
            float squared = dx * dx + dy * dy;
            if (squared > 0) {
                float pull = Curve.PULL.at(squared);
                float stepX = rate * clipped(pull * dx);
                float stepY = rate * clipped(pull * dy);
                x[i] += stepX;
                y[i] += stepY;
                x[j] -= stepX;
                y[j] -= stepY;
            }
        }

        private void push(int i, float rate) {
            for (int draw = 0; draw < PUSHES; draw++) {
                int j = (int) (Draws.uniform(key, drawn++) * x.length);
                float dx = x[i] - x[j];
                float dy = y[i] - y[j];
                float squared = dx * dx + dy * dy;
                if (j != i && squared > 0) {
                    float away = Curve.PUSH.at(squared);
                    x[i] += rate * clipped(away * dx);
                    y[i] += rate * clipped(away * dy);
                }
            }
        }

        private static float clipped(float step) {
            return Math.max(-MOST_STEP, Math.min(MOST_STEP, step));
        }
    }

    /// What a step is, along the difference of two places, as a function of their squared distance.
    ///
    /// Values stand in a table, 128 to an octave of the distance, and straight lines between them: right to four digits, without
    /// the wait for a power.
    static final class Curve {
        private static final int LEAST_EXPONENT = -24;
        private static final int MOST_EXPONENT = 24;
        private static final int DROPPED_BITS = 16;
        private static final float LEAST = (float) Math.scalb(1.0, LEAST_EXPONENT);
        private static final float MOST = Math.nextDown((float) Math.scalb(1.0, MOST_EXPONENT));
        private static final int FIRST = Float.floatToRawIntBits(LEAST) >> DROPPED_BITS;
        private static final float FRACTION = 1f / (1 << DROPPED_BITS);

        /// How neighbours come nearer: the slope of log(1 / (1 + A d^2B)).
        static final Curve PULL = new Curve(squared -> -2 * A * B * StrictMath.pow(squared, B - 1) / (1 + A * StrictMath.pow(squared, B)));
        /// How strangers part: the slope of log(1 - 1 / (1 + A d^2B)), kept finite at 0 as its authors do.
        static final Curve PUSH = new Curve(squared -> 2 * B / ((0.001 + squared) * (1 + A * StrictMath.pow(squared, B))));

        private final float[] table;

        private Curve(DoubleUnaryOperator step) {
            table = new float[((MOST_EXPONENT - LEAST_EXPONENT) << (23 - DROPPED_BITS)) + 1];
            for (int i = 0; i < table.length; i++) {
                table[i] = (float) step.applyAsDouble(Float.intBitsToFloat(FIRST + i << DROPPED_BITS));
            }
        }

        float at(float squared) {
            int bits = Float.floatToRawIntBits(Math.max(LEAST, Math.min(MOST, squared)));
            int place = (bits >> DROPPED_BITS) - FIRST;
            float below = table[place];
            return below + (table[place + 1] - below) * ((bits & (1 << DROPPED_BITS) - 1) * FRACTION);
        }
    }
}
