package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.util.Arrays;
import java.util.Optional;
import trailbench.kernel.Lanes;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// t-SNE (L. van der Maaten, G. Hinton, "Visualizing data using t-SNE", JMLR 9, 2008) in time and memory N log N: [NearestLists] say who draws
/// whom together ([Affinities]), [RepulsionField] pushes all apart, or [DirectRepulsion] where they are few.
///
/// Differences from the paper: the start is PCA's picture, a ten-thousandth wide, with a hundredth of seeded noise, so that far groups are
/// not placed by chance alone (D. Kobak, P. Berens, "The art of using t-SNE for single-cell transcriptomics", Nature Communications 10, 2019);
/// early exaggeration is 12, and the learning rate N / 12, at least 200 (A. Belkina et al., "Automated optimized parameters for t-distributed
/// stochastic neighbor embedding", ibid.).
///
/// The same vectors and settings give the same bits, whatever the number of threads.
///
/// @param perplexity effective number of neighbours, at least 2 and below the number of points
/// @param iterations of the gradient
/// @param seed       of the noise of the first layout
record TsneProjection(double perplexity, int iterations, long seed) {
    private static final float EARLY_EXAGGERATION = 12;
    private static final int LONGEST_EXAGGERATION = 250;
    private static final double LEAST_RATE = 200;
    /// Of few points, some would be thrown far out of a picture that has settled.
    private static final double LEAST_SETTLED_RATE = 20;
    private static final float MOMENTUM = 0.5f;
    private static final float FINAL_MOMENTUM = 0.8f;
    private static final float SMALLEST_GAIN = 0.01f;
    private static final int NEIGHBOURS = 3;
    private static final int REPORTED = 10;
    private static final int SLICE = 64;

    /// The perplexity that this many points allow: each needs some three times as many neighbours as that
    /// (as in Barnes-Hut t-SNE, L. van der Maaten, JMLR 15, 2014).
    static double allowedPerplexity(double wanted, int points) {
        return Math.max(2, Math.min(wanted, (points - 1) / 3.0));
    }

    Layout project(float[][] vectors, Progress progress) {
        return project(vectors, Optional.empty(), MapWatcher.NONE, progress);
    }

    /// Reports and shows the picture every ten iterations.
    ///
    /// From the places of another t-SNE the layout goes on as that one ended: at its size and without exaggeration, so that what is alike in
    /// both stays where it was. Points without a place there begin amid those of their neighbours that have one.
    ///
    /// @param vectors `[N][E]`, N at least 3; distances are Euclidean
    /// @return centred
    /// @throws Progress.Cancelled within an iteration after the user asked
    Layout project(float[][] vectors, Optional<Layout.Start> start, MapWatcher watcher, Progress progress) {
        require(vectors.length >= 3, "t-SNE needs at least 3 vectors, here are %s.", vectors.length);
        progress.checkpoint();
        progress.report(Phase.of(Phase.Kind.FINDING_NEIGHBOURS), 0, 0);
        try (Lanes lanes = Lanes.ofProcessors()) {
            int k = Math.min(vectors.length - 1, (int) Math.ceil(NEIGHBOURS * perplexity));
            NearestLists near = NearestLists.of(vectors, k, seed, lanes, progress);
            Affinities affinities = Affinities.of(near, perplexity, lanes);
            progress.checkpoint();
            Layout.Start begin = start.map(places -> WarmStart.filled(places, near, seed)).orElseGet(() -> WarmStart.pca(vectors, seed));
            Descent descent = new Descent(begin, affinities, lanes);
            Phase phase = Phase.of(Phase.Kind.LAYING_OUT, vectors.length);
            progress.report(phase, 0, iterations);
            int early = begin.settled() ? 0 : Math.min(LONGEST_EXAGGERATION, iterations / 2);
            int done = 0;
            while (done < iterations && (done % REPORTED != 0 || !watcher.enough())) {
                progress.checkpoint();
                done++;
                descent.step(done <= early ? EARLY_EXAGGERATION : 1, done <= early ? MOMENTUM : FINAL_MOMENTUM);
                if (done % REPORTED == 0 || done == iterations) {
                    progress.report(phase, done, iterations);
                    watcher.moved(done, descent.x, descent.y);
                }
            }
            progress.checkpoint();
            return new Layout(descent.x, descent.y, done);
        }
    }

