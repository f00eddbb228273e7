package trailbench.ui.runs;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import trailbench.runs.RunSummary;
import trailbench.runs.RunTable;

/// One line of the table: a run, or the head of a group. The row stays while what is known of it changes, so that a selection does too.
final class RunRow {
    private final String key;
    private final ReadOnlyObjectWrapper<RunTable.Line> line;

    RunRow(RunTable.Line first) {
        key = first.key();
        line = new ReadOnlyObjectWrapper<>(first);
    }

    String key() {
        return key;
    }

    ReadOnlyObjectProperty<RunTable.Line> lineProperty() {
        return line.getReadOnlyProperty();
    }

    RunTable.Line line() {
        return line.get();
    }

    void show(RunTable.Line now) {
        if (!now.equals(line.get())) {
            line.set(now);
        }
    }

    /// Empty for a group.
    Optional<RunSummary> run() {
        return line.get().run();
    }
}
