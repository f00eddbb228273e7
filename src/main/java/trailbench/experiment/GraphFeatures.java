package trailbench.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trailbench.engine.Features;
import trailbench.graph.Graph;
import trailbench.graph.InputNode;
import trailbench.graph.InputNode.NumberInput;
import trailbench.graph.Node;
import trailbench.sequence.NumberColumns;
import trailbench.sequence.Scaling;
import trailbench.sequence.TrainingEvents;

/// What an experiment's graph looks up of items and users.
final class GraphFeatures {
    private GraphFeatures() {}

    /// How the numbers of a column are scaled.
    @FunctionalInterface
    private interface Scaler {
        /// @param values f(x) of each item, user or event
        Scaling of(Whose whose, double[] values);
    }

    private enum Whose {
        ITEMS,
        USERS,
        EVENTS
    }

    /// For a new model: how numbers are scaled is fitted on the training events alone, and joined vectors are read.
    static Features forTraining(Graph graph, Prepared prepared) {
        TrainingEvents events = TrainingEvents.of(prepared.store(), prepared.bounds());
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (VectorCache each : prepared.vectors()) {
            if (graph.nodes().stream().anyMatch(node -> reads(node, each.name()))) {
                vectors.put(each.name(), each.read());
            }
        }
        return features(graph, prepared, vectors, (whose, values) -> switch (whose) {
            case ITEMS -> Scaling.ofItems(values, events);
            case USERS -> Scaling.ofUsers(values, events);
            case EVENTS -> Scaling.ofEvents(values, events);
        });
    }

    /// True if a node looks vectors up, or starts from them.
    private static boolean reads(Node node, String vectors) {
        return switch (node) {
            case InputNode.VectorInput input -> input.vectors().equals(vectors);
            case Node.Embedding embedding -> embedding.vectors().filter(vectors::equals).isPresent();
            default -> false;
        };
    }

    /// For a model that is opened to be asked: scaling and vectors are the model's own.
    static Features forAsking(Graph graph, Prepared prepared) {
        return features(graph, prepared, Map.of(), (_, _) -> Scaling.UNKNOWN);
    }

    private static Features features(Graph graph, Prepared prepared, Map<String, float[]> vectors, Scaler scaler) {
        Map<String, Features.Numbers> numbers = new LinkedHashMap<>();
        graph.nodes().forEach(node -> {
            switch (node) {
                case NumberInput input -> {
                    double[] values = NumberColumns.values(columns(input, prepared).get(input.feature()));
                    numbers.put(input.name(), scaled(values, scaler.of(input.of() == NumberInput.Of.ITEM ? Whose.ITEMS : Whose.USERS, input.scale().of(values))));
                }
                case InputNode.ValueInput input ->
                    numbers.put(input.name(), scaled(new double[0], scaler.of(Whose.EVENTS, input.scale().of(values(prepared)))));
                case Node.NextRating head -> numbers.put(head.name(), scaled(new double[0], scaler.of(Whose.EVENTS, values(prepared))));
                default -> {}
            }
        });
        return new Features(prepared.vocabulary().featureNumbers(), prepared.store().userFeatureNumbers(), numbers, vectors);
    }

    private static Features.Numbers scaled(double[] values, Scaling scaling) {
        return new Features.Numbers(values, (float) scaling.mean(), (float) scaling.deviation());
    }

    /// `[N]` of each event; NaN where unknown.
    private static double[] values(Prepared prepared) {
        double[] values = new double[prepared.store().values().length];
        Arrays.setAll(values, event -> prepared.store().values()[event]);
        return values;
    }

    private static Map<String, List<String>> columns(NumberInput node, Prepared prepared) {
        return switch (node.of()) {
            case ITEM -> prepared.vocabulary().features();
            case USER -> prepared.store().userFeatures();
        };
    }
}
