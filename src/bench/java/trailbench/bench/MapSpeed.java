package trailbench.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import trailbench.embedding.Faithfulness;
import trailbench.embedding.MapOptions;
import trailbench.embedding.NeighbourIndex;
import trailbench.embedding.PointMap;
import trailbench.embedding.Projection;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Seconds that t-SNE of a thousand iterations takes, and how faithful its picture is.
///
/// Arguments: points of each run, as `3000 10000 100000`, and `near=1000000` for the milliseconds in which the 12 nearest among so many are found.
/// Vectors have width 64 and lie round 50 centres in space. Give OpenBLAS its kernel (`OPENBLAS_CORETYPE`, see [trailbench.kernel.CpuKernel]), as
/// a worker has it.
final class MapSpeed {
    private static final int WIDTH = 64;
    private static final int CENTRES = 50;
    private static final String NEAR = "near=";
    private static final int NEIGHBOURS = 12;
    private static final int QUESTIONS = 100;
    private static final int WARM_UP = 10;

    private MapSpeed() {}

    static void main(String[] arguments) {
        System.out.printf("%10s %10s %16s %12s %10s%n", "points", "seconds", "trustworthiness", "continuity", "purity");
        for (String argument : arguments) {
            if (argument.startsWith(NEAR)) {
                near(Integer.parseInt(argument.substring(NEAR.length())));
            } else {
                time(Integer.parseInt(argument));
            }
        }
        System.exit(0);
    }

    private static void time(int points) {
        float[][] vectors = vectors(points);
        List<String> ids = new ArrayList<>(points);
        for (int i = 0; i < points; i++) {
            ids.add(Integer.toString(i));
        }
        MapOptions options = new MapOptions(MapOptions.Method.TSNE, points, 30, 1_000, 42);
        Phases phases = new Phases();
        long start = System.nanoTime();
        PointMap map = Projection.map(vectors, ids, ids, Map.of("popularity", Collections.nCopies(points, "1")), options, phases);
        double seconds = (System.nanoTime() - start) / 1e9;
        Faithfulness faith = Faithfulness.of(vectors, map.x(), map.y(), Progress.SILENT);
        System.out.printf(
                "%,10d %10.1f %16.4f %12.4f %10.4f%n",
                points, seconds, faith.meanTrustworthiness(), faith.meanContinuity(), purity(map.x(), map.y()));
        phases.print();
    }

    /// Where the time goes.
    private static final class Phases implements Progress {
        private final Map<String, Double> seconds = new LinkedHashMap<>();
        private String now = "Starting";
        private long since = System.nanoTime();

        @Override
        public void report(Phase phase, long done, long total) {
            if (!phase.toString().equals(now)) {
                end();
                now = phase.toString();
            }
        }

        private void end() {
            seconds.merge(now, (System.nanoTime() - since) / 1e9, Double::sum);
            since = System.nanoTime();
        }

        void print() {
            end();
            seconds.forEach((phase, spent) -> System.out.printf("%10s %10.1f %s%n", "", spent, phase));
        }
    }

    /// Asks for neighbours of a hundred points, after ten questions to warm up.
    private static void near(int points) {
        NeighbourIndex index = new NeighbourIndex(vectors(points));
        double[] millis = new double[QUESTIONS];
        for (int question = -WARM_UP; question < QUESTIONS; question++) {
            long start = System.nanoTime();
            index.nearest(Math.floorMod(question * 7_919, points), NEIGHBOURS);
            if (question >= 0) {
                millis[question] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "%,d nearest of one among %,d: median %.1f ms, 95 %% of questions within %.1f ms%n",
                NEIGHBOURS, points, millis[QUESTIONS / 2], millis[QUESTIONS * 95 / 100]);
    }

    private static float[][] vectors(int points) {
        SplittableRandom random = new SplittableRandom(1);
        float[][] centres = new float[CENTRES][WIDTH];
        for (float[] centre : centres) {
            fill(centre, new float[WIDTH], random);
        }
        float[][] vectors = new float[points][WIDTH];
        for (int i = 0; i < points; i++) {
            fill(vectors[i], centres[i % CENTRES], random);
        }
        return vectors;
    }

    private static void fill(float[] vector, float[] centre, SplittableRandom random) {
        for (int i = 0; i < WIDTH; i++) {
            vector[i] = (float) (centre[i] + random.nextGaussian());
        }
    }

    /// Share of the first 2,000 points whose nearest in the picture is of their own centre.
    private static double purity(float[] x, float[] y) {
        int measured = Math.min(2_000, x.length);
        int pure = 0;
        for (int i = 0; i < measured; i++) {
            int nearest = i == 0 ? 1 : 0;
            for (int j = 0; j < x.length; j++) {
                if (j != i && Math.hypot(x[j] - x[i], y[j] - y[i]) < Math.hypot(x[nearest] - x[i], y[nearest] - y[i])) {
                    nearest = j;
                }
            }
            pure += nearest % CENTRES == i % CENTRES ? 1 : 0;
        }
        return (double) pure / measured;
    }
}
