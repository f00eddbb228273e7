package trailbench.sequence;

/// B windows of T steps, left-padded with [Vocabulary#PADDING]; the mask is `items[i] != 0`.
///
/// @param size    B
/// @param steps   T, the longest window of this batch (never more than the options' maximum)
/// @param items   `[B * T]` row-major: step `t` of window `b` at `b * T + t`
/// @param targets `[B * T]` the number to predict at each step, 0 where there is none: the item, or, if behaviours are asked for, the behaviour
///                from 1
/// @param weights `[B * T]` what the loss of each target counts, above 0; empty if all count 1
/// @param context what is known beside the items; [Context#NONE] if it was not asked for
/// @param values  `[B * T]` if values are asked for, what is to be said at each step with a target; else empty
public record Batch(int size, int steps, int[] items, int[] targets, float[] weights, Context context, float[] values) {

    /// Without values.
    public Batch(int size, int steps, int[] items, int[] targets, float[] weights, Context context) {
        this(size, steps, items, targets, weights, context, new float[0]);
    }

    /// Items alone, and targets that all count 1.
    public Batch(int size, int steps, int[] items, int[] targets) {
        this(size, steps, items, targets, new float[0], Context.NONE);
    }

    /// Number of steps that have a target.
    public int targetCount() {
        int count = 0;
        for (int target : targets) {
            if (target != Vocabulary.PADDING) {
                count++;
            }
        }
        return count;
    }

    /// What the targets count together: what a loss is divided by.
    public double targetWeight() {
        if (weights.length == 0) {
            return targetCount();
        }
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            sum += targets[i] == Vocabulary.PADDING ? 0 : weights[i];
        }
        return sum;
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
