package trailbench.embedding;

import trailbench.kernel.Draws;

/// Where points begin.
final class WarmStart {
    private static final double WIDTH = 1e-4;
    private static final double NOISE = 0.01;

    private WarmStart() {}

    /// PCA's picture, a ten-thousandth wide, with a hundredth of seeded noise.
    static Layout.Start pca(float[][] vectors, long seed) {
        Pca pca = Pca.of(vectors);
        return shrunk(pca.x(), pca.y(), seed);
    }

    private static Layout.Start shrunk(float[] x, float[] y, long seed) {
        double deviation = deviation(x);
        double scale = deviation > 0 ? WIDTH / deviation : 0;
        return new Layout.Start(shrunk(x, scale, Draws.key(seed, 0)), shrunk(y, scale, Draws.key(seed, 1)), false);
    }

    private static double deviation(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }

    private static float[] shrunk(float[] values, double scale, long key) {
        float[] places = new float[values.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = (float) (values[i] * scale + WIDTH * NOISE * Draws.normal(key, i));
        }
        return places;
    }

    /// Another picture, as wide as it is if it has settled, else a ten-thousandth wide. Gives each point without a place the mean of its placed neighbours, or the middle if none has one, a hundredth of the picture's
    /// width aside by chance, so that none begin on each other.
    static Layout.Start filled(Layout.Start start, NearestLists near, long seed) {
        float[] x = start.x().clone();
        float[] y = start.y().clone();
        double aside = NOISE * Math.max(WIDTH, deviation(placed(start.x())));
        for (int i = 0; i < x.length; i++) {
            if (Float.isNaN(start.x()[i])) {
                x[i] = (float) (amid(start.x(), near, i) + aside * Draws.normal(Draws.key(seed, 0), i));
                y[i] = (float) (amid(start.y(), near, i) + aside * Draws.normal(Draws.key(seed, 1), i));
            }
        }
        return start.settled() ? new Layout.Start(x, y, true) : shrunk(x, y, seed);
    }

    private static float[] placed(float[] values) {
        float[] placed = new float[values.length];
        for (int i = 0; i < placed.length; i++) {
            placed[i] = Float.isNaN(values[i]) ? 0 : values[i];
        }
        return placed;
    }

    private static double amid(float[] places, NearestLists near, int point) {
        double sum = 0;
        int count = 0;
        for (int j = point * near.k(); j < (point + 1) * near.k(); j++) {
            float place = places[near.rows()[j]];
            if (!Float.isNaN(place)) {
                sum += place;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
