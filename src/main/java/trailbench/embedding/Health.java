package trailbench.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;
import trailbench.kernel.Draws;

/// Whether vectors use the room that they have. Measured of vectors scaled to length 1, but for those of length 0, which are counted and left out.
///
/// @param effectiveRank e to the entropy of the shares that the singular values of the centred vectors have (O. Roy, M. Vetterli, "The effective
///                      rank", EUSIPCO 2007): from 1, all on a line, to E
/// @param anisotropy    mean cosine of two vectors: near 0 where they point everywhere, near 1 in a narrow cone (K. Ethayarajh, EMNLP 2019)
/// @param uniformity    log of the mean of e^(-2 d²) over pairs at distance d (T. Wang, P. Isola, "Understanding contrastive representation learning
///                      through alignment and uniformity on the hypersphere", ICML 2020): lower is more even, 0 is collapse
/// @param meanLength    of the vectors as they came, without those of length 0
/// @param dead          vectors of length 0
public record Health(double effectiveRank, double anisotropy, double uniformity, double meanLength, int dead) {
    private static final int ALL_PAIRS = 500;
    private static final int DRAWN_PAIRS = 200_000;
    private static final long SEED = 42;

    /// Of more than 500 vectors, 200,000 pairs are drawn, always the same.
    ///
    /// @param vectors `[N][E]`
    public static Health of(float[][] vectors) {
        double lengths = 0;
        float[][] units = new float[vectors.length][];
        int alive = 0;
        for (float[] vector : vectors) {
            double length = Math.sqrt(dot(vector, vector));
            if (length > 0) {
                units[alive++] = scaled(vector, length);
                lengths += length;
            }
        }
        float[][] living = Arrays.copyOf(units, alive);
        double[] pairs = alive < 2 ? new double[] {Double.NaN, Double.NaN} : pairs(living);
        return new Health(
                alive == 0 ? Double.NaN : effectiveRank(living), pairs[0], pairs[1], alive == 0 ? 0 : lengths / alive, vectors.length - alive);
    }

    private static double effectiveRank(float[][] vectors) {
        int width = vectors[0].length;
        double[] mean = new double[width];
        for (float[] vector : vectors) {
            for (int i = 0; i < width; i++) {
                mean[i] += vector[i] / (double) vectors.length;
            }
        }
        double[][] scatter = new double[width][width];
        IntStream.range(0, width).parallel().forEach(i -> {
            for (float[] vector : vectors) {
                double away = vector[i] - mean[i];
                for (int j = 0; j < width; j++) {
                    scatter[i][j] += away * (vector[j] - mean[j]);
                }
            }
        });
        double[] singular = new double[width];
        double sum = 0;
        double[] values = SymmetricEigen.of(scatter).values();
        for (int i = 0; i < width; i++) {
            singular[i] = Math.sqrt(Math.max(0, values[i]));
            sum += singular[i];
        }
        double entropy = 0;
        for (double value : singular) {
            double share = sum == 0 ? 0 : value / sum;
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return Math.exp(entropy);
    }

    /// Mean cosine and uniformity.
    private static double[] pairs(float[][] vectors) {
        double cosines = 0;
        double kernels = 0;
        long count = 0;
        if (vectors.length <= ALL_PAIRS) {
            for (int i = 0; i < vectors.length; i++) {
                for (int j = 0; j < i; j++, count++) {
                    double cosine = dot(vectors[i], vectors[j]);
                    cosines += cosine;
                    kernels += Math.exp(-4 * (1 - cosine)); // d² = 2 - 2 cosine
                }
            }
        } else {
            for (; count < DRAWN_PAIRS; count++) {
                int i = (int) (Draws.uniform(SEED, 2 * count) * vectors.length);
                int j = (i + 1 + (int) (Draws.uniform(SEED, 2 * count + 1) * (vectors.length - 1))) % vectors.length;
                double cosine = dot(vectors[i], vectors[j]);
                cosines += cosine;
                kernels += Math.exp(-4 * (1 - cosine));
            }
        }
        return new double[] {cosines / count, Math.log(kernels / count)};
    }

    private static float[] scaled(float[] vector, double length) {
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
