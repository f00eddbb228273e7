package trailbench.embedding;

import java.util.Locale;
import java.util.Optional;

/// What else is true of how a map was made, beside its [MapMethod].
///
/// @param strata  how the points were chosen of more that there were: empty for the most frequent; see [MapOptions#strata]
/// @param stopped iterations that were done when it was told to be content; 0 for a map that was finished
/// @param aligned the map that it was turned to lie on, if any
/// @param source  whose vectors: empty for a run's best checkpoint, else `epoch 3` or the name of a file
public record MapMaking(Optional<String> strata, int stopped, Optional<Aligned> aligned, Optional<String> source) {
    /// Strata of a map that shows the first points of a file.
    public static final String FILE_ORDER = "file order";

    /// The most frequent, finished, as it came, of the best checkpoint.
    public static final MapMaking PLAIN = new MapMaking(Optional.empty(), 0, Optional.empty(), Optional.empty());

    /// A map turned to lie on another ([Procrustes]).
    ///
    /// @param to        the other map
    /// @param shared    points on both
    /// @param disparity what is left between them, as a share of the spread: 0 for the same picture, near 1 for none in common
    public record Aligned(String to, int shared, double disparity) {}

    MapMaking with(Aligned on) {
        return new MapMaking(strata, stopped, Optional.of(on), source);
    }

    MapMaking unaligned() {
        return new MapMaking(strata, stopped, Optional.empty(), source);
    }

    MapMaking stoppedAfter(int iterations) {
        return new MapMaking(strata, iterations, aligned, source);
    }

    /// One English line of what is not as usual, each part with ` · ` before it: ` · equal shares of ten classes of popularity`; may be empty.
    public String text() {
        StringBuilder text = new StringBuilder();
        source.ifPresent(from -> text.append(" · ").append(from));
        strata.ifPresent(column -> text.append(" · ").append(strataText(column)));
        text.append(stopped > 0 ? String.format(Locale.ROOT, " · stopped after %,d iterations", stopped) : "");
        aligned.ifPresent(on -> text.append(String.format(
                Locale.ROOT, " · turned to lie on %s (%,d points in common, disparity %.2f)", on.to(), on.shared(), on.disparity())));
        return text.toString();
    }

    private static String strataText(String column) {
        if (column.equals(FILE_ORDER)) {
            return "the first of the file";
        }
        return column.equals(MapSample.POPULARITY) ? "equal shares of ten classes of popularity" : "shares of \"" + column + "\" as among all";
    }
}
