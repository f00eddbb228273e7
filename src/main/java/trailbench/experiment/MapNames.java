package trailbench.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import trailbench.embedding.MapOptions;

/// How maps are called in a run folder.
public final class MapNames {
    private MapNames() {}

    /// `pca-2000`, or `tsne-2000-p30-i1000-s42`, with `-by-category` and `-from-RUN-MAP` where that was asked for: equal options, equal name.
    public static String of(MapOptions options) {
        String name = switch (options.method()) {
            case PCA -> "pca-" + options.points();
            case TSNE, UMAP -> String.format(
                    Locale.ROOT, "%s-%d-p%s-i%d-s%d",
                    options.method().name().toLowerCase(Locale.ROOT), options.points(), trimmed(options.perplexity()), options.iterations(), options.seed());
        };
        return name + options.strata().map(column -> "-by-" + plain(column)).orElse("")
                + options.from().map(file -> "-from-" + plain(origin(Path.of(file)).replace(' ', '-'))).orElse("");
    }

    /// As [#of], with the epochs that were asked for.
    public static String timeline(MapOptions options, List<Integer> epochs) {
        return of(options) + (epochs.isEmpty() ? "-all-epochs" : epochs.stream().map(Object::toString).collect(Collectors.joining("-", "-epochs-", "")));
    }

    /// `axes-12ab34cd`: equal groups of items on equal points, equal name.
    public static String axes(String map, List<String> from, List<String> to) {
        return String.format(Locale.ROOT, "axes-%08x", List.of(map, from, to).hashCode());
    }

    /// What the map in this file is called beside others: `20261125-001820-gru-next tsne-2000`, or its file's name outside of a run.
    static String origin(Path map) {
        String name = map.getFileName().toString();
        String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        Path folder = map.toAbsolutePath().normalize().getParent();
        boolean ofRun = folder != null && folder.getFileName() != null && folder.getFileName().toString().equals("maps") && folder.getParent().getFileName() != null;
        return ofRun ? folder.getParent().getFileName() + " " + stem : stem;
    }

    private static String plain(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}._-]+", "_");
    }

    /// Where the map of vectors that were trained elsewhere is, or will be: beside them.
    public static Path beside(Path vectors, MapOptions options) {
        Path whole = vectors.toAbsolutePath().normalize();
        return whole.resolveSibling(whole.getFileName() + "-" + of(options) + ".parquet");
    }

    /// The picture beside a map's file.
    public static Path picture(Path map) {
        String name = map.getFileName().toString();
        return map.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".png");
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
