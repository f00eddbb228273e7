package trailbench.sequence;

import static trailbench.work.Fault.require;

import java.util.BitSet;
import java.util.List;

/// Which events can be asked for: those of some behaviours. All others are read, and never predicted.
///
/// @param names  in the recipe's words; empty if every event can be asked for
/// @param wanted indices into [Vocabulary#behaviours]; nobody changes it
public record TargetBehaviours(List<String> names, BitSet wanted) {
    public static final TargetBehaviours ALL = new TargetBehaviours(List.of(), new BitSet());

    /// @param names      that an experiment gives
    /// @param behaviours [Vocabulary#behaviours]
    /// @throws trailbench.work.Fault.Request for a name that the log does not know
    public static TargetBehaviours of(List<String> names, List<String> behaviours) {
        BitSet wanted = new BitSet();
        for (String name : names) {
            require(
                    behaviours.contains(name),
                    "sequences.target_behaviours names \"%s\", which is no behaviour of the events that are kept. There are %s.",
                    name, String.join(", ", behaviours));
            wanted.set(behaviours.indexOf(name));
        }
        return new TargetBehaviours(names, wanted);
    }

    public boolean areAll() {
        return names.isEmpty();
    }

    /// True if event `event` can be asked for.
    public boolean include(SequenceStore store, int event) {
        return areAll() || wanted.get(store.behaviours()[event]);
    }

    /// How many of the events `from … to - 1` can be asked for.
    int count(SequenceStore store, int from, int to) {
        if (areAll()) {
            return Math.max(0, to - from);
        }
        int count = 0;
        for (int event = from; event < to; event++) {
            count += include(store, event) ? 1 : 0;
        }
        return count;
    }

    /// The first of the events `from … to - 1` that can be asked for; `to` if there is none.
    int next(SequenceStore store, int from, int to) {
        int event = from;
        while (event < to && !include(store, event)) {
            event++;
        }
        return event;
    }

    /// Behind the last of the events `from … to - 1` that can be asked for; `from` if there is none.
    int endOfLast(SequenceStore store, int from, int to) {
        int end = to;
        while (end > from && !include(store, end - 1)) {
            end--;
        }
        return end;
    }
}
