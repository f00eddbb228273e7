package trailbench.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trailbench.engine.Features;
import trailbench.graph.Graph;
import trailbench.graph.InputNode;
import trailbench.graph.InputNode.NumberInput;
import trailbench.sequence.NumberColumns;
import trailbench.sequence.Scaling;
import trailbench.sequence.TrainingEvents;

/// What an experiment's graph looks up of items and users.
final class GraphFeatures {
    private GraphFeatures() {}

    /// How the numbers of a column are scaled.
    @FunctionalInterface
    private interface Scaler {
        /// @param values f(x) of each item or user
        Scaling of(NumberInput node, double[] values);
    }

    /// For a new model: how numbers are scaled is fitted on the training events alone, and joined vectors are read.
    static Features forTraining(Graph graph, Prepared prepared) {
        TrainingEvents events = TrainingEvents.of(prepared.store(), prepared.bounds());
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (VectorCache each : prepared.vectors()) {
            if (graph.nodes().stream().anyMatch(node -> node instanceof InputNode.VectorInput input && input.vectors().equals(each.name()))) {
                vectors.put(each.name(), each.read());
            }
        }
        return features(graph, prepared, vectors, (node, values) -> switch (node.of()) {
            case ITEM -> Scaling.ofItems(values, events);
            case USER -> Scaling.ofUsers(values, events);
        });
    }

    /// For a model that is opened to be asked: scaling and vectors are the model's own.
    static Features forAsking(Graph graph, Prepared prepared) {
        return features(graph, prepared, Map.of(), (_, _) -> Scaling.UNKNOWN);
    }

    private static Features features(Graph graph, Prepared prepared, Map<String, float[]> vectors, Scaler scaler) {
        Map<String, Features.Numbers> numbers = new LinkedHashMap<>();
        graph.nodes().forEach(node -> {
            if (node instanceof NumberInput input) {
                double[] values = NumberColumns.values(columns(input, prepared).get(input.feature()));
                Scaling scaling = scaler.of(input, input.scale().of(values));
                numbers.put(input.name(), new Features.Numbers(values, (float) scaling.mean(), (float) scaling.deviation()));
            }
        });
        return new Features(prepared.vocabulary().featureNumbers(), prepared.store().userFeatureNumbers(), numbers, vectors);
    }

    private static Map<String, List<String>> columns(NumberInput node, Prepared prepared) {
        return switch (node.of()) {
            case ITEM -> prepared.vocabulary().features();
            case USER -> prepared.store().userFeatures();
        };
    }
}
