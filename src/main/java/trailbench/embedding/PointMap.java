package trailbench.embedding;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// A finished picture in two dimensions: where each vector lies, and how the places were found.
///
/// @param of      items there were to choose from; of more than are shown, those with the most training events are, or what [MapMaking#strata] says
/// @param ids     `[N]` original ids
/// @param titles  `[N]` words for people
/// @param x       `[N]`
/// @param y       `[N]`
/// @param columns `[N]` values each to colour by; "popularity" (training events) is always among them, and [Faithfulness] point by point
///                in maps made since it is measured
/// @param making  what else is true of how it was made
public record PointMap(
        MapMethod method, int of, List<String> ids, List<String> titles, float[] x, float[] y, Map<String, List<String>> columns, MapMaking making) {
    /// A map as it came from its method, of the most frequent items.
    public PointMap(
            MapMethod method, int of, List<String> ids, List<String> titles, float[] x, float[] y, Map<String, List<String>> columns) {
        this(method, of, ids, titles, x, y, columns, MapMaking.PLAIN);
    }

    /// The column of [Groups], in maps of some dozens of points.
    public static final String GROUP = "group";
    /// The column of [DensityGroups], in the same maps: empty for points in none.
    public static final String CLUSTER = "cluster";
    /// The column of [Faithfulness#trustworthiness].
    public static final String TRUSTWORTHINESS = "trustworthiness";
    /// The column of [Faithfulness#continuity].
    public static final String CONTINUITY = "continuity";

    static final Set<String> MEASURED = Set.of(GROUP, CLUSTER, TRUSTWORTHINESS, CONTINUITY);

    /// True of a column that every map is given, beside those of the log.
    public static boolean isMeasured(String column) {
        return MEASURED.contains(column);
    }

    /// The title of the most typical member, after which a group of [#GROUP] or [#CLUSTER] is called.
    public static String typicalTitle(String group) {
        return GroupNames.title(group);
    }

    /// The same points elsewhere.
    public PointMap at(float[] otherX, float[] otherY, MapMaking how) {
        return new PointMap(method, of, ids, titles, otherX, otherY, columns, how);
    }

    public int size() {
        return x.length;
    }

    /// The mean of a column's numbers; empty if the map has no such column or no number in it.
    public OptionalDouble mean(String column) {
        return columns.getOrDefault(column, List.of()).stream()
                .filter(value -> !value.isBlank())
                .mapToDouble(Double::parseDouble)
                .average();
    }

    /// What is shown and what is left out, in English: `the 2,000 items with the most training events, of 3,665`.
    public String caption() {
        String shown;
        if (size() == of) {
            shown = String.format(Locale.ROOT, "all %,d items", of);
        } else if (making.strata().isPresent()) {
            shown = String.format(Locale.ROOT, "%,d of %,d items", size(), of);
        } else {
            shown = String.format(Locale.ROOT, "the %,d items with the most training events, of %,d", size(), of);
        }
        return shown + making.text();
    }
}
