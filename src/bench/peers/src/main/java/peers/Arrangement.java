package peers;

import java.util.List;

/// How a batch is laid out for the library.
///
/// @param groups  the batch's sequences, longest first, are cut into so many groups of like length; each is padded to its own longest and
///                makes its own forward and backward pass, so that little padding is computed. 0 for packed rows without any padding
///                (recurrent layers only)
/// @param slab    rows whose logits are held at once; the gradient of the rows below is gathered, then goes down once. 0 for all rows
record Arrangement(int groups, int slab) {
    static List<Arrangement> ofRecurrent() {
        return List.of(
                new Arrangement(0, 0), new Arrangement(0, 1024), new Arrangement(1, 0), new Arrangement(1, 1024),
                new Arrangement(4, 0), new Arrangement(4, 1024));
    }

    static List<Arrangement> ofPadded() {
        return List.of(
                new Arrangement(1, 0), new Arrangement(1, 1024), new Arrangement(4, 0), new Arrangement(4, 1024),
                new Arrangement(16, 0));
    }

    boolean packed() {
        return groups == 0;
    }

    @Override
    public String toString() {
        String how = groups == 0 ? "packed" : groups == 1 ? "padded" : groups + " groups of like length";
        return slab == 0 ? how : how + ", logits in slabs of " + slab;
    }
}
