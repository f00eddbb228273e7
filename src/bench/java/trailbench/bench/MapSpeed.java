package trailbench.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import trailbench.embedding.Faithfulness;
import trailbench.embedding.MapOptions;
import trailbench.embedding.PointMap;
import trailbench.embedding.Projection;
import trailbench.work.Progress;

/// Seconds that t-SNE of a thousand iterations takes, and how faithful its picture is.
///
/// Arguments: points of each run, as `3000 10000 100000`. Vectors have width 64 and lie round 50 centres in space.
final class MapSpeed {
    private static final int WIDTH = 64;
    private static final int CENTRES = 50;

    private MapSpeed() {}

    static void main(String[] arguments) {
        System.out.printf("%10s %10s %16s %12s %10s%n", "points", "seconds", "trustworthiness", "continuity", "purity");
        for (String argument : arguments) {
            time(Integer.parseInt(argument));
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
        long start = System.nanoTime();
        PointMap map = Projection.map(vectors, ids, ids, Map.of("popularity", Collections.nCopies(points, "1")), options, Progress.SILENT);
        double seconds = (System.nanoTime() - start) / 1e9;
        Faithfulness faith = Faithfulness.of(vectors, map.x(), map.y(), Progress.SILENT);
        System.out.printf(
                "%,10d %10.1f %16.4f %12.4f %10.4f%n",
                points, seconds, faith.meanTrustworthiness(), faith.meanContinuity(), purity(map.x(), map.y()));
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
