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
/// Work grows with V³ and memory with V² (8 bytes each while it is counted), so it is counted up to [#ITEMS] items.
final class Ease implements Scorer {
    /// 4,000² doubles are 128 MB, and inverting them takes seconds.
    static final int ITEMS = 4_000;
    static final double LAMBDA = 250;

    /// Rows that are eliminated at once, so that the matrix is read V / 32 times instead of V.
    private static final int BLOCK = 32;

    private final Popularity popularity;
    /// `[V][V]` weights from item i + 1 to item j + 1.
    private final float[][] weights;

    Ease(TrainingEvents training, Popularity popularity, UserSets sets) {
        this.popularity = popularity;
        double[][] gram = gram(training.items(), sets);
        invert(gram);
        this.weights = new float[gram.length][gram.length];
        IntStream.range(0, gram.length).parallel().forEach(i -> {
            for (int j = 0; j < gram.length; j++) {
                weights[i][j] = i == j ? 0 : (float) (-gram[i][j] / gram[j][j]);
            }
        });
    }

    /// XᵀX + λI.
    private static double[][] gram(int items, UserSets sets) {
        double[][] gram = new double[items][items];
        IntStream.range(0, items).parallel().forEach(i -> {
            for (int at = sets.firstUser()[i + 1]; at < sets.firstUser()[i + 2]; at++) {
                int user = sets.users()[at];
                for (int other = sets.firstItem()[user]; other < sets.firstItem()[user + 1]; other++) {
                    gram[i][sets.items()[other] - 1]++;
                }
            }
            gram[i][i] += LAMBDA;
        });
        return gram;
    }

    /// Inverts a symmetric, positive definite matrix in place, by Gauss-Jordan elimination of blocks of rows: it needs no pivoting.
    static void invert(double[][] matrix) {
        for (int first = 0; first < matrix.length; first += BLOCK) {
            eliminate(matrix, first, Math.min(first + BLOCK, matrix.length));
        }
    }

    /// With D the block's own square: its rows become D⁻¹ · rows, every other row loses its columns of the block times those, and the block's
    /// columns become what they would be beside an identity.
    private static void eliminate(double[][] matrix, int first, int end) {
        double[][] square = new double[end - first][];
        for (int i = first; i < end; i++) {
            square[i - first] = Arrays.copyOfRange(matrix[i], first, end);
        }
        invertSmall(square);
        double[][] rows = new double[end - first][matrix.length];
        IntStream.range(0, end - first).parallel().forEach(i -> {
            for (int k = 0; k < square.length; k++) {
                add(rows[i], matrix[first + k], square[i][k]);
            }
            System.arraycopy(square[i], 0, rows[i], first, square.length);
        });
        IntStream.range(0, matrix.length).parallel().filter(i -> i < first || i >= end).forEach(i -> {
            double[] factors = Arrays.copyOfRange(matrix[i], first, end);
            Arrays.fill(matrix[i], first, end, 0);
            for (int k = 0; k < factors.length; k++) {
                add(matrix[i], rows[k], -factors[k]);
            }
        });
        System.arraycopy(rows, 0, matrix, first, rows.length);
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
