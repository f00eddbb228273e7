package trailbench.sequence;

/// One window as the trainer sees it in one epoch, as indices into the store, without its padding.
///
/// @param start       the first input
/// @param end         the last input, exclusive
/// @param targets     `[end - start]` what the input at `start + i` is to predict, or [#NONE]
/// @param choicesFrom `[end - start]` the first event that this target is drawn from; without a target, of those that come into question and
///                    are not asked for; of no meaning where none does
/// @param choicesTo   `[end - start]` the last one, exclusive; 0 where none comes into question
/// @param weights     `[end - start]` what the target counts in the loss
record WindowView(int start, int end, int[] targets, int[] choicesFrom, int[] choicesTo, float[] weights) {
    static final int NONE = -1;
}
