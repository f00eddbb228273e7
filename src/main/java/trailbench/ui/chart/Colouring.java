package trailbench.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// How one column colours the points: the legend's entries, and for each point its entry and its place on the scale.
///
/// A column is a scale if nearly all its values are numbers with more than eight different ones, unless its name says that the
/// numbers are names ("category", "code", "id"). Other columns are categories: the eight most frequent values have a colour each.
///
/// @param entryOf  `[N]` index into `entries`
/// @param position `[N]` on the scale, 0 lowest to 1 highest; of categories unused
public record Colouring(String column, Kind kind, List<Entry> entries, int[] entryOf, float[] position) {

    static final int CATEGORIES = 8;
    private static final Set<String> NAMING = Set.of("category", "code", "id", "class", "genre", "type", "brand", "department", "group");

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
                && !namesThings(column)
                && Arrays.stream(numbers).filter(v -> !Double.isNaN(v)).distinct().limit(CATEGORIES + 1).count() > CATEGORIES;
        return numeric ? scale(column, numbers) : categories(column, values);
    }

    /// True if this column tells the points apart: no value holds nearly all of them.
    boolean tellsApart() {
        int points = entryOf.length;
        return entries.stream().filter(e -> e.role() == Role.VALUE).count() > 1
                && entries.stream().allMatch(e -> e.count() < 0.85 * points)
                && entries.stream().filter(e -> e.role() == Role.VALUE).mapToInt(Entry::count).sum() > 0.5 * points;
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

    private static boolean namesThings(String column) {
        return Arrays.stream(column.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")).anyMatch(NAMING::contains)
                || column.endsWith("Id")
                || column.endsWith("ID");
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

    /// From the 1st to the 99.5th percentile: a few outliers would leave one colour for all others.
    private static Colouring scale(String column, double[] numbers) {
        double[] sorted = Arrays.stream(numbers).filter(v -> !Double.isNaN(v)).sorted().toArray();
        boolean log = sorted[0] >= 0 && skewed(sorted);
        double low = quantile(sorted, 0.01);
        double high = quantile(sorted, 0.995);
        if (log && low <= 0) {
            low = Arrays.stream(sorted).filter(v -> v > 0).findFirst().orElse(1);
        }
        double[] edges = log ? logEdges(low, high) : evenEdges(low, high);
        int bins = edges.length + 1;
        int[] counts = new int[bins + 1];
        int[] entryOf = new int[numbers.length];
        float[] position = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            int bin = Double.isNaN(numbers[i]) ? bins : bin(edges, numbers[i]);
            counts[bin]++;
            entryOf[i] = bin;
            position[i] = Double.isNaN(numbers[i]) ? 0 : (float) place(numbers[i], low, high, log);
        }
        List<Entry> entries = new ArrayList<>();
        int[] renumbered = new int[bins + 1];
        for (int bin = bins - 1; bin >= 0; bin--) {
            renumbered[bin] = entries.size();
            if (counts[bin] > 0) {
                double from = bin == 0 ? low : edges[bin - 1];
                double to = bin == bins - 1 ? high : edges[bin];
                double middle = (place(from, low, high, log) + place(to, low, high, log)) / 2;
                entries.add(new Entry(Role.VALUE, range(edges, bin), counts[bin], middle));
            }
        }
        renumbered[bins] = entries.size();
        if (counts[bins] > 0) {
            entries.add(new Entry(Role.MISSING, "", counts[bins], 0));
        }
        for (int i = 0; i < entryOf.length; i++) {
            entryOf[i] = renumbered[entryOf[i]];
        }
        return new Colouring(column, log ? Kind.LOG_SCALE : Kind.SCALE, List.copyOf(entries), entryOf, position);
    }

    /// Long-tailed: the upper half is spread more than three times as wide as the lower.
    private static boolean skewed(double[] sorted) {
        double median = quantile(sorted, 0.5);
        return quantile(sorted, 0.95) - median > 3 * (median - quantile(sorted, 0.05));
    }

    private static double quantile(double[] sorted, double q) {
        return sorted[(int) Math.round(q * (sorted.length - 1))];
    }

    private static double place(double value, double low, double high, boolean log) {
        if (!(high > low)) {
            return 0.5;
        }
        double place = log
                ? (Math.log(Math.max(value, low)) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (value - low) / (high - low);
        return Math.clamp(place, 0, 1);
    }

    private static int bin(double[] edges, double value) {
        int bin = 0;
        while (bin < edges.length && value >= edges[bin]) {
            bin++;
        }
        return bin;
    }

    /// Inner edges at 1, 2 and 5 times powers of ten, thinned to at most six.
    private static double[] logEdges(double low, double high) {
        List<Double> edges = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
            for (int step : new int[] {1, 2, 5}) {
                double edge = step * Math.pow(10, power);
                if (edge > low && edge < high) {
                    edges.add(edge);
                }
            }
        }
        int every = (edges.size() + 5) / 6;
        if (every == 2) {
            every = 3;
        }
        if (every >= 3) {
            return edges.stream().filter(e -> isPowerOfTen(e)).mapToDouble(Double::doubleValue).toArray();
        }
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static boolean isPowerOfTen(double value) {
        double log = Math.log10(value);
        return Math.abs(log - Math.rint(log)) < 1e-9;
    }

    /// Inner edges at round numbers, some five of them.
    private static double[] evenEdges(double low, double high) {
        double rough = Math.max((high - low) / 5, Double.MIN_NORMAL);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = List.of(1.0, 2.0, 5.0, 10.0).stream()
                .map(s -> s * power)
                .min(Comparator.comparingDouble(s -> Math.abs(Math.log(s / rough))))
                .orElse(rough);
        List<Double> edges = new ArrayList<>();
        for (double edge = Math.ceil(low / step) * step; edge < high; edge += step) {
            if (edge > low) {
                edges.add(edge);
            }
        }
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String range(double[] edges, int bin) {
        if (edges.length == 0) {
            return "";
        }
        if (bin == 0) {
            return "< " + text(edges[0]);
        }
        return bin == edges.length ? "≥ " + text(edges[bin - 1]) : text(edges[bin - 1]) + " – " + text(edges[bin]);
    }

    private static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e12) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        return String.format(Locale.ROOT, "%.4g", value).replaceAll("(\\.\\d*?)0+$", "$1").replaceAll("\\.$", "");
    }

    /// For tooltips: every entry's words and count.
    @Override
    public String toString() {
        return column + entries.stream().map(e -> e.text() + "=" + e.count()).collect(Collectors.joining(", ", " [", "]"));
    }
}
