package trailbench.experiment;

import trailbench.graph.Graph;
import trailbench.project.Experiment;
import trailbench.sequence.Asked;
import trailbench.sequence.SequenceBook;
import trailbench.sequence.TargetWeights;
import trailbench.sequence.WindowSet;

/// The windows that an experiment trains on and is validated on: cut in one place, for the run and for whoever wants to look at them.
///
/// @param training   targets count what the experiment's behaviour weights say
/// @param validation all targets count alike
/// @param weights    scaled by the training windows
public record TrainingWindows(WindowSet training, WindowSet validation, TargetWeights weights) {

    /// @throws trailbench.work.Fault.Request if the graph cannot read such windows, or no target is left
    public static TrainingWindows of(Experiment experiment, Prepared prepared) {
        Graph graph = experiment.graph().graph();
        WindowSet all = WindowSet.training(prepared.store(), prepared.bounds(), experiment.sequences(), graph.targetsItsInputs());
        TargetWeights weights = TargetWeights.ofBehaviours(BehaviourWeights.of(experiment), prepared.vocabulary().behaviours(), all);
        WindowSet validation = WindowSet.validation(prepared.store(), prepared.bounds(), experiment.sequences(), graph.targetsItsInputs());
        return new TrainingWindows(
                asking(graph, all).weighted(weights), asking(graph, validation), weights);
    }

    /// Windows as a graph reads them, with what its head is asked.
    static WindowSet asking(Graph graph, WindowSet windows) {
        return windows.withContext(graph.readsContext()).asking(switch (graph.asks()) {
            case ITEMS -> Asked.ITEM;
            case BEHAVIOURS -> Asked.BEHAVIOUR;
            case VALUES -> Asked.VALUE;
        });
    }

    /// Every user as this experiment's training sees them.
    public static SequenceBook book(Experiment experiment, Prepared prepared) {
        return new SequenceBook(
                prepared.vocabulary(), prepared.store(), prepared.bounds(), of(experiment, prepared).training(),
                experiment.sequences().maxLength(), experiment.log().columns().time().isPresent(), experiment.training().seed());
    }
}
