package trailbench.experiment;

import java.nio.file.Path;
import java.util.function.Supplier;
import trailbench.engine.Engine;
import trailbench.engine.Popularity;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.sequence.WindowSet;
import trailbench.training.BatchSource;
import trailbench.training.TrainingJob;
import trailbench.training.TrainingOptions;
import trailbench.work.Progress;

/// What it takes to train an experiment: for the run itself, and for whoever does it again.
record RunJob(Experiment experiment, Prepared prepared, Engine engine) {

    static RunJob of(Preparation preparation, Supplier<Engine> engine, Project project, Experiment experiment, Progress progress) {
        ExperimentCheck.check(experiment);
        Engine made = engine.get();
        Thread.ofPlatform().daemon().name("load-engine").start(made::load); // while the log is read
        return new RunJob(experiment, preparation.prepare(project, experiment, progress), made);
    }

    TrainingJob training(Path checkpoints) {
        boolean reconstructs = experiment.graph().graph().reconstructs();
        TrainingOptions options = experiment.training();
        TrainingWindows windows = TrainingWindows.of(experiment, prepared);
        WindowSet validation = windows.validation();
        return new TrainingJob(
                engine,
                RunModel.modelOptions(
                        experiment, prepared, GraphFeatures.forTraining(experiment.graph().graph(), prepared), new Popularity(windows.training().targetCounts(prepared.vocabulary().size()))),
                BatchSource.of(windows.training(), options.batch(), options.seed()),
                validation.weighted(windows.weights()).inOrder(options.batch()),
                reconstructs ? AccuracyValidator.of(validation.inOrder(options.batch())) : RankingValidator.of(experiment, prepared),
                options,
                checkpoints);
    }
}
