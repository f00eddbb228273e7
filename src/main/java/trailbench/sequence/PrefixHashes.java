package trailbench.sequence;

/// A hash of each user's items from the first event on, basket by basket; the order within a basket does not matter.
final class PrefixHashes {
    /// Of an event that does not end its basket.
    static final long NONE = 0;

    private PrefixHashes() {}

    /// `[N]`
    static long[] of(SequenceStore store) {
        long[] hashes = new long[store.events()];
        for (int user = 0; user < store.users(); user++) {
            long hash = 1;
            long basket = 0;
            for (int event = store.start(user); event < store.end(user); event++) {
                basket += WindowSet.mix(store.items()[event]);
                if (event + 1 == store.end(user) || store.baskets()[event + 1] != store.baskets()[event]) {
                    hash = WindowSet.mix(hash + basket);
                    hashes[event] = hash;
                    basket = 0;
                }
            }
        }
        return hashes;
    }
}
