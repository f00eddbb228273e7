package trailbench.ui.train;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.training.Histograms;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// How weights and activations of the selected run are spread: what was kept when it was last looked at, and a new look when it is asked for.
public final class HistogramsViewModel {
    private final WorkbenchModel model;
    private final Messages words;
    private final ReadOnlyObjectWrapper<Optional<Histograms>> found = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private @Nullable RunFolder run;

    HistogramsViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
    }

    ReadOnlyObjectProperty<Optional<Histograms>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// True while somebody waits for a look at the selected run.
    ReadOnlyBooleanProperty lookingProperty() {
        return looking.getReadOnlyProperty();
    }

    /// Why the last look came to nothing; empty if it did not.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What repeats a look in a terminal; empty without a run.
    String command() {
        return run == null ? "" : "trailbench histograms " + run.path();
    }

    void follow(@Nullable RunFolder selected) {
        run = selected;
        found.set(Optional.empty());
        looking.set(false);
        problem.set("");
        if (selected != null) {
            model.executor().quietly(() -> kept(selected), kept -> {
                if (selected.equals(run) && found.get().isEmpty()) {
                    found.set(kept);
                }
            });
        }
    }

    private static Optional<Histograms> kept(RunFolder run) {
        try {
            return Histograms.read(run.path());
        } catch (Fault unreadable) {
            return Optional.empty(); // a new look writes it anew
        }
    }

    /// Has the run's worker, or another for a run that is over, look now.
    void look() {
        RunFolder selected = run;
        Project project = model.project();
        if (selected == null || project == null || looking.get()) {
            return;
        }
        looking.set(true);
        problem.set("");
        model.executor().run(
                words.text("histograms.job", selected.id()), progress -> model.workbench().histograms(project, selected, progress),
                seen -> end(selected, Optional.of(seen), ""),
                refused -> end(selected, Optional.empty(), words.fault(refused)));
    }

    private void end(RunFolder of, Optional<Histograms> seen, String why) {
        if (of.equals(run)) {
            looking.set(false);
            problem.set(why);
            seen.ifPresent(each -> found.set(seen));
        }
    }
}
