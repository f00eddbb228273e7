package trailbench.embedding;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import smile.manifold.TSNE;
import smile.math.MathEx;
import smile.util.AlgoStatus;
import smile.util.IterativeAlgorithmController;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Exact t-SNE by Smile, O(N²) in time and memory: what ours is measured against.
///
/// Smile's traps are closed here: distances are always passed, since a square input would be read as distances whatever it is; the early
/// exaggeration is 12, the only value for which Smile takes out what it put in; small steps never count as convergence; the seed is set on the thread that draws; and the
/// controller runs on this thread instead of one that outlives the work.
///
/// @param perplexity effective number of neighbours, at least 2 and below the number of points
/// @param iterations of the gradient; below 250, rounded up to full tens
/// @param seed       of the first, random layout
record SmileTsne(double perplexity, int iterations, long seed) {
    private static final double EARLY_EXAGGERATION = 12;
    private static final int LONGEST_EXAGGERATION = 250;
    private static final double LEARNING_RATE = 200;
    private static final double MOMENTUM = 0.5;
    private static final double FINAL_MOMENTUM = 0.8;
    private static final double SMALLEST_GAIN = 0.01;
    /// Never: vectors without clear groups first draw together, to some 1e-15, and only spread after the exaggeration ends. Smile would take
    /// the small steps on the way for the end, and leave a map of one point.
    private static final double CONVERGED = Double.MIN_NORMAL;
    private static final int FEWEST_SMILE_ITERATIONS = 250;
    /// Smile logs the cost every ten iterations; [Progress] says the same to those who asked. Kept, since a logger that nobody holds forgets its level.
    private static final Logger SMILE = Logger.getLogger("smile.manifold");

    static {
        SMILE.setLevel(Level.WARNING);
    }

    /// Reports every ten iterations.
    ///
    /// @param vectors `[N][E]`, N at least 3; distances are Euclidean
    /// @return `[N][2]`, centred
    /// @throws Progress.Cancelled            within some ten iterations after the user asked
    double[][] project(float[][] vectors, Progress progress) {
        progress.checkpoint();
        progress.report(Phase.of(Phase.Kind.FINDING_NEIGHBOURS), 0, 0);
        double[][] distances = squaredDistances(vectors);
        progress.checkpoint();
        Phase phase = Phase.of(Phase.Kind.LAYING_OUT, vectors.length);
        progress.report(phase, 0, iterations);
        MathEx.setSeed(seed);
        double[][] coordinates;
        try (Watch watch = new Watch(phase, progress)) {
            coordinates = TSNE.fit(distances, options(watch)).coordinates();
        }
        progress.checkpoint();
        return coordinates;
    }

    private TSNE.Options options(Watch watch) {
        int smileIterations = Math.max(FEWEST_SMILE_ITERATIONS, iterations);
        return new TSNE.Options(
                2,
                perplexity,
                LEARNING_RATE,
                EARLY_EXAGGERATION,
                smileIterations,
                smileIterations, // all that were asked for
                CONVERGED,
                MOMENTUM,
                FINAL_MOMENTUM,
                Math.min(LONGEST_EXAGGERATION, iterations / 2),
                SMALLEST_GAIN,
                watch);
    }

    /// Stops Smile when the user asks, or when the iterations are done that were asked for.
    private final class Watch extends IterativeAlgorithmController<AlgoStatus> {
        private final Phase phase;
        private final Progress progress;

        Watch(Phase phase, Progress progress) {
            super(Runnable::run, 1);
            this.phase = phase;
            this.progress = progress;
        }

        @Override
        public void submit(AlgoStatus status) {
            progress.report(phase, Math.min(status.iteration(), iterations), iterations);
            if (progress.cancelled() || status.iteration() >= iterations) {
                stop();
            }
        }
    }

    /// `[N][N]` squared Euclidean distances, never below 0.
    private static double[][] squaredDistances(float[][] vectors) {
        double[][] distances = new double[vectors.length][vectors.length];
        IntStream.range(0, vectors.length).parallel().forEach(i -> {
            for (int j = 0; j < vectors.length; j++) {
                distances[i][j] = squaredDistance(vectors[i], vectors[j]);
            }
        });
        return distances;
    }

    private static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }
}
