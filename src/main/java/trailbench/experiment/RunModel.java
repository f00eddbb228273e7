package trailbench.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import trailbench.engine.Engine;
import trailbench.engine.Features;
import trailbench.engine.Model;
import trailbench.engine.Popularity;
import trailbench.evaluation.EvaluationOptions;
import trailbench.format.AtomicFile;
import trailbench.project.Experiment;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// A run's best model beside the data it was trained on: what every question to a run needs.
///
/// @param run        the run
/// @param experiment as it was when the run began
/// @param prepared   its sequences
/// @param model      of the best checkpoint, or the last where there is no best yet
record RunModel(FolderRun run, Experiment experiment, Prepared prepared, Model model) implements AutoCloseable {

    static RunModel open(Engine engine, Preparation preparation, Project project, FolderRun run, Progress progress) {
        return open(engine, preparation, project, run, run.experiment(), progress);
    }

    /// To be evaluated by another protocol than that of its experiment.
    static RunModel open(Engine engine, Preparation preparation, Project project, FolderRun run, EvaluationOptions options, Progress progress) {
        Experiment own = run.experiment();
        return open(
                engine, preparation, project, run,
                new Experiment(own.experiment(), own.log(), own.sequences(), own.split(), own.graph(), own.training(), options), progress);
    }

    private static RunModel open(Engine engine, Preparation preparation, Project project, FolderRun run, Experiment experiment, Progress progress) {
        Prepared prepared = preparation.prepare(project, experiment, progress);
        progress.report(Phase.of(Phase.Kind.LOADING_MODEL, run.id()), 0, 0);
        return new RunModel(run, experiment, prepared, engine.open(bestModel(run), askingOptions(experiment, prepared)));
    }

    /// For a model that is only asked: it draws nothing and weighs nothing.
    static Engine.ModelOptions askingOptions(Experiment experiment, Prepared prepared) {
        return modelOptions(experiment, prepared, GraphFeatures.forAsking(experiment.graph().graph(), prepared), Popularity.UNKNOWN);
    }

    static Engine.ModelOptions modelOptions(Experiment experiment, Prepared prepared, Features features, Popularity popularity) {
        return new Engine.ModelOptions(
                experiment.graph().graph(),
                ExperimentChannels.of(experiment, prepared),
                features,
                experiment.training().optimizer(),
                experiment.training().clipNorm(),
                experiment.training().clipValue(),
                experiment.training().seed(),
                popularity,
                experiment.training().balance());
    }

    /// The zip of the best checkpoint, or the last where there is no best yet.
    static Path bestModel(FolderRun run) {
        for (String name : new String[] {"best", "last"}) {
            Path zip = AtomicFile.readableFolder(run.checkpoints().resolve(name)).resolve("model.zip");
            if (Files.isRegularFile(zip)) {
                return zip;
            }
        }
        throw new Fault.Request(Trouble.of(Trouble.Kind.NO_CHECKPOINT, run.id()));
    }

    @Override
    public void close() {
        model.close();
    }
}
