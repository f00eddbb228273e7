package trailbench.ui.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.EvaluationFiles;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.EvaluationTable;
import trailbench.evaluation.EventFigures;
import trailbench.project.RunFolder;
import trailbench.ui.evaluate.FigureTable.Duel;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.RunEntry;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// Decides what the room Evaluate shows of the selected run.
public final class EvaluateViewModel {
    /// Where the selected run stands on its way to figures.
    public enum Stage {
        NO_RUN,
        NO_CHECKPOINT,
        NOT_EVALUATED,
        EVALUATING,
        EVALUATED
    }

    private static final int PREFERRED_CUT_OFF = 10;
    private static final String PREFERRED_METRIC = "ndcg";

    private final WorkbenchModel model;
    private final Messages words;
    private final Quantities quantities;
    private final FigureWords figureWords;
    private final GlassViewModel glass;
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.NO_RUN);
    private final ReadOnlyObjectWrapper<Optional<Evaluation>> evaluation = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<FigureTable> table = new ReadOnlyObjectWrapper<>(new FigureTable(PREFERRED_CUT_OFF, List.of(), List.of()));
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Integer> cutOffs = FXCollections.observableArrayList();
    private final ObservableList<Integer> cutOffsView = FXCollections.unmodifiableObservableList(cutOffs);
    private final IntegerProperty cutOff = new SimpleIntegerProperty(PREFERRED_CUT_OFF);
    private final ObjectProperty<Protocol> protocol = new SimpleObjectProperty<>(Protocol.of(EvaluationOptions.defaults(), Optional.empty()));
    private final StringProperty metric = new SimpleStringProperty(PREFERRED_METRIC);
    private final Map<String, Job> jobs = new HashMap<>();
    private final Subscription subscription;
    private boolean checkpoint;
    private EvaluationOptions own = EvaluationOptions.defaults();

    public EvaluateViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.figureWords = new FigureWords(words);
        this.glass = new GlassViewModel(model, words);
        cutOff.subscribe(k -> fill());
        subscription = Subscription.combine(
                model.selectedRunProperty().subscribe(run -> look()),
                model.runs().subscribe(this::lookForFirstCheckpoint));
    }

    /// Drops the subscriptions to the shared model.
    public void release() {
        subscription.unsubscribe();
        glass.release();
    }

    /// One case of the selected run.
    GlassViewModel glass() {
        return glass;
    }

    /// Reads the selected run's files again.
    public void look() {
        RunFolder run = model.selectedRun();
        if (run == null) {
            checkpoint = false;
            own = EvaluationOptions.defaults();
            show(Optional.empty());
            return;
        }
        model.executor().quietly(() -> new Seen(run.hasCheckpoint(), run.evaluation(), ownProtocol(run)), seen -> {
            if (isSelected(run)) {
                checkpoint = seen.checkpoint();
                own = seen.own();
                show(seen.evaluation());
            }
        });
    }

    private record Seen(boolean checkpoint, Optional<Evaluation> evaluation, EvaluationOptions own) {}

    /// The usual one if the experiment's file cannot be read: evaluating tells why.
    private static EvaluationOptions ownProtocol(RunFolder run) {
        try {
            return run.experiment().evaluation();
        } catch (Fault unreadable) {
            return EvaluationOptions.defaults();
        }
    }

    /// A run that goes on has nothing to evaluate until its first checkpoint.
    private void lookForFirstCheckpoint() {
        if (stage.get() == Stage.NO_CHECKPOINT) {
            look();
        }
    }

    private boolean isSelected(RunFolder run) {
        RunFolder selected = model.selectedRun();
        return selected != null && selected.id().equals(run.id());
    }

    private void show(Optional<Evaluation> found) {
        protocol.set(Protocol.of(own, found));
        List<Integer> known = found.map(FigureTable::cutOffs).orElse(List.of());
        cutOffs.setAll(known);
        evaluation.set(found);
        if (!known.isEmpty() && !known.contains(cutOff.get())) {
            cutOff.set(known.contains(PREFERRED_CUT_OFF) ? PREFERRED_CUT_OFF : known.getLast());
        }
        fill();
        settle();
    }

    private void fill() {
        evaluation.get().ifPresent(found -> {
            FigureTable filled = FigureTable.of(found, cutOff.get());
            if (!filled.metrics().isEmpty() && !filled.metrics().contains(metric.get())) {
                metric.set(filled.metrics().getFirst());
            }
            table.set(filled);
        });
    }

    private void settle() {
        RunFolder run = model.selectedRun();
        job.set(run == null ? null : jobs.get(run.id()));
        stage.set(
                run == null ? Stage.NO_RUN
                        : job.get() != null ? Stage.EVALUATING
                        : evaluation.get().isPresent() ? Stage.EVALUATED
                        : checkpoint ? Stage.NOT_EVALUATED : Stage.NO_CHECKPOINT);
    }

    /// Ranks every test case with the run's best checkpoint, in the background.
    public void evaluate() {
        RunFolder run = model.selectedRun();
        if (run == null || jobs.containsKey(run.id())) {
            return;
        }
        EvaluationOptions wished = protocol.get().chosen();
        model.requireWritable(words.text("purpose"), project -> {
            Job started = model.executor().run(
                    words.text("job", runName()),
                    progress -> model.workbench().evaluate(project, project.run(run.id()), wished, progress),
                    result -> {
                        if (isSelected(run)) {
                            show(Optional.of(result));
                        }
                    });
            if (started.stateProperty().get() == Job.State.RUNNING) {
                jobs.put(run.id(), started);
                settle();
                started.stateProperty().subscribe(state -> {
                    if (state != Job.State.RUNNING) {
                        jobs.remove(run.id());
                        settle();
                    }
                });
            }
        });
    }

    /// How the next evaluation ranks.
    public ObjectProperty<Protocol> protocolProperty() {
        return protocol;
    }

    public void goToTrain() {
        model.placeProperty().set(Place.TRAIN);
    }

    /// The experiment's name and when its run began.
    public String runName() {
        RunFolder run = model.selectedRun();
        return run == null
                ? ""
                : model.entry(run).map(RunEntry::experiment).orElse(run.id()) + " · " + quantities.localTime(run.created());
    }

    /// What the figures say, as one would say it aloud.
    public String sentence() {
        Optional<EventFigures> events = evaluation.get().flatMap(Evaluation::events);
        if (events.isPresent()) {
            return figureWords.sentence(events.get());
        }
        return duel().map(duel -> figureWords.sentence(duel, cutOff.get())).orElseGet(() -> words.text(hasModelRow() ? "verdict.alone" : "verdict.reconstructs"));
    }

    /// Better, level or worse than the best counting baseline on the chosen metric; empty if there is nothing to compare.
    public Optional<Duel> duel() {
        return table.get().duel(metric.get());
    }

    /// How the model stands against counting; empty if there is nothing to compare.
    public Optional<FigureTable.Outcome> outcome() {
        return evaluation.get().flatMap(Evaluation::events).map(FigureTable.Outcome::of).or(() -> duel().map(Duel::outcome));
    }

    private boolean hasModelRow() {
        return table.get().lines().stream().anyMatch(FigureTable.Line::model);
    }

    /// Names and sentences for figures.
    public FigureWords figureWords() {
        return figureWords;
    }

    public Quantities quantities() {
        return quantities;
    }

    public String markdown() {
        return evaluation.get().map(EvaluationTable::markdown).orElse("");
    }

    public String csv() {
        return evaluation.get().map(EvaluationFiles::csv).orElse("");
    }

    /// At the cut-off that is shown.
    public String latex() {
        return evaluation.get().map(found -> EvaluationFiles.latex(found, cutOff.get())).orElse("");
    }

    public ReadOnlyObjectProperty<Stage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Evaluation>> evaluationProperty() {
        return evaluation.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<FigureTable> tableProperty() {
        return table.getReadOnlyProperty();
    }

    /// The evaluation of the selected run that is going on, or null.
    public ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    public ObservableList<Integer> cutOffs() {
        return cutOffsView;
    }

    /// K of table and chart.
    public IntegerProperty cutOffProperty() {
        return cutOff;
    }

    /// The metric of chart and sentence, without its cut-off.
    public StringProperty metricProperty() {
        return metric;
    }
}
