package trailbench.ui.fx;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/// Numbers, durations and times as people of a language write them.
public final class Quantities {
    private final Locale locale;
    private final Messages words;

    public Quantities(Locale locale) {
        this.locale = locale;
        this.words = Messages.of(Quantities.class, locale);
    }

    /// `12,345`.
    public String count(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /// `12.5 %`, one digit behind the point.
    public String percent(double share) {
        return String.format(locale, "%.1f %%", share * 100);
    }

    /// A number with so many digits behind the point; a dash if it is not a number.
    public String decimal(double number, int digits) {
        return Double.isNaN(number) ? "–" : String.format(locale, "%,." + digits + "f", number);
    }

    /// Three significant digits: `1,230`, `12.3`, `0.123`.
    public String short3(double number) {
        double size = Math.abs(number);
        return decimal(number, size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
    }

    /// `45 s`, `3 min 20 s`, `2 h 5 min`, `4 d 3 h`.
    public String duration(double seconds) {
        long all = Math.max(0, Math.round(seconds));
        if (all < 60) {
            return words.text("duration.s", all);
        }
        if (all < 3600) {
            return words.text("duration.min", all / 60, all % 60);
        }
        return all < 86_400 ? words.text("duration.h", all / 3600, all % 3600 / 60) : words.text("duration.d", all / 86_400, all % 86_400 / 3600);
    }

    /// `2026-03-01 10:15` in the user's own zone: when something was done with this program.
    public String localTime(Instant time) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", locale).withZone(ZoneId.systemDefault()).format(time);
    }

    /// `2011-11-01 00:00:00 UTC`: an instant of the log, to the second.
    public String utc(Instant time) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", locale).withZone(ZoneOffset.UTC).format(time);
    }

    /// A day of the log, in UTC as all of its times.
    public String day(long millis) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).withZone(ZoneOffset.UTC).format(Instant.ofEpochMilli(millis));
    }
}
