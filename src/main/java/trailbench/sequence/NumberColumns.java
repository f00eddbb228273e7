package trailbench.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Columns of texts that hold numbers: prices, ages, years.
public final class NumberColumns {
    /// Of the texts that are not empty, so many are numbers in a column of numbers.
    private static final double MOST = 0.9;

    /// Fewer different numbers are classes.
    private static final int FEWEST = 9;
    /// Words in a column's name that say that its numbers are names.
    private static final Set<String> NAMING = Set.of("category", "code", "id", "class", "genre", "type", "brand", "department", "group");

    private NumberColumns() {}

    /// True of a column of amounts: numbers, nine different ones at least, whose name does not say that they are names ("category", "code", "id").
    public static boolean areAmounts(String column, List<String> texts) {
        return !namesThings(column)
                && areNumbers(texts)
                && Arrays.stream(values(texts)).filter(value -> !Double.isNaN(value)).distinct().limit(FEWEST).count() == FEWEST;
    }

    /// True if the column's name says that its values are names, be they written as numbers.
    public static boolean namesThings(String column) {
        return Arrays.stream(column.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")).anyMatch(NAMING::contains)
                || column.endsWith("Id")
                || column.endsWith("ID");
    }

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
