package trailbench.ui.report;

import java.util.List;
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
    private @Nullable Made made;
    private @Nullable LogRecipe drawn;
    private @Nullable Made drawnOf;
    private boolean onScreen;

    /// A report, and the recipe that its log was prepared by.
    private record Made(LogProfile profile, LogRecipe recipe) {}

    ReportViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        this.nothing = model.preparedLog().property().isNull();
        this.stale = Bindings.createBooleanBinding(
                () -> model.preparedLog().get() != null && !model.preparedLog().freshBinding().get(),
                model.preparedLog().property(), model.preparedLog().freshBinding());
        this.subscription = Subscription.combine(
                model.preparedLog().property().subscribe(prepared -> look()), model.draftProperty().subscribe(draft -> draw()));
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
            made = null;
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
            return new Made(profile, source.log());
        }, report -> {
            if (prepared == looked) {
                made = report;
                draw();
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

    /// With the behaviours in the order and the colours that the draft has now.
    private void draw() {
        Made report = made;
        Experiment draft = model.draft();
        if (report != null && draft != null) {
            LogRecipe recipe = report.recipe().withBehaviours(draft.log().behaviours().orElse(List.of()));
            if (picture.get() == null || !recipe.equals(drawn) || report != drawnOf) {
                drawn = recipe;
                drawnOf = report;
                picture.set(ReportPicture.of(report.profile(), recipe, words));
            }
        }
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
