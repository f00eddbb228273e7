package trailbench.embedding;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.table.Columns;
import trailbench.table.Parquet;
import trailbench.work.Fault;

/// A [PointMap] as one Parquet file: columns `id`, `title`, `x`, `y`, then `column.<name>` for each column to colour by. What is true of
/// the whole map stands in every row, where compression makes it cost nothing and no second file can get lost: `of`, `method` (`pca`,
/// `tsne`, `umap` or `axes`) and its settings (`first` and `second`, `perplexity` or `neighbours` and `least_distance`, `iterations` and `seed`, or
/// `axis_from`, `axis_to` and `share`), and what [MapMaking] says, where it is not as usual: `strata`, `stopped`, `aligned_to`, `aligned_points`, `disparity`, `source`.
public final class MapFile {
    private static final String PREFIX = "column.";
    private static final String PCA = "pca";
    private static final String TSNE = "tsne";
    private static final String UMAP = "umap";
    private static final String AXES = "axes";

    private MapFile() {}

    /// Replaces `file`. Not atomic: write aside and move.
    public static void write(Path file, PointMap map) {
        Parquet.write(file, columns(map));
    }

    static Columns columns(PointMap map) {
        Columns columns = Columns.none()
                .with("id", map.ids())
                .with("title", map.titles())
                .with("x", map.x())
                .with("y", map.y())
                .with("of", everywhere(map.of(), map));
        columns = switch (map.method()) {
            case MapMethod.Pca pca -> columns
                    .with("method", Collections.nCopies(map.size(), PCA))
                    .with("first", everywhere(pca.first(), map))
                    .with("second", everywhere(pca.second(), map));
            case MapMethod.Tsne tsne -> columns
                    .with("method", Collections.nCopies(map.size(), TSNE))
                    .with("perplexity", everywhere(tsne.perplexity(), map))
                    .with("iterations", everywhere(tsne.iterations(), map))
                    .with("seed", everywhere(tsne.seed(), map));
            case MapMethod.Umap umap -> columns
                    .with("method", Collections.nCopies(map.size(), UMAP))
                    .with("neighbours", everywhere(umap.neighbours(), map))
                    .with("least_distance", everywhere(umap.minDistance(), map))
                    .with("iterations", everywhere(umap.iterations(), map))
                    .with("seed", everywhere(umap.seed(), map));
            case MapMethod.Axes axes -> columns
                    .with("method", Collections.nCopies(map.size(), AXES))
                    .with("axis_from", Collections.nCopies(map.size(), axes.from()))
                    .with("axis_to", Collections.nCopies(map.size(), axes.to()))
                    .with("share", everywhere(axes.share(), map));
        };
        columns = making(columns, map);
        for (Map.Entry<String, List<String>> column : map.columns().entrySet()) {
            columns = columns.with(PREFIX + column.getKey(), column.getValue());
        }
        return columns;
    }

    private static Columns making(Columns columns, PointMap map) {
        MapMaking making = map.making();
        Columns said = columns;
        if (making.strata().isPresent()) {
            said = said.with("strata", Collections.nCopies(map.size(), making.strata().get()));
        }
        if (making.stopped() > 0) {
            said = said.with("stopped", everywhere(making.stopped(), map));
        }
        if (making.aligned().isPresent()) {
            MapMaking.Aligned aligned = making.aligned().get();
            said = said.with("aligned_to", Collections.nCopies(map.size(), aligned.to()))
                    .with("aligned_points", everywhere(aligned.shared(), map))
                    .with("disparity", everywhere(aligned.disparity(), map));
        }
        return making.source().isPresent() ? said.with("source", Collections.nCopies(map.size(), making.source().get())) : said;
    }

    private static MapMaking making(Columns columns) {
        return new MapMaking(
                text(columns, "strata"),
                columns.has("stopped") ? columns.ints("stopped")[0] : 0,
                text(columns, "aligned_to")
                        .map(to -> new MapMaking.Aligned(to, columns.ints("aligned_points")[0], columns.doubles("disparity")[0])),
                text(columns, "source"));
    }

    private static Optional<String> text(Columns columns, String name) {
        return columns.has(name) ? Optional.of(columns.text(name)[0]) : Optional.empty();
    }

    /// @throws trailbench.work.Fault.Request if the file is missing or is not a map
    public static PointMap read(Path file) {
        return map(Parquet.read(file), file);
    }

    /// @param file that the columns are from, for words
    static PointMap map(Columns columns, Path file) {
        Fault.require(columns.rows() > 0, "%s holds no points. Make the map again.", file);
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String name : columns.names()) {
            if (name.startsWith(PREFIX)) {
                values.put(name.substring(PREFIX.length()), List.of(columns.text(name)));
            }
        }
        return new PointMap(
                method(columns, file),
                columns.ints("of")[0],
                List.of(columns.text("id")),
                List.of(columns.text("title")),
                columns.floats("x"),
                columns.floats("y"),
                Collections.unmodifiableMap(values),
                making(columns));
    }

    private static MapMethod method(Columns columns, Path file) {
        String method = columns.text("method")[0];
        return switch (method) {
            case PCA -> new MapMethod.Pca(columns.doubles("first")[0], columns.doubles("second")[0]);
            case TSNE -> new MapMethod.Tsne(columns.doubles("perplexity")[0], columns.ints("iterations")[0], columns.longs("seed")[0]);
            case UMAP -> new MapMethod.Umap(
                    columns.ints("neighbours")[0], columns.doubles("least_distance")[0], columns.ints("iterations")[0], columns.longs("seed")[0]);
            case AXES -> new MapMethod.Axes(columns.text("axis_from")[0], columns.text("axis_to")[0], columns.doubles("share")[0]);
            default -> throw new Fault.Request("%s is a map by \"%s\", which is not known here. Make the map again.", file, method);
        };
    }

    private static int[] everywhere(int value, PointMap map) {
        int[] values = new int[map.size()];
        Arrays.fill(values, value);
        return values;
    }

    private static long[] everywhere(long value, PointMap map) {
        long[] values = new long[map.size()];
        Arrays.fill(values, value);
        return values;
    }

    private static double[] everywhere(double value, PointMap map) {
        double[] values = new double[map.size()];
        Arrays.fill(values, value);
        return values;
    }
}
