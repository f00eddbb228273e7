package trailbench.evaluation;

import static trailbench.work.Fault.require;

import java.util.List;
import trailbench.sequence.ColdItems;

/// @param at          cut-offs K
/// @param excludeSeen true if items of the history are no candidates
/// @param coldItems   what becomes of cases that ask for an item which training never saw
public record EvaluationOptions(List<Integer> at, boolean excludeSeen, ColdItems coldItems) {
    public EvaluationOptions {
        require(!at.isEmpty() && at.stream().allMatch(k -> k >= 1), "at %s must list cut-offs of at least 1", at);
    }

    public static EvaluationOptions defaults() {
        return new EvaluationOptions(List.of(1, 5, 10, 20), true, ColdItems.KEEP);
    }
}
