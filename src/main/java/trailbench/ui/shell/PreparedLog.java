package trailbench.ui.shell;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.Prepared;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.ui.fx.Job;

/// The draft's log made into sequences, and whether it still is that of the draft.
///
/// Used on the window's thread only.
public final class PreparedLog {
    private final WorkbenchModel model;
    private final ReadOnlyObjectWrapper<@Nullable Prepared> prepared = new ReadOnlyObjectWrapper<>();
    /// What `prepared` was made from.
    private final ObjectProperty<@Nullable Experiment> source = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final BooleanBinding fresh;
    private @Nullable Experiment attempted;
    private boolean wanted;

    PreparedLog(WorkbenchModel model) {
        this.model = model;
        fresh = Bindings.createBooleanBinding(this::fits, model.draftProperty(), prepared, source);
        model.draftProperty().subscribe(_ -> ensure());
    }

    /// Null until the log was prepared once. It may be that of an earlier draft: see [#freshBinding].
    public ReadOnlyObjectProperty<@Nullable Prepared> property() {
        return prepared.getReadOnlyProperty();
    }

    public @Nullable Prepared get() {
        return prepared.get();
    }

    /// What the log was prepared from: the draft of that time. Null until the log was prepared once.
    public @Nullable Experiment source() {
        return source.get();
    }

    /// True if the prepared log is that of the draft as it stands.
    public BooleanBinding freshBinding() {
        return fresh;
    }

    /// The preparation that is going on, or null.
    public ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /// What the button "Prepare" does: saves the draft where the project can be written to and prepares its log; or, while that goes
    /// on, cancels it.
    public void prepareOrCancel() {
        Job running = job.get();
        if (running != null) {
            running.cancel();
            return;
        }
        Project open = model.project();
        if (open != null && !open.readOnly() && model.changedBinding().get()) {
            model.saveInto(open);
        }
        prepare();
    }

    /// Prepares the draft's log in the background.
    public void prepare() {
        Project open = model.project();
        Experiment edited = model.draft();
        if (open == null || edited == null || job.get() != null) {
            return;
        }
        String file = edited.log().files().isEmpty() ? edited.experiment() : String.valueOf(edited.log().files().getFirst().getFileName());
        attempted = edited;
        Job started = model.executor().run(model.words().text("job.prepare", file),
                progress -> model.workbench().prepare(open, edited, progress),
                result -> {
                    if (model.project() == open) {
                        source.set(edited);
                        prepared.set(result);
                    }
                });
        job.set(started);
        started.whenEnded(() -> job.set(null));
    }

    /// A room that shows the log says `true` when it comes on screen and `false` when it leaves. The log of whichever draft is looked at
    /// meanwhile is prepared, unless that was done or tried, is going on, or the user is in the middle of editing the recipe.
    public void wanted(boolean onScreen) {
        wanted = onScreen;
        ensure();
    }

    private void ensure() {
        Experiment edited = model.draft();
        if (!wanted || edited == null || attempted != null && sameEvents(attempted, edited)) {
            return;
        }
        boolean recipeSaved = model.experiments().stream().anyMatch(saved -> sameEvents(saved, edited));
        if (recipeSaved && !fresh.get()) {
            prepare();
        }
    }

    /// Another project is open now; a draft that was kept keeps its sequences.
    void projectChanged(boolean keptDraft) {
        attempted = null;
        if (!keptDraft) {
            prepared.set(null);
            source.set(null);
        }
    }

    private boolean fits() {
        Experiment from = source.get();
        Experiment edited = model.draft();
        return from != null && edited != null && prepared.get() != null && sameEvents(from, edited);
    }

    /// True if both experiments make the same sequences, the same split and the same cases of them.
    private static boolean sameEvents(Experiment one, Experiment other) {
        return one.log().reading().equals(other.log().reading()) && one.split().equals(other.split())
                && one.sequences().of() == other.sequences().of() && one.sequences().targetBehaviours().equals(other.sequences().targetBehaviours())
                && one.evaluation().coldItems() == other.evaluation().coldItems();
    }
}
