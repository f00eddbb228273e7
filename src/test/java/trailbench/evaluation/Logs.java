package trailbench.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;
import trailbench.sequence.Cases;
import trailbench.sequence.SequenceStore;

/// Small logs for tests.
final class Logs {
    private Logs() {}

    /// One row of items a user; every event stands alone.
    static SequenceStore store(int[]... histories) {
        int[] items = Arrays.stream(histories).flatMapToInt(Arrays::stream).toArray();
        return withBaskets(IntStream.range(0, items.length).toArray(), histories);
    }

    static SequenceStore withBaskets(int[] baskets, int[]... histories) {
        int[] offsets = new int[histories.length + 1];
        for (int user = 0; user < histories.length; user++) {
            offsets[user + 1] = offsets[user] + histories[user].length;
        }
        int[] items = Arrays.stream(histories).flatMapToInt(Arrays::stream).toArray();
        return new SequenceStore(
                offsets,
                items,
                IntStream.range(0, items.length).asLongStream().toArray(),
                baskets,
                IntStream.range(0, histories.length).mapToObj(user -> "u" + user).toList());
    }

    /// Each user's last event is asked from all before it.
    static Cases lastItems(SequenceStore store) {
        int[] users = IntStream.range(0, store.users()).toArray();
        int[] ends = IntStream.of(users).map(user -> store.end(user) - 1).toArray();
        return new Cases(Cases.Part.TEST, users, ends, IntStream.of(ends).map(end -> store.items()[end]).toArray());
    }
}
