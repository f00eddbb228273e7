package trailbench.experiment;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import trailbench.engine.Engine;
import trailbench.engine.Popularity;
import trailbench.format.FolderLock;
import trailbench.project.Experiment;
import trailbench.project.FolderRun;
import trailbench.project.Program;
import trailbench.project.Project;
import trailbench.project.Provenance;
import trailbench.sequence.WindowSet;
import trailbench.training.BatchSource;
import trailbench.training.ControlServer;
import trailbench.training.RunClock;
import trailbench.training.RunControl;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;
import trailbench.training.TrainingJob;
import trailbench.training.TrainingLoop;
import trailbench.training.TrainingOptions;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Trains one run to its end, from the beginning or from its last checkpoint, in this JVM.
final class RunTraining {
    private final Preparation preparation;
    private final Supplier<Engine> engine;
    private final Project project;
    private final FolderRun run;

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
        RunControl control = new RunControl();
        try (OrderlyShutdown _ = new OrderlyShutdown(() -> control.say(RunControl.Word.STOP));
                FolderLock _ = FolderLock.tryAcquire(run.path().resolve(FolderRun.LOCK_FILE))
                        .orElseThrow(() -> new Fault.Request("The run %s is going on already. Stop it before it is resumed.", run.id()));
                RunJournal journal = new RunJournal(run.path(), RunClock.system());
                ControlServer _ = new ControlServer(run.path(), control)) {
            new TrainingLoop(job(journal), journal.segment(), control, journal, RunClock.system()).run();
        }
    }

    private TrainingJob job(RunJournal journal) {
        try {
            Experiment experiment = run.experiment();
            ExperimentCheck.check(experiment);
            Engine made = engine.get();
            Thread.ofPlatform().daemon().name("load-engine").start(made::load); // while the log is read
            Prepared prepared = preparation.prepare(project, experiment, Progress.SILENT);
            if (run.provenance().isEmpty()) {
                run.keep(provenance(experiment, prepared));
            }
            requireSameData(prepared);
            boolean reconstructs = experiment.graph().graph().reconstructs();
            TrainingOptions options = experiment.training();
            TrainingWindows windows = TrainingWindows.of(experiment, prepared);
            WindowSet validation = windows.validation();
            return new TrainingJob(
                    made,
                    RunModel.modelOptions(experiment, prepared, new Popularity(windows.training().targetCounts(prepared.vocabulary().size()))),
                    BatchSource.of(windows.training(), options.batch(), options.seed()),
                    validation.weighted(windows.weights()).inOrder(options.batch()),
                    reconstructs ? AccuracyValidator.of(validation.inOrder(options.batch())) : RankingValidator.of(experiment, prepared),
                    options,
                    run.checkpoints());
        } catch (RuntimeException | Error failed) {
            journal.accept(new RunEvent.Failed(Instant.now(), failed instanceof Fault ? failed.getMessage() : failed.toString()));
            throw failed;
        }
    }

    private void requireSameData(Prepared prepared) {
        String before = run.provenance().map(Provenance::dataHash).orElse(prepared.dataHash());
        Fault.require(
                before.equals(prepared.dataHash()),
                "The log has changed since the run %s began (data %s, now %s), so it cannot go on. Put the old log back, or train anew.",
                run.id(), before, prepared.dataHash());
    }

    private Provenance provenance(Experiment experiment, Prepared prepared) {
        return new Provenance(
                Instant.now(),
                Program.version(),
                "trailbench train experiments/" + experiment.experiment() + ".yaml",
                prepared.sources(),
                prepared.dataHash(),
                Machine.described(),
                experiment.training().seed(),
                Optional.of(LeakInspection.inspect(experiment, prepared).red()),
                Optional.of(Program.code()),
                Optional.of(Machine.environment()),
                run.fork());
    }
}
