package trailbench.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import trailbench.engine.Model;
import trailbench.format.AtomicFile;
import trailbench.sequence.Batch;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Trains a model from where its checkpoints stand to the last epoch, or to the moment when it should stop.
///
/// Runs on the thread that calls it: the engine thread, which alone touches the model.
public final class TrainingLoop {
    private static final System.Logger LOG = System.getLogger(TrainingLoop.class.getName());
    /// How far the parameters move is measured in every so many steps.
    private static final int STEPS_PER_MEASURE = 50;

    private final TrainingJob job;
    private final TrainingOptions options;
    private final int segment;
    private final RunControl control;
    private final Consumer<RunEvent> events;
    private final RunClock clock;
    private final Pace pace = new Pace();
    private final Divergence divergence;
    private final Rates rates;
    private final Keeping keeping;
    private Optional<Double> updateRatio = Optional.empty();
    private RunProgress progress = RunProgress.start();
    private long pausedAt;
    /// In which the run was paused, so far.
    private long pausedNanos;

    /// @param segment 0 for the first start, one more with each resume: [RunJournal#segment]
    /// @param events  takes what happens, as a [RunJournal] does
    public TrainingLoop(TrainingJob job, int segment, RunControl control, Consumer<RunEvent> events, RunClock clock) {
        this.job = job;
        this.options = job.options();
        this.segment = segment;
        this.control = control;
        this.events = events;
        this.clock = clock;
        this.divergence = new Divergence(options, job.model().graph(), runFolder());
        this.keeping = new Keeping(job.checkpoints(), options, events, clock);
        this.rates = new Rates(options, Math.ceilDiv(job.batchCount(), options.accumulate()));
    }

    /// @return the run's last word: [RunEvent.Finished] or [RunEvent.Stopped]
    /// @throws Fault if the run failed; a [RunEvent.Failed] with the same message was said before
    public RunEvent run() {
        try {
            Fault.require(job.batchCount() > 0, Trouble.Kind.NOTHING_TO_TRAIN);
            // a metric that is not measured should end the run now, not after the first epoch
            selection();
            plateau();
            AtomicFile.settle(job.checkpoints());
            Optional<Checkpoint> last = Checkpoint.read(job.checkpoints(), Checkpoint.LAST);
            progress = last.map(Checkpoint::progress).orElse(progress);
            requirePrivacy();
            if (segment > 0) {
                keeping.copyWhatWasNot(progress);
            }
            try (Model model = last.map(checkpoint -> job.engine().open(checkpoint.model(), job.model()))
                    .orElseGet(() -> job.engine().create(job.model()))) {
                return train(model);
            }
        } catch (RuntimeException | Error failed) {
            sayFailed(failed);
            throw failed;
        }
    }

    private RunEvent train(Model model) {
        BatchSource batches = job.batches();
        events.accept(new RunEvent.Started(
                clock.now(), segment, model.parameters(), batches.windows(), rates.stepsPerEpoch(), epochs(), progress.step()));
        BlackBox.forget(runFolder());
        keeping.begin();
        Optional<String> end = end();
        while (end.isEmpty()) {
            boolean goesOn = proceed(model);
            if (goesOn && progress.batch() == 0) {
                takeChanges(model);
                end = end(); // as it is asked after an epoch: what was changed in between must not matter less
                if (end.isPresent()) {
                    break;
                }
            }
            if (!goesOn || !trainEpoch(model) || !validate(model)) {
                takeChanges(model); // asked for with the last breath
                keeping.last(model, progress, progress.epoch());
                return say(new RunEvent.Stopped(clock.now(), progress.epoch(), progress.step()));
            }
            takeChanges(model);
            end = end();
            if (end.isEmpty() && control.stopsAfterEpoch()) {
                return say(new RunEvent.Stopped(clock.now(), progress.epoch() - 1, progress.step()));
            }
        }
        return say(new RunEvent.Finished(clock.now(), progress.epoch() - 1, progress.step(), progress.bestEpoch(), end.get()));
    }

