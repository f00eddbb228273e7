package trailbench.evaluation;

import static trailbench.work.Fault.require;

import java.util.List;
import trailbench.sequence.ColdItems;

/// @param at          cut-offs K
/// @param excludeSeen true if items of the history are no candidates
/// @param coldItems   what becomes of cases that ask for an item which training never saw
/// @param candidates  what the test's targets are ranked among; validation ranks all items whatever this says
/// @param ties        how the test ranks equal scores; validation expects, whatever this says
public record EvaluationOptions(List<Integer> at, boolean excludeSeen, ColdItems coldItems, Candidates candidates, Ties ties) {
    public EvaluationOptions {
        require(!at.isEmpty() && at.stream().allMatch(k -> k >= 1), "at %s must list cut-offs of at least 1", at);
    }

    /// Among all items, ties at their expected rank.
    public EvaluationOptions(List<Integer> at, boolean excludeSeen, ColdItems coldItems) {
        this(at, excludeSeen, coldItems, new Candidates.All(), Ties.EXPECTED);
    }

    public static EvaluationOptions defaults() {
        return new EvaluationOptions(List.of(1, 5, 10, 20), true, ColdItems.KEEP);
    }

    public EvaluationOptions with(ColdItems coldItems) {
        return new EvaluationOptions(at, excludeSeen, coldItems, candidates, ties);
    }
}
