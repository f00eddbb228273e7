package trailbench.evaluation;

import java.util.Arrays;
import trailbench.sequence.Cases;

/// Where each case's target stands among its candidates.
///
/// @param cases  the questions
/// @param higher `[C]` candidates scored strictly higher than the target, or [#UNRANKED]
/// @param tied   `[C]` other candidates with the target's score
record Ranks(Cases cases, int[] higher, int[] tied) {

    /// The target is no candidate, since it is in its own history and seen items are excluded: a miss at every K.
    static final int UNRANKED = Integer.MAX_VALUE;

    static Ranks ofSize(Cases cases) {
        return new Ranks(cases, new int[cases.size()], new int[cases.size()]);
    }

    /// Those of some cases, in order.
    Ranks of(int[] chosen) {
        Cases some = new Cases(cases.part(), pick(cases.users(), chosen), pick(cases.historyEnds(), chosen), pick(cases.targets(), chosen));
        return new Ranks(some, pick(higher, chosen), pick(tied, chosen));
    }

    private static int[] pick(int[] values, int[] chosen) {
        return Arrays.stream(chosen).map(i -> values[i]).toArray();
    }

    /// The first case after `first` that has another user or history; cases with one history stand side by side.
    int groupEnd(int first) {
        int user = cases.users()[first];
        int historyEnd = cases.historyEnds()[first];
        int end = first + 1;
        while (end < cases.size() && cases.users()[end] == user && cases.historyEnds()[end] == historyEnd) {
            end++;
        }
        return end;
    }
}
