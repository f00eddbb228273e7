package trailbench.ui.shell;

import trailbench.evaluation.EvaluationOptions;
import trailbench.graph.GraphChoice;
import trailbench.log.LogRecipe;
import trailbench.project.Experiment;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.Split;
import trailbench.training.TrainingOptions;

/// Copies of an experiment with one part replaced.
public final class ExperimentEdits {
    private ExperimentEdits() {}

    public static Experiment withLog(Experiment e, LogRecipe log) {
        return new Experiment(e.experiment(), log, e.sequences(), e.split(), e.graph(), e.training(), e.evaluation());
    }

    public static Experiment withSequences(Experiment e, SequenceOptions sequences) {
        return new Experiment(e.experiment(), e.log(), sequences, e.split(), e.graph(), e.training(), e.evaluation());
    }

    public static Experiment withSplit(Experiment e, Split split) {
        return new Experiment(e.experiment(), e.log(), e.sequences(), split, e.graph(), e.training(), e.evaluation());
    }

    public static Experiment withGraph(Experiment e, GraphChoice graph) {
        return new Experiment(e.experiment(), e.log(), e.sequences(), e.split(), graph, e.training(), e.evaluation());
    }

    public static Experiment withTraining(Experiment e, TrainingOptions training) {
        return new Experiment(e.experiment(), e.log(), e.sequences(), e.split(), e.graph(), training, e.evaluation());
    }

    public static Experiment withEvaluation(Experiment e, EvaluationOptions evaluation) {
        return new Experiment(e.experiment(), e.log(), e.sequences(), e.split(), e.graph(), e.training(), evaluation);
    }
}
