package trailbench.experiment;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trailbench.format.Yaml;
import trailbench.graph.Graph;
import trailbench.graph.InputNode;
import trailbench.project.Experiment;
import trailbench.sequence.LeakFinding;
import trailbench.sequence.LeakInspector;
import trailbench.sequence.Leaks;
import trailbench.sequence.Sequences;
import trailbench.sequence.WindowSet;

/// Looks for leaks in what an experiment trains on and is asked.
public final class LeakInspection {
    private LeakInspection() {}

    /// @throws trailbench.work.Fault.Request if the graph cannot be trained on the experiment's windows
    public static Leaks inspect(Experiment experiment, Prepared prepared) {
        boolean timed = experiment.log().columns().time().isPresent();
        Graph graph = experiment.graph().graph();
        return LeakInspector.inspect(
                new Sequences(prepared.vocabulary(), prepared.store(), timed),
                prepared.bounds(),
                experiment.log(),
                WindowSet.training(prepared.store(), prepared.bounds(), experiment.sequences(), graph.targetsItsInputs()),
                List.of(prepared.validation(), prepared.test()),
                featuresRead(graph));
    }

    private static Set<String> featuresRead(Graph graph) {
        return graph.nodes().stream()
                .flatMap(node -> switch (node) {
                    case InputNode.FeatureInput input -> Stream.of(input.feature());
                    case InputNode.NumberInput input when input.of() == InputNode.NumberInput.Of.ITEM -> Stream.of(input.feature());
                    default -> Stream.empty();
                })
                .collect(Collectors.toSet());
    }

    /// The experiment with the change that does away with a leak.
    public static Experiment mended(Experiment experiment, LeakFinding finding) {
        return Yaml.with(experiment, finding.fix());
    }
}
