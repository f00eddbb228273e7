package trailbench.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Generated stores for tests.
final class Stores {
    private Stores() {}

    /// One user an array; each event its own basket; the time of an event is 1,000 times its place in the user's sequence.
    static SequenceStore of(int[]... sequences) {
        int[][][] baskets = new int[sequences.length][][];
        for (int user = 0; user < sequences.length; user++) {
            baskets[user] = new int[sequences[user].length][];
            for (int i = 0; i < sequences[user].length; i++) {
                baskets[user][i] = new int[] {sequences[user][i]};
            }
        }
        return ofBaskets(baskets);
    }

    /// `sequences[user][basket]` lists items; basket `b` has the time 1,000 · b.
    static SequenceStore ofBaskets(int[][]... sequences) {
        List<Integer> items = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        List<Integer> baskets = new ArrayList<>();
        List<String> users = new ArrayList<>();
        int[] offsets = new int[sequences.length + 1];
        for (int user = 0; user < sequences.length; user++) {
            users.add("u" + user);
            for (int basket = 0; basket < sequences[user].length; basket++) {
                int number = items.size();
                for (int item : sequences[user][basket]) {
                    items.add(item);
                    times.add(1_000L * basket);
                    baskets.add(number);
                }
            }
            offsets[user + 1] = items.size();
        }
        return new SequenceStore(
                offsets,
                items.stream().mapToInt(i -> i).toArray(),
                times.stream().mapToLong(i -> i).toArray(),
                baskets.stream().mapToInt(i -> i).toArray(),
                users);
    }

    /// Up to 12 users with up to 14 baskets of 1 to 4 of 20 items, with times that grow along each user.
    static SequenceStore random(long seed) {
        var random = new SplittableRandom(seed);
        int[][][] sequences = new int[1 + random.nextInt(12)][][];
        for (int user = 0; user < sequences.length; user++) {
            sequences[user] = new int[random.nextInt(15)][];
            boolean single = random.nextBoolean();
            for (int basket = 0; basket < sequences[user].length; basket++) {
                sequences[user][basket] = random.ints(single ? 1 : 1 + random.nextInt(4), 1, 21).toArray();
            }
        }
        SequenceStore store = ofBaskets(sequences);
        for (int user = 0; user < store.users(); user++) {
            long time = random.nextInt(10_000);
            for (int event = store.start(user); event < store.end(user); event++) {
                if (event == store.start(user) || store.baskets()[event] != store.baskets()[event - 1]) {
                    time += random.nextInt(3_000);
                }
                store.times()[event] = time;
                store.behaviours()[event] = (byte) random.nextInt(3);
            }
        }
        return store;
    }

    /// The same store in which every event at or after `ends` has another item, behaviour and time.
    static SequenceStore withOtherFuture(SequenceStore store, int[] ends, long seed) {
        var random = new SplittableRandom(seed);
        int[] items = store.items().clone();
        byte[] behaviours = store.behaviours().clone();
        long[] times = store.times().clone();
        for (int user = 0; user < store.users(); user++) {
            for (int event = ends[user]; event < store.end(user); event++) {
                items[event] = 100 + random.nextInt(100);
                behaviours[event] = (byte) (3 + random.nextInt(3));
                times[event] += 1_000_000 + random.nextInt(1_000_000);
            }
        }
        return new SequenceStore(store.offsets(), items, times, store.baskets(), behaviours, store.userIds());
    }
}
