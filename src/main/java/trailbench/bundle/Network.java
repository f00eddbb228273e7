package trailbench.bundle;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.engine.Engine;
import trailbench.engine.Features;
import trailbench.engine.Optimizer;
import trailbench.engine.Popularity;
import trailbench.graph.Channels;
import trailbench.graph.Graph;
import trailbench.graph.InputNode;
import trailbench.graph.InputNode.NumberInput;

/// The contents of `network.json`: all that builds the network which `model.zip` fills.
///
/// @param inputs      what its log had to offer
/// @param optimizer   one that keeps nothing; in bundles of before, whose moments the model carries
/// @param excludeSeen true if items of the history are no candidates, as in its evaluation
public record Network(Graph graph, Inputs inputs, Optimizer optimizer, boolean excludeSeen) {

    /// [Channels] as a file has them.
    ///
    /// @param valued true if events have values; empty in bundles of before, whose models read none
    public record Inputs(
            int items,
            int behaviours,
            boolean timed,
            int users,
            Map<String, Integer> features,
            Map<String, Integer> userFeatures,
            List<String> numbers,
            List<String> userNumbers,
            Map<String, Integer> vectors,
            int maxLength,
            Optional<Boolean> valued) {
        static Inputs of(Channels channels) {
            return new Inputs(
                    channels.items(), channels.behaviours(), channels.timed(), channels.users(), channels.features(), channels.userFeatures(),
                    List.copyOf(channels.numbers()), List.copyOf(channels.userNumbers()), channels.vectors(), channels.maxLength(),
                    Optional.of(channels.valued()));
        }

        Channels channels() {
            return new Channels(
                    items, behaviours, timed, users, features, userFeatures, new LinkedHashSet<>(numbers), new LinkedHashSet<>(userNumbers), vectors,
                    valued.orElse(false), maxLength);
        }
    }

    /// Of the model that was opened with `options` and written for asking.
    public static Network of(Engine.ModelOptions options, boolean excludeSeen) {
        return new Network(options.graph(), Inputs.of(options.channels()), options.forAsking().optimizer(), excludeSeen);
    }

    /// Of a model that is only asked: it draws nothing, and clips nothing.
    Engine.ModelOptions options(Features features) {
        return new Engine.ModelOptions(graph, inputs.channels(), features, optimizer, 0, 0, Popularity.UNKNOWN, 0);
    }

    /// True if answers depend on who the user is: the bundle then holds users' ids and features.
    public boolean readsUsers() {
        return readsUsers(graph);
    }

    /// True if a graph reads who the user is.
    public static boolean readsUsers(Graph graph) {
        return graph.nodes().stream().anyMatch(node -> switch (node) {
            case InputNode.UserInput _, InputNode.UserFeatureInput _ -> true;
            case NumberInput number -> number.of() == NumberInput.Of.USER;
            default -> false;
        });
    }
}
