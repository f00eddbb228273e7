package trailbench.experiment;

import static trailbench.work.Fault.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import trailbench.engine.Engine;
import trailbench.format.AtomicFile;
import trailbench.project.FolderRun;
import trailbench.project.Program;
import trailbench.project.Project;
import trailbench.project.Provenance;
import trailbench.project.RunFolder;
import trailbench.project.Verification;
import trailbench.training.Checkpoint;
import trailbench.training.RunClock;
import trailbench.training.RunControl;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;
import trailbench.training.TrainingLoop;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Trains a run once more in a scratch folder, from where it began, and compares it step by step with what its journal kept.
final class RunVerifying {
    private final Preparation preparation;
    private final Supplier<Engine> engine;
    private final Project project;
    private final FolderRun run;
    private final VerifyOptions options;

    RunVerifying(Preparation preparation, Supplier<Engine> engine, Project project, FolderRun run, VerifyOptions options) {
        this.preparation = preparation;
        this.engine = engine;
        this.project = project;
        this.run = run;
        this.options = options;
    }

    /// @throws Fault.Request if the run still goes on
    static void requireOver(RunFolder run) {
        require(run.state().isFinal(), Trouble.Kind.VERIFY_GOING_ON, run.id());
    }

    /// @throws Fault.Request if the log is not the one that the run trained on, or the journal kept nothing to compare
    Verification verify(Progress progress) {
        requireOver(run);
        List<RunEvent> recorded = RunJournal.withoutRepeated(run.events());
        int firstEpoch = run.fork().isPresent() ? firstEpoch(recorded) : 1;
        Comparing comparing = new Comparing(recorded, options, firstEpoch);
        require(comparing.expected() > 0, Trouble.Kind.VERIFY_NOTHING, run.id());
        RunJob job = RunJob.of(preparation, engine, project, run.experiment(), progress);
        String before = run.provenance().map(Provenance::dataHash).orElse(job.prepared().dataHash());
        require(
                before.equals(job.prepared().dataHash()), Trouble.Kind.DATA_CHANGED_VERIFY, run.id(), before, job.prepared().dataHash());
        Path scratch = scratch();
        try {
            if (run.fork().isPresent()) {
                Checkpoint.again(run.checkpoints(), scratch);
            }
            RunControl control = changedAlike(recorded);
            new TrainingLoop(job.training(scratch, () -> NoiseKey.of(run)), 0, control, event -> {
                        if (progress.cancelled()) {
                            control.say(RunControl.Word.STOP);
                        }
                        comparing.take(event, control, progress);
                    }, RunClock.system())
                    .run();
            progress.checkpoint();
        } finally {
            AtomicFile.remove(scratch);
        }
        return comparing.verification();
    }

    /// Changes what people changed in the run, after the same steps.
    private static RunControl changedAlike(List<RunEvent> recorded) {
        RunControl control = new RunControl();
        for (RunEvent event : recorded) {
            if (event instanceof RunEvent.Changed changed && changed.byUser()) {
                control.sayAfter(changed.step(), changed.asked());
            }
        }
        return control;
    }

    private static int firstEpoch(List<RunEvent> recorded) {
        return recorded.stream()
                .flatMap(event -> event instanceof RunEvent.Step step ? Stream.of(step.epoch()) : Stream.empty())
                .min(Integer::compare)
                .orElse(1);
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("trailbench-verify");
        } catch (IOException e) {
            throw new Fault.Work("There is no place to do the run again: %s. Free some space in the folder for temporary files.", Trouble.reason(e), e);
        }
    }

    /// Takes the events of the second time and lays them beside those of the first.
    private static final class Comparing {
        private final Map<Long, RunEvent.Step> steps = new HashMap<>();
        private final Map<Integer, RunEvent.Epoch> epochs = new HashMap<>();
        private final double tolerance;
        private final int lastEpoch;
        private final long lastStep;
        private final Set<Integer> done = new TreeSet<>();
        private long stepsDone;
        private long compared;
        private long firstDifference = -1;
        private double greatest;

        Comparing(List<RunEvent> recorded, VerifyOptions options, int firstEpoch) {
            tolerance = options.tolerance();
            lastEpoch = options.epochs() == 0 ? Integer.MAX_VALUE : firstEpoch + options.epochs() - 1;
            for (RunEvent event : recorded) {
                if (event instanceof RunEvent.Step step && step.epoch() <= lastEpoch) {
                    steps.put(step.step(), step);
                } else if (event instanceof RunEvent.Epoch epoch && epoch.epoch() <= lastEpoch) {
                    epochs.put(epoch.epoch(), epoch);
                }
            }
            lastStep = LongStream.concat(
                            steps.keySet().stream().mapToLong(Long::longValue), epochs.values().stream().mapToLong(RunEvent.Epoch::step))
                    .max()
                    .orElse(0);
        }

        int expected() {
            return steps.size() + epochs.size();
        }

        void take(RunEvent event, RunControl control, Progress progress) {
            if (event instanceof RunEvent.Step step) {
                stepsDone++;
                done.add(step.epoch());
                RunEvent.Step before = steps.get(step.step());
                if (before != null) {
                    compare(step.step(), List.of(before.loss(), before.gradientNorm()), List.of(step.loss(), step.gradientNorm()));
                }
                progress.report(Phase.of(Phase.Kind.DOING_AGAIN), step.step(), lastStep);
                if (greatest > tolerance || step.step() >= lastStep && !epochs.containsKey(step.epoch())) {
                    control.say(RunControl.Word.STOP);
                }
            } else if (event instanceof RunEvent.Epoch epoch) {
                RunEvent.Epoch before = epochs.get(epoch.epoch());
                if (before != null) {
                    compare(epoch.step(), figures(before), figures(epoch));
                }
                if (greatest > tolerance || epoch.step() >= lastStep) {
                    control.say(RunControl.Word.STOP_AFTER_EPOCH);
                }
            }
        }

        private static List<Double> figures(RunEvent.Epoch epoch) {
            List<Double> figures = new ArrayList<>(List.of(epoch.trainingLoss(), epoch.validationLoss()));
            new TreeMap<>(epoch.metrics()).values().forEach(figures::add);
            return figures;
        }

        private void compare(long step, List<Double> before, List<Double> now) {
            compared++;
            for (int i = 0; i < before.size(); i++) {
                double a = before.get(i);
                double b = i < now.size() ? now.get(i) : Double.NaN;
                if (Double.compare(a, b) != 0) {
                    firstDifference = firstDifference < 0 ? step : firstDifference;
                    double difference = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
                    greatest = Math.max(greatest, Double.isFinite(difference) ? difference : 1);
                }
            }
        }

        Verification verification() {
            Verification.Verdict verdict = firstDifference < 0
                    ? Verification.Verdict.IDENTICAL
                    : greatest <= tolerance ? Verification.Verdict.WITHIN_TOLERANCE : Verification.Verdict.DIFFERENT;
            return new Verification(
                    Instant.now(), Program.version(), Machine.described(), verdict, done.size(), stepsDone, compared,
                    firstDifference < 0 ? Optional.empty() : Optional.of(firstDifference), greatest, tolerance);
        }
    }
}
