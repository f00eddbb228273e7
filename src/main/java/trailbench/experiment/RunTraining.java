package trailbench.experiment;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import trailbench.engine.Engine;
import trailbench.format.FolderLock;
import trailbench.project.Experiment;
import trailbench.project.Fork;
import trailbench.project.FolderRun;
import trailbench.project.Program;
import trailbench.project.Project;
import trailbench.project.Provenance;
import trailbench.training.ControlServer;
import trailbench.training.RunClock;
import trailbench.training.RunControl;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;
import trailbench.training.TrainingJob;
import trailbench.training.TrainingLoop;
import trailbench.work.Fault;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Trains one run to its end, from the beginning or from its last checkpoint, in this JVM.
final class RunTraining {
    private final Preparation preparation;
    private final Supplier<Engine> engine;
    private final Project project;
    private final FolderRun run;
    private boolean inspected;

    RunTraining(Preparation preparation, Supplier<Engine> engine, Project project, FolderRun run) {
        this.preparation = preparation;
        this.engine = engine;
        this.project = project;
        this.run = run;
    }

    /// Blocks until the run has ended.
    ///
    /// @throws Fault if the run failed; its journal says so too
    void train() {
        train(false);
    }

    /// As [#train], of a run that nobody has begun.
    ///
    /// @throws Fault.Request if it has been begun
    void begin() {
        train(true);
    }

    private void train(boolean first) {
        RunControl control = new RunControl();
        try (OrderlyShutdown _ = new OrderlyShutdown(() -> control.say(RunControl.Word.STOP));
                FolderLock _ = FolderLock.tryAcquire(run.path().resolve(FolderRun.LOCK_FILE))
                        .orElseThrow(() -> new Fault.Request(Trouble.of(Trouble.Kind.GOING_ON, run.id())));
                RunJournal journal = journal(first);
                ControlServer _ = new ControlServer(run.path(), control)) {
            run.queuePlace().leave();
            run.sweep();
            RunJob job = job(journal);
            new TrainingLoop(training(job, journal), journal.segment(), control, inspecting(job, journal), RunClock.system()).run();
        }
    }

    /// Asked while the run's lock is held: of two workers that are told to begin a run, the second finds it begun, or over.
    private RunJournal journal(boolean first) {
        Fault.require(!first || run.events().isEmpty(), Trouble.Kind.BEGUN, run.id(), run.path());
        return new RunJournal(run.path(), RunClock.system());
    }

    private RunJob job(RunJournal journal) {
        return orSayFailed(journal, () -> {
            RunJob job = RunJob.of(preparation, engine, project, run.experiment(), Progress.SILENT);
            if (run.provenance().isEmpty()) {
                run.keep(provenance(job.experiment(), job.prepared()));
            }
            requireSameData(job.prepared());
            return job;
        });
    }

    private TrainingJob training(RunJob job, RunJournal journal) {
        return orSayFailed(journal, () -> job.training(run.checkpoints(), () -> NoiseKey.of(run)));
    }

    private static <T> T orSayFailed(RunJournal journal, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failed) {
            journal.accept(failed instanceof Fault fault ? RunEvent.Failed.of(Instant.now(), fault) : new RunEvent.Failed(Instant.now(), failed.toString()));
            throw failed;
        }
    }

    /// The journal; and once the first loss stands in it, leaks are looked for, which nobody waits for before.
    private Consumer<RunEvent> inspecting(RunJob job, RunJournal journal) {
        return event -> {
            journal.accept(event);
            if (event instanceof RunEvent.Step && !inspected) {
                run.provenance()
                        .filter(provenance -> provenance.leaks().isEmpty())
                        .ifPresent(provenance -> run.keep(provenance.with(LeakInspection.inspect(job.experiment(), job.prepared()).red())));
                inspected = true;
            }
        };
    }

    private void requireSameData(Prepared prepared) {
        String before = run.fork().map(Fork::dataHash).filter(hash -> !hash.isEmpty())
                .or(() -> run.provenance().map(Provenance::dataHash))
                .orElse(prepared.dataHash());
        Fault.require(
                before.equals(prepared.dataHash()), Trouble.Kind.DATA_CHANGED, run.id(), before, prepared.dataHash());
    }

    /// The command line that repeats the run.
    private String command(Experiment experiment) {
        return run.fork()
                .map(fork -> "trailbench fork runs/" + fork.parent() + " --at " + fork.checkpoint()
                        + fork.changes().entrySet().stream().map(change -> " --set " + change.getKey() + "=" + change.getValue()).collect(Collectors.joining()))
                .orElse("trailbench train experiments/" + experiment.experiment() + ".yaml");
    }

    private Provenance provenance(Experiment experiment, Prepared prepared) {
        return new Provenance(
                Instant.now(),
                Program.version(),
                command(experiment),
                prepared.sources(),
                prepared.dataHash(),
                Machine.described(),
                experiment.training().seed(),
                Optional.empty(),
                Optional.of(Program.code()),
                Optional.of(Machine.environment()),
                run.fork());
    }
}