    /// @return false if the run should stop; the progress says where it stands
    private boolean trainEpoch(Model model) {
        int batchCount = job.batchCount();
        if (progress.batch() >= batchCount) {
            return true;
        }
        Supplier<LearningStep> steps = steps(batchCount);
        while (progress.batch() < batchCount) {
            if (progress.batch() > 0) { // before the first, the loop over epochs has asked
                if (!proceed(model)) {
                    return false;
                }
                takeChanges(model);
            }
            long start = clock.nanos().getAsLong();
            trainStep(model, steps.get(), start);
            if (keeping.isDue()) {
                keeping.last(model, progress, progress.epoch());
            }
        }
        return true;
    }

    /// What is left of the epoch in progress, step by step.
    private Supplier<LearningStep> steps(int batchCount) {
        if (job.privately().isPresent()) {
            return () -> LearningStep.of(job.privately().get().step(progress.epoch(), progress.step()));
        }
        Iterator<Batch> batches = job.batches().epoch(progress.epoch(), progress.batch()).iterator();
        return () -> {
            List<Batch> step = new ArrayList<>();
            int count = Math.min(options.accumulate(), batchCount - progress.batch());
            while (step.size() < count) {
                step.add(batches.next());
            }
            return LearningStep.of(step);
        };
    }

    private void trainStep(Model model, LearningStep learning, long start) {
        if (learning.isEmpty()) {
            progress = progress.afterStep(0, 0, learning.given(), clock.secondsSince(start));
            return;
        }
        long step = progress.step();
        boolean measured = step % STEPS_PER_MEASURE == 0;
        Model.Update update = new Model.Update(step, step * options.accumulate(), rates.at(step, progress.tuned()), measured);
        Model.StepResult result = learning.train(model, update);
        divergence.check(model, learning.batches(), update, result, progress, clock.now());
        double seconds = clock.secondsSince(start);
        pace.step(seconds, result.targets());
        progress = progress.afterStep(result.loss(), result.targets(), learning.given(), seconds);
        job.privately().ifPresent(users -> progress = progress.with(users.after(progress.spending(), 1)));
        if (result.targets() == 0) {
            return; // nobody took part: there is no loss to tell
        }
        updateRatio = result.updateRatio().isPresent() ? Optional.of(result.updateRatio().getAsDouble()) : updateRatio;
        int epochsAfter = Math.max(0, epochs() - progress.epoch());
        long stepsLeft = (long) epochsAfter * rates.stepsPerEpoch() + Math.ceilDiv(job.batchCount() - progress.batch(), options.accumulate());
        events.accept(new RunEvent.Step(
                clock.now(), progress.step(), progress.epoch(), result.loss(), result.gradientNorm(),
                pace.eventsPerSecond(), pace.secondsLeft(stepsLeft, epochsAfter + 1), Optional.of(update.learningRate()), updateRatio));
    }

    /// What the user has asked for since the last step; kept in a checkpoint at once, so that a crash does not undo it.
    private void takeChanges(Model model) {
        RunControl.Change change = control.takeChange(progress.step());
        if (change.equals(RunControl.Change.NONE)) {
            return;
        }
        progress = progress.with(progress.tuned().with(change));
        events.accept(new RunEvent.Changed(
                clock.now(), progress.epoch(), progress.step(),
                change.learningRate().map(_ -> rates.full(progress.tuned()) * progress.tuned().factor()), change.patience(), change.epochs(), true,
                change.learningRate()));
        keeping.last(model, progress, progress.epoch());
    }

