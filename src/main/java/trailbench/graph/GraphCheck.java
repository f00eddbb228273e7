package trailbench.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import trailbench.work.Fault;

/// What a graph is when it meets a catalogue: its shapes, its parameters, and all that is wrong with it.
///
/// @param problems   empty if an engine can run the graph
/// @param shapes     what comes out of each node; a node behind a problem may be absent
/// @param parameters stored parameters of each node that has a shape, frozen ones too
public record GraphCheck(List<Problem> problems, Map<String, Shape> shapes, Map<String, Long> parameters) {

    public GraphCheck {
        problems = List.copyOf(problems);
        shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /// @param node name of the node to mend; empty where the whole graph is meant
    /// @param what is wrong
    /// @param mend what to do
    public record Problem(String node, Reason what, Reason mend) {
        /// What is wrong, in English; in other languages by [NodeWords#reasons].
        public String message() {
            return what.toString();
        }

        /// What to do, in English.
        public String remedy() {
            return mend.toString();
        }

        public List<Reason> reasons() {
            return List.of(what, mend);
        }

        @Override
        public String toString() {
            return (node.isEmpty() ? "" : node + ": ") + message() + " " + remedy();
        }
    }

    /// Checks a graph against a catalogue of which only items are known.
    ///
    /// @param items     V
    /// @param maxLength T, the longest window
    public static GraphCheck check(Graph graph, int items, int maxLength) {
        return check(graph, Channels.ofItems(items, maxLength));
    }

    public static GraphCheck check(Graph graph, Channels channels) {
        ShapeInference inference = new ShapeInference(graph, channels);
        return new GraphCheck(new GraphRules(graph, inference).problems(), inference.shapes(), inference.parameters());
    }

    public boolean passes() {
        return problems.isEmpty();
    }

    /// Problems of one node.
    public List<Problem> problems(String node) {
        return problems.stream().filter(problem -> problem.node().equals(node)).toList();
    }

    /// Parameters of the whole graph.
    public long total() {
        return parameters.values().stream().mapToLong(Long::longValue).sum();
    }

    /// @return this
    /// @throws Fault.Request listing all problems
    public GraphCheck orThrow() {
        if (!passes()) {
            throw new Fault.Request("The graph cannot be trained. %s", problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
        }
        return this;
    }
}
