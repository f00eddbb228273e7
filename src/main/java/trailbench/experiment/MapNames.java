package trailbench.experiment;

import java.nio.file.Path;
import java.util.Locale;
import trailbench.embedding.MapOptions;

/// How maps are called in a run folder.
public final class MapNames {
    private MapNames() {}

    /// `pca-2000`, or `tsne-2000-p30-i1000-s42`: equal options, equal name.
    public static String of(MapOptions options) {
        return switch (options.method()) {
            case PCA -> "pca-" + options.points();
            case TSNE -> String.format(
                    Locale.ROOT, "tsne-%d-p%s-i%d-s%d",
                    options.points(), trimmed(options.perplexity()), options.iterations(), options.seed());
        };
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
