package trailbench.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import trailbench.format.Yaml;
import trailbench.graph.Channels;
import trailbench.graph.Drawing;
import trailbench.graph.Graph;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphChoice;
import trailbench.graph.GraphForecast;
import trailbench.graph.GraphSvg;
import trailbench.graph.InputNode;
import trailbench.graph.Node;
import trailbench.graph.NodeKind;
import trailbench.graph.NodeWords;
import trailbench.graph.Shape;
import trailbench.project.Experiment;

/// An experiment's graph as it is told and exported: in a table, as SVG, as YAML.
///
/// @param items      V that parameters are counted for
/// @param assumed    true if V is assumed, because the log was not prepared
/// @param parameters of the whole graph
/// @param bytes      forecast of a run's native memory; empty while the graph cannot be trained
/// @param problems   what is wrong with it; empty if it can be trained
/// @param notes      what else there is to know: items without a vector
public record ExperimentGraph(
        String experiment, int items, boolean assumed, List<Row> nodes, long parameters, Optional<Long> bytes, List<String> problems, List<String> notes) {

    /// A node.
    ///
    /// @param kind       as in files
    /// @param inputs     names of the nodes that it reads, and of those whose tables it uses
    /// @param output     shape of what comes out; `?` behind a problem
    public record Row(String name, String kind, List<String> inputs, String output, long parameters) {}

    /// A graph in a file of its own, and on the clipboard.
    private record Alone(GraphChoice graph) {}

    public static ExperimentGraph of(Experiment experiment, Optional<Prepared> prepared) {
        Channels channels = channels(experiment, prepared);
        Drawing drawing = Drawing.of(experiment.graph());
        GraphCheck check = GraphCheck.check(drawing.graph(), channels);
        List<Row> rows = drawing.graph().nodes().stream().map(node -> row(node, check)).toList();
        Optional<Long> bytes = check.passes()
                ? Optional.of(GraphForecast.of(drawing.graph(), channels, experiment.training().batch()).totalBytes())
                : Optional.empty();
        return new ExperimentGraph(
                experiment.experiment(), channels.items(), prepared.isEmpty(), rows, check.total(), bytes,
                check.problems().stream().map(GraphCheck.Problem::toString).toList(),
                prepared.map(log -> notes(drawing.graph(), log)).orElse(List.of()));
    }

    /// The drawing as SVG.
    public static String svg(Experiment experiment, Optional<Prepared> prepared, Locale locale, boolean dark) {
        Drawing drawing = Drawing.of(experiment.graph());
        GraphCheck check = GraphCheck.check(drawing.graph(), channels(experiment, prepared));
        return GraphSvg.of(experiment.experiment(), drawing, check, new NodeWords(locale), dark);
    }

    /// The graph node by node, with the places of its nodes.
    public static GraphChoice drawn(Experiment experiment) {
        return Drawing.of(experiment.graph()).choice();
    }

    /// The graph alone, under `graph:`, as it stands in an experiment.
    public static String yaml(GraphChoice graph) {
        return Yaml.text(new Alone(graph));
    }

    /// The graph of a text: an experiment, `graph:` alone, or a graph without that word.
    ///
    /// @param source what the text is called in messages
    /// @throws trailbench.work.Fault.Request if it is none of them, or a node of it cannot be
    public static GraphChoice parse(String text, String source) {
        GraphChoice graph = text.lines().anyMatch(line -> line.startsWith("experiment:"))
                ? Yaml.parse(text, source, Experiment.class).graph()
                : text.lines().anyMatch(line -> line.startsWith("graph:"))
                        ? Yaml.parse(text, source, Alone.class).graph()
                        : Yaml.parse(text, source, GraphChoice.class);
        graph.graph();
        return graph;
    }

    static Channels channels(Experiment experiment, Optional<Prepared> prepared) {
        return prepared.map(log -> ExperimentChannels.of(experiment, log)).orElseGet(() -> ExperimentChannels.assumed(experiment));
    }

    private static List<String> notes(Graph graph, Prepared prepared) {
        Map<String, Integer> lacking = ExperimentChannels.lacking(prepared);
        List<String> notes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            switch (node) {
                case InputNode.VectorInput input when lacking.getOrDefault(input.vectors(), 0) > 0 ->
                    notes.add(note(node, input.vectors(), lacking, prepared) + " they read zeros.");
                case Node.Embedding embedding when embedding.vectors().map(name -> lacking.getOrDefault(name, 0)).orElse(0) > 0 ->
                    notes.add(note(node, embedding.vectors().orElseThrow(), lacking, prepared) + " they start from drawn vectors.");
                default -> {}
            }
        }
        return List.copyOf(notes);
    }

    private static String note(Node node, String vectors, Map<String, Integer> lacking, Prepared prepared) {
        return String.format(
                Locale.ROOT, "%s: %,d of %,d items have no vector in %s;", node.name(), lacking.get(vectors), prepared.vocabulary().size(), vectors);
    }

    private static Row row(Node node, GraphCheck check) {
        List<String> inputs = new ArrayList<>();
        NodeKind.of(node).ports().forEach(port -> inputs.addAll(Drawing.connected(node, port)));
        Shape shape = check.shapes().get(node.name());
        return new Row(node.name(), NodeKind.of(node).key(), inputs, shape == null ? "?" : shape.toString(), check.parameters().getOrDefault(node.name(), 0L));
    }
}
