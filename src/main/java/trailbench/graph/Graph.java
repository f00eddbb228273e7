package trailbench.graph;

import java.util.List;

/// An encoder-decoder graph. An edit makes a new one.
///
/// Nothing is checked here but what the nodes check themselves: a graph that is being drawn may be wrong for a while.
/// [GraphCheck] says what is wrong, where, and how to mend it; engines take only graphs that pass.
///
/// @param nodes in any order
public record Graph(List<Node> nodes) {
    public Graph {
        nodes = List.copyOf(nodes);
    }
}
