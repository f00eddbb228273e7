package trailbench.log;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import trailbench.table.Row;
import trailbench.work.Fault;

/// How the text of a time becomes milliseconds since 1970 UTC. No number passes through floating point.
sealed interface TimeFormat {
    /// Returned for text that is no time in this format.
    long BAD = Long.MIN_VALUE;

    /// @return milliseconds, or [#BAD]
    long millis(String text);

    /// As [#millis(String)] of a row's value.
    default long millis(Row row, int place) {
        return millis(row.text(place));
    }

    /// In words, for reports.
    String text();

    /// Seconds or milliseconds since 1970, with or without fractions; digits below a millisecond are cut off.
    ///
    /// @param decimals digits from the text's unit to milliseconds: 3 for seconds, 0 for milliseconds
    record Epoch(int decimals) implements TimeFormat {
        /// 9999-12-31T23:59:59.999Z
        private static final long LAST = 253_402_300_799_999L;
        private static final int DIGITS = 15;

        @Override
        public long millis(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return millis(bytes, 0, bytes.length);
        }

        @Override
        public long millis(Row row, int place) {
            return millis(row.bytes(place), row.start(place), row.end(place));
        }

        private long millis(byte[] text, int from, int to) {
            boolean negative = from < to && text[from] == '-';
            int at = negative ? from + 1 : from;
            int first = at;
            long value = 0;
            for (; at < to && isDigit(text[at]); at++) {
                value = value * 10 + text[at] - '0';
                if (at - first >= DIGITS) {
                    return BAD;
                }
            }
            if (at == first || at < to && text[at] != '.') {
                return BAD;
            }
            int fraction = at + 1;
            for (int i = fraction; i < to; i++) {
                if (!isDigit(text[i])) {
                    return BAD;
                }
            }
            for (int place = 0; place < decimals; place++) {
                value = value * 10 + (fraction + place < to ? text[fraction + place] - '0' : 0);
            }
            return value > LAST ? BAD : negative ? -value : value;
        }

        @Override
        public String text() {
            return decimals == 0 ? "milliseconds since 1970" : "seconds since 1970";
        }
    }

    /// `2010-12-01`, `2010-12-01 08:26`, `2010-12-01T08:26:00.5+01:00`.
    record Iso(ZoneId zone) implements TimeFormat {
        @Override
        public long millis(String text) {
            int length = text.length();
            if (length < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
                return BAD;
            }
            int year = number(text, 0, 4);
            int month = number(text, 5, 7);
            int day = number(text, 8, 10);
            if (year < 0 || month < 1 || month > 12 || day < 1 || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
                return BAD;
            }
            LocalDate date = LocalDate.of(year, month, day);
            if (length == 10) {
                return date.atStartOfDay(zone).toInstant().toEpochMilli();
            }
            boolean separated = text.charAt(10) == 'T' || text.charAt(10) == ' ';
            return separated && length >= 16 && text.charAt(13) == ':' ? withTime(text, date) : BAD;
        }

