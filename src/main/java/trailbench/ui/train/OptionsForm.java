package trailbench.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.graph.GraphChoice;
import trailbench.graph.Node;
import trailbench.graph.Option;
import trailbench.graph.Options;
import trailbench.project.Experiment;
import trailbench.training.TrainingOptions;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// The training options of the draft: each setter makes a new record; what the record refuses is told and changes nothing.
final class OptionsForm {
    private final WorkbenchModel model;
    private final Messages words;
    private final ReadOnlyObjectWrapper<TrainingOptions> options = new ReadOnlyObjectWrapper<>(TrainingOptions.defaults());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Subscription subscription;

    OptionsForm(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        subscription = model.draftProperty().subscribe(this::take);
    }

    private void take(@Nullable Experiment draft) {
        problem.set("");
        if (draft != null) {
            options.set(draft.training());
        }
    }

    void release() {
        subscription.unsubscribe();
    }

    ReadOnlyObjectProperty<TrainingOptions> optionsProperty() {
        return options.getReadOnlyProperty();
    }

    /// What a record had against the last edit; empty if nothing.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// All that a file may say, with its default and its range, but what has a control of its own: the seed and early stopping.
    List<Option> settings() {
        return Options.of(options.get());
    }

    /// @param path as of [Option.Place]
    /// @return what the record had against it; empty if nothing
    Optional<String> set(String path, Object value) {
        return edit(o -> Options.with(o, path, value));
    }

    /// Says a problem, until the next edit.
    void tell(String refusal) {
        problem.set(refusal);
    }

    void setSeed(long seed) {
        edit(o -> o.withSeed(seed));
    }

    void setStopsEarly(boolean stops) {
        if (stops != options.get().earlyStopping().isPresent()) {
            setEarlyStopping(stops ? Optional.of(defaultStopping()) : Optional.empty());
        }
    }

    void setMetric(String metric) {
        setStopping(old -> new TrainingOptions.EarlyStopping(metric, old.patience(), old.minimumChange()));
    }

    void setPatience(int patience) {
        setStopping(old -> new TrainingOptions.EarlyStopping(old.metric(), patience, old.minimumChange()));
    }

    void setMinimumChange(double change) {
        setStopping(old -> new TrainingOptions.EarlyStopping(old.metric(), old.patience(), change));
    }

    private void setStopping(UnaryOperator<TrainingOptions.EarlyStopping> change) {
        options.get().earlyStopping().ifPresent(old -> edit(o -> o.withEarlyStopping(Optional.of(change.apply(old)))));
    }

    /// What a run of the draft can be judged by: an autoencoder has its validation loss alone.
    List<String> metrics() {
        List<String> metrics = new ArrayList<>();
        Experiment draft = model.draft();
        if (draft != null && (has(draft.graph(), Node.NextItem.class) || has(draft.graph(), Node.MaskedItem.class))) {
            for (String metric : List.of("ndcg", "recall", "mrr")) {
                draft.evaluation().at().forEach(k -> metrics.add(metric + "@" + k));
            }
        }
        if (draft != null && has(draft.graph(), Node.NextBehaviour.class)) {
            metrics.addAll(List.of("accuracy", "balanced-accuracy"));
        }
        if (draft != null && has(draft.graph(), Node.NextRating.class)) {
            metrics.add("r2");
        }
        metrics.add("loss");
        return metrics;
    }

    private static boolean has(GraphChoice choice, Class<? extends Node> kind) {
        return choice.graph().nodes().stream().anyMatch(kind::isInstance);
    }

    private TrainingOptions.EarlyStopping defaultStopping() {
        TrainingOptions.EarlyStopping usual = TrainingOptions.EarlyStopping.defaults();
        List<String> metrics = metrics();
        return metrics.contains(usual.metric()) ? usual : new TrainingOptions.EarlyStopping(metrics.getFirst(), usual.patience());
    }

    private void setEarlyStopping(Optional<TrainingOptions.EarlyStopping> stopping) {
        edit(o -> o.withEarlyStopping(stopping));
    }

    private Optional<String> edit(UnaryOperator<TrainingOptions> change) {
        try {
            TrainingOptions changed = change.apply(options.get());
            problem.set("");
            if (!changed.equals(options.get())) {
                model.edit(e -> new Experiment(e.experiment(), e.log(), e.sequences(), e.split(), e.graph(), changed, e.evaluation()));
            }
        } catch (Fault.Request refused) {
            problem.set(words.fault(refused));
        }
        return Optional.of(problem.get()).filter(text -> !text.isEmpty());
    }
}
