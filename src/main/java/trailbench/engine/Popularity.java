package trailbench.engine;

/// How often each item is a target of the training windows: what negatives are drawn by and targets are weighted by.
///
/// Counted on training windows alone. Counts that knew the held-out events would leak them into the model.
///
/// @param counts `[V + 1]`, index 0 is the padding; empty if they are not known, as when a model is only asked
public record Popularity(int[] counts) {
    public static final Popularity UNKNOWN = new Popularity(new int[0]);

    public boolean isKnown() {
        return counts.length > 0;
    }
}
