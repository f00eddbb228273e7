package trailbench.experiment;

import java.util.stream.Collectors;
import trailbench.graph.Graph;
import trailbench.graph.GraphCheck;
import trailbench.project.Experiment;
import trailbench.sequence.SequenceOptions;
import trailbench.work.Fault;

/// What can be wrong with an experiment although each of its parts is right.
final class ExperimentCheck {
    private ExperimentCheck() {}

    /// @throws Fault.Request if the experiment cannot be trained
    static void check(Experiment experiment) {
        Fault.require(
                experiment.experiment().matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*"),
                "\"%s\" is no name for an experiment: use letters, digits, dots, hyphens and underscores.",
                experiment.experiment());
        Graph graph = experiment.graph().graph();
        GraphCheck check = GraphCheck.check(graph, ExperimentChannels.assumed(experiment));
        Fault.require(
                check.problems().isEmpty(),
                "The graph of %s cannot be trained: %s",
                experiment.experiment(),
                check.problems().stream()
                        .map(problem -> problem.node() + ": " + problem.message() + " " + problem.remedy())
                        .collect(Collectors.joining("; ")));
        Fault.require(
                !(graph.targetsItsInputs() && experiment.sequences().windows() instanceof SequenceOptions.Windows.NextValue),
                "%s says items of its windows again, so they cannot be next-value. Choose last or sliding windows.",
                experiment.experiment());
        Fault.require(
                graph.asks() != Graph.Asks.BEHAVIOURS || experiment.sequences().targetBehaviours().size() != 1,
                "%s asks for %s alone under sequences.target_behaviours, so there is no behaviour to predict. Name several, or none for all.",
                experiment.experiment(), experiment.sequences().targetBehaviours());
        BehaviourWeights.of(experiment);
        PrivacyCheck.check(experiment);
        Fault.require(
                !experiment.log().columns().basket() || experiment.log().columns().session().isPresent(),
                "%s says that sessions are baskets but names no session column. Name it under log.columns.session.",
                experiment.experiment());
    }
}
