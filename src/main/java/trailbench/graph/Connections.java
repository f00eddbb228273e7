package trailbench.graph;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which nodes of a graph may be connected: by what flows, not by its width, which may be mended after.
///
/// @param channels what the log has to offer
public record Connections(Drawing drawing, Channels channels) {

    /// Why a node may not be connected to a port, and what to do; empty if it may.
    public List<Reason> refusal(String from, String to, NodeKind.Port port) {
        Node source = drawing.graph().node(from);
        Node target = drawing.graph().node(to);
        if (from.equals(to)) {
            return List.of(Reason.of(Reason.Kind.READS_ITSELF));
        }
        if (Graph.isHead(source)) {
            return List.of(Reason.of(Reason.Kind.IS_HEAD, from));
        }
        if (Drawing.connected(target, port).contains(from)) {
            return List.of(Reason.of(Reason.Kind.CONNECTED_ALREADY, from));
        }
        if (reads(from, to)) {
            return List.of(Reason.of(Reason.Kind.WOULD_CIRCLE, from, to));
        }
        if (port.reference()) {
            return source instanceof Node.Embedding ? List.of() : List.of(Reason.of(Reason.Kind.TAKES_TABLE));
        }
        ShapeInference joined = new ShapeInference(drawing.connected(from, to, port).graph(), channels);
        return Optional.ofNullable(joined.mismatches().get(to)).map(GraphCheck.Problem::reasons).orElse(List.of());
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
