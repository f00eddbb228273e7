package trailbench.sequence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import trailbench.sequence.LogProfile.Step;

/// Stretches of the calendar (UTC) that cover a span of time without gaps: hours for two days, then days, weeks, months, and years, so
/// that there are never many more than a hundred.
///
/// @param step   what one bin is
/// @param starts first instant of each bin in milliseconds, ascending
/// @param end    first instant after the last bin
record CalendarBins(Step step, long[] starts, long end) {
    static final long DAY = 86_400_000L;
    private static final long HOUR = 3_600_000L;
    private static final int MOST = 120;

    /// @param first milliseconds of the first event
    /// @param last  of the last one, not before the first
    static CalendarBins covering(long first, long last) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(first, DAY));
        long days = Math.floorDiv(last, DAY) - day.toEpochDay() + 1;
        if (days <= 2) {
            long from = Math.floorDiv(first, HOUR) * HOUR;
            return of(Step.HOUR, LongStream.iterate(from, start -> start <= last, start -> start + HOUR).toArray(), HOUR);
        }
        if (days <= MOST) {
            return of(Step.DAY, day, last, start -> start.plusDays(1));
        }
        if (days <= MOST * 7L) {
            return of(Step.WEEK, day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), last, start -> start.plusWeeks(1));
        }
        return days <= MOST * 30L
                ? of(Step.MONTH, day.withDayOfMonth(1), last, start -> start.plusMonths(1))
                : of(Step.YEAR, day.withDayOfYear(1), last, start -> start.plusYears(1));
    }

    private static CalendarBins of(Step step, LocalDate first, long last, UnaryOperator<LocalDate> next) {
        long[] starts = Stream.iterate(first, start -> millis(start) <= last, next).mapToLong(CalendarBins::millis).toArray();
        LocalDate latest = LocalDate.ofEpochDay(starts[starts.length - 1] / DAY);
        return of(step, starts, millis(next.apply(latest)) - millis(latest));
    }

    private static CalendarBins of(Step step, long[] starts, long lastWidth) {
        return new CalendarBins(step, starts, starts[starts.length - 1] + lastWidth);
    }

    private static long millis(LocalDate date) {
        return date.toEpochDay() * DAY;
    }

    int count() {
        return starts.length;
    }

    /// The bin of a time, or -1 if none covers it.
    int of(long time) {
        if (time < starts[0] || time >= end) {
            return -1;
        }
        int place = Arrays.binarySearch(starts, time);
        return place >= 0 ? place : -place - 2;
    }
}
