package trailbench.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import trailbench.sequence.NumberColumns;

/// How one column colours the points: the legend's entries, and for each point its entry and its place on the scale.
///
/// A column is a scale if nearly all its values are numbers with more than eight different ones, unless its name says that the
/// numbers are names ("category", "code", "id"). Other columns are categories: the eight most frequent values have a colour each.
///
/// @param entryOf  `[N]` index into `entries`
/// @param position `[N]` on the scale, 0 lowest to 1 highest; of categories unused
public record Colouring(String column, Kind kind, List<Entry> entries, int[] entryOf, float[] position) {

    static final int CATEGORIES = 8;

    public enum Kind {
        CATEGORIES,
        SCALE,
        LOG_SCALE
    }

    /// One line of the legend.
    ///
    /// @param text     the value, or the range of values; empty for [Role#OTHER] and [Role#MISSING], whose words are the view's
    /// @param count    number of points
    /// @param position of the entry's own colour: the number of the category, or the place on the scale in [0, 1]
    public record Entry(Role role, String text, int count, double position) {}

    public enum Role {
        VALUE,
        OTHER,
        MISSING
    }

    static Colouring of(String column, List<String> values) {
        double[] numbers = new double[values.size()];
        int missing = 0;
        int unreadable = 0;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(values.get(i));
            if (values.get(i).isBlank()) {
                missing++;
            } else if (Double.isNaN(numbers[i])) {
                unreadable++;
            }
        }
        int filled = values.size() - missing;
        boolean numeric = filled > 0
                && unreadable <= filled / 20
                && !NumberColumns.namesThings(column)
                && Arrays.stream(numbers).filter(v -> !Double.isNaN(v)).distinct().limit(CATEGORIES + 1).count() > CATEGORIES;
        return numeric ? NumberScale.colour(column, numbers) : categories(column, values);
    }

    /// True if this column tells the points apart: no value holds nearly all of them.
    boolean tellsApart() {
        int points = entryOf.length;
        return entries.stream().filter(e -> e.role() == Role.VALUE).count() > 1
                && entries.stream().allMatch(e -> e.count() < 0.85 * points)
                && entries.stream().filter(e -> e.role() == Role.VALUE).mapToInt(Entry::count).sum() > 0.5 * points;
    }

    /// The same colours on another map, with its own counts; points that this map has not have no value.
    ///
    /// @param same `[M]` for each point of the other map the number of this map's point of the same item, or -1
    Colouring on(int[] same) {
        int missing = (int) entries.stream().takeWhile(entry -> entry.role() != Role.MISSING).count();
        int[] counts = new int[entries.size() + 1];
        int[] otherEntryOf = new int[same.length];
        float[] otherPosition = new float[same.length];
        for (int i = 0; i < same.length; i++) {
            otherEntryOf[i] = same[i] < 0 ? missing : entryOf[same[i]];
            otherPosition[i] = same[i] < 0 ? 0 : position[same[i]];
            counts[otherEntryOf[i]]++;
        }
        List<Entry> counted = new ArrayList<>();
        for (int entry = 0; entry < entries.size(); entry++) {
            Entry own = entries.get(entry);
            counted.add(new Entry(own.role(), own.text(), counts[entry], own.position()));
        }
        if (missing == entries.size() && counts[missing] > 0) {
            counted.add(new Entry(Role.MISSING, "", counts[missing], 0));
        }
        return new Colouring(column, kind, List.copyOf(counted), otherEntryOf, otherPosition);
    }

    static double number(String text) {
        if (text.isEmpty() || text.length() > 30 || !numberLike(text.charAt(0))) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    private static boolean numberLike(char first) {
        return first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.' || first == ' ';
    }

    private static Colouring categories(String column, List<String> values) {
        Map<String, Integer> counts = new HashMap<>();
        for (String value : values) {
            counts.merge(value.strip(), 1, Integer::sum);
        }
        int missing = counts.getOrDefault("", 0);
        counts.remove("");
        List<String> frequent = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(CATEGORIES)
                .map(Map.Entry::getKey)
                .toList();
        List<Entry> entries = new ArrayList<>();
        Map<String, Integer> number = new HashMap<>();
        for (String value : frequent) {
            number.put(value, entries.size());
            entries.add(new Entry(Role.VALUE, value, counts.get(value), entries.size()));
        }
        int others = values.size() - missing - entries.stream().mapToInt(Entry::count).sum();
        int other = entries.size();
        if (others > 0) {
            entries.add(new Entry(Role.OTHER, "", others, other));
        }
        int none = entries.size();
        if (missing > 0) {
            entries.add(new Entry(Role.MISSING, "", missing, none));
        }
        int[] entryOf = new int[values.size()];
        for (int i = 0; i < entryOf.length; i++) {
            String value = values.get(i).strip();
            entryOf[i] = value.isEmpty() ? none : number.getOrDefault(value, other);
        }
        return new Colouring(column, Kind.CATEGORIES, List.copyOf(entries), entryOf, new float[values.size()]);
    }
}
