package trailbench.embedding;

import java.util.Random;

/// Gaussian clusters for tests; point `i` belongs to cluster `i % 3`.
final class Clusters {
    private Clusters() {}

    static float[][] three(int points, int width, long seed) {
        Random random = new Random(seed);
        double[][] centres = new double[3][width];
        for (double[] centre : centres) {
            for (int i = 0; i < width; i++) {
                centre[i] = 5 * random.nextGaussian();
            }
        }
        float[][] vectors = new float[points][width];
        for (int point = 0; point < points; point++) {
            for (int i = 0; i < width; i++) {
                vectors[point][i] = (float) (centres[point % 3][i] + random.nextGaussian());
            }
        }
        return vectors;
    }

    /// `[N][2]`
    static double[][] places(Layout layout) {
        double[][] places = new double[layout.x().length][];
        for (int i = 0; i < places.length; i++) {
            places[i] = new double[] {layout.x()[i], layout.y()[i]};
        }
        return places;
    }

    /// Share of points whose nearest neighbour in the picture is of their own cluster.
    static double purity(double[][] places) {
        int pure = 0;
        for (int i = 0; i < places.length; i++) {
            int nearest = -1;
            double least = Double.MAX_VALUE;
            for (int j = 0; j < places.length; j++) {
                double distance = Math.hypot(places[i][0] - places[j][0], places[i][1] - places[j][1]);
                if (i != j && distance < least) {
                    least = distance;
                    nearest = j;
                }
            }
            pure += nearest % 3 == i % 3 ? 1 : 0;
        }
        return (double) pure / places.length;
    }
}
