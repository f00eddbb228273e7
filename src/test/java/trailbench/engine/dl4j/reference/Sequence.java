package trailbench.engine.dl4j.reference;

import java.util.Map;

/// One sequence without padding.
///
/// @param index   its place in the batch, by which dropout draws
/// @param numbers for each input node, what it gives at each step `[T]`
/// @param values  for each input node of numbers, what it reads at each step `[T]`; NaN where unknown
/// @param targets `[T]` item or behaviour to be said at each step; 0 for none
/// @param weights `[T]` what the loss of each target counts
/// @param wanted  `[T]` value to be said at each step with a target; empty where no values are asked for
public record Sequence(int index, Map<String, int[]> numbers, Map<String, double[]> values, int[] targets, double[] weights, double[] wanted) {
    int steps() {
        return targets.length;
    }
}
