package trailbench.evaluation;

import java.util.Arrays;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.TargetBehaviours;

/// The training part of a store, indexed for counting. Nothing after a user's training end can be reached from here.
///
/// @param store        all events
/// @param items        V
/// @param trainingEnds `[U]` exclusive store index
/// @param targets      which events are asked for
/// @param counts       `[V + 1]` training events of each item
/// @param firsts       `[V + 2]` where each item's events begin in `events`
/// @param events       store indices of training events, by item, then in store order
/// @param users        `[N]` whose event it is
record TrainingEvents(
        SequenceStore store, int items, int[] trainingEnds, TargetBehaviours targets, int[] counts, int[] firsts, int[] events, int[] users) {

    static TrainingEvents of(SequenceStore store, int[] trainingEnds, int items, TargetBehaviours targets) {
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
        return new TrainingEvents(store, items, trainingEnds, targets, counts, firsts, events, users);
    }

    /// `[V + 1]` how often each item is a training event that can be asked for.
    int[] targetCounts() {
        if (targets.areAll()) {
            return counts;
        }
        int[] asked = new int[items + 1];
        for (int event : events) {
            asked[store.items()[event]] += targets.include(store, event) ? 1 : 0;
        }
        return asked;
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
