package trailbench.ui.runs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// What was done to runs, to be taken back and done again.
final class UndoList {
    /// @param words what was done, in the user's language
    record Deed(String words, Runnable forth, Runnable back) {}

    private final Deque<Deed> done = new ArrayDeque<>();
    private final Deque<Deed> undone = new ArrayDeque<>();
    private final ReadOnlyStringWrapper undo = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper redo = new ReadOnlyStringWrapper("");

    /// What [#undo] would take back; empty if nothing.
    ReadOnlyStringProperty undoProperty() {
        return undo.getReadOnlyProperty();
    }

    /// What [#redo] would do again; empty if nothing.
    ReadOnlyStringProperty redoProperty() {
        return redo.getReadOnlyProperty();
    }

    /// Does it, and forgets what was undone.
    void perform(Deed deed) {
        deed.forth().run();
        done.push(deed);
        undone.clear();
        tell();
    }

    void undo() {
        Optional.ofNullable(done.poll()).ifPresent(deed -> {
            deed.back().run();
            undone.push(deed);
        });
        tell();
    }

    void redo() {
        Optional.ofNullable(undone.poll()).ifPresent(deed -> {
            deed.forth().run();
            done.push(deed);
        });
        tell();
    }

    /// Another project: its runs are others.
    void clear() {
        done.clear();
        undone.clear();
        tell();
    }

    private void tell() {
        undo.set(done.isEmpty() ? "" : done.peek().words());
        redo.set(undone.isEmpty() ? "" : undone.peek().words());
    }
}
