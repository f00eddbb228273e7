package trailbench.log;

import java.util.Arrays;

/// Finds events that equal an earlier one of the file in user, item, behaviour, session and time.
final class Duplicates {
    /// Events of one user at one instant that are compared each with each; more are sorted first.
    private static final int FEW = 16;
    private static final int FIRST = 1 << 10;

    private final EventBuffer events;
    private final int[] order;
    /// Each duplicate, then what it repeats: an even number of them.
    private int[] found = {};
    private int noted;

    /// Hears of each duplicate.
    @FunctionalInterface
    interface Receiver {
        void duplicate(int event, int original);
    }

    /// @param order indices in the order of [EventOrder]
    Duplicates(EventBuffer events, int[] order) {
        this.events = events;
        this.order = order;
    }

    /// Those that stay are moved to the front of the order, in order.
    ///
    /// @return how many stay
    int remove() {
        int kept = 0;
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && sameInstant(order[from], order[to])) {
                to++;
            }
            kept = to == from + 1 ? keep(kept, order[from]) : to - from <= FEW ? few(from, to, kept) : many(from, to, kept);
            from = to;
        }
        return kept;
    }

    private int keep(int kept, int event) {
        order[kept] = event;
        return kept + 1;
    }

    private boolean sameInstant(int one, int other) {
        return events.users[one] == events.users[other] && events.times[one] == events.times[other];
    }

    private int few(int from, int to, int kept) {
        int first = kept;
        int last = kept;
        for (int i = from; i < to; i++) {
            int event = order[i];
            int original = first;
            while (original < last && !same(order[original], event)) {
                original++;
            }
            if (original < last) {
                add(event, order[original]);
            } else {
                order[last++] = event;
            }
        }
        return last;
    }

    /// As [#few] in n log n steps: by content, then by file order, the first of each content stays.
    private int many(int from, int to, int kept) {
        Integer[] byContent = Arrays.stream(order, from, to).boxed().toArray(Integer[]::new);
        Arrays.sort(byContent, this::compare);
        int[] staying = new int[byContent.length];
        int count = 0;
        for (int event : byContent) {
            if (count > 0 && same(staying[count - 1], event)) {
                add(event, staying[count - 1]);
            } else {
                staying[count++] = event;
            }
        }
        Arrays.sort(staying, 0, count); // back into file order
        System.arraycopy(staying, 0, order, kept, count);
        return kept + count;
    }

    private void add(int event, int original) {
        if (noted == found.length) {
            found = Arrays.copyOf(found, Math.max(FIRST, 2 * noted));
        }
        found[noted++] = event;
        found[noted++] = original;
    }

    /// Those that were removed.
    void forEach(Receiver receiver) {
        for (int i = 0; i < noted; i += 2) {
            receiver.duplicate(found[i], found[i + 1]);
        }
    }

    private boolean same(int one, int other) {
        return events.items[one] == events.items[other]
                && events.behaviours[one] == events.behaviours[other]
                && events.session(one) == events.session(other);
    }

    private int compare(int one, int other) {
        int byItem = Integer.compare(events.items[one], events.items[other]);
        int byBehaviour = byItem != 0 ? byItem : Byte.compare(events.behaviours[one], events.behaviours[other]);
        return byBehaviour != 0 ? byBehaviour : Integer.compare(events.session(one), events.session(other));
    }
}
