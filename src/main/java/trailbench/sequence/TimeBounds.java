package trailbench.sequence;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Which times of a log are stray, and on which days there are events.
///
/// Stray are events of 1970 (a missing time written as 0; seconds read as milliseconds), of the future, and those far before the day that
/// 0.1 % of the other events lie before, or far after the day that 0.1 % lie after (at least one event in each case; in logs of a hundred
/// events and more). Far is more than as many days as there are between those two, at least a week and at most a year: the known log of
/// nine days with some events months before is as wrong as one of ten years with some events decades before. A log with no other times
/// has no stray ones. All is told to the day.
///
/// @param from   first day that is not stray, counted from 1970-01-01
/// @param to     last day that is not stray
/// @param days   days with events that are not stray, ascending
/// @param epoch  events of 1970
/// @param future events of the future
/// @param far    other stray events
record TimeBounds(int from, int to, int[] days, long epoch, long future, long far) {
    private static final int WEEK = 7;
    private static final int YEAR = 365;
    private static final int FEWEST = 100;
    private static final int ONE_IN = 1_000;

    /// @param sorted days of all events, ascending; not empty
    /// @param today  later days lie in the future
    static TimeBounds of(int[] sorted, int today) {
        int first = place(sorted, YEAR);
        int past = place(sorted, today + 1);
        if (first >= past) { // nothing but 1970 and the future
            return new TimeBounds(sorted[0], sorted[sorted.length - 1], distinct(sorted, 0, sorted.length), first, sorted.length - past, 0);
        }
        int epochEnd = first;
        int futureStart = past;
        int count = past - first;
        if (count >= FEWEST) {
            int tail = Math.max(1, count / ONE_IN);
            int earliest = sorted[first + tail];
            int latest = sorted[past - 1 - tail];
            int far = Math.clamp(latest - earliest + 1, WEEK, YEAR);
            first = Math.max(first, place(sorted, earliest - far));
            past = Math.min(past, place(sorted, latest + far + 1));
        }
        // before 1970 is far, not missing
        int before = place(sorted, -1);
        long far = (first - epochEnd) + (futureStart - past) + before;
        return new TimeBounds(sorted[first], sorted[past - 1], distinct(sorted, first, past), epochEnd - before, sorted.length - futureStart, far);
    }

    /// The first place whose day is not before `day`.
    private static int place(int[] sorted, int day) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int[] distinct(int[] sorted, int from, int to) {
        int[] days = new int[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (i == from || sorted[i] != sorted[i - 1]) {
                days[count++] = sorted[i];
            }
        }
        return Arrays.copyOf(days, count);
    }

    static int day(long millis) {
        return Math.clamp(Math.floorDiv(millis, CalendarBins.DAY), Integer.MIN_VALUE / 2, Integer.MAX_VALUE / 2);
    }

    static boolean isEpoch(int day) {
        return -1 <= day && day < YEAR;
    }

    boolean holds(long millis) {
        int day = day(millis);
        return from <= day && day <= to;
    }

    /// Milliseconds of the first instant of `from`.
    long fromMillis() {
        return from * CalendarBins.DAY;
    }

    /// Milliseconds of the first instant after `to`.
    long endMillis() {
        return (to + 1L) * CalendarBins.DAY;
    }

    int length() {
        return to - from + 1;
    }

    /// The longest stretches without events, longest first: `{first day, days}` each.
    int[][] silences(int most) {
        return IntStream.range(1, days.length)
                .filter(i -> days[i] - days[i - 1] > 1)
                .mapToObj(i -> new int[] {days[i - 1] + 1, days[i] - days[i - 1] - 1})
                .sorted((a, b) -> Integer.compare(b[1], a[1]))
                .limit(most)
                .toArray(int[][]::new);
    }
}
