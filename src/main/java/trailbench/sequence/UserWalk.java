package trailbench.sequence;

import java.util.Arrays;

/// Walks through one user's events after the other and counts what is to be told of neighbours in time.
final class UserWalk {
    private static final long MINUTE = 60_000;

    private final SequenceStore store;
    private final boolean timed;
    private final int fastEvents;
    private final boolean baskets;
    /// `[V + 1]` the last user who had the item, plus one.
    private final int[] hadBy;
    /// Room for one user's events, in times or other keys.
    private final long[] keys;
    /// Seconds between a user's baskets; the first [#gapCount] are filled.
    private final int[] gaps;
    private int gapCount;

    private long tied;
    private long repeats;
    final Sightings unordered = new Sightings();
    final Sightings duplicates = new Sightings();
    final Sightings consecutive = new Sightings();
    final Sightings fast = new Sightings();

    /// @param scratch    `[N]`, overwritten
    /// @param fastEvents within a minute that no person exceeds
    UserWalk(SequenceStore store, int items, boolean timed, int fastEvents, int[] scratch) {
        this.store = store;
        this.timed = timed;
        this.fastEvents = fastEvents;
        this.gaps = scratch;
        this.hadBy = new int[items + 1];
        int longest = 0;
        for (int user = 0; user < store.users(); user++) {
            longest = Math.max(longest, store.end(user) - store.start(user));
        }
        this.keys = new long[longest];
        this.baskets = hasBaskets(store);
    }

    private static boolean hasBaskets(SequenceStore store) {
        for (int event = 0; event < store.events(); event++) {
            if (store.baskets()[event] != event) {
                return true;
            }
        }
        return false;
    }

    void walk(int user) {
        int start = store.start(user);
        int end = store.end(user);
        countRepeats(user, start, end);
        if (timed && end - start > 1) {
            countTies(start, end);
            countDuplicates(start, end);
            countGaps(start, end);
            countFast(user, start, end);
        }
    }

    private void countRepeats(int user, int start, int end) {
        int[] items = store.items();
        for (int event = start; event < end; event++) {
            repeats += hadBy[items[event]] == user + 1 ? 1 : 0;
            hadBy[items[event]] = user + 1;
            if (event > start && items[event] == items[event - 1]) {
                consecutive.add(event, 1);
            }
        }
    }

    private void countTies(int start, int end) {
        int size = sortedTimes(start, end, 0);
        long before = tied;
        for (int i = 0; i < size; i++) {
            boolean same = i > 0 && keys[i] == keys[i - 1] || i + 1 < size && keys[i] == keys[i + 1];
            tied += same ? 1 : 0;
        }
        if (tied == before) {
            return;
        }
        // each basket's own times once: what then stands twice is of two baskets
        int distinct = 0;
        for (int from = start, to; from < end; from = to) {
            to = basketEnd(from, end);
            int all = sortedTimes(from, to, distinct);
            distinct = withoutTwins(distinct, all);
        }
        Arrays.sort(keys, 0, distinct);
        int shared = 0;
        for (int i = 1; i < distinct; i++) {
            long time = keys[i];
            if (time == keys[i - 1] && (shared == 0 || keys[shared - 1] != time)) {
                keys[shared++] = time;
            }
        }
        for (int event = start; event < end && shared > 0; event++) {
            if (Arrays.binarySearch(keys, 0, shared, store.times()[event]) >= 0) {
                unordered.add(event, 1);
            }
        }
    }

    /// Puts the times of some events, ascending, behind the first `from` keys.
    private int sortedTimes(int start, int end, int from) {
        System.arraycopy(store.times(), start, keys, from, end - start);
        Arrays.sort(keys, from, from + end - start);
        return from + end - start;
    }

    /// Leaves each key from place `from` to `to` once, and says where they end then.
    private int withoutTwins(int from, int to) {
        int kept = from;
        for (int i = from; i < to; i++) {
            if (i == from || keys[i] != keys[kept - 1]) {
                keys[kept++] = keys[i];
            }
        }
        return kept;
    }

    private int basketEnd(int from, int end) {
        int to = from + 1;
        while (to < end && store.baskets()[to] == store.baskets()[from]) {
            to++;
        }
        return to;
    }

    /// Equal events stand in one stretch of equal time within one basket; where there are no baskets, within one user.
    private void countDuplicates(int start, int end) {
        for (int from = start, to; from < end; from = to) {
            to = from + 1;
            while (to < end && store.times()[to] == store.times()[from] && (!baskets || store.baskets()[to] == store.baskets()[from])) {
                to++;
            }
            if (to - from > 1) {
                for (int event = from; event < to; event++) {
                    keys[event - from] = key(event);
                }
                Arrays.sort(keys, 0, to - from);
                for (int i = 1; i < to - from; i++) {
                    if (keys[i] == keys[i - 1]) {
                        duplicates.add(duplicates.first() == Sightings.NEVER ? last(from, to, keys[i]) : from, 1);
                    }
                }
            }
        }
    }

    private long key(int event) {
        return (long) store.items()[event] << Byte.SIZE | store.behaviours()[event] & 0xFF;
    }

    private int last(int from, int to, long key) {
        int event = to - 1;
        while (event > from && key(event) != key) {
            event--;
        }
        return event;
    }

    private void countGaps(int start, int end) {
        for (int event = start + 1; event < end; event++) {
            if (store.baskets()[event] != store.baskets()[event - 1]) {
                long millis = store.times()[event] - store.times()[store.basketStart(event - 1, start)];
                gaps[gapCount++] = Math.clamp(millis / 1_000, 0, Integer.MAX_VALUE);
            }
        }
    }

    /// A basket is one act however many events it has.
    private void countFast(int user, int start, int end) {
        for (int event = start + fastEvents; !baskets && event < end; event++) {
            if (store.times()[event] - store.times()[event - fastEvents] < MINUTE) {
                fast.add(user, 1);
                return;
            }
        }
    }

    long tied() {
        return tied;
    }

    long repeats() {
        return repeats;
    }

    /// Seconds between a user's baskets, ascending.
    int[] sortedGaps() {
        int[] sorted = Arrays.copyOf(gaps, gapCount);
        Arrays.sort(sorted);
        return sorted;
    }
}
