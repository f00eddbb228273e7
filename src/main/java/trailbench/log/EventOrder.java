package trailbench.log;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import trailbench.work.Progress;

/// Puts events in order: by user in order of first appearance, then time, then file order.
///
/// The columns themselves are brought into that order, so that all later steps read memory from front to back: to look each event up
/// through a list of indices takes several times as long once the columns do not fit into the processor's cache.
final class EventOrder {
    private static final int PLACE_BITS = 22;

    private final EventBuffer events;
    /// First place of each user's events, by order of appearance, and the end.
    private final int[] starts;
    /// `[N]` from place in the new order to place in the old.
    private final int[] order;

    private EventOrder(EventBuffer events, int[] users, int size) {
        this.events = events;
        int[] next = new int[size];
        for (int event = 0; event < events.size(); event++) {
            next[events.users[event]]++;
        }
        starts = new int[users.length + 1];
        for (int place = 0; place < users.length; place++) {
            starts[place + 1] = starts[place] + next[users[place]];
            next[users[place]] = starts[place];
        }
        order = new int[events.size()];
        for (int event = 0; event < events.size(); event++) {
            order[next[events.users[event]]++] = event;
        }
    }

    /// Puts `events` in order.
    ///
    /// @param users how many the log has
    static void arrange(EventBuffer events, int users, Progress progress) {
        int[] appearance = FirstUse.order(events.users, events.size(), users);
        var order = new EventOrder(events, appearance, users);
        progress.checkpoint();
        events.users = new int[0]; // a large log has no room for it beside two columns of times
        order.sortTimes();
        progress.checkpoint();
        events.arrange(order.order);
        events.users = order.users(appearance);
    }

    private int[] users(int[] appearance) {
        int[] users = new int[order.length];
        for (int place = 0; place < appearance.length; place++) {
            Arrays.fill(users, starts[place], starts[place + 1], appearance[place]);
        }
        return users;
    }

    private void sortTimes() {
        long[] sorted = new long[order.length];
        IntStream.range(0, starts.length - 1).parallel().forEach(user -> sortByTime(sorted, starts[user], starts[user + 1]));
        events.times = sorted;
    }

    /// Orders one user's events.
    ///
    /// @param sorted given their times
    private void sortByTime(long[] sorted, int from, int to) {
        long before = Long.MIN_VALUE;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        boolean ascends = true;
        for (int i = from; i < to; i++) {
            long time = events.times[order[i]];
            sorted[i] = time;
            ascends &= before <= time;
            before = time;
            first = Math.min(first, time);
            last = Math.max(last, time);
        }
        if (ascends) {
            return;
        }
        int[] places = Arrays.copyOfRange(order, from, to);
        if (places.length < 1 << PLACE_BITS && last - first < 1L << (63 - PLACE_BITS)) {
            sortPacked(sorted, places, first, from);
        } else {
            Integer[] byTime = Arrays.stream(places).boxed().toArray(Integer[]::new);
            Arrays.sort(byTime, Comparator.comparingLong(event -> events.times[event]));
            for (int i = 0; i < byTime.length; i++) {
                order[from + i] = byTime[i];
                sorted[from + i] = events.times[byTime[i]];
            }
        }
    }

    /// Sorts times after the first, each with its place in the low bits.
    private void sortPacked(long[] sorted, int[] places, long first, int from) {
        for (int i = 0; i < places.length; i++) {
            sorted[from + i] = sorted[from + i] - first << PLACE_BITS | i;
        }
        Arrays.sort(sorted, from, from + places.length);
        for (int i = 0; i < places.length; i++) {
            long key = sorted[from + i];
            order[from + i] = places[(int) key & (1 << PLACE_BITS) - 1];
            sorted[from + i] = (key >> PLACE_BITS) + first;
        }
    }
}
