package trailbench.ui.chart;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Which points are selected and which alone are shown; every change can be taken back and made again.
public final class MapSelection {
    private static final int MOST_KEPT = 100;

    /// How newly drawn points join those that are selected.
    public enum Mode {
        REPLACE,
        ADD,
        REMOVE
    }

    /// @param chosen the selected points
    /// @param alone  the only points shown; empty for all
    public record State(PointSet chosen, PointSet alone) {
        static final State NONE = new State(PointSet.NONE, PointSet.NONE);

        boolean shows(int point) {
            return alone.isEmpty() || alone.contains(point);
        }
    }

    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private final Deque<State> done = new ArrayDeque<>();
    private final Deque<State> undone = new ArrayDeque<>();

    public void choose(PointSet points, Mode mode) {
        PointSet chosen = chosen();
        go(new State(
                switch (mode) {
                    case REPLACE -> points;
                    case ADD -> chosen.with(points);
                    case REMOVE -> chosen.without(points);
                },
                state.get().alone()));
    }

    /// Selects nothing.
    public void clear() {
        choose(PointSet.NONE, Mode.REPLACE);
    }

    /// Shows the selected points alone; does nothing if none are selected.
    public void isolate() {
        if (!chosen().isEmpty()) {
            go(new State(PointSet.NONE, chosen()));
        }
    }

    /// Shows all points again; those that were alone become the selected ones.
    public void showAll() {
        if (!state.get().alone().isEmpty()) {
            go(new State(chosen().isEmpty() ? state.get().alone() : chosen(), PointSet.NONE));
        }
    }

    public void undo() {
        if (!done.isEmpty()) {
            undone.push(state.get());
            show(done.pop());
        }
    }

    public void redo() {
        if (!undone.isEmpty()) {
            done.push(state.get());
            show(undone.pop());
        }
    }

    /// As another map has it, without a step to take back here.
    void follow(State other) {
        show(other);
    }

    /// Another map: nothing to take back.
    void forget() {
        done.clear();
        undone.clear();
        show(State.NONE);
    }

    /// Goes to a state; the one before can be taken back to.
    public void go(State next) {
        if (next.equals(state.get())) {
            return;
        }
        done.push(state.get());
        if (done.size() > MOST_KEPT) {
            done.removeLast();
        }
        undone.clear();
        show(next);
    }

    private void show(State next) {
        canUndo.set(!done.isEmpty());
        canRedo.set(!undone.isEmpty());
        state.set(next);
    }

    public PointSet chosen() {
        return state.get().chosen();
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }
}
