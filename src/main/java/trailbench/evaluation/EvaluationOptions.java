package trailbench.evaluation;

import static trailbench.work.Fault.require;

import java.util.List;

/// @param at          cut-offs K
/// @param excludeSeen true if items of the history are no candidates
public record EvaluationOptions(List<Integer> at, boolean excludeSeen) {
    public EvaluationOptions {
        require(!at.isEmpty() && at.stream().allMatch(k -> k >= 1), "at %s must list cut-offs of at least 1", at);
    }

    public static EvaluationOptions defaults() {
        return new EvaluationOptions(List.of(1, 5, 10, 20), true);
    }
}