        private long withTime(String text, LocalDate date) {
            int hour = number(text, 11, 13);
            int minute = number(text, 14, 16);
            int second = 0;
            int millis = 0;
            int at = 16;
            if (at < text.length() && text.charAt(at) == ':') {
                second = number(text, 17, 19);
                at = 19;
                if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
                    at++;
                    int first = at;
                    while (at < text.length() && isDigit(text.charAt(at))) {
                        at++;
                    }
                    for (int place = 0; place < 3; place++) {
                        millis = millis * 10 + (first + place < at ? text.charAt(first + place) - '0' : 0);
                    }
                }
            }
            if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
                return BAD;
            }
            if (at >= text.length()) {
                return date.atTime(hour, minute, second, millis * 1_000_000).atZone(zone).toInstant().toEpochMilli();
            }
            long offset = offsetMinutes(text, text.charAt(at) == ' ' ? at + 1 : at);
            long local = ((date.toEpochDay() * 24 + hour) * 60 + minute) * 60_000 + second * 1_000L + millis;
            return offset == BAD ? BAD : local - offset * 60_000;
        }

        /// Minutes east of Greenwich of `Z`, `UTC`, `+01`, `+0100` or `+01:00`.
        private static long offsetMinutes(String text, int at) {
            String zone = text.substring(at);
            if (zone.equals("Z") || zone.equals("UTC")) {
                return 0;
            }
            if (zone.isEmpty() || zone.charAt(0) != '+' && zone.charAt(0) != '-') {
                return BAD;
            }
            String digits = zone.substring(1).replace(":", "");
            int hours = digits.length() == 2 || digits.length() == 4 ? number(digits, 0, 2) : -1;
            int minutes = digits.length() == 4 ? number(digits, 2, 4) : 0;
            if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
                return BAD;
            }
            return (zone.charAt(0) == '-' ? -1 : 1) * (hours * 60L + minutes);
        }

        @Override
        public String text() {
            return "ISO-8601 date and time, in " + zone + " where no zone is named";
        }
    }

    /// A pattern of the user's or one of those that [TimeDetection] knows. 31 February is no time. Without a year, all lie in 2000.
    record Pattern(String pattern, ZoneId zone, DateTimeFormatter formatter) implements TimeFormat {
        private static final int YEARLESS = 2000;
        private static final java.util.regex.Pattern YEAR = java.util.regex.Pattern.compile("[yuY]");

        static Pattern of(String pattern, ZoneId zone) {
            try {
                // u is the year that the strict resolver understands; nobody means the year of an era
                var builder = new DateTimeFormatterBuilder().appendPattern(pattern.replace('y', 'u'));
                if (!YEAR.matcher(pattern).find()) {
                    builder.parseDefaulting(ChronoField.YEAR, YEARLESS);
                }
                return new Pattern(pattern, zone, builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT));
            } catch (IllegalArgumentException e) {
                throw new Fault.Request(
                        "time_format \"%s\" is neither auto, seconds, millis, iso nor a date pattern (%s). A pattern looks like dd/MM/yyyy HH:mm.",
                        pattern, e.getMessage(), e);
            }
        }

        @Override
        public long millis(String text) {
            try {
                TemporalAccessor parsed = formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
                Instant instant = switch (parsed) {
                    case ZonedDateTime zoned -> zoned.toInstant();
                    case LocalDateTime local -> local.atZone(zone).toInstant();
                    default -> LocalDate.from(parsed).atStartOfDay(zone).toInstant();
                };
                return instant.toEpochMilli();
            } catch (DateTimeException _) {
                return BAD;
            }
        }

        @Override
        public String text() {
            return "dates like " + pattern + ", in " + zone + " where no zone is named";
        }
    }

    /// The format that a recipe names, or the one that fits `sample` if it says `auto`.
    ///
    /// @throws Fault.Request if the zone or the pattern is unknown, or nothing fits
    static TimeFormat of(LogRecipe.Columns columns, String file, List<String> sample, TimeDetection.More more) {
        ZoneId zone = zone(columns.zone());
        return columns.timeFormat().equals("auto")
                ? new TimeDetection(zone).detect(file, columns.time().orElse(""), sample, more)
                : named(columns.timeFormat(), zone);
    }

    /// @param name as [LogRecipe.Columns#timeFormat], but for `auto`
    /// @throws Fault.Request if it is no name and no pattern
    static TimeFormat named(String name, ZoneId zone) {
        return switch (name) {
            case "seconds" -> new Epoch(3);
            case "millis" -> new Epoch(0);
            case "iso" -> new Iso(zone);
            default -> Pattern.of(name, zone);
        };
    }

    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new Fault.Request("zone \"%s\" is not a time zone. Write one like UTC, Europe/London or +08:00.", name, e);
        }
    }

    private static boolean isDigit(int c) {
        return '0' <= c && c <= '9';
    }

    /// The digits `from … to - 1` as a number, or -1.
    private static int number(String text, int from, int to) {
        if (to > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
