package trailbench.ui.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.ExperimentChannels;
import trailbench.experiment.Prepared;
import trailbench.experiment.RunQueue;
import trailbench.experiment.Workbench;
import trailbench.graph.Channels;
import trailbench.graph.GraphCheck;
import trailbench.graph.NodeWords;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.training.BlackBox;
import trailbench.training.Checkpoint;
import trailbench.training.RunControl;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.training.TrainingOptions;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.RunEntry;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// Starts, follows and controls the selected run.
public final class TrainViewModel {
    private final WorkbenchModel model;
    private final Messages words;
    private final OptionsForm form;
    private final HistogramsViewModel histograms;
    private final ReadOnlyObjectWrapper<RunReading> reading = new ReadOnlyObjectWrapper<>(RunReading.NOTHING);
    private final ReadOnlyObjectWrapper<RunCurves> curves;
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private final ReadOnlyObjectWrapper<@Nullable RunFolder> run = new ReadOnlyObjectWrapper<>();
    private final StringBinding refusal;
    private final StringBinding queueRefusal;
    private final StringBinding queued;
    private final Subscription subscriptions;
    private final ReadOnlyObjectWrapper<Optional<BlackBox>> blackBox = new ReadOnlyObjectWrapper<>(Optional.empty());
    private @Nullable RunFollower follower;
    private RunControl.Change current = RunControl.Change.NONE;

    /// What the experiment of a run says, read beside the window.
    ///
    /// @param negatives that its loss draws for a target; 0 if it is over all items
    private record Facts(int negatives, Optional<TrainingOptions> options) {}