    /// Measures the epoch that was trained, says so, and keeps a checkpoint.
    ///
    /// @return false if the run should stop before the figures are known
    private boolean validate(Model model) {
        long start = clock.nanos().getAsLong();
        long pausedBefore = pausedNanos;
        OptionalDouble measured = validationLoss(model);
        Optional<Map<String, Double>> figures = measured.isPresent() ? figures(model) : Optional.empty();
        if (figures.isEmpty()) {
            return false;
        }
        double seconds = clock.secondsSince(start + pausedNanos - pausedBefore);
        pace.validation(seconds);
        Map<String, Double> metrics = figures.get();
        double validationLoss = measured.getAsDouble();
        double loss = Double.isNaN(validationLoss) ? progress.trainingLoss() : validationLoss;
        Selection selection = selection();
        double value = selection.value(metrics, loss);
        // to choose by what held-out events say would tell of their users, and nothing bounds that: a private run's best is its last
        boolean best = job.privately().isPresent() || selection.improves(value, progress.best());
        boolean counts = counts(selection, value);
        int epoch = progress.epoch();
        events.accept(new RunEvent.Epoch(
                clock.now(), epoch, progress.step(), progress.trainingLoss(), validationLoss, metrics, best, progress.seconds() + seconds,
                job.privately().map(users -> users.privacy(progress.spending()))));
        progress = progress.afterEpoch(value, best, counts);
        lowerOnPlateau(metrics, loss);
        keeping.last(model, progress, epoch);
        keeping.copies(progress, epoch, best);
        return true;
    }

    /// True if the epoch is an improvement for early stopping.
    private boolean counts(Selection selection, double value) {
        double least = options.earlyStopping().map(TrainingOptions.EarlyStopping::minimumChange).orElse(0.0);
        boolean counts = selection.improves(value, progress.tuned().improved().or(progress::best), least);
        if (counts && least > 0) {
            progress = progress.with(progress.tuned().withImproved(value));
        }
        return counts;
    }

    private void lowerOnPlateau(Map<String, Double> metrics, double loss) {
        if (!(options.schedule() instanceof Schedule.ReduceOnPlateau plateau)) {
            return;
        }
        Selection selection = plateau().orElseThrow();
        Tuning before = progress.tuned();
        Tuning after = before.after(plateau, selection, selection.value(metrics, loss));
        progress = progress.with(after);
        if (after.factor() != before.factor()) {
            events.accept(new RunEvent.Changed(
                    clock.now(), progress.epoch(), progress.step(), Optional.of(rates.full(after) * after.factor()), Optional.empty(), Optional.empty(), false));
        }
    }

    private Selection selection() {
        return Selection.of(options, job.validator().metrics());
    }

    private Optional<Selection> plateau() {
        return options.schedule() instanceof Schedule.ReduceOnPlateau plateau
                ? Optional.of(Selection.of(plateau, selection(), job.validator().metrics()))
                : Optional.empty();
    }

    private int epochs() {
        return progress.tuned().epochs().orElse(options.epochs());
    }

    /// As the user wants it by now; never of a private run, since it would choose an epoch by what held-out events say.
    private Optional<TrainingOptions.EarlyStopping> earlyStopping() {
        if (job.privately().isPresent()) {
            return Optional.empty();
        }
        Optional<Integer> patience = progress.tuned().patience();
        return options.earlyStopping()
                .map(stop -> new TrainingOptions.EarlyStopping(stop.metric(), patience.orElse(stop.patience()), stop.minimumChange()))
                .or(() -> patience.map(epochs -> new TrainingOptions.EarlyStopping(selection().metric(), epochs)));
    }

    /// Mean over all validation targets, NaN if there are none; empty if the run should stop.
    private OptionalDouble validationLoss(Model model) {
        double sum = 0;
        long targets = 0;
        int number = 0;
        for (Batch batch : job.validation()) {
            if (!proceed(model)) {
                return OptionalDouble.empty();
            }
            if (batch.targetCount() > 0) {
                Model.LossSum loss = model.loss(batch);
                sum += loss.sum();
                targets += loss.targets();
                divergence.checkValidation(model, batch, number, sum, progress, rates.at(progress.step(), progress.tuned()), clock.now());
            }
            number++;
        }
        return OptionalDouble.of(sum / targets);
    }

