package trailbench.embedding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import smile.manifold.UMAP;
import trailbench.work.Progress;

/// Our approximate t-SNE and UMAP beside Smile's exact t-SNE and its UMAP, on the same vectors: seconds, trustworthiness and continuity at 10, 1-NN
/// purity.
///
/// Arguments: points, iterations, as `3000 1000`. Vectors have width 64, length 1, and lie round 50 centres.
final class MapQuality {
    private static final int WIDTH = 64;
    private static final int CENTRES = 50;
    private static final double PERPLEXITY = 30;
    private static final int UMAP_NEIGHBOURS = 15;
    private static final int UMAP_ROUNDS = 500;

    private MapQuality() {}

    static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        int points = Integer.parseInt(arguments[0]);
        int iterations = Integer.parseInt(arguments[1]);
        float[][] vectors = vectors(points);
        System.out.printf("%,d points, t-SNE of %,d iterations, UMAP of %d rounds%n", points, iterations, UMAP_ROUNDS);
        System.out.printf("%-16s %8s %16s %12s %10s%n", "", "seconds", "trustworthiness", "continuity", "purity");
        long start = System.nanoTime();
        print("t-SNE", start, vectors, new TsneProjection(PERPLEXITY, iterations, 42).project(vectors, Progress.SILENT));
        start = System.nanoTime();
        print("UMAP", start, vectors, new UmapProjection(UMAP_NEIGHBOURS, UMAP_ROUNDS, 42).project(vectors, Optional.empty(), MapWatcher.NONE, Progress.SILENT));
        start = System.nanoTime();
        double[][] doubles = Arrays.stream(vectors).map(MapQuality::doubles).toArray(double[][]::new);
        print("Smile's UMAP", start, vectors, layout(UMAP.fit(doubles, new UMAP.Options(UMAP_NEIGHBOURS, 2, UMAP_ROUNDS, 1.0, 0.1, 1.0, 5, 1.0, 1.0))));
        start = System.nanoTime();
        print("exact t-SNE", start, vectors, layout(new SmileTsne(PERPLEXITY, iterations, 42).project(vectors, Progress.SILENT)));
        System.exit(0);
    }

    private static void print(String name, long start, float[][] vectors, Layout layout) {
        double seconds = (System.nanoTime() - start) / 1e9;
        Faithfulness faith = Faithfulness.of(vectors, layout.x(), layout.y(), Progress.SILENT);
        System.out.printf(
                "%-16s %8.1f %16.4f %12.4f %10.4f%n", name, seconds, faith.meanTrustworthiness(), faith.meanContinuity(), purity(layout.x(), layout.y()));
    }

    private static Layout layout(double[][] places) {
        float[] x = new float[places.length];
        float[] y = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            x[i] = (float) places[i][0];
            y[i] = (float) places[i][1];
        }
        return new Layout(x, y, 0);
    }

    private static double[] doubles(float[] vector) {
        double[] doubles = new double[vector.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = vector[i];
        }
        return doubles;
    }

    private static float[][] vectors(int points) {
        SplittableRandom random = new SplittableRandom(1);
        float[][] centres = new float[CENTRES][];
        for (int centre = 0; centre < CENTRES; centre++) {
            centres[centre] = drawn(new float[WIDTH], random);
        }
        float[][] vectors = new float[points][];
        for (int i = 0; i < points; i++) {
            vectors[i] = Projection.unit(drawn(centres[i % CENTRES], random), "");
        }
        return vectors;
    }

    private static float[] drawn(float[] centre, SplittableRandom random) {
        float[] vector = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            vector[i] = (float) (centre[i] + random.nextGaussian());
        }
        return vector;
    }

    /// Share of points whose nearest in the picture is of their own centre.
    private static double purity(float[] x, float[] y) {
        int pure = 0;
        for (int i = 0; i < x.length; i++) {
            int nearest = i == 0 ? 1 : 0;
            for (int j = 0; j < x.length; j++) {
                if (j != i && Math.hypot(x[j] - x[i], y[j] - y[i]) < Math.hypot(x[nearest] - x[i], y[nearest] - y[i])) {
                    nearest = j;
                }
            }
            pure += nearest % CENTRES == i % CENTRES ? 1 : 0;
        }
        return (double) pure / x.length;
    }
}
