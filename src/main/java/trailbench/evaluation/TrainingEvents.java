package trailbench.evaluation;

import java.util.Arrays;
import trailbench.sequence.SequenceStore;

/// The training part of a store, indexed for counting. Nothing after a user's training end can be reached from here.
///
/// @param store        all events
/// @param items        V
/// @param trainingEnds `[U]` exclusive store index
/// @param counts       `[V + 1]` training events of each item
/// @param firsts       `[V + 2]` where each item's events begin in `events`
/// @param events       store indices of training events, by item, then in store order
/// @param users        `[N]` whose event it is
record TrainingEvents(SequenceStore store, int items, int[] trainingEnds, int[] counts, int[] firsts, int[] events, int[] users) {

    static TrainingEvents of(SequenceStore store, int[] trainingEnds, int items) {
        int[] counts = new int[items + 1];
        int[] users = new int[store.events()];
        for (int user = 0; user < store.users(); user++) {
            Arrays.fill(users, store.start(user), store.end(user), user);
            for (int event = store.start(user); event < trainingEnds[user]; event++) {
                counts[store.items()[event]]++;
            }
        }
        int[] firsts = new int[items + 2];
        for (int item = 0; item <= items; item++) {
            firsts[item + 1] = firsts[item] + counts[item];
        }
        int[] next = firsts.clone();
        int[] events = new int[firsts[items + 1]];
        for (int user = 0; user < store.users(); user++) {
            for (int event = store.start(user); event < trainingEnds[user]; event++) {
                events[next[store.items()[event]]++] = event;
            }
        }
        return new TrainingEvents(store, items, trainingEnds, counts, firsts, events, users);
    }

    /// The first training event after the basket that holds `event`, or the user's training end.
    int basketEnd(int event) {
        int last = trainingEnds[users[event]];
        int basket = store.baskets()[event];
        int end = event + 1;
        while (end < last && store.baskets()[end] == basket) {
            end++;
        }
        return end;
    }
}
