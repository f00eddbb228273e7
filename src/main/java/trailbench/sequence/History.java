package trailbench.sequence;

import java.util.stream.IntStream;

/// What is known of one user up to a moment, oldest event first.
///
/// @param items      `[N]` item numbers
/// @param baskets    `[N]` equal for events without an order among themselves, which stand side by side
/// @param behaviours `[N]` index into [Vocabulary#behaviours], -1 for one that training has not seen; empty if nothing is known
/// @param times      `[N]` milliseconds since 1970 UTC; empty if unknown
/// @param user       the user's number, from 1; [#UNKNOWN_USER] for one that training has not seen
/// @param values     `[N]` the number of each event, NaN where unknown; empty if nothing is known
public record History(int[] items, int[] baskets, byte[] behaviours, long[] times, int user, float[] values) {
    public static final int UNKNOWN_USER = 0;

    /// Of events without values.
    public History(int[] items, int[] baskets, byte[] behaviours, long[] times, int user) {
        this(items, baskets, behaviours, times, user, new float[0]);
    }

    /// Items of an unknown user, each on its own, of which no more is known.
    public static History ofItems(int... items) {
        return new History(items, IntStream.range(0, items.length).toArray(), new byte[0], new long[0], UNKNOWN_USER);
    }

    public int length() {
        return items.length;
    }
}
