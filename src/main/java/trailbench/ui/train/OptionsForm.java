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
import trailbench.engine.Optimizer;
import trailbench.graph.GraphChoice;
import trailbench.graph.Node;
import trailbench.project.Experiment;
import trailbench.training.TrainingOptions;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// The training options of the draft: each setter makes a new record; what the record refuses is told and changes nothing.
final class OptionsForm {
    enum Kind {
        ADAM,
        SGD
    }

    private final WorkbenchModel model;
    private final ReadOnlyObjectWrapper<TrainingOptions> options = new ReadOnlyObjectWrapper<>(TrainingOptions.defaults());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Subscription subscription;

    OptionsForm(WorkbenchModel model) {
        this.model = model;
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

    Kind kind() {
        return options.get().optimizer() instanceof Optimizer.Sgd ? Kind.SGD : Kind.ADAM;
    }

    /// Another optimiser starts with its own default rate: Adam's would starve SGD.
    void setKind(Kind kind) {
        if (kind != kind()) {
            edit(o -> withOptimizer(o, kind == Kind.SGD ? Optimizer.Sgd.defaults() : Optimizer.Adam.defaults()));
        }
    }

    void setLearningRate(double rate) {
        edit(o -> withOptimizer(o, optimizer(rate, o.optimizer().l2())));
    }

    void setL2(double l2) {
        edit(o -> withOptimizer(o, optimizer(o.optimizer().learningRate(), l2)));
    }

    private Optimizer optimizer(double rate, double l2) {
        return kind() == Kind.SGD ? new Optimizer.Sgd(rate, l2) : new Optimizer.Adam(rate, l2);
    }

    void setBalance(double balance) {
        edit(o -> new TrainingOptions(o.optimizer(), o.batch(), o.epochs(), o.earlyStopping(), o.clipNorm(), o.seed(), balance, o.behaviourWeights(), o.keepCheckpoints()));
    }

    void setBatch(int batch) {
        edit(o -> new TrainingOptions(o.optimizer(), batch, o.epochs(), o.earlyStopping(), o.clipNorm(), o.seed(), o.balance(), o.behaviourWeights(), o.keepCheckpoints()));
    }

    void setEpochs(int epochs) {
        edit(o -> new TrainingOptions(o.optimizer(), o.batch(), epochs, o.earlyStopping(), o.clipNorm(), o.seed(), o.balance(), o.behaviourWeights(), o.keepCheckpoints()));
    }

    void setClipNorm(double norm) {
        edit(o -> new TrainingOptions(o.optimizer(), o.batch(), o.epochs(), o.earlyStopping(), norm, o.seed(), o.balance(), o.behaviourWeights(), o.keepCheckpoints()));
    }

    void setSeed(long seed) {
        edit(o -> new TrainingOptions(o.optimizer(), o.batch(), o.epochs(), o.earlyStopping(), o.clipNorm(), seed, o.balance(), o.behaviourWeights(), o.keepCheckpoints()));
    }

    void setStopsEarly(boolean stops) {
        if (stops != options.get().earlyStopping().isPresent()) {
            setEarlyStopping(stops ? Optional.of(defaultStopping()) : Optional.empty());
        }
    }

    void setMetric(String metric) {
        options.get().earlyStopping().ifPresent(old -> edit(o -> withStopping(o, Optional.of(new TrainingOptions.EarlyStopping(metric, old.patience())))));
    }

    void setPatience(int patience) {
        options.get().earlyStopping().ifPresent(old -> edit(o -> withStopping(o, Optional.of(new TrainingOptions.EarlyStopping(old.metric(), patience)))));
    }

    /// What a run of the draft can be judged by: an autoencoder has its validation loss alone.
    List<String> metrics() {
        List<String> metrics = new ArrayList<>();
        Experiment draft = model.draft();
        if (draft != null && ranks(draft.graph())) {
            for (String metric : List.of("ndcg", "recall", "mrr")) {
                draft.evaluation().at().forEach(k -> metrics.add(metric + "@" + k));
            }
        }
        metrics.add("loss");
        return metrics;
    }

    private static boolean ranks(GraphChoice choice) {
        return choice.graph().nodes().stream().anyMatch(node -> node instanceof Node.NextItem || node instanceof Node.MaskedItem);
    }

    private TrainingOptions.EarlyStopping defaultStopping() {
        TrainingOptions.EarlyStopping usual = TrainingOptions.EarlyStopping.defaults();
        List<String> metrics = metrics();
        return metrics.contains(usual.metric()) ? usual : new TrainingOptions.EarlyStopping(metrics.getFirst(), usual.patience());
    }

    private void setEarlyStopping(Optional<TrainingOptions.EarlyStopping> stopping) {
        edit(o -> withStopping(o, stopping));
    }

    private static TrainingOptions withOptimizer(TrainingOptions o, Optimizer optimizer) {
        return new TrainingOptions(optimizer, o.batch(), o.epochs(), o.earlyStopping(), o.clipNorm(), o.seed(), o.balance(), o.behaviourWeights(), o.keepCheckpoints());
    }

    private static TrainingOptions withStopping(TrainingOptions o, Optional<TrainingOptions.EarlyStopping> stopping) {
        return new TrainingOptions(o.optimizer(), o.batch(), o.epochs(), stopping, o.clipNorm(), o.seed(), o.balance(), o.behaviourWeights(), o.keepCheckpoints());
    }

    private void edit(UnaryOperator<TrainingOptions> change) {
        try {
            TrainingOptions changed = change.apply(options.get());
            problem.set("");
            if (!changed.equals(options.get())) {
                model.edit(e -> new Experiment(e.experiment(), e.log(), e.sequences(), e.split(), e.graph(), changed, e.evaluation()));
            }
        } catch (Fault.Request refused) {
            problem.set(String.valueOf(refused.getMessage()));
        }
    }
}
