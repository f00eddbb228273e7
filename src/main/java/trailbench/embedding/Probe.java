package trailbench.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import smile.classification.LogisticRegression;
import trailbench.kernel.Draws;
import trailbench.sequence.NumberColumns;

/// Whether a column of the items can be read off their vectors along straight lines: a multinomial logistic regression by Smile (G. Alain,
/// Y. Bengio, "Understanding intermediate layers using linear classifier probes", ICLR workshop 2017).
///
/// Items with a value of the column are split by chance, always the same way: seven of ten to learn from, the others to be asked about.
/// Coordinates are centred and scaled by those to learn from. Values of fewer than [#FEWEST_OF_A_VALUE] items are left out; of more than
/// [#MOST_ITEMS] items, so many are drawn.
///
/// @param column   its name
/// @param values   distinct ones
/// @param asked    items that were asked about
/// @param accuracy share of them that was told right
/// @param majority share that is right if the most frequent value among those to learn from is always said
public record Probe(String column, int values, int asked, double accuracy, double majority) {
    static final int FEWEST_OF_A_VALUE = 10;
    static final int MOST_ITEMS = 4_000;
    private static final int MOST_VALUES = 50;
    static final double LEARNT_FROM = 0.7;
    static final double DECAY = 1.0;
    private static final double TOLERANCE = 1e-4;
    private static final int MOST_ITERATIONS = 200;
    static final long SEED = 42;
    /// Held here so that its level stays: Smile tells of every fit.
    private static final Logger FITS = Logger.getLogger("smile.math");

    static {
        FITS.setLevel(Level.WARNING);
    }

    /// One for each column that has from 2 to [#MOST_VALUES] values with enough items and holds no amounts ([AmountProbe]), in the order of the columns.
    ///
    /// @param vectors `[N][E]`
    /// @param columns `[N]` values each; blank where there is none
    public static List<Probe> of(float[][] vectors, Map<String, List<String>> columns) {
        List<Probe> probes = new ArrayList<>();
        columns.forEach((name, values) -> {
            Map<String, Integer> classes = classes(values);
            if (2 <= classes.size() && classes.size() <= MOST_VALUES && !NumberColumns.areAmounts(name, values)) {
                probes.add(probe(name, vectors, values, classes));
            }
        });
        return List.copyOf(probes);
    }

    /// Values with enough items, numbered by how often they are, the most frequent first.
    private static Map<String, Integer> classes(List<String> values) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        values.stream().filter(value -> !value.isBlank()).forEach(value -> counts.merge(value, 1, Integer::sum));
        Map<String, Integer> classes = new LinkedHashMap<>();
        counts.entrySet().stream()
                .filter(count -> count.getValue() >= FEWEST_OF_A_VALUE)
                .sorted(Comparator.comparingInt((Map.Entry<String, Integer> count) -> -count.getValue()).thenComparing(Map.Entry::getKey))
                .forEach(count -> classes.put(count.getKey(), classes.size()));
        return classes;
    }

    private static Probe probe(String column, float[][] vectors, List<String> values, Map<String, Integer> classes) {
        long key = Draws.key(SEED, 0);
        int[] rows = IntStream.range(0, vectors.length)
                .filter(row -> classes.containsKey(values.get(row)))
                .boxed()
                .sorted(Comparator.comparingDouble(row -> Draws.uniform(key, row)))
                .limit(MOST_ITEMS)
                .mapToInt(Integer::intValue)
                .toArray();
        // the first of each value is learnt from, so that none is asked about that was never seen
        int[] order = firstOfEach(rows, values, classes.size());
        int learnt = Math.max(classes.size(), (int) Math.round(LEARNT_FROM * order.length));
        int[] learning = Arrays.copyOf(order, learnt);
        int[] asked = Arrays.copyOfRange(order, learnt, order.length);
        Scale scale = Scale.of(vectors, learning);
        LogisticRegression model = LogisticRegression.fit(
                scale.rows(vectors, learning), classes(learning, values, classes), new LogisticRegression.Options(DECAY, TOLERANCE, MOST_ITERATIONS));
        double[][] questions = scale.rows(vectors, asked);
        int[] truth = classes(asked, values, classes);
        int most = mostFrequent(classes(learning, values, classes), classes.size());
        int right = 0;
        int majority = 0;
        for (int i = 0; i < truth.length; i++) {
            right += model.predict(questions[i]) == truth[i] ? 1 : 0;
            majority += truth[i] == most ? 1 : 0;
        }
        return new Probe(column, classes.size(), truth.length, (double) right / truth.length, (double) majority / truth.length);
    }

    private static int[] firstOfEach(int[] rows, List<String> values, int count) {
        Map<String, Integer> first = new LinkedHashMap<>();
        for (int row : rows) {
            first.putIfAbsent(values.get(row), row);
        }
        IntStream others = Arrays.stream(rows).filter(row -> first.get(values.get(row)) != row);
        return IntStream.concat(first.values().stream().limit(count).mapToInt(Integer::intValue), others).toArray();
    }

    private static int[] classes(int[] rows, List<String> values, Map<String, Integer> classes) {
        return Arrays.stream(rows).map(row -> classes.get(values.get(row))).toArray();
    }

    private static int mostFrequent(int[] classes, int count) {
        int[] counts = new int[count];
        for (int each : classes) {
            counts[each]++;
        }
        return IntStream.range(0, count).boxed().max(Comparator.comparingInt(each -> counts[each])).orElse(0);
    }

    record Scale(double[] mean, double[] deviation) {
        static Scale of(float[][] vectors, int[] rows) {
            int width = vectors[0].length;
            double[] mean = new double[width];
            double[] deviation = new double[width];
            for (int row : rows) {
                for (int i = 0; i < width; i++) {
                    mean[i] += vectors[row][i] / (double) rows.length;
                }
            }
            for (int row : rows) {
                for (int i = 0; i < width; i++) {
                    deviation[i] += (vectors[row][i] - mean[i]) * (vectors[row][i] - mean[i]) / rows.length;
                }
            }
            return new Scale(mean, Arrays.stream(deviation).map(Math::sqrt).toArray());
        }

        double[][] rows(float[][] vectors, int[] rows) {
            return Arrays.stream(rows).mapToObj(row -> scaled(vectors[row])).toArray(double[][]::new);
        }

        private double[] scaled(float[] vector) {
            double[] scaled = new double[vector.length];
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = deviation[i] == 0 ? 0 : (vector[i] - mean[i]) / deviation[i];
            }
            return scaled;
        }
    }
}
