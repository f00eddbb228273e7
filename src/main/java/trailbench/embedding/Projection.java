package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Makes a map of vectors: chooses points, scales vectors to length 1, lays them out, measures how faithful the picture is, and says what
/// was done.
public final class Projection {
    /// As text with three decimals; empty where a point was not measured.
    private static final String DECIMALS = "%.3f";

    private Projection() {}

    /// What a map can be made of.
    ///
    /// @param vectors `[N][E]`
    /// @param ids     `[N]` original ids
    /// @param titles  `[N]` words for people
    /// @param columns `[N]` values each to colour by, in the order of the menu; "popularity" (training events) among them decides which
    ///                points are shown if there are more than [MapOptions#points]; one that is called like what is measured here goes as
    ///                `group (log)`
    /// @param source  whose vectors, if not those of a run's best checkpoint
    public record Points(
            float[][] vectors, List<String> ids, List<String> titles, Map<String, List<String>> columns, Optional<String> source) {
        /// @throws Fault.Request if the parts are not equally long, are too few, or lack a popularity
        public Points {
            require(vectors.length >= 3, "A map needs at least 3 vectors, here are %s.", vectors.length);
            require(columns.containsKey(MapSample.POPULARITY), "A map needs a column \"popularity\"; here are %s.", columns.keySet());
            requireLength("ids", ids.size(), vectors.length);
            requireLength("titles", titles.size(), vectors.length);
            columns.forEach((name, values) -> requireLength("values of column \"" + name + "\"", values.size(), vectors.length));
        }

        private static void requireLength(String what, int length, int wanted) {
            require(length == wanted, "%,d %s do not fit %,d vectors.", length, what, wanted);
        }
    }

    /// A map to start from and to lie on.
    ///
    /// @param name as it is told in the caption
    public record Origin(PointMap map, String name) {}

    /// A map from PCA's picture that nobody watches.
    public static PointMap map(
            float[][] vectors,
            List<String> ids,
            List<String> titles,
            Map<String, List<String>> columns,
            MapOptions options,
            Progress progress) {
        return map(new Points(vectors, ids, titles, columns, Optional.empty()), options, Optional.empty(), MapWatcher.NONE, progress);
    }

    /// @param origin what [MapOptions#from] names
    /// @throws Fault.Request if the columns do not fit, or the origin has fewer than 3 of the points
    /// @throws Fault.Work    if a vector holds something that is not a finite number
    public static PointMap map(Points points, MapOptions options, Optional<Origin> origin, MapWatcher watcher, Progress progress) {
        int[] rows = MapSample.rows(points.columns(), options.points(), options.strata(), options.seed());
        float[][] chosen = IntStream.of(rows).mapToObj(row -> unit(points.vectors()[row], points.ids().get(row))).toArray(float[][]::new);
        List<String> ids = pick(points.ids(), rows);
        List<String> titles = pick(points.titles(), rows);
        Map<String, List<String>> columns = new LinkedHashMap<>();
        points.columns().forEach((name, values) -> columns.put(PointMap.MEASURED.contains(name) ? name + " (log)" : name, pick(values, rows)));
        boolean drawn = options.strata().isPresent() && rows.length < points.vectors().length;
        MapMaking making = new MapMaking(drawn ? options.strata() : Optional.empty(), 0, Optional.empty(), points.source());
        Optional<Layout.Start> start = origin.map(from -> start(from.map(), ids, options.method()));

        if (watcher != MapWatcher.NONE) {
            Pca pca = Pca.of(chosen);
            watcher.begun(new PointMap(
                    method(chosen.length, options), points.vectors().length, ids, titles, pca.x(), pca.y(), new LinkedHashMap<>(columns), making));
        }
        Pictured pictured = draw(chosen, start, options, watcher, progress);
        Layout layout = pictured.layout();
        if (origin.isPresent()) {
            Procrustes fit = Procrustes.of(layout.x(), layout.y(), start.orElseThrow().x(), start.orElseThrow().y());
            layout = fit.moved(layout);
            making = making.with(new MapMaking.Aligned(origin.get().name(), shared(start.get()), fit.disparity()));
        }
        if (chosen.length >= Groups.FEWEST_POINTS) {
            progress.report(Phase.of(Phase.Kind.GROUPING), 0, 0);
            columns.put(PointMap.GROUP, Groups.names(chosen, titles, options.seed()));
            columns.put(PointMap.CLUSTER, DensityGroups.names(chosen, titles, options.seed(), progress));
        }
        measure(chosen, layout, columns, progress);
        boolean stopped = options.method() != MapOptions.Method.PCA && layout.iterations() < options.iterations();
        return new PointMap(
                pictured.method(), points.vectors().length, ids, titles, layout.x(), layout.y(), columns,
                stopped ? making.stoppedAfter(layout.iterations()) : making);
    }

