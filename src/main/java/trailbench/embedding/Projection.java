package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Makes a map of vectors: chooses points, scales vectors to length 1, lays them out, measures how faithful the picture is, and says what
/// was done.
public final class Projection {
    private static final String POPULARITY = "popularity";
    /// As text with three decimals; empty where a point was not measured.
    private static final String DECIMALS = "%.3f";

    private Projection() {}

    /// @param vectors `[N][E]`
    /// @param ids     `[N]` original ids
    /// @param titles  `[N]` words for people
    /// @param columns `[N]` values each to colour by, in the order of the menu; "popularity" (training events) among them decides which
    ///                points are shown if there are more than `options.points()`; one that is called like what is measured here goes as
    ///                `group (log)`
    /// @throws Fault.Request if the columns do not fit, or the points are too many for the method
    /// @throws Fault.Work    if a vector holds something that is not a finite number
    public static PointMap map(
            float[][] vectors,
            List<String> ids,
            List<String> titles,
            Map<String, List<String>> columns,
            MapOptions options,
            Progress progress) {
        requireFit(vectors, ids, titles, columns);
        int[] rows = mostFrequent(columns.get(POPULARITY), options.points());
        float[][] chosen = IntStream.of(rows).mapToObj(row -> unit(vectors[row], ids.get(row))).toArray(float[][]::new);
        Layout layout = switch (options.method()) {
            case PCA -> pca(chosen, progress);
            case TSNE -> tsne(chosen, options, progress);
        };
        Map<String, List<String>> chosenColumns = new LinkedHashMap<>();
        columns.forEach((name, values) -> chosenColumns.put(PointMap.MEASURED.contains(name) ? name + " (log)" : name, pick(values, rows)));
        if (chosen.length >= Groups.FEWEST_POINTS) {
            progress.report("Grouping the points", 0, 0);
            chosenColumns.put(PointMap.GROUP, Groups.names(chosen, pick(titles, rows), options.seed()));
        }
        progress.report("Measuring how faithful the map is", 0, 0);
        Faithfulness faithfulness = Faithfulness.of(chosen, layout.x, layout.y, progress);
        chosenColumns.put(PointMap.TRUSTWORTHINESS, texts(faithfulness.rows(), faithfulness.trustworthiness(), rows.length));
        chosenColumns.put(PointMap.CONTINUITY, texts(faithfulness.rows(), faithfulness.continuity(), rows.length));
        return new PointMap(
                layout.method, vectors.length, pick(ids, rows), pick(titles, rows), layout.x, layout.y, chosenColumns);
    }

    private record Layout(MapMethod method, float[] x, float[] y) {}

    private static Layout pca(float[][] vectors, Progress progress) {
        progress.report("Finding the two widest directions", 0, 0);
        Pca pca = Pca.of(vectors);
        progress.checkpoint();
        return new Layout(new MapMethod.Pca(pca.variance()[0], pca.variance()[1]), pca.x(), pca.y());
    }

    private static Layout tsne(float[][] vectors, MapOptions options, Progress progress) {
        double perplexity = TsneProjection.allowedPerplexity(options.perplexity(), vectors.length);
        double[][] places = new TsneProjection(perplexity, options.iterations(), options.seed()).project(vectors, progress);
        float[] x = new float[places.length];
        float[] y = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            x[i] = (float) places[i][0];
            y[i] = (float) places[i][1];
        }
        return new Layout(new MapMethod.Tsne(perplexity, options.iterations(), options.seed()), x, y);
    }

    /// Row numbers in the order of the input; of equally popular rows the earlier ones.
    private static int[] mostFrequent(List<String> popularity, int points) {
        if (popularity.size() <= points) {
            return IntStream.range(0, popularity.size()).toArray();
        }
        double[] counts = new double[popularity.size()];
        for (int row = 0; row < counts.length; row++) {
            counts[row] = count(popularity.get(row), row);
        }
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -counts[row]))
                .limit(points)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private static double count(String popularity, int row) {
        try {
            return popularity.isBlank() ? 0 : Double.parseDouble(popularity);
        } catch (NumberFormatException e) {
            throw new Fault.Request("Column \"popularity\" holds \"%s\" in row %,d. Give a number of events.", popularity, row + 1, e);
        }
    }

    private static float[] unit(float[] vector, String id) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        if (!Double.isFinite(squares)) {
            throw new Fault.Work(
                    "The vector of \"%s\" holds a value that is not a finite number. Training has most likely diverged:"
                            + " train again with a lower learning rate or gradient clipping.",
                    id);
        }
        double norm = Math.sqrt(squares);
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = norm == 0 ? 0 : (float) (vector[i] / norm);
        }
        return unit;
    }

    private static List<String> texts(int[] rows, double[] values, int points) {
        String[] texts = new String[points];
        Arrays.fill(texts, "");
        for (int i = 0; i < rows.length; i++) {
            texts[rows[i]] = String.format(Locale.ROOT, DECIMALS, values[i]);
        }
        return List.of(texts);
    }

    private static List<String> pick(List<String> values, int[] rows) {
        return IntStream.of(rows).mapToObj(values::get).toList();
    }

    private static void requireFit(float[][] vectors, List<String> ids, List<String> titles, Map<String, List<String>> columns) {
        require(vectors.length >= 3, "A map needs at least 3 vectors, here are %s.", vectors.length);
        require(columns.containsKey(POPULARITY), "A map needs a column \"popularity\"; here are %s.", columns.keySet());
        requireLength("ids", ids.size(), vectors.length);
        requireLength("titles", titles.size(), vectors.length);
        columns.forEach((name, values) -> requireLength("values of column \"" + name + "\"", values.size(), vectors.length));
    }

    private static void requireLength(String what, int length, int wanted) {
        require(length == wanted, "%,d %s do not fit %,d vectors.", length, what, wanted);
    }
}
