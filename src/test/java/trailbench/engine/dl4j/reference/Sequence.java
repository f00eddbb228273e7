package trailbench.engine.dl4j.reference;

import java.util.Map;

/// One sequence without padding.
///
/// @param index   its place in the batch, by which dropout draws
/// @param numbers for each input node, what it gives at each step `[T]`
/// @param values  for each input node of numbers, what it reads at each step `[T]`; NaN where unknown
/// @param targets `[T]` item to be said at each step; 0 for none
/// @param weights `[T]` what the loss of each target counts
public record Sequence(int index, Map<String, int[]> numbers, Map<String, double[]> values, int[] targets, double[] weights) {
    int steps() {
        return targets.length;
    }
}
