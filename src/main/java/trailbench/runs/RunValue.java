package trailbench.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What stands in one cell of a table of runs.
///
/// @param kind   how it is written and compared
/// @param text   in English and full precision; empty if the run has no such thing
/// @param number NaN if it is no number
/// @param parts  of a list, such as tags; the text alone otherwise
public record RunValue(Kind kind, String text, double number, List<String> parts) {
    public static final RunValue ABSENT = new RunValue(Kind.TEXT, "", Double.NaN, List.of());

    public enum Kind {
        TEXT,
        NUMBER,
        /// A measured figure, which has a protocol.
        FIGURE,
        /// `number` is seconds since 1970, `text` ISO-8601.
        TIME,
        /// `number` is seconds.
        DURATION
    }

    /// Numbers by size, texts by letters whatever their case; what a run does not have comes last in either direction.
    static final Comparator<RunValue> RISING = Comparator.comparing((RunValue value) -> Double.isNaN(value.number) ? 1 : 0)
            .thenComparingDouble(RunValue::number)
            .thenComparing(value -> value.text.toLowerCase(Locale.ROOT));

    static RunValue text(String text) {
        if (text.isEmpty()) {
            return ABSENT;
        }
        double number = number(text);
        return new RunValue(Double.isNaN(number) ? Kind.TEXT : Kind.NUMBER, text, number, List.of(text));
    }

    static RunValue list(List<String> parts) {
        return parts.isEmpty() ? ABSENT : new RunValue(Kind.TEXT, String.join(", ", parts), Double.NaN, parts);
    }

    static RunValue number(long number) {
        return new RunValue(Kind.NUMBER, Long.toString(number), number, List.of());
    }

    static RunValue figure(double figure) {
        return new RunValue(Kind.FIGURE, Double.toString(figure), figure, List.of());
    }

    static RunValue time(Instant time) {
        return new RunValue(Kind.TIME, time.toString(), time.toEpochMilli() / 1e3, List.of());
    }

    static RunValue duration(Duration duration) {
        return new RunValue(Kind.DURATION, Long.toString(duration.toSeconds()), duration.toSeconds(), List.of());
    }

    public boolean isAbsent() {
        return text.isEmpty();
    }

    /// NaN if `text` is no number.
    static double number(String text) {
        if (text.isEmpty() || text.length() > 32 || !"+-.0123456789".contains(text.substring(0, 1))) {
            return Double.NaN; // most texts, without the cost of an exception
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException words) {
            return Double.NaN;
        }
    }

    /// Short, for tables in a terminal or a page: four figures that count, `1 h 12 min`, `2026-03-01 10:15`.
    public String shown() {
        return switch (kind) {
            case TEXT, NUMBER -> text;
            case FIGURE -> Double.isFinite(number) && number != 0 && Math.abs(number) < 1e-3
                    ? String.format(Locale.ROOT, "%.2e", number)
                    : String.format(Locale.ROOT, "%.4f", number);
            case TIME -> text.substring(0, Math.min(16, text.length())).replace('T', ' ');
            case DURATION -> clock((long) number);
        };
    }

    private static String clock(long seconds) {
        return seconds >= 3600
                ? seconds / 3600 + " h " + seconds % 3600 / 60 + " min"
                : seconds >= 60 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds + " s";
    }
}
