package trailbench.log;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import trailbench.work.Progress;

/// Puts events in order: by user in order of first appearance, then time, then file order.
final class EventOrder {
    private static final int PLACE_BITS = 22;

    private EventOrder() {}

    /// @return `[N]` indices into `events`
    static int[] of(EventBuffer events, int users, Progress progress) {
        int[] ends = new int[users + 1];
        for (int event = 0; event < events.size(); event++) {
            ends[events.users[event] + 1]++;
        }
        Arrays.parallelPrefix(ends, Integer::sum);
        int[] next = ends.clone();
        int[] order = new int[events.size()];
        for (int event = 0; event < events.size(); event++) {
            order[next[events.users[event]]++] = event;
        }
        progress.checkpoint();
        IntStream.range(0, users).parallel().forEach(user -> sortByTime(events.times, order, ends[user], ends[user + 1]));
        int[] appearance = FirstUse.order(events.users, events.size(), users);
        return FirstUse.ascends(appearance) ? order : byAppearance(order, ends, appearance);
    }

    /// The same events with users in another order.
    private static int[] byAppearance(int[] order, int[] ends, int[] users) {
        int[] sorted = new int[order.length];
        int next = 0;
        for (int user : users) {
            int count = ends[user + 1] - ends[user];
            System.arraycopy(order, ends[user], sorted, next, count);
            next += count;
        }
        return sorted;
    }

    private static void sortByTime(long[] times, int[] order, int from, int to) {
        boolean sorted = true;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int i = from; i < to; i++) {
            sorted &= i == from || times[order[i - 1]] <= times[order[i]];
            first = Math.min(first, times[order[i]]);
            last = Math.max(last, times[order[i]]);
        }
        if (sorted) {
            return;
        }
        int[] places = Arrays.copyOfRange(order, from, to);
        boolean packs = places.length < 1 << PLACE_BITS && last - first < 1L << (63 - PLACE_BITS);
        if (packs) {
            long[] keys = new long[places.length];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = times[places[i]] - first << PLACE_BITS | i;
            }
            Arrays.sort(keys);
            for (int i = 0; i < keys.length; i++) {
                order[from + i] = places[(int) keys[i] & (1 << PLACE_BITS) - 1];
            }
        } else {
            Integer[] byTime = Arrays.stream(places).boxed().toArray(Integer[]::new);
            Arrays.sort(byTime, Comparator.comparingLong(event -> times[event]));
            for (int i = 0; i < byTime.length; i++) {
                order[from + i] = byTime[i];
            }
        }
    }
}
