package trailbench.ui.embeddings;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.embedding.HealthCurves;
import trailbench.embedding.MapOptions;
import trailbench.embedding.Timeline;
import trailbench.project.RunFolder;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.WorkbenchModel;

/// What is known of the selected run's vectors through its epochs: maps on each other, and how healthy they were.
public final class EpochsViewModel {
    /// How far the selected run is.
    public enum Stage {
        NO_RUN,
        /// Fewer than two checkpoints were kept on its way.
        NOT_KEPT,
        KEPT
    }

    private final WorkbenchModel model;
    private final Messages words;
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.NO_RUN);
    private final ReadOnlyObjectWrapper<@Nullable Timeline> timeline = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable HealthCurves> health = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final Subscription subscription;
    private boolean shown;

    public EpochsViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        subscription = model.selectedRunProperty().subscribe(run -> lookIfShown());
    }

    /// Drops the subscription to the shared model.
    public void release() {
        subscription.unsubscribe();
    }

    private record Seen(int kept, Optional<Timeline> timeline, Optional<HealthCurves> health) {}

    /// While nobody looks, nothing is read.
    public void setShown(boolean now) {
        shown = now;
        lookIfShown();
    }

    private void lookIfShown() {
        if (!shown) {
            return;
        }
        RunFolder run = model.selectedRun();
        if (run == null) {
            take(new Seen(0, Optional.empty(), Optional.empty()), Stage.NO_RUN);
            return;
        }
        model.executor().quietly(() -> look(run), seen -> {
            if (isSelected(run)) {
                take(seen, seen.kept() < 2 ? Stage.NOT_KEPT : Stage.KEPT);
            }
        });
    }

    private static Seen look(RunFolder run) {
        List<String> names = run.timelines();
        return new Seen(run.keptEpochs().size(), names.isEmpty() ? Optional.empty() : Optional.of(run.timeline(names.getLast())), run.health());
    }

    private void take(Seen seen, Stage now) {
        timeline.set(seen.timeline().orElse(null));
        health.set(seen.health().orElse(null));
        stage.set(now);
    }

    private boolean isSelected(RunFolder run) {
        RunFolder selected = model.selectedRun();
        return selected != null && selected.id().equals(run.id());
    }

    /// Lays out all kept epochs, in the background.
    public void layOut(MapOptions options) {
        RunFolder run = model.selectedRun();
        if (run != null && job.get() == null) {
            model.requireWritable(words.text("epochs.purpose"), project -> follow(model.executor().run(
                    words.text("epochs.job"),
                    progress -> model.workbench().timeline(project, project.run(run.id()), List.of(), options, progress),
                    made -> {
                        if (isSelected(run)) {
                            timeline.set(made);
                        }
                    })));
        }
    }

    /// Measures all kept epochs, in the background.
    public void measure() {
        RunFolder run = model.selectedRun();
        if (run != null && job.get() == null) {
            model.requireWritable(words.text("health.purpose"), project -> follow(model.executor().run(
                    words.text("health.job"),
                    progress -> model.workbench().health(project, project.run(run.id()), progress),
                    measured -> {
                        if (isSelected(run)) {
                            health.set(measured);
                        }
                    })));
        }
    }

    private void follow(Job started) {
        if (started.stateProperty().get() == Job.State.RUNNING) {
            job.set(started);
            started.whenEnded(() -> job.set(null));
        }
    }

    public ReadOnlyObjectProperty<Stage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    /// The newest of the run, or null.
    public ReadOnlyObjectProperty<@Nullable Timeline> timelineProperty() {
        return timeline.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable HealthCurves> healthProperty() {
        return health.getReadOnlyProperty();
    }

    /// What is being made, or null.
    public ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }
}
