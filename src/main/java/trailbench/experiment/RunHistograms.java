package trailbench.experiment;

import java.time.Instant;
import java.util.function.Supplier;
import trailbench.engine.Engine;
import trailbench.engine.Model;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.Provenance;
import trailbench.training.Checkpoint;
import trailbench.training.Histograms;
import trailbench.training.TrainingJob;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Looks at the model of a run's last checkpoint.
final class RunHistograms {
    private RunHistograms() {}

    static Histograms of(Preparation preparation, Supplier<Engine> engine, Project project, FolderRun run, Progress progress) {
        Checkpoint last = Checkpoint.read(run.checkpoints(), Checkpoint.LAST)
                .or(() -> Checkpoint.read(run.checkpoints(), Checkpoint.BEST))
                .orElseThrow(() -> new Fault.Request(Trouble.of(Trouble.Kind.NO_CHECKPOINT, run.id())));
        RunJob job = RunJob.of(preparation, engine, project, run.experiment(), progress);
        String before = run.provenance().map(Provenance::dataHash).orElse(job.prepared().dataHash());
        Fault.require(
                before.equals(job.prepared().dataHash()), Trouble.Kind.DATA_CHANGED_MODEL, run.id(), before, job.prepared().dataHash());
        TrainingJob training = job.training(run.checkpoints(), NoiseKey::forTrying);
        progress.report(Phase.of(Phase.Kind.LOOKING, run.id()), 0, 0);
        try (Model model = training.engine().open(last.model(), training.model())) {
            return Histograms.of(model, training, last.progress(), Instant.now());
        }
    }
}
