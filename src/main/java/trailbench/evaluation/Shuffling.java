package trailbench.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import trailbench.engine.Scorer;
import trailbench.sequence.History;
import trailbench.sequence.SequenceStore;

/// Takes the order out of sequences and leaves all else: baskets change places as wholes, so what was done together stays together,
/// and who did what, how often, and in how many baskets stays too. Where every event stands alone, events change places.
///
/// Behaviours move with their items. Times stay at their places, so that they still grow along a user.
///
/// @param seed of every order that is drawn; a user's order depends on it and on the user alone
record Shuffling(long seed) {

    /// The same store with every user's events before `ends[u]` in a drawn order; nothing at or after it moves.
    ///
    /// @param ends `[U]` exclusive store index
    SequenceStore shuffled(SequenceStore store, int[] ends) {
        int[] items = store.items().clone();
        int[] baskets = store.baskets().clone();
        byte[] behaviours = store.behaviours().clone();
        float[] values = store.values().clone();
        IntStream.range(0, store.users()).parallel().forEach(user -> {
            int start = store.start(user);
            int[] order = order(store.baskets(), start, ends[user], user);
            int basket = start;
            for (int i = 0; i < order.length; i++) {
                boolean opens = i == 0 || store.baskets()[order[i]] != store.baskets()[order[i - 1]];
                basket = opens ? start + i : basket;
                items[start + i] = store.items()[order[i]];
                behaviours[start + i] = store.behaviours()[order[i]];
                if (values.length > 0) {
                    values[start + i] = store.values()[order[i]];
                }
                baskets[start + i] = basket;
            }
        });
        return new SequenceStore(store.offsets(), items, store.times(), baskets, behaviours, store.userIds(), store.userFeatures(), store.owners())
                .withValues(values);
    }

    /// A scorer that is given every history in a drawn order.
    Scorer shuffled(Scorer scorer) {
        return new Scorer() {
            @Override
            public int items() {
                return scorer.items();
            }

            @Override
            public void score(List<History> histories, float[][] scores) {
                scorer.score(histories.stream().map(history -> shuffled(history)).toList(), scores);
            }
        };
    }

    History shuffled(History history) {
        int[] order = order(history.baskets(), 0, history.length(), history.user());
        byte[] behaviours = history.behaviours().clone();
        for (int i = 0; i < behaviours.length; i++) {
            behaviours[i] = history.behaviours()[order[i]];
        }
        float[] values = history.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = history.values()[order[i]];
        }
        return new History(pick(history.items(), order), pick(history.baskets(), order), behaviours, history.times(), history.user(), values);
    }

    private static int[] pick(int[] values, int[] order) {
        return Arrays.stream(order).map(index -> values[index]).toArray();
    }

    /// The indices `from … to - 1` with their baskets in a drawn order (R. Durstenfeld, "Algorithm 235: random permutation", CACM 7(7), 1964).
    private int[] order(int[] baskets, int from, int to, int user) {
        int[] starts = IntStream.range(from, to).filter(event -> event == from || baskets[event] != baskets[event - 1]).toArray();
        int[] ends = Arrays.copyOf(starts, starts.length);
        for (int basket = 0; basket < ends.length; basket++) {
            ends[basket] = basket + 1 < starts.length ? starts[basket + 1] : to;
        }
        SplittableRandom random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + user);
        int[] order = new int[to - from];
        int next = 0;
        for (int left = starts.length; left > 0; left--) {
            int drawn = random.nextInt(left);
            for (int event = starts[drawn]; event < ends[drawn]; event++) {
                order[next++] = event;
            }
            starts[drawn] = starts[left - 1];
            ends[drawn] = ends[left - 1];
        }
        return order;
    }
}
