package trailbench.ui.sequences;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.LeakInspection;
import trailbench.experiment.Prepared;
import trailbench.graph.GraphChoice;
import trailbench.log.LogRecipe;
import trailbench.project.Experiment;
import trailbench.sequence.LeakFinding;
import trailbench.sequence.Leaks;
import trailbench.sequence.SequenceOptions;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// Has the prepared log inspected for leaks, and mends them.
final class LeaksViewModel {
    private final WorkbenchModel model;
    private final ReadOnlyObjectWrapper<@Nullable Leaks> leaks = new ReadOnlyObjectWrapper<>();
    private final Subscription subscriptions;
    private @Nullable Wanted inspected;
    private boolean onScreen;

    /// What leaks are looked for in.
    private record Wanted(Prepared prepared, LogRecipe log, SequenceOptions sequences, GraphChoice graph) {}

    LeaksViewModel(WorkbenchModel model) {
        this.model = model;
        this.subscriptions = Subscription.combine(
                model.draftProperty().subscribe(draft -> refresh()),
                model.preparedLog().property().subscribe(prepared -> refresh()),
                model.preparedLog().freshBinding().subscribe(fresh -> refresh()));
    }

    void shown() {
        onScreen = true;
        refresh();
    }

    void hidden() {
        onScreen = false;
    }

    void released() {
        subscriptions.unsubscribe();
    }

    /// While the log is not that of the draft, what was found of the last one stays.
    private void refresh() {
        Experiment draft = model.draft();
        Prepared prepared = model.preparedLog().get();
        if (draft == null || prepared == null) {
            inspected = null;
            leaks.set(null);
            return;
        }
        Wanted wanted = new Wanted(prepared, draft.log().reading(), draft.sequences(), draft.graph());
        if (!onScreen || !model.preparedLog().freshBinding().get() || wanted.equals(inspected)) {
            return;
        }
        inspected = wanted;
        model.executor().quietly(() -> inspect(draft, prepared), found -> {
            if (wanted.equals(inspected)) {
                leaks.set(found.orElse(null));
            }
        });
    }

    /// Nothing for windows that the graph cannot be trained on; the room tells so beside their choice.
    private static Optional<Leaks> inspect(Experiment draft, Prepared prepared) {
        try {
            return Optional.of(LeakInspection.inspect(draft, prepared));
        } catch (Fault.Request refused) {
            return Optional.empty();
        }
    }

    /// Changes the draft so that the leak is gone, and prepares it.
    void mend(LeakFinding finding) {
        model.edit(edited -> LeakInspection.mended(edited, finding));
        model.preparedLog().prepare();
    }

    /// Null until a log was inspected.
    ReadOnlyObjectProperty<@Nullable Leaks> leaksProperty() {
        return leaks.getReadOnlyProperty();
    }
}
