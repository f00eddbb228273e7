package trailbench.ui.sequences;

/// Equal stretches of time from the first to the last event: hours, days, weeks, months of 30 days or years of 365, the finest of
/// which there are no more than ninety.
///
/// @param from  milliseconds of the first bin's start
/// @param width milliseconds of a bin
/// @param words the key of the bin's name
/// @param timed true if the log has times; without them, the "time" of an event is its row
record TimeBins(long from, long width, int count, String words, boolean timed) {
    private static final int MOST = 90;
    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;

    private static final int ROW_BINS = 60;
    /// Row numbers stay below this instant of 1972; events of real logs do not.
    private static final long EARLIEST_TIME = 1_000 * DAY;

    static TimeBins of(long first, long last) {
        if (last < EARLIEST_TIME) {
            long width = Math.ceilDiv(last - first + 1, ROW_BINS);
            return new TimeBins(first, width, (int) ((last - first) / width + 1), "bin.rows", false);
        }
        long[] widths = {HOUR, DAY, 7 * DAY, 30 * DAY, 365 * DAY};
        String[] names = {"bin.hour", "bin.day", "bin.week", "bin.month", "bin.year"};
        for (int index = 0; index < widths.length; index++) {
            long from = Math.floorDiv(first, widths[index]) * widths[index];
            long count = (last - from) / widths[index] + 1;
            if (count <= MOST || index == widths.length - 1) {
                return new TimeBins(from, widths[index], (int) Math.min(count, 10_000), names[index], true);
            }
        }
        throw new AssertionError("the last width always serves");
    }

    /// The bin of a time.
    int of(long time) {
        return Math.clamp((time - from) / width, 0, count - 1);
    }
}
