package trailbench.ui.report;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.Prepared;
import trailbench.log.LogRecipe;
import trailbench.project.Experiment;
import trailbench.sequence.Fix;
import trailbench.sequence.LogProfile;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.ExperimentEdits;
import trailbench.ui.shell.WorkbenchModel;

/// Decides what the quality report shows and does.
final class ReportViewModel {
    private final WorkbenchModel model;
    private final Messages words;
    private final ReadOnlyObjectWrapper<@Nullable ReportPicture> picture = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final BooleanBinding stale;
    private final BooleanBinding nothing;
    private final Subscription subscription;
    private @Nullable Prepared looked;
    private boolean onScreen;

    ReportViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        this.nothing = model.preparedLog().property().isNull();
        this.stale = Bindings.createBooleanBinding(
                () -> model.preparedLog().get() != null && !model.preparedLog().freshBinding().get(),
                model.preparedLog().property(), model.preparedLog().freshBinding());
        this.subscription = model.preparedLog().property().subscribe(prepared -> look());
    }

    /// The report comes on screen.
    void shown() {
        onScreen = true;
        look();
    }

    void hidden() {
        onScreen = false;
    }

    void released() {
        subscription.unsubscribe();
    }

    private void look() {
        Prepared prepared = model.preparedLog().get();
        Experiment source = model.preparedLog().source();
        if (prepared == null || source == null) {
            stopLooking();
            looked = null;
            picture.set(null);
            return;
        }
        if (!onScreen || prepared == looked) {
            return;
        }
        stopLooking();
        looked = prepared;
        Job started = model.executor().run(words.text("job.report"), progress -> {
            LogProfile profile = model.workbench().profile(prepared, source.log(), progress);
            return ReportPicture.of(profile, source.log(), words);
        }, made -> {
            if (prepared == looked) {
                picture.set(made);
            }
        });
        job.set(started);
        started.stateProperty().subscribe(state -> {
            if (state != Job.State.RUNNING && job.get() == started) {
                job.set(null);
                looked = state == Job.State.DONE ? looked : null;
            }
        });
    }

    private void stopLooking() {
        Job running = job.get();
        if (running != null) {
            running.cancel();
        }
    }

    /// Changes the draft's recipe as the fix says. Its log then needs to be prepared again.
    void mend(Fix fix) {
        model.edit(experiment -> ExperimentEdits.withLog(experiment, fix.apply(experiment.log())));
    }

    /// True once the draft's recipe has the change of `fix`.
    BooleanBinding mendedBinding(Fix fix) {
        return Bindings.createBooleanBinding(() -> {
            Experiment draft = model.draft();
            LogRecipe recipe = draft == null ? null : draft.log();
            return recipe != null && fix.apply(recipe).equals(recipe);
        }, model.draftProperty());
    }

    /// Saves where the project can be written to, and prepares; or cancels a preparation that goes on.
    void prepare() {
        model.preparedLog().prepareOrCancel();
    }

    WorkbenchModel model() {
        return model;
    }

    /// True before a log was prepared.
    BooleanBinding nothingBinding() {
        return nothing;
    }

    /// True if the report is that of a recipe that was changed since.
    BooleanBinding staleBinding() {
        return stale;
    }

    /// The report being made, or null.
    ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /// The report as last made; null before that.
    ReadOnlyObjectProperty<@Nullable ReportPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }
}
