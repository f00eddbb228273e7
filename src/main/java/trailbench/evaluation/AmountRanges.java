package trailbench.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Amounts in ranges with about as many cases each: cut at fifths of the cases. Cases of one amount stay together, so there may be fewer ranges.
///
/// @param least of each range, rising
/// @param most  of each range
record AmountRanges(double[] least, double[] most) {
    private static final int RANGES = 5;
    private static final MathContext DIGITS = new MathContext(6);

    /// @param amounts of the cases; NaN where unknown
    static AmountRanges of(double[] amounts) {
        double[] sorted = Arrays.stream(amounts).filter(amount -> !Double.isNaN(amount)).sorted().toArray();
        double[] most = IntStream.rangeClosed(1, sorted.length == 0 ? 0 : RANGES)
                .mapToDouble(range -> sorted[(int) Math.max(0, Math.ceil((double) sorted.length * range / RANGES) - 1)])
                .distinct()
                .toArray();
        double[] least = new double[most.length];
        for (int range = 0; range < least.length; range++) {
            int from = range;
            least[range] = Arrays.stream(sorted).filter(amount -> from == 0 || amount > most[from - 1]).findFirst().orElseThrow();
        }
        return new AmountRanges(least, most);
    }

    /// "0.85 to 1.25", the least and the greatest amount that occur in the range.
    String name(double amount) {
        int range = (int) Arrays.stream(most).filter(end -> end < amount).count();
        if (Double.isNaN(amount)) {
            return "unknown";
        }
        return least[range] == most[range] ? text(least[range]) : text(least[range]) + " to " + text(most[range]);
    }

    private static String text(double amount) {
        return amount == 0 ? "0" : new BigDecimal(amount).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
