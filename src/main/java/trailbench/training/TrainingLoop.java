package trailbench.training;

import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import trailbench.engine.Model;
import trailbench.sequence.Batch;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Trains a model from where its checkpoints stand to the last epoch, or to the moment when it should stop.
///
/// Runs on the thread that calls it: the engine thread, which alone touches the model.
public final class TrainingLoop {
    /// An epoch may be long: what a crash can cost is not.
    private static final double SECONDS_BETWEEN_CHECKPOINTS = 600;

    private final TrainingJob job;
    private final TrainingOptions options;
    private final int segment;
    private final RunControl control;
    private final Consumer<RunEvent> events;
    private final RunClock clock;
    private final Pace pace = new Pace();
    private final Divergence divergence;
    private RunProgress progress = RunProgress.start();
    private long checkpointNanos;

    /// @param segment 0 for the first start, one more with each resume: [RunJournal#segment]
    /// @param events  takes what happens, as a [RunJournal] does
    public TrainingLoop(TrainingJob job, int segment, RunControl control, Consumer<RunEvent> events, RunClock clock) {
        this.job = job;
        this.options = job.options();
        this.segment = segment;
        this.control = control;
        this.events = events;
        this.clock = clock;
        this.divergence = new Divergence(options);
    }

    /// @return the run's last word: [RunEvent.Finished] or [RunEvent.Stopped]
    /// @throws Fault if the run failed; a [RunEvent.Failed] with the same message was said before
    public RunEvent run() {
        try {
            Fault.require(
                    job.batches().batchCount() > 0,
                    "There is nothing to train on: no user has enough events before the split. Lower log.clean, or split later");
            // a metric that is not measured should end the run now, not after the first epoch
            Selection.of(options, job.validator().metrics());
            Optional<Checkpoint> last = Checkpoint.read(job.checkpoints(), Checkpoint.LAST);
            progress = last.map(Checkpoint::progress).orElse(progress);
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
                clock.now(), segment, model.parameters(), batches.windows(), batches.batchCount(), options.epochs(), progress.step()));
        checkpointNanos = clock.nanos().getAsLong();
        Optional<String> end = end();
        while (end.isEmpty()) {
            if (!trainEpoch(model) || !validate(model)) {
                checkpoint(model, progress.epoch());
                return say(new RunEvent.Stopped(clock.now(), progress.epoch(), progress.step()));
            }
            end = end();
            if (end.isEmpty() && control.stopsAfterEpoch()) {
                return say(new RunEvent.Stopped(clock.now(), progress.epoch() - 1, progress.step()));
            }
        }
        return say(new RunEvent.Finished(clock.now(), progress.epoch() - 1, progress.step(), progress.bestEpoch(), end.get()));
    }

    /// @return false if the run should stop; the progress says where it stands
    private boolean trainEpoch(Model model) {
        int batchCount = job.batches().batchCount();
        if (progress.batch() >= batchCount) {
            return true;
        }
        Iterator<Batch> batches = job.batches().epoch(progress.epoch(), progress.batch()).iterator();
        while (progress.batch() < batchCount) {
            if (!proceed()) {
                return false;
            }
            long start = clock.nanos().getAsLong();
            trainBatch(model, batches.next(), start);
            if (clock.secondsSince(checkpointNanos) > SECONDS_BETWEEN_CHECKPOINTS) {
                checkpoint(model, progress.epoch());
            }
        }
        return true;
    }

    private void trainBatch(Model model, Batch batch, long start) {
        if (batch.targetCount() == 0) {
            progress = progress.afterBatch(0, 0, clock.secondsSince(start));
            return;
        }
        Model.StepResult result = model.train(batch, progress.step());
        divergence.check(result, progress);
        double seconds = clock.secondsSince(start);
        pace.step(seconds, result.targets());
        progress = progress.afterBatch(result.loss(), result.targets(), seconds);
        int epochsAfter = options.epochs() - progress.epoch();
        long stepsLeft = (long) epochsAfter * job.batches().batchCount() + job.batches().batchCount() - progress.batch();
        events.accept(new RunEvent.Step(
                clock.now(), progress.step(), progress.epoch(), result.loss(), result.gradientNorm(),
                pace.eventsPerSecond(), pace.secondsLeft(stepsLeft, epochsAfter + 1)));
    }

    /// Measures the epoch that was trained, says so, and keeps a checkpoint.
    ///
    /// @return false if the run should stop before the figures are known
    private boolean validate(Model model) {
        long start = clock.nanos().getAsLong();
        OptionalDouble measured = validationLoss(model);
        Optional<Map<String, Double>> figures = measured.isPresent() ? figures(model) : Optional.empty();
        if (figures.isEmpty()) {
            return false;
        }
        double seconds = clock.secondsSince(start);
        pace.validation(seconds);
        Map<String, Double> metrics = figures.get();
        double validationLoss = measured.getAsDouble();
        double loss = Double.isNaN(validationLoss) ? progress.trainingLoss() : validationLoss;
        Selection selection = Selection.of(options, job.validator().metrics());
        double value = selection.value(metrics, loss);
        boolean best = selection.improves(value, progress.best());
        int epoch = progress.epoch();
        events.accept(new RunEvent.Epoch(
                clock.now(), epoch, progress.step(), progress.trainingLoss(), validationLoss, metrics, best, progress.seconds() + seconds));
        progress = progress.afterEpoch(value, best);
        checkpoint(model, epoch);
        if (best) {
            Checkpoint.copy(job.checkpoints(), Checkpoint.LAST, Checkpoint.BEST);
            events.accept(new RunEvent.Checkpoint(clock.now(), Checkpoint.BEST, epoch, progress.step()));
        }
        if (options.keepCheckpoints() > 0 && epoch % options.keepCheckpoints() == 0) {
            String kept = Checkpoint.ofEpoch(epoch);
            Checkpoint.copy(job.checkpoints(), Checkpoint.LAST, kept);
            events.accept(new RunEvent.Checkpoint(clock.now(), kept, epoch, progress.step()));
        }
        return true;
    }

    /// Mean over all validation targets, NaN if there are none; empty if the run should stop.
    private OptionalDouble validationLoss(Model model) {
        double sum = 0;
        long targets = 0;
        for (Batch batch : job.validation()) {
            if (!proceed()) {
                return OptionalDouble.empty();
            }
            if (batch.targetCount() > 0) {
                Model.LossSum loss = model.loss(batch);
                sum += loss.sum();
                targets += loss.targets();
            }
        }
        divergence.checkValidation(sum, progress);
        return OptionalDouble.of(sum / targets);
    }

    private Optional<Map<String, Double>> figures(Model model) {
        try {
            return Optional.of(job.validator().validate(model, new StopAware(control)));
        } catch (Progress.Cancelled stop) {
            return Optional.empty();
        }
    }

    private boolean proceed() {
        return control.proceed(
                () -> events.accept(new RunEvent.Paused(clock.now(), progress.step())),
                () -> events.accept(new RunEvent.Resumed(clock.now(), progress.step())));
    }

    /// Why the run is over; empty while it is not.
    private Optional<String> end() {
        Optional<TrainingOptions.EarlyStopping> early = options.earlyStopping().filter(stop -> progress.withoutProgress() >= stop.patience());
        if (early.isPresent()) {
            return early.map(stop -> String.format(
                    Locale.ROOT, "Early stopping: no better %s for %d epochs (best %.4f in epoch %d)",
                    stop.metric(), progress.withoutProgress(), progress.best().orElse(Double.NaN), progress.bestEpoch()));
        }
        return progress.epoch() > options.epochs() ? Optional.of("All " + options.epochs() + " epochs are done") : Optional.empty();
    }

    private void checkpoint(Model model, int epoch) {
        Checkpoint.write(job.checkpoints(), Checkpoint.LAST, model, progress);
        checkpointNanos = clock.nanos().getAsLong();
        events.accept(new RunEvent.Checkpoint(clock.now(), Checkpoint.LAST, epoch, progress.step()));
    }

    private RunEvent say(RunEvent event) {
        events.accept(event);
        return event;
    }

    private void sayFailed(Throwable failed) {
        String message = switch (failed) {
            case Fault fault -> fault.getMessage();
            case OutOfMemoryError memory -> "The worker ran out of memory (" + memory.getMessage() + "). Use a smaller batch, a shorter length or a narrower graph";
            default -> "An unexpected fault ended the run: " + failed + ". The worker's log has the details; resume goes on from the last checkpoint";
        };
        try {
            events.accept(new RunEvent.Failed(clock.now(), message));
        } catch (Fault unwritable) {
            failed.addSuppressed(unwritable);
        }
    }

    /// Lets a validation end early when the user stops the run.
    private record StopAware(RunControl control) implements Progress {
        @Override
        public void report(String phase, long done, long total) {
            // the run's own events tell enough
        }

        @Override
        public boolean cancelled() {
            return control.isStopped();
        }
    }
}