    private final class Descent {
        private final Affinities affinities;
        private final Lanes lanes;
        private final Repulsion field;
        private final float[] x;
        private final float[] y;
        private final float[] slopeX;
        private final float[] slopeY;
        private final float[] speedX;
        private final float[] speedY;
        private final float[] gainX;
        private final float[] gainY;
        private final double[] sums;
        private final float rate;

        Descent(Layout.Start start, Affinities affinities, Lanes lanes) {
            int points = start.x().length;
            this.affinities = affinities;
            this.lanes = lanes;
            this.field = points <= DirectRepulsion.MOST ? new DirectRepulsion() : new RepulsionField(lanes);
            this.x = start.x().clone();
            this.y = start.y().clone();
            this.slopeX = new float[points];
            this.slopeY = new float[points];
            this.speedX = new float[points];
            this.speedY = new float[points];
            this.gainX = ones(points);
            this.gainY = ones(points);
            this.sums = new double[(points + SLICE - 1) / SLICE];
            this.rate = (float) Math.max(start.settled() ? LEAST_SETTLED_RATE : LEAST_RATE, points / EARLY_EXAGGERATION);
        }

        private static float[] ones(int points) {
            float[] ones = new float[points];
            Arrays.fill(ones, 1);
            return ones;
        }

        void step(float exaggeration, float momentum) {
            field.place(x, y);
            lanes.run(lane -> {
                for (int slice = lane; slice < sums.length; slice += lanes.count()) {
                    sums[slice] = field.read(x, y, slice * SLICE, end(slice), slopeX, slopeY);
                }
            });
            double normaliser = -x.length;
            for (double sum : sums) {
                normaliser += sum;
            }
            balance(slopeX);
            balance(slopeY);
            float push = (float) (0.5 / Math.max(normaliser, 1e-12));
            lanes.run(lane -> {
                for (int slice = lane; slice < sums.length; slice += lanes.count()) {
                    pull(slice * SLICE, end(slice), exaggeration, push);
                }
            });
            move(x, slopeX, speedX, gainX, momentum);
            move(y, slopeY, speedY, gainY, momentum);
        }

        /// Pushes cancel each other over all points; what the grid leaves over would only shift the picture.
        private static void balance(float[] slopes) {
            double sum = 0;
            for (float slope : slopes) {
                sum += slope;
            }
            float mean = (float) (sum / slopes.length);
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] -= mean;
            }
        }

        private int end(int slice) {
            return Math.min(x.length, (slice + 1) * SLICE);
        }

        /// Turns the field's slope into the gradient: minus what pushes, plus what pulls.
        private void pull(int from, int to, float exaggeration, float push) {
            int[] others = affinities.others();
            float[] weights = affinities.weights();
            for (int i = from; i < to; i++) {
                float atX = x[i];
                float atY = y[i];
                float pullX = 0;
                float pullY = 0;
                for (int pair = affinities.starts()[i]; pair < affinities.starts()[i + 1]; pair++) {
                    int other = others[pair];
                    float dx = atX - x[other];
                    float dy = atY - y[other];
                    float weight = weights[pair] / (1 + dx * dx + dy * dy);
                    pullX += weight * dx;
                    pullY += weight * dy;
                }
                slopeX[i] = 4 * (exaggeration * pullX + push * slopeX[i]);
                slopeY[i] = 4 * (exaggeration * pullY + push * slopeY[i]);
            }
        }

        private void move(float[] places, float[] slopes, float[] speeds, float[] gains, float momentum) {
            double sum = 0;
            for (int i = 0; i < places.length; i++) {
                boolean same = slopes[i] > 0 == speeds[i] > 0;
                gains[i] = Math.max(SMALLEST_GAIN, same ? gains[i] * 0.8f : gains[i] + 0.2f);
                speeds[i] = momentum * speeds[i] - rate * gains[i] * slopes[i];
                places[i] += speeds[i];
                sum += places[i];
            }
            float mean = (float) (sum / places.length);
            for (int i = 0; i < places.length; i++) {
                places[i] -= mean;
            }
        }
    }
}
