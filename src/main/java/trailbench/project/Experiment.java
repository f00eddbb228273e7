package trailbench.project;

import trailbench.evaluation.EvaluationOptions;
import trailbench.graph.GraphChoice;
import trailbench.log.LogRecipe;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.Split;
import trailbench.training.TrainingOptions;

/// One YAML file: all that is needed to do the whole line again.
///
/// @param experiment its name: letters, digits, `-`, `_`, `.`; also the file's name
public record Experiment(
        String experiment,
        LogRecipe log,
        SequenceOptions sequences,
        Split split,
        GraphChoice graph,
        TrainingOptions training,
        EvaluationOptions evaluation) {}
