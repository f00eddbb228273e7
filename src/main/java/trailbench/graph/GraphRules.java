package trailbench.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import trailbench.graph.GraphCheck.Problem;

/// The rules that a graph must keep to be trained, each with a reason that a person can act on.
final class GraphRules {
    private final Graph graph;
    private final Set<String> names;
    private final List<Problem> problems = new ArrayList<>();

    GraphRules(Graph graph, ShapeInference inference) {
        this.graph = graph;
        this.names = graph.nodes().stream().map(Node::name).collect(Collectors.toSet());
        namesAreUnique();
        inputsExist();
        gatesTakeTwo();
        nothingGoesInCircles();
        problems.addAll(inference.problems());
        oneInput();
        oneHead();
        everyNodeReachesTheHead();
        graph.nodes().forEach(this::headRules);
    }

    List<Problem> problems() {
        return problems;
    }

    private void namesAreUnique() {
        Set<String> seen = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (node.name().isBlank()) {
                problem(node.name(), "A node has no name.", "Give it one.");
            } else if (!seen.add(node.name())) {
                problem(node.name(), "Two nodes are named \"" + node.name() + "\".", "Rename one of them.");
            }
        }
    }

    private void inputsExist() {
        for (Node node : graph.nodes()) {
            for (String source : Graph.sources(node)) {
                if (source.isEmpty()) {
                    problem(node.name(), "Nothing is connected to it.", "Connect a node to its upper side, or remove it.");
                } else if (!names.contains(source)) {
                    problem(node.name(), "Its input \"" + source + "\" is not in the graph.", "Connect it to another node, or add one of that name.");
                }
            }
            for (String input : node.inputs()) {
                if (names.contains(input) && Graph.isHead(graph.node(input))) {
                    problem(node.name(), "Its input \"" + input + "\" is a head, where the graph ends.", "Connect it to the node before that head.");
                }
            }
            if ((node instanceof Node.Concat || node instanceof Node.Sum) && node.inputs().size() < 2) {
                String what = node instanceof Node.Sum ? "Adding" : "Laying end to end";
                problem(node.name(), what + " takes two inputs or more, not " + node.inputs().size() + ".", "Connect another node, or remove this one.");
            }
        }
    }

    private void gatesTakeTwo() {
        for (Node node : graph.nodes()) {
            if (node instanceof Node.Gate && node.inputs().size() != 2) {
                problem(node.name(), "A gate takes two inputs, not " + node.inputs().size() + ".", "Connect two nodes of one width.");
            }
        }
    }

    private void nothingGoesInCircles() {
        Set<String> ordered = graph.ordered().stream().map(Node::name).collect(Collectors.toSet());
        for (Node node : graph.nodes()) {
            if (!ordered.contains(node.name()) && upstream(node, _ -> false).contains(node.name())) {
                problem(node.name(), "It feeds itself: following its inputs leads back to it.", "Remove one edge of the circle.");
            }
        }
    }

    private void oneInput() {
        List<Node> inputs = graph.nodes().stream().filter(InputNode.ItemInput.class::isInstance).toList();
        if (inputs.isEmpty()) {
            problem("", "The graph has no item input.", "Add one and connect the embedding to it.");
        }
        for (Node second : inputs.stream().skip(1).toList()) {
            problem(second.name(), "The graph has a second item input.", "Connect everything to \"" + inputs.getFirst().name() + "\" and remove this one.");
        }
    }

    private void oneHead() {
        List<Node> heads = graph.nodes().stream().filter(Graph::isHead).toList();
        if (heads.isEmpty()) {
            problem("", "The graph has no head, so there is nothing to learn.", "Add next-item, masked-item, reconstruct-items or reconstruct-vectors at its end.");
        }
        for (Node second : heads.stream().skip(1).toList()) {
            problem(second.name(), "The graph has more than one head.", "Keep one of them.");
        }
    }

    private void everyNodeReachesTheHead() {
        Set<String> used = new HashSet<>();
        graph.nodes().stream().filter(Graph::isHead).forEach(head -> {
            used.add(head.name());
            used.addAll(upstream(head, _ -> false));
        });
        if (used.isEmpty()) {
            return; // no head: said already
        }
        Set<String> read = graph.nodes().stream().flatMap(node -> Graph.sources(node).stream()).collect(Collectors.toSet());
        for (Node node : graph.nodes()) {
            if (!used.contains(node.name()) && !read.contains(node.name())) { // said once, where the way ends
                problem(node.name(), "Dead end: nothing of it reaches the head.", "Connect it, or remove it.");
            }
        }
    }

    private void headRules(Node node) {
        Graph.tied(node).ifPresent(table -> tableIsOnTheWay(node, table));
        switch (node) {
            case Node.NextItem head -> seesNoFuture(head);
            case Node.ReconstructItems head -> saysAgainFromAVector(head);
            case Node.ReconstructVectors head -> {
                saysAgainFromAVector(head);
                targetIsFrozen(head);
            }
            default -> {}
        }
    }

    /// The step at `t` may know the events up to `t`. Later events are carried back to `t` by a repeated vector, and by attention over all steps.
    private void seesNoFuture(Node.NextItem head) {
        for (Node node : graph.nodes()) {
            if (!upstream(head, _ -> false).contains(node.name())) {
                continue;
            }
            if (node instanceof Node.RepeatVector) {
                problem(
                        head.name(),
                        "The future leaks in: \"" + node.name() + "\" shows every step the vector of the whole sequence, and with it the item to predict.",
                        "Feed the head from an encoder, or use a reconstruction head.");
                return;
            }
            if (node instanceof Node.ReverseSteps) {
                problem(
                        head.name(),
                        "The future leaks in: \"" + node.name() + "\" reads from the last step back, and so shows each step the item to predict.",
                        "Read in one direction only, or use a head that says masked items or whole sequences again.");
                return;
            }
            if (node instanceof Node.SelfAttention attention && !attention.causal()) {
                problem(
                        head.name(),
                        "The future leaks in: in \"" + node.name() + "\" every step sees the steps after it, and with them the item to predict.",
                        "Make that block causal, or use a head that says masked items again.");
                return;
            }
        }
    }

    private void tableIsOnTheWay(Node head, String table) {
        String input = head.inputs().getFirst();
        if (!names.contains(table)) {
            return; // unknown: said already
        }
        if (!isItemEmbedding(graph.node(table))) {
            problem(head.name(), "It is tied to \"" + table + "\", which is not an embedding of items.", "Choose one, or give the head a table of its own.");
        } else if (names.contains(input) && !input.equals(table) && !upstream(graph.node(input), _ -> false).contains(table)) {
            problem(
                    head.name(),
                    "It is tied to \"" + table + "\", but nothing of that embedding comes in.",
                    "Tie it to the embedding that its input is made of, or give the head a table of its own.");
        }
    }

    private void saysAgainFromAVector(Node head) {
        Set<String> all = upstream(head, _ -> false);
        if (all.stream().filter(names::contains).map(graph::node).noneMatch(Graph::makesAVector)) {
            problem(
                    head.name(),
                    "There is no fixed-length vector between encoder and decoder.",
                    "Put last-step, mean-steps or attention-pooling between them, and repeat-vector.");
            return;
        }
        Node input = names.contains(head.inputs().getFirst()) ? graph.node(head.inputs().getFirst()) : head;
        Predicate<Node> hidesTheStep = node -> Graph.makesAVector(node) || node instanceof Node.PreviousStep;
        Set<String> open = hidesTheStep.test(input) ? Set.of() : upstream(input, hidesTheStep);
        if (open.stream().filter(names::contains).map(graph::node).anyMatch(GraphRules::tellsTheItem)) {
            problem(
                    head.name(),
                    "It sees the very item that it has to say again, and would only learn to copy it.",
                    "Let the items, and their features, reach it through last-step, or through previous-step for teacher forcing.");
        }
    }

    private void targetIsFrozen(Node.ReconstructVectors head) {
        if (!names.contains(head.target())) {
            return; // unknown: said already
        }
        if (!(graph.node(head.target()) instanceof Node.Embedding embedding) || !isItemEmbedding(embedding)) {
            problem(head.name(), "Its target \"" + head.target() + "\" is not an embedding of items.", "Choose the embedding whose vectors are to be said again.");
        } else if (!embedding.frozen()) {
            problem(
                    head.name(),
                    "Its target \"" + embedding.name() + "\" is trained: vectors that may move to meet their own prediction collapse to zero.",
                    "Freeze the embedding, or reconstruct items instead.");
        }
    }

    private boolean isItemEmbedding(Node node) {
        return node instanceof Node.Embedding embedding && names.contains(embedding.input()) && graph.node(embedding.input()) instanceof InputNode.ItemInput;
    }

    /// True if it says which item stands at a step, or something of it.
    static boolean tellsTheItem(Node node) {
        return node instanceof InputNode.ItemInput || node instanceof InputNode.FeatureInput || node instanceof InputNode.VectorInput
                || node instanceof InputNode.NumberInput number && number.of() == InputNode.NumberInput.Of.ITEM;
    }

    /// Names of all nodes that reach `from`, not passing beyond those that `closed` stops at.
    private Set<String> upstream(Node from, Predicate<Node> closed) {
        Set<String> seen = new HashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(Graph.sources(from));
        while (!open.isEmpty()) {
            String name = open.poll();
            if (!names.contains(name) || !seen.add(name)) {
                continue;
            }
            Node node = graph.node(name);
            if (!closed.test(node)) {
                open.addAll(Graph.sources(node));
            }
        }
        return seen;
    }

    private void problem(String node, String message, String remedy) {
        problems.add(new Problem(node, message, remedy));
    }
}
