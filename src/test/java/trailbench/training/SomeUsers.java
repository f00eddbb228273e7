package trailbench.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Split;
import trailbench.sequence.SplitBounds;
import trailbench.sequence.WindowSet;

/// 60 users of 12 events each among 20 items, but the first, who has 400: the next item is mostly the one after.
final class SomeUsers {
    static final int USERS = 60;
    static final int ITEMS = 20;
    static final int STEPS = 10;
    private static final int EVENTS = 12;
    private static final int MANY = 400;

    private SomeUsers() {}

    static SequenceStore store() {
        Random random = new Random(5);
        List<Integer> items = new ArrayList<>();
        int[] offsets = new int[USERS + 1];
        for (int user = 0; user < USERS; user++) {
            for (int event = 0; event < (user == 0 ? MANY : EVENTS); event++) {
                boolean jumps = event == 0 || random.nextInt(5) == 0;
                items.add(jumps ? 1 + random.nextInt(ITEMS) : 1 + items.getLast() % ITEMS);
            }
            offsets[user + 1] = items.size();
        }
        return new SequenceStore(
                offsets,
                items.stream().mapToInt(Integer::intValue).toArray(),
                IntStream.range(0, items.size()).mapToLong(i -> i).toArray(),
                IntStream.range(0, items.size()).toArray(),
                IntStream.range(0, USERS).mapToObj(user -> "u" + user).toList());
    }

    static SequenceOptions options() {
        return new SequenceOptions(STEPS, new SequenceOptions.Windows.Sliding(STEPS), SequenceOptions.Targets.NEXT_ITEM);
    }

    static WindowSet windows() {
        SequenceStore store = store();
        return WindowSet.training(store, SplitBounds.of(store, new Split.LeaveOneOut()), options(), false);
    }
}
