package trailbench.sequence;

import java.util.Arrays;
import java.util.List;

/// Columns of texts that hold numbers: prices, ages, years.
public final class NumberColumns {
    /// Of the texts that are not empty, so many are numbers in a column of numbers.
    private static final double MOST = 0.9;

    private NumberColumns() {}

    /// `[N + 1]` the number of each text from 1 on; NaN at 0, and where there is no finite number.
    public static double[] values(List<String> texts) {
        double[] values = new double[texts.size() + 1];
        values[0] = Double.NaN;
        for (int row = 1; row < values.length; row++) {
            values[row] = value(texts.get(row - 1));
        }
        return values;
    }

    /// True if nine tenths of the texts that are not empty are numbers.
    public static boolean areNumbers(List<String> texts) {
        long filled = texts.stream().filter(text -> !text.isBlank()).count();
        long numbers = Arrays.stream(values(texts)).filter(value -> !Double.isNaN(value)).count();
        return filled > 0 && numbers >= MOST * filled;
    }

    private static double value(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || "+-.0123456789".indexOf(stripped.charAt(0)) < 0) {
            return Double.NaN; // most texts; an exception for each would take long
        }
        try {
            double value = Double.parseDouble(stripped);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }
}
