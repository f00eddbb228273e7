package trailbench.graph;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Which nodes of a graph may be connected: by what flows, not by its width, which may be mended after.
///
/// @param channels what the log has to offer
public record Connections(Drawing drawing, Channels channels) {

    /// Why a node may not be connected to a port; empty if it may.
    public Optional<String> refusal(String from, String to, NodeKind.Port port) {
        Node source = drawing.graph().node(from);
        Node target = drawing.graph().node(to);
        if (from.equals(to)) {
            return Optional.of("A node cannot read itself.");
        }
        if (Graph.isHead(source)) {
            return Optional.of("\"" + from + "\" is a head: the graph ends there.");
        }
        if (Drawing.connected(target, port).contains(from)) {
            return Optional.of("\"" + from + "\" is connected there already.");
        }
        if (reads(from, to)) {
            return Optional.of("That would be a circle: \"" + from + "\" is made of \"" + to + "\".");
        }
        if (port.reference()) {
            return source instanceof Node.Embedding ? Optional.empty() : Optional.of("This port takes an embedding of items, whose table is used.");
        }
        ShapeInference joined = new ShapeInference(drawing.connected(from, to, port).graph(), channels);
        return Optional.ofNullable(joined.mismatches().get(to)).map(problem -> problem.message() + " " + problem.remedy());
    }

    /// The first port of a node that takes another.
    public Optional<NodeKind.Port> port(String from, String to) {
        return NodeKind.of(drawing.graph().node(to)).ports().stream().filter(port -> refusal(from, to, port).isEmpty()).findFirst();
    }

    private boolean reads(String reader, String wanted) {
        Set<String> seen = new HashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(Set.of(reader));
        while (!open.isEmpty()) {
            String name = open.poll();
            if (name.equals(wanted)) {
                return true;
            }
            if (seen.add(name) && drawing.has(name)) {
                open.addAll(Graph.sources(drawing.graph().node(name)));
            }
        }
        return false;
    }
}