    private Optional<Map<String, Double>> figures(Model model) {
        try {
            return Optional.of(job.validator().validate(model, new Asking(model)));
        } catch (Progress.Cancelled stop) {
            return Optional.empty();
        }
    }

    private boolean proceed(Model model) {
        return control.proceed(
                () -> {
                    pausedAt = clock.nanos().getAsLong();
                    events.accept(new RunEvent.Paused(clock.now(), progress.step()));
                },
                () -> {
                    pausedNanos += clock.nanos().getAsLong() - pausedAt;
                    events.accept(new RunEvent.Resumed(clock.now(), progress.step()));
                },
                () -> look(model));
    }

    /// A look that cannot be written down is no reason to end the run.
    private void look(Model model) {
        try {
            Histograms.of(model, job, progress, clock.now()).write(runFolder());
        } catch (Fault unwritten) {
            LOG.log(System.Logger.Level.WARNING, "No histograms: " + unwritten.getMessage(), unwritten);
        }
    }

    private Path runFolder() {
        return job.checkpoints().toAbsolutePath().getParent();
    }

    /// Why the run is over; empty while it is not.
    private Optional<String> end() {
        Optional<TrainingOptions.EarlyStopping> early = earlyStopping().filter(stop -> progress.withoutProgress() >= stop.patience());
        if (early.isPresent()) {
            return early.map(stop -> String.format(
                    Locale.ROOT, "Early stopping: no better %s for %d epochs (best %.4f in epoch %d)",
                    stop.metric(), progress.withoutProgress(), progress.best().orElse(Double.NaN), progress.bestEpoch()));
        }
        return progress.epoch() > epochs() ? Optional.of("All " + epochs() + " epochs are done") : privacyRefusal().map(Trouble::toString);
    }

    /// Why a private run may not go on.
    private Optional<Trouble> privacyRefusal() {
        return job.privately().flatMap(users -> users.refusal(progress.spending(), users.steps() - progress.batch()));
    }

    private void requirePrivacy() {
        Fault.require(
                progress.step() == 0 || progress.spent().isPresent() == job.privately().isPresent(),
                job.privately().isPresent()
                        ? "The checkpoint under %s was trained without privacy, and this run is to go on with it, which no bound covers. Train anew"
                        : "The checkpoint under %s was trained with privacy, and this run is to go on without it, which no bound covers. Train anew",
                job.checkpoints());
        Fault.require(progress.step() > 0 || privacyRefusal().isEmpty(), "%s. Allow a larger epsilon, more noise, or fewer users a step", privacyRefusal().map(Object.class::cast).orElse(""));
    }

    private RunEvent say(RunEvent event) {
        events.accept(event);
        return event;
    }

    private void sayFailed(Throwable failed) {
        RunEvent.Failed last = switch (failed) {
            case Fault fault -> RunEvent.Failed.of(clock.now(), fault);
            case OutOfMemoryError memory -> RunEvent.Failed.of(clock.now(), Trouble.of(Trouble.Kind.OUT_OF_MEMORY, memory.getMessage()));
            default -> RunEvent.Failed.of(clock.now(), Trouble.of(Trouble.Kind.UNFORESEEN, failed));
        };
        try {
            events.accept(last);
        } catch (Fault unwritable) {
            failed.addSuppressed(unwritable);
        }
    }

    /// Lets a validation wait, or end early, between two batches of what it ranks, as the loop over batches does.
    private final class Asking implements Progress {
        private final Model model;

        Asking(Model model) {
            this.model = model;
        }

        @Override
        public void report(Phase phase, long done, long total) {
            // the run's own events tell enough
        }

        @Override
        public boolean cancelled() {
            return !proceed(model);
        }
    }
}
