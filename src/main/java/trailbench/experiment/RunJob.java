package trailbench.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import trailbench.engine.Engine;
import trailbench.engine.Popularity;
import trailbench.evaluation.ValueMeasurement;
import trailbench.graph.Graph;
import trailbench.privacy.SecretDraws;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.sequence.Batch;
import trailbench.sequence.WindowSet;
import trailbench.training.BatchSource;
import trailbench.training.PrivacyOptions;
import trailbench.training.PrivateUsers;
import trailbench.training.TrainingJob;
import trailbench.training.TrainingOptions;
import trailbench.training.Validator;
import trailbench.work.Progress;

/// What it takes to train an experiment: for the run itself, and for whoever does it again.
record RunJob(Experiment experiment, Prepared prepared, Engine engine) {

    static RunJob of(Preparation preparation, Supplier<Engine> engine, Project project, Experiment experiment, Progress progress) {
        ExperimentCheck.check(experiment);
        Engine made = engine.get();
        Thread.ofPlatform().daemon().name("load-engine").start(made::load); // while the log is read
        return new RunJob(experiment, preparation.prepare(project, experiment, progress), made);
    }

    /// @param draws asked for the secret of a private run, and of no other
    TrainingJob training(Path checkpoints, Supplier<SecretDraws> draws) {
        Graph graph = experiment.graph().graph();
        TrainingOptions options = experiment.training();
        TrainingWindows windows = TrainingWindows.of(experiment, prepared);
        WindowSet validation = windows.validation();
        return new TrainingJob(
                engine,
                RunModel.modelOptions(
                        experiment, prepared, GraphFeatures.forTraining(experiment.graph().graph(), prepared), new Popularity(windows.training().targetCounts(classes(graph)))),
                BatchSource.of(windows.training(), options.batch(), options.seed()),
                validation.weighted(windows.weights()).inOrder(options.batch()),
                validator(graph, validation),
                options,
                checkpoints,
                options.privacy() instanceof PrivacyOptions.Noisy noisy
                        ? Optional.of(PrivateUsers.of(windows.training(), noisy, options, draws.get()))
                        : Optional.empty());
    }

    /// How many different targets there are: V, or K.
    private int classes(Graph graph) {
        return graph.asks() == Graph.Asks.BEHAVIOURS ? prepared.vocabulary().behaviours().size() : prepared.vocabulary().size();
    }

    private Validator validator(Graph graph, WindowSet validation) {
        List<Batch> batches = validation.inOrder(experiment.training().batch());
        return switch (graph.asks()) {
            case BEHAVIOURS -> BehaviourValidator.of(batches, classes(graph));
            case VALUES -> ValueValidator.of(batches, ValueMeasurement.mean(prepared.store(), prepared.trainingEnd()));
            case ITEMS -> graph.reconstructs() ? AccuracyValidator.of(batches) : RankingValidator.of(experiment, prepared);
        };
    }
}
