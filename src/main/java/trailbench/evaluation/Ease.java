package trailbench.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import trailbench.engine.Scorer;
import trailbench.sequence.History;

/// A linear model in closed form: an item's score is the sum of its weights from the items of the history
/// (H. Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019).
///
/// With X `[U, V]`, 1 where a user has a training event on an item, and P = (XᵀX + λI)⁻¹: B(i, j) = −P(i, j) / P(j, j), and 0 on the diagonal. An
/// item that stands in the history twice counts once. Popularity, scaled to at most 1e-6, is added.
///
/// Work grows with V³ and memory with V² (8 bytes each while it is counted), so it is counted up to [#ITEMS] items. Numbers are single: λ keeps every
/// pivot above 250, so that what rounding takes off counts of some thousands is a hundred-thousandth of it.
final class Ease implements Scorer {
    /// Two times 4,000² floats are 128 MB, and inverting them takes seconds.
    static final int ITEMS = 4_000;
    static final double LAMBDA = 250;

    /// Rows that are eliminated at once, so that the matrix is read V / 32 times instead of V.
    private static final int BLOCK = 32;

    private final Popularity popularity;
    /// `[V][V]` weights from item i + 1 to item j + 1.
    private final float[][] weights;

    Ease(TrainingEvents training, Popularity popularity, UserSets sets) {
        this.popularity = popularity;
        float[][] gram = gram(training.items(), sets);
        invert(gram);
        this.weights = new float[gram.length][gram.length];
        IntStream.range(0, gram.length).parallel().forEach(i -> {
            for (int j = 0; j < gram.length; j++) {
                weights[i][j] = i == j ? 0 : -gram[i][j] / gram[j][j];
            }
        });
    }

    /// XᵀX + λI, the upper triangle.
    private static float[][] gram(int items, UserSets sets) {
        float[][] gram = new float[items][items];
        IntStream.range(0, items).parallel().forEach(i -> {
            int[] together = new int[items + 1];
            sets.countFrom(i + 1, together);
            for (int j = i; j < items; j++) {
                gram[i][j] = together[j + 1];
            }
            gram[i][i] += (float) LAMBDA;
        });
        return gram;
    }

    /// Inverts a symmetric, positive definite matrix, of which the upper triangle is read, in place, by sweeping blocks of rows: it needs no
    /// pivoting. A sweep keeps the matrix symmetric, so that the upper triangle alone is worked on (A. Dempster, "Elements of Continuous Multivariate
    /// Analysis", 1969).
    static void invert(float[][] matrix) {
        for (int first = 0; first < matrix.length; first += BLOCK) {
            sweep(matrix, first, Math.min(first + BLOCK, matrix.length));
        }
        for (int i = 0; i < matrix.length; i++) {
            for (int j = i; j < matrix.length; j++) {
                matrix[i][j] = -matrix[i][j];
                matrix[j][i] = matrix[i][j];
            }
        }
    }

    /// With K the block's rows and D its own square: A(K, ·) becomes D⁻¹ · A(K, ·), every other A(i, j) loses A(i, K) · D⁻¹ · A(K, j), and the
    /// square becomes -D⁻¹. Reads and writes j ≥ i alone.
    private static void sweep(float[][] matrix, int first, int end) {
        float[][] block = block(matrix, first, end);
        float[][] square = inverse(block, first);
        float[][] rows = new float[end - first][matrix.length];
        IntStream.range(0, rows.length).parallel().forEach(k -> addAll(rows[k], 0, block, square[k]));
        IntStream.range(0, matrix.length).parallel().filter(i -> i < first || i >= end).forEach(i -> {
            float[] factors = new float[block.length];
            for (int k = 0; k < factors.length; k++) {
                factors[k] = -block[k][i];
            }
            addAll(matrix[i], i, rows, factors);
        });
        for (int i = 0; i < first; i++) {
            for (int k = 0; k < rows.length; k++) {
                matrix[i][first + k] = rows[k][i];
            }
        }
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(rows[k], end, matrix[first + k], end, matrix.length - end);
            for (int j = k; j < rows.length; j++) {
                matrix[first + k][first + j] = -square[k][j];
            }
        }
    }

    /// Rows `first … end - 1`, whole.
    private static float[][] block(float[][] matrix, int first, int end) {
        float[][] block = new float[end - first][matrix.length];
        for (int k = 0; k < block.length; k++) {
            for (int j = 0; j < first + k; j++) {
                block[k][j] = matrix[j][first + k];
            }
            System.arraycopy(matrix[first + k], first + k, block[k], first + k, matrix.length - first - k);
        }
        return block;
    }

    /// Adds factor k times row k for all k, four at a time: the sum is read and written a quarter as often.
    private static void addAll(float[] sum, int from, float[][] rows, float[] factors) {
        int k = 0;
        for (; k + 4 <= rows.length; k += 4) {
            addFour(sum, from, rows[k], rows[k + 1], rows[k + 2], rows[k + 3], factors[k], factors[k + 1], factors[k + 2], factors[k + 3]);
        }
        for (; k < rows.length; k++) {
            for (int j = from; j < sum.length; j++) {
                sum[j] += factors[k] * rows[k][j];
            }
        }
    }

    private static void addFour(float[] sum, int from, float[] a, float[] b, float[] c, float[] d, float ofA, float ofB, float ofC, float ofD) {
        for (int j = from; j < sum.length; j++) {
            sum[j] += ofA * a[j] + ofB * b[j] + ofC * c[j] + ofD * d[j];
        }
    }

    /// The inverse of the block's own square.
    private static float[][] inverse(float[][] block, int first) {
        double[][] square = new double[block.length][block.length];
        for (int k = 0; k < square.length; k++) {
            for (int j = 0; j < square.length; j++) {
                square[k][j] = block[k][first + j];
            }
        }
        invertSmall(square);
        float[][] inverse = new float[square.length][square.length];
        for (int k = 0; k < square.length; k++) {
            for (int j = 0; j < square.length; j++) {
                inverse[k][j] = (float) square[k][j];
            }
        }
        return inverse;
    }

    private static void invertSmall(double[][] square) {
        for (int pivot = 0; pivot < square.length; pivot++) {
            double inverse = 1 / square[pivot][pivot];
            square[pivot][pivot] = 1;
            for (int j = 0; j < square.length; j++) {
                square[pivot][j] *= inverse;
            }
            for (int i = 0; i < square.length; i++) {
                if (i != pivot) {
                    double factor = square[i][pivot];
                    square[i][pivot] = 0;
                    add(square[i], square[pivot], -factor);
                }
            }
        }
    }

    private static void add(double[] row, double[] other, double factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] += factor * other[j];
        }
    }

    @Override
    public int items() {
        return popularity.items();
    }

    @Override
    public void score(List<History> histories, float[][] scores) {
        IntStream.range(0, histories.size()).parallel().forEach(row -> {
            popularity.fillBackground(scores[row]);
            Arrays.stream(histories.get(row).items()).distinct().forEach(item -> add(item, scores[row]));
        });
    }

    private void add(int item, float[] scores) {
        float[] row = weights[item - 1];
        for (int j = 0; j < row.length; j++) {
            scores[j + 1] += row[j];
        }
    }
}
