package trailbench.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Puts a column of numbers on a scale, logarithmic where it is long-tailed, and cuts it at round numbers for the legend.
final class NumberScale {
    private NumberScale() {}

    /// From the 1st to the 99.5th percentile: a few outliers would leave one colour for all others.
    static Colouring colour(String column, double[] numbers) {
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
        List<Colouring.Entry> entries = new ArrayList<>();
        int[] renumbered = new int[bins + 1];
        for (int bin = bins - 1; bin >= 0; bin--) {
            renumbered[bin] = entries.size();
            if (counts[bin] > 0) {
                double from = bin == 0 ? low : edges[bin - 1];
                double to = bin == bins - 1 ? high : edges[bin];
                double middle = (place(from, low, high, log) + place(to, low, high, log)) / 2;
                entries.add(new Colouring.Entry(Colouring.Role.VALUE, range(edges, bin), counts[bin], middle));
            }
        }
        renumbered[bins] = entries.size();
        if (counts[bins] > 0) {
            entries.add(new Colouring.Entry(Colouring.Role.MISSING, "", counts[bins], 0));
        }
        for (int i = 0; i < entryOf.length; i++) {
            entryOf[i] = renumbered[entryOf[i]];
        }
        return new Colouring(column, log ? Colouring.Kind.LOG_SCALE : Colouring.Kind.SCALE, List.copyOf(entries), entryOf, position);
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
}
