package trailbench.log;

import java.util.Arrays;
import java.util.Map;
import trailbench.work.Progress;

/// Removes events by the rules of [LogRecipe.Clean], over and over until no rule removes any more.
///
/// Users and items with too few events go together: what stays is the largest log in which every user and every item has enough
/// (a core: V. Batagelj, M. Zaveršnik, "An O(m) algorithm for cores decomposition of networks", 2003, with two thresholds).
final class Cleaning {
    static final String REPEAT = "consecutive repeat";
    static final String FEW_USER_EVENTS = "user with too few events";
    static final String FEW_ITEM_EVENTS = "item with too few events";

    private final LogRecipe.Clean rules;
    private final EventBuffer events;
    private final int[] userEvents;
    private final int[] itemEvents;

    Cleaning(LogRecipe.Clean rules, EventBuffer events, int users, int items) {
        this.rules = rules;
        this.events = events;
        this.userEvents = new int[users];
        this.itemEvents = new int[items];
    }

    /// @param order   indices into the events, in order; overwritten
    /// @param removed rule to number of events, added to here
    /// @return those that stay, in order
    int[] clean(int[] order, Map<String, Long> removed, Progress progress) {
        int size = order.length;
        int before;
        do {
            progress.checkpoint();
            before = size;
            if (rules.dropConsecutiveRepeats()) {
                size = withoutRepeats(order, size);
                count(removed, REPEAT, before - size);
            }
            size = withoutRare(order, size, removed);
        } while (size < before);
        return Arrays.copyOf(order, size);
    }

    private int withoutRepeats(int[] order, int size) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            int event = order[i];
            boolean repeat = kept > 0
                    && events.users[order[kept - 1]] == events.users[event]
                    && events.items[order[kept - 1]] == events.items[event];
            if (!repeat) {
                order[kept++] = event;
            }
        }
        return kept;
    }

    private int withoutRare(int[] order, int size, Map<String, Long> removed) {
        Arrays.fill(userEvents, 0);
        Arrays.fill(itemEvents, 0);
        for (int i = 0; i < size; i++) {
            userEvents[events.users[order[i]]]++;
            itemEvents[events.items[order[i]]]++;
        }
        int kept = 0;
        long byUser = 0;
        long byItem = 0;
        for (int i = 0; i < size; i++) {
            int event = order[i];
            if (userEvents[events.users[event]] < rules.minUserEvents()) {
                byUser++;
            } else if (itemEvents[events.items[event]] < rules.minItemEvents()) {
                byItem++;
            } else {
                order[kept++] = event;
            }
        }
        count(removed, FEW_USER_EVENTS, byUser);
        count(removed, FEW_ITEM_EVENTS, byItem);
        return kept;
    }

    private static void count(Map<String, Long> removed, String rule, long events) {
        if (events > 0) {
            removed.merge(rule, events, Long::sum);
        }
    }
}