    static void measure(float[][] vectors, Layout layout, Map<String, List<String>> columns, Progress progress) {
        progress.report(Phase.of(Phase.Kind.MEASURING_MAP), 0, 0);
        Faithfulness faithfulness = Faithfulness.of(vectors, layout.x(), layout.y(), progress);
        columns.put(PointMap.TRUSTWORTHINESS, texts(faithfulness.rows(), faithfulness.trustworthiness(), vectors.length));
        columns.put(PointMap.CONTINUITY, texts(faithfulness.rows(), faithfulness.continuity(), vectors.length));
    }

    /// The places that the points have on another map.
    private static Layout.Start start(PointMap from, List<String> ids, MapOptions.Method method) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < from.size(); i++) {
            places.putIfAbsent(from.ids().get(i), i);
        }
        float[] x = new float[ids.size()];
        float[] y = new float[ids.size()];
        for (int i = 0; i < x.length; i++) {
            Integer place = places.get(ids.get(i));
            x[i] = place == null ? Float.NaN : from.x()[place];
            y[i] = place == null ? Float.NaN : from.y()[place];
        }
        boolean settled = switch (from.method()) {
            case MapMethod.Pca _ -> method == MapOptions.Method.PCA;
            case MapMethod.Tsne _ -> method == MapOptions.Method.TSNE;
            case MapMethod.Umap _ -> method == MapOptions.Method.UMAP;
            case MapMethod.Axes _ -> false;
        };
        Layout.Start start = new Layout.Start(x, y, settled);
        require(
                shared(start) >= 3, "The map to start from has %s of these points; at least 3 are needed. Choose a map of the same items.",
                shared(start));
        return start;
    }

    private static int shared(Layout.Start start) {
        return (int) IntStream.range(0, start.x().length).filter(i -> !Float.isNaN(start.x()[i])).count();
    }

    private record Pictured(MapMethod method, Layout layout) {}

    private static Pictured draw(float[][] vectors, Optional<Layout.Start> start, MapOptions options, MapWatcher watcher, Progress progress) {
        return switch (method(vectors.length, options)) {
            case MapMethod.Pca _ -> {
                progress.report(Phase.of(Phase.Kind.WIDEST_DIRECTIONS), 0, 0);
                Pca pca = Pca.of(vectors);
                yield new Pictured(new MapMethod.Pca(pca.variance()[0], pca.variance()[1]), new Layout(pca.x(), pca.y(), 0));
            }
            case MapMethod.Tsne tsne ->
                new Pictured(tsne, new TsneProjection(tsne.perplexity(), tsne.iterations(), tsne.seed()).project(vectors, start, watcher, progress));
            case MapMethod.Umap umap ->
                new Pictured(umap, new UmapProjection(umap.neighbours(), umap.iterations(), umap.seed()).project(vectors, start, watcher, progress));
            case MapMethod.Axes axes -> throw new IllegalStateException(axes.text() + " is no method of the options: CustomAxes lays it out");
        };
    }

    /// With the settings that so many points allow; PCA's shares are found with the picture.
    private static MapMethod method(int points, MapOptions options) {
        return switch (options.method()) {
            case PCA -> new MapMethod.Pca(0, 0);
            case TSNE -> new MapMethod.Tsne(TsneProjection.allowedPerplexity(options.perplexity(), points), options.iterations(), options.seed());
            case UMAP -> new MapMethod.Umap(
                    Math.max(2, Math.min((int) Math.round(options.perplexity()), points - 1)),
                    UmapProjection.LEAST_DISTANCE, options.iterations(), options.seed());
        };
    }

    static float[] unit(float[] vector, String id) {
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
}
