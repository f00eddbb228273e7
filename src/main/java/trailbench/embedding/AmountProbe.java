package trailbench.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import trailbench.kernel.Draws;
import trailbench.sequence.NumberColumns;

/// Whether a column of amounts (prices, years) can be read off items: held-out ones are told by their vectors along a line, by ridge regression (A. Hoerl,
/// R. Kennard, "Ridge regression: biased estimation for nonorthogonal problems", Technometrics 1970). Items are drawn and coordinates scaled as
/// by [Probe].
///
/// Amounts whose upper half is spread more than three times as wide as their lower are told by the logarithm of 1 + amount: else the dearest items alone
/// would decide.
///
/// @param column      its name
/// @param asked       items that were asked about
/// @param logarithmic true if the logarithm was told
/// @param explained   R²: 1 minus the squared error, by that of always saying the mean of the items that were learnt from; may be negative
public record AmountProbe(String column, int asked, boolean logarithmic, double explained) {
    /// Fewer items with a number say nothing.
    private static final int FEWEST_ITEMS = 50;

    /// One for each column of amounts that enough items have, in the order of the columns.
    ///
    /// @param vectors `[N][E]`
    /// @param columns `[N]` values each; blank where there is none
    public static List<AmountProbe> of(float[][] vectors, Map<String, List<String>> columns) {
        List<AmountProbe> probes = new ArrayList<>();
        columns.forEach((name, texts) -> {
            double[] amounts = Arrays.stream(NumberColumns.values(texts)).skip(1).toArray();
            int[] rows = rows(amounts);
            if (rows.length >= FEWEST_ITEMS && NumberColumns.areAmounts(name, texts)) {
                probes.add(probe(name, vectors, amounts, rows));
            }
        });
        return List.copyOf(probes);
    }

    /// Those with a number, in an order by chance, always the same.
    private static int[] rows(double[] amounts) {
        long key = Draws.key(Probe.SEED, 0);
        return IntStream.range(0, amounts.length)
                .filter(row -> !Double.isNaN(amounts[row]))
                .boxed()
                .sorted(Comparator.comparingDouble(row -> Draws.uniform(key, row)))
                .limit(Probe.MOST_ITEMS)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static AmountProbe probe(String column, float[][] vectors, double[] amounts, int[] rows) {
        boolean logarithmic = hasLongTail(Arrays.stream(rows).mapToDouble(row -> amounts[row]).sorted().toArray());
        int learnt = (int) Math.round(Probe.LEARNT_FROM * rows.length);
        int[] learning = Arrays.copyOf(rows, learnt);
        int[] asked = Arrays.copyOfRange(rows, learnt, rows.length);
        Probe.Scale scale = Probe.Scale.of(vectors, learning);
        double[] told = told(amounts, learning, logarithmic);
        double mean = Arrays.stream(told).average().orElse(0);
        double[] weights = ridge(scale.rows(vectors, learning), told, mean);
        double[][] questions = scale.rows(vectors, asked);
        double[] truth = told(amounts, asked, logarithmic);
        double error = 0;
        double spread = 0;
        for (int i = 0; i < truth.length; i++) {
            double said = mean;
            for (int e = 0; e < weights.length; e++) {
                said += weights[e] * questions[i][e];
            }
            error += (truth[i] - said) * (truth[i] - said);
            spread += (truth[i] - mean) * (truth[i] - mean);
        }
        return new AmountProbe(column, asked.length, logarithmic, spread == 0 ? 0 : 1 - error / spread);
    }

    private static double[] told(double[] amounts, int[] rows, boolean logarithmic) {
        return Arrays.stream(rows).mapToDouble(row -> logarithmic ? Math.log1p(amounts[row]) : amounts[row]).toArray();
    }

    private static boolean hasLongTail(double[] sorted) {
        double median = sorted[sorted.length / 2];
        return sorted[0] >= 0 && sorted[sorted.length * 95 / 100] - median > 3 * (median - sorted[sorted.length * 5 / 100]);
    }

    /// (XᵀX + λI)⁻¹ Xᵀ(y − mean), by elimination: the matrix is positive definite and needs no pivoting.
    private static double[] ridge(double[][] x, double[] y, double mean) {
        int width = x[0].length;
        double[][] system = new double[width][width + 1];
        for (int row = 0; row < x.length; row++) {
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    system[i][j] += x[row][i] * x[row][j];
                }
                system[i][width] += x[row][i] * (y[row] - mean);
            }
        }
        for (int i = 0; i < width; i++) {
            system[i][i] += Probe.DECAY;
        }
        for (int pivot = 0; pivot < width; pivot++) {
            for (int i = 0; i < width; i++) {
                if (i != pivot) {
                    double factor = system[i][pivot] / system[pivot][pivot];
                    for (int j = pivot; j <= width; j++) {
                        system[i][j] -= factor * system[pivot][j];
                    }
                }
            }
        }
        return IntStream.range(0, width).mapToDouble(i -> system[i][width] / system[i][i]).toArray();
    }
}
