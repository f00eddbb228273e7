package trailbench.ui.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trailbench.graph.GraphChoice;

/// What was done to a graph, step by step. A graph never changes, so a step is the graph before and the one after, and a name.
final class History {
    /// @param key       its words are `step.<key>`
    /// @param arguments of those words
    record Step(String key, List<String> arguments) {
        static Step of(String key, String... arguments) {
            return new Step(key, List.of(arguments));
        }
    }

    private record Entry(Step step, GraphChoice before, GraphChoice after) {}

    /// The step whose repetitions are one: a key held down.
    private static final String NUDGE = "nudge";

    private final List<Entry> entries = new ArrayList<>();
    private int done;

    /// What was undone can not be done again after this.
    void add(Step step, GraphChoice before, GraphChoice after) {
        entries.subList(done, entries.size()).clear();
        boolean goesOn = step.key().equals(NUDGE) && !entries.isEmpty() && entries.getLast().step().equals(step);
        GraphChoice first = goesOn ? entries.removeLast().before() : before;
        entries.add(new Entry(step, first, after));
        done = entries.size();
    }

    /// The graph before the last step, which is undone by this.
    Optional<GraphChoice> undo() {
        return done == 0 ? Optional.empty() : Optional.of(entries.get(--done).before());
    }

    /// The graph after the step that was undone last.
    Optional<GraphChoice> redo() {
        return done == entries.size() ? Optional.empty() : Optional.of(entries.get(done++).after());
    }

    Optional<Step> undoable() {
        return done == 0 ? Optional.empty() : Optional.of(entries.get(done - 1).step());
    }

    Optional<Step> redoable() {
        return done == entries.size() ? Optional.empty() : Optional.of(entries.get(done).step());
    }

    void clear() {
        entries.clear();
        done = 0;
    }
}
