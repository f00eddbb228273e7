package trailbench.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import trailbench.work.Fault;

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

    /// @throws Fault.Request if no node has this name
    public Node node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Fault.Request("The graph has no node \"%s\". Its nodes are %s.", name, names()));
    }

    /// Nodes so that each stands after its inputs; among those that are ready, the order of [#nodes()].
    ///
    /// Nodes on a cycle, and those behind one, are left out: the list is shorter than [#nodes()] then.
    public List<Node> ordered() {
        Map<String, Integer> waiting = new HashMap<>();
        Map<String, List<Node>> users = new HashMap<>();
        Set<String> known = new HashSet<>(names());
        ArrayDeque<Node> ready = new ArrayDeque<>();
        for (Node node : nodes) {
            List<String> needs = sources(node).stream().filter(known::contains).toList();
            needs.forEach(need -> users.computeIfAbsent(need, _ -> new ArrayList<>()).add(node));
            waiting.put(node.name(), needs.size());
            if (needs.isEmpty()) {
                ready.add(node);
            }
        }
        List<Node> ordered = new ArrayList<>();
        while (!ready.isEmpty()) {
            Node node = ready.poll();
            ordered.add(node);
            for (Node user : users.getOrDefault(node.name(), List.of())) {
                if (waiting.merge(user.name(), -1, Integer::sum) == 0) {
                    ready.add(user);
                }
            }
        }
        return ordered;
    }

    /// The node whose loss is trained.
    ///
    /// @throws Fault.Request if there is none, or more than one
    public Node head() {
        List<Node> heads = nodes.stream().filter(Graph::isHead).toList();
        if (heads.size() != 1) {
            throw new Fault.Request("A graph has one head, this one has %s. Keep one of next-item, masked-item, next-behaviour, next-rating, reconstruct-items and reconstruct-vectors.", heads.size());
        }
        return heads.getFirst();
    }

    /// True if the head says again what went in, all of it; false if it predicts items.
    public boolean reconstructs() {
        return head() instanceof Node.ReconstructItems || head() instanceof Node.ReconstructVectors;
    }

    /// True if the head scores every item as the next one.
    public boolean ranks() {
        return head() instanceof Node.NextItem || head() instanceof Node.MaskedItem;
    }

    /// What the head is asked of the events that are its targets.
    public enum Asks {
        ITEMS,
        BEHAVIOURS,
        VALUES
    }

    public Asks asks() {
        return switch (head()) {
            case Node.NextBehaviour _ -> Asks.BEHAVIOURS;
            case Node.NextRating _ -> Asks.VALUES;
            default -> Asks.ITEMS;
        };
    }

    /// True if the head says again items that were masked.
    public boolean masks() {
        return head() instanceof Node.MaskedItem;
    }

    /// True if the head draws negatives: tables then learn only in the rows that a batch reads.
    public boolean learnsByRow() {
        return head() instanceof Node.NextItem next && next.loss() instanceof Loss.Sampled;
    }

    /// True if the target of a step is the step's own item, false if it is the one after.
    public boolean targetsItsInputs() {
        return reconstructs() || masks();
    }

    /// The embedding whose table a head scores items with; empty if it has one of its own, or is no such head.
    public static Optional<String> tied(Node node) {
        return switch (node) {
            case Node.NextItem head -> head.tied();
            case Node.MaskedItem head -> head.tied();
            default -> Optional.empty();
        };
    }

    /// True if it reads more of an event than its item and what is known of that item.
    public boolean readsContext() {
        return nodes.stream().anyMatch(node -> node instanceof InputNode && !GraphRules.tellsTheItem(node));
    }

    /// True for the nodes that make one vector of a sequence's steps.
    public static boolean makesAVector(Node node) {
        return node instanceof Node.LastStep || node instanceof Node.MeanSteps || node instanceof Node.AttentionPooling;
    }

    /// True for the nodes that carry a loss.
    public static boolean isHead(Node node) {
        return switch (node) {
            case Node.NextItem _, Node.MaskedItem _, Node.NextBehaviour _, Node.NextRating _, Node.ReconstructItems _, Node.ReconstructVectors _ -> true;
            default -> false;
        };
    }

    /// Names of the nodes that `node` reads from: its inputs, the embedding that is the target of a reconstruction of vectors, and the one
    /// that a head is tied to.
    static List<String> sources(Node node) {
        return switch (node) {
            case Node.ReconstructVectors head -> List.of(head.input(), head.target());
            default -> Stream.concat(node.inputs().stream(), tied(node).stream()).distinct().toList();
        };
    }

    private List<String> names() {
        return nodes.stream().map(Node::name).toList();
    }
}
