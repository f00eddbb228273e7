package trailbench.sequence;

/// B windows of T steps, left-padded with [Vocabulary#PADDING]; the mask is `items[i] != 0`.
///
/// @param size    B
/// @param steps   T, the longest window of this batch (never more than the options' maximum)
/// @param items   `[B * T]` row-major: step `t` of window `b` at `b * T + t`
/// @param targets `[B * T]` the item to predict at each step, 0 where there is none
public record Batch(int size, int steps, int[] items, int[] targets) {

    /// Number of steps that have a target: what a loss is averaged over.
    public int targetCount() {
        int count = 0;
        for (int target : targets) {
            if (target != Vocabulary.PADDING) {
                count++;
            }
        }
        return count;
    }

    /// Number of steps that hold an event.
    public int eventCount() {
        int count = 0;
        for (int item : items) {
            if (item != Vocabulary.PADDING) {
                count++;
            }
        }
        return count;
    }
}
