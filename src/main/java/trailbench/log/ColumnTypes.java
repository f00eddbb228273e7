package trailbench.log;

import java.time.ZoneId;
import java.util.List;

/// What a column seems to hold, in the words of [LogReport#types].
final class ColumnTypes {
    static final String WHOLE = "whole number";
    static final String NUMBER = "number";
    static final String TIME = "time";
    static final String TEXT = "text";

    /// 1990 and 2100 in seconds: whole numbers between are likely times.
    private static final long EARLIEST = 631_152_000L;
    private static final long LATEST = 4_102_444_800L;

    private ColumnTypes() {}

    /// The type of nine tenths of the values that are not empty.
    static String of(List<String> values) {
        List<String> filled = values.stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
        if (filled.isEmpty()) {
            return TEXT;
        }
        double most = 0.9 * filled.size();
        if (filled.stream().filter(value -> value.matches("-?\\d{1,18}")).count() >= most) {
            return WHOLE;
        }
        if (filled.stream().filter(value -> value.matches("-?\\d*[.]?\\d+([.]|[eE][+-]?\\d+)?|-?\\d+[.]")).count() >= most) {
            return NUMBER;
        }
        return new TimeDetection(ZoneId.of("UTC")).find(filled).read() >= 0.9 ? TIME : TEXT;
    }

    /// True if nine tenths of the values are seconds or milliseconds between 1990 and 2100, or dates.
    static boolean looksLikeTime(List<String> values) {
        String type = of(values);
        if (type.equals(TEXT) || type.equals(TIME)) {
            return type.equals(TIME);
        }
        List<String> filled = values.stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
        return filled.stream().filter(ColumnTypes::isEpoch).count() >= 0.9 * filled.size();
    }

    private static boolean isEpoch(String value) {
        long number = new TimeFormat.Epoch(0).millis(value);
        return EARLIEST <= number && number < LATEST || EARLIEST * 1_000 <= number && number < LATEST * 1_000;
    }
}
