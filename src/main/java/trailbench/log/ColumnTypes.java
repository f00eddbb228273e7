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

    /// A type, and the share of the values that are not empty that are of it.
    record Told(String type, double share) {}

    /// The type of nine tenths of the values that are not empty.
    static String of(List<String> values) {
        return tell(values).type();
    }

    static Told tell(List<String> values) {
        List<String> filled = values.stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
        if (filled.isEmpty()) {
            return new Told(TEXT, 1);
        }
        double most = 0.9 * filled.size();
        long whole = filled.stream().filter(value -> value.matches("-?\\d{1,18}")).count();
        if (whole >= most) {
            return new Told(WHOLE, (double) whole / filled.size());
        }
        long numbers = filled.stream().filter(value -> value.matches("-?\\d*[.]?\\d+([.]|[eE][+-]?\\d+)?|-?\\d+[.]")).count();
        if (numbers >= most) {
            return new Told(NUMBER, (double) numbers / filled.size());
        }
        double times = new TimeDetection(ZoneId.of("UTC")).find(filled).read();
        return times >= 0.9 ? new Told(TIME, times) : new Told(TEXT, 1);
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
