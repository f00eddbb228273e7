package trailbench.ui.graph;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.RunForecast;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.ui.fx.Job;
import trailbench.ui.shell.WorkbenchModel;

/// What a run of the draft takes, measured in a worker process when asked, and shown until the draft changes.
final class ForecastViewModel {
    private final WorkbenchModel model;
    private final ReadOnlyObjectWrapper<Optional<RunForecast>> forecast = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<@Nullable Job> measuring = new ReadOnlyObjectWrapper<>();
    private final Subscription subscription;
    private @Nullable Experiment measured;

    ForecastViewModel(WorkbenchModel model) {
        this.model = model;
        subscription = model.draftProperty().subscribe(draft -> {
            if (draft == null || !draft.equals(measured)) {
                forecast.set(Optional.empty());
            }
        });
    }

    /// Empty until it was measured for the draft as it is.
    ReadOnlyObjectProperty<Optional<RunForecast>> forecastProperty() {
        return forecast.getReadOnlyProperty();
    }

    /// The measuring that goes on; null if none does.
    ReadOnlyObjectProperty<@Nullable Job> measuringProperty() {
        return measuring.getReadOnlyProperty();
    }

    /// Measures, or stops measuring if that goes on.
    ///
    /// @param title what the status bar says meanwhile
    void measure(String title) {
        Job going = measuring.get();
        Experiment draft = model.draft();
        Project project = model.project();
        if (going != null) {
            going.cancel();
        } else if (draft != null && project != null) {
            follow(model.executor().run(title, progress -> model.workbench().forecast(project, draft, progress), found -> {
                measured = draft;
                forecast.set(Optional.of(found).filter(_ -> draft.equals(model.draft())));
            }));
        }
    }

    private void follow(Job job) {
        if (job.stateProperty().get() == Job.State.RUNNING) {
            measuring.set(job);
            job.stateProperty().subscribe(state -> {
                if (state != Job.State.RUNNING) {
                    measuring.set(null);
                }
            });
        }
    }

    void release() {
        subscription.unsubscribe();
    }
}
