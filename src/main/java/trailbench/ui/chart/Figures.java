package trailbench.ui.chart;

import java.text.NumberFormat;
import java.util.Locale;

/// Writes numbers and the names of metrics for people: four figures that count, thousands grouped, never `1.0E-4` where 0.0001 does.
public final class Figures {
    /// From here on digits say less than their number.
    private static final double LARGE = 1e7;

    private Figures() {}

    /// `0.1314`, `5.213`, `128.4`, `12,840`; very small and very large values as `1.25e-5`, `7.92e9`.
    public static String of(double value, Locale locale) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        double size = Math.abs(value);
        if (size != 0 && size < 1e-3 || size >= LARGE) {
            return scientific(value, 2, locale);
        }
        int decimals = size >= 1_000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
        return String.format(locale, "%,." + decimals + "f", value);
    }

    private static String scientific(double value, int decimals, Locale locale) {
        return String.format(locale, "%." + decimals + "e", value).replaceFirst("e\\+?(-?)0*", "e$1");
    }

    public static String whole(double value, Locale locale) {
        return NumberFormat.getIntegerInstance(locale).format(Math.round(value));
    }

    /// A metric's name as the literature writes it: `ndcg@10` as `NDCG@10`, `recall@10` as `Recall@10`.
    public static String metric(String name) {
        String stem = name.replaceAll("@.*", "");
        String written =
                switch (stem) {
                    case "ndcg", "mrr", "map", "hr", "mse", "rmse", "mae" -> stem.toUpperCase(Locale.ROOT);
                    default -> stem.isEmpty() ? stem : stem.substring(0, 1).toUpperCase(Locale.ROOT) + stem.substring(1);
                };
        return written + name.substring(stem.length());
    }

    /// A tick's label: no more decimals than the step between ticks needs.
    static String tick(double value, double step, Locale locale) {
        if (Math.abs(value) >= LARGE) {
            return scientific(value, 1, locale);
        }
        int decimals = 0;
        double scaled = Math.abs(step);
        while (decimals < 6 && Math.abs(scaled - Math.rint(scaled)) > 1e-6 * Math.max(scaled, 1)) {
            scaled *= 10;
            decimals++;
        }
        return String.format(locale, "%,." + decimals + "f", value == 0 ? 0.0 : value);
    }
}