    public TrainViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        form = new OptionsForm(model, words);
        histograms = new HistogramsViewModel(model, words);
        curves = new ReadOnlyObjectWrapper<>(new RunCurves(words));
        refusal = Bindings.createStringBinding(this::whyNotTrain, model.draftProperty(), model.projectProperty(), model.preparedLog().property(), reading, run);
        queueRefusal = Bindings.createStringBinding(this::whyNotAtAll, model.draftProperty(), model.projectProperty(), model.preparedLog().property());
        queued = Bindings.createStringBinding(this::whatWaits, model.queue().stateProperty());
        subscriptions = model.selectedRunProperty().subscribe(this::follow);
    }

    // ---- what is seen

    OptionsForm form() {
        return form;
    }

    HistogramsViewModel histograms() {
        return histograms;
    }

    /// The run that is looked at; null if there is none.
    ReadOnlyObjectProperty<@Nullable RunFolder> runProperty() {
        return run.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<RunReading> readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /// Another object for another run, and for a run that shows a new metric.
    ReadOnlyObjectProperty<RunCurves> curvesProperty() {
        return curves.getReadOnlyProperty();
    }

    /// Grows by one with each batch of events: redraw then, and only then.
    ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /// Why a run of the draft cannot be started; empty if it can.
    StringBinding refusalBinding() {
        return refusal;
    }

    /// Why a run of the draft cannot be put into the queue; empty if it can.
    StringBinding queueRefusalBinding() {
        return queueRefusal;
    }

    /// How many runs wait in the queue; empty if none.
    StringBinding queuedBinding() {
        return queued;
    }

    /// True while the selected run is at work.
    boolean isLive() {
        return run.get() != null && reading.get().state().isGoing();
    }

    ReadOnlyObjectProperty<@Nullable Experiment> draftProperty() {
        return model.draftProperty();
    }

    /// What repeats the draft's run in a terminal; empty without a project.
    String command() {
        Project project = model.project();
        Experiment draft = model.draft();
        if (project == null || draft == null) {
            return "";
        }
        return "trailbench train " + quoted(project.folder().resolve("experiments").resolve(draft.experiment() + ".yaml"));
    }

    private static String quoted(Path folder) {
        String text = folder.toString();
        return text.contains(" ") ? '"' + text + '"' : text;
    }

    /// A run that was stopped or broke, and has a checkpoint to go on from.
    boolean canResumeFromCheckpoint() {
        RunFolder selected = run.get();
        RunState state = reading.get().state();
        return selected != null && (state == RunState.STOPPED || state == RunState.FAILED) && selected.hasCheckpoint();
    }

    // ---- what is done

    /// Looks for new events; the room's pulse calls it.
    public void sample() {
        RunFollower following = follower;
        if (following == null) {
            return;
        }
        if (following.isOver() && model.entry(following.run()).filter(RunEntry::live).isPresent()) {
            following.goOn();
        }
        following.look();
    }

    void train() {
        if (refusal.get().isEmpty()) {
            model.train();
        }
    }

    /// Puts a run of the draft into the queue.
    void queue() {
        if (queueRefusal.get().isEmpty()) {
            model.queue().addDraft();
        }
    }

    void pause() {
        control(Workbench.Control.PAUSE);
    }

    void goOn() {
        control(Workbench.Control.RESUME);
    }

    void stop() {
        control(Workbench.Control.STOP);
        reading.set(reading.get().stopping());
    }

    void stopAfterEpoch() {
        control(Workbench.Control.STOP_AFTER_EPOCH);
    }

    /// What the run goes by now; what is empty is not known, or not set.
    RunControl.Change current() {
        return current;
    }

    /// Changes what differs from [#current()].
    ///
    /// @return what is wrong with the wish; empty if nothing
    Optional<String> change(double rate, int patience, int epochs) {
        RunFolder selected = run.get();
        if (selected == null || !isLive()) {
            return Optional.empty();
        }
        try {
            RunControl.Change wish = new RunControl.Change(
                    Optional.of(rate).filter(value -> !current.learningRate().equals(Optional.of(value))),
                    Optional.of(patience).filter(value -> value > 0 && !current.patience().equals(Optional.of(value))),
                    Optional.of(epochs).filter(value -> !current.epochs().equals(Optional.of(value))));
            if (wish.equals(RunControl.Change.NONE)) {
                return Optional.of(words.text("change.nothing"));
            }
            model.change(selected, wish);
            return Optional.empty();
        } catch (Fault.Request refused) {
            return Optional.of(words.fault(refused));
        }
    }

    /// What went on when the run diverged; empty if it did not.
    ReadOnlyObjectProperty<Optional<BlackBox>> blackBoxProperty() {
        return blackBox.getReadOnlyProperty();
    }

    /// What a fork of the diverged run would change: a tenth of the learning rate, and a gradient norm of 1 at most.
    Map<String, String> cure() {
        double rate = current.learningRate().orElse(TrainingOptions.defaults().optimizer().learningRate());
        return Map.of("training.optimizer.learning_rate", Double.toString(new BigDecimal(rate).multiply(new BigDecimal("0.1"), MathContext.DECIMAL32).doubleValue()), "training.clip_norm", "1.0");
    }

    /// Forks the diverged run from its last checkpoint with the [#cure()]; of a run that has none, the draft's options take it.
    void forkWithCure() {
        RunFolder selected = run.get();
        if (selected == null) {
            return;
        }
        if (selected.hasCheckpoint()) {
            model.fork(selected, Checkpoint.LAST, cure(), refused -> form.tell(words.fault(refused)));
        } else {
            form.set("optimizer.learning_rate", Double.valueOf(cure().get("training.optimizer.learning_rate")));
            form.set("clip_norm", 1.0);
        }
    }

    /// True if the selected run can be forked: it has a checkpoint.
    boolean hasCheckpoint() {
        RunFolder selected = run.get();
        return selected != null && selected.hasCheckpoint();
    }

    void resumeFromCheckpoint() {
        RunFolder selected = run.get();
        if (selected != null && canResumeFromCheckpoint()) {
            model.resume(selected);
        }
    }

    /// Drops the subscriptions to the shared model.
    void release() {
        subscriptions.unsubscribe();
        form.release();
        close();
    }

    private void control(Workbench.Control word) {
        RunFolder selected = run.get();
        if (selected != null && isLive()) {
            model.control(selected, word);
        }
    }

    private void follow(@Nullable RunFolder selected) {
        RunFolder before = run.get();
        if (before != null && selected != null && before.path().equals(selected.path())) {
            return;
        }
        close();
        reading.set(RunReading.NOTHING);
        current = RunControl.Change.NONE;
        blackBox.set(Optional.empty());
        curves.set(new RunCurves(words));
        run.set(selected);
        histograms.follow(selected);
        follower = selected == null ? null : new RunFollower(selected, model.executor(), this::take);
        if (selected != null) {
            model.executor().quietly(() -> facts(selected), facts -> {
                if (selected.equals(run.get())) {
                    take(facts);
                }
            });
        }
        sample();
    }

    private static Facts facts(RunFolder run) {
        try {
            Experiment experiment = run.experiment();
            int negatives = experiment.graph().graph().nodes().stream()
                    .mapToInt(node -> node instanceof Node.NextItem head && head.loss() instanceof Loss.Sampled sampled ? sampled.negatives() : 0)
                    .sum();
            return new Facts(negatives, Optional.of(experiment.training()));
        } catch (Fault unreadable) {
            return new Facts(0, Optional.empty()); // whoever needs the experiment says so
        }
    }

    private void take(Facts facts) {
        facts.options().ifPresent(options -> current = new RunControl.Change(
                current.learningRate().or(() -> Optional.of(options.optimizer().learningRate())),
                current.patience().or(() -> options.earlyStopping().map(TrainingOptions.EarlyStopping::patience)),
                current.epochs().or(() -> Optional.of(options.epochs()))));
        curves.set(curves.get().of(facts.negatives(), facts.options().flatMap(TrainingOptions::earlyStopping)));
    }

    private void take(RunEvent.Changed changed) {
        current = new RunControl.Change(
                changed.learningRate().or(current::learningRate), changed.patience().or(current::patience), changed.epochs().or(current::epochs));
    }

    /// Reads the black box of a run that diverged; none of a run that goes on.
    private void lookIntoTheBox() {
        RunFolder selected = run.get();
        if (selected == null || reading.get().state() != RunState.FAILED) {
            blackBox.set(Optional.empty());
            return;
        }
        model.executor().quietly(() -> box(selected), box -> {
            if (selected.equals(run.get()) && reading.get().state() == RunState.FAILED) {
                blackBox.set(box);
            }
        });
    }

    private static Optional<BlackBox> box(RunFolder run) {
        try {
            return BlackBox.read(run.path());
        } catch (Fault unreadable) {
            return Optional.empty(); // the run's last word tells enough
        }
    }

    private void close() {
        if (follower != null) {
            follower.close();
            follower = null;
        }
    }

    private void take(RunFollower.Seen seen) {
        RunReading next = reading.get();
        boolean stopping = next.state() == RunState.STOPPING;
        boolean newMetric = false;
        for (RunEvent event : seen.inherited()) {
            newMetric |= curves.get().append(event);
        }
        for (RunEvent event : seen.events()) {
            next = next.after(event);
            if (event instanceof RunEvent.Changed changed) {
                take(changed);
            }
            // a fork begins where its ancestors' events end: there is nothing to go back to
            boolean begins = !seen.inherited().isEmpty() && event instanceof RunEvent.Started first && first.segment() == 0;
            newMetric |= !begins && curves.get().append(event);
        }
        if (seen.state().isFinal() && !next.state().isFinal()) {
            String lastWord = seen.fault().map(words::fault).orElseGet(() -> words.text("failed.silent"));
            next = next.after(new RunEvent.Failed(next.latest().orElse(Instant.EPOCH), Objects.requireNonNullElse(lastWord, "")));
        }
        next = next.waiting(seen.state() == RunState.QUEUED);
        reading.set(stopping && seen.state() != RunState.PAUSED ? next.stopping() : next);
        lookIntoTheBox();
        if (newMetric) {
            curves.set(curves.get().again());
        }
        if (!seen.events().isEmpty()) {
            revision.set(revision.get() + 1);
        }
    }

    private String whyNotTrain() {
        return model.draft() != null && isLive() ? words.text("refuse.running") : whyNotAtAll();
    }

    private String whatWaits() {
        RunQueue.State state = model.queue().stateProperty().get();
        return state.waiting().isEmpty() ? "" : words.text("queued", state.waiting().size(), state.served() ? 1 : 0);
    }

    private String whyNotAtAll() {
        Experiment draft = model.draft();
        if (model.project() == null || draft == null) {
            return words.text("refuse.experiment");
        }
        Prepared prepared = model.preparedLog().get();
        try {
            Channels channels = prepared == null ? ExperimentChannels.assumed(draft) : ExperimentChannels.of(draft, prepared);
            List<GraphCheck.Problem> problems =
                    GraphCheck.check(draft.graph().graph(), channels).problems();
            return problems.isEmpty() ? "" : words.text("refuse.graph", new NodeWords(words.locale()).problem(problems.getFirst()));
        } catch (Fault.Request refused) {
            return words.text("refuse.graph", words.fault(refused));
        }
    }
}
