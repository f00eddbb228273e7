package trailbench.graph;

import static trailbench.graph.Reason.Kind.ADD_HEAD;
import static trailbench.graph.Reason.Kind.ADD_ITEMS;
import static trailbench.graph.Reason.Kind.CHOOSE_TABLE;
import static trailbench.graph.Reason.Kind.CHOOSE_TARGET;
import static trailbench.graph.Reason.Kind.CIRCLE;
import static trailbench.graph.Reason.Kind.CONNECT_ABOVE;
import static trailbench.graph.Reason.Kind.CONNECT_ALL_TO;
import static trailbench.graph.Reason.Kind.CONNECT_ANOTHER;
import static trailbench.graph.Reason.Kind.CONNECT_BEFORE_HEAD;
import static trailbench.graph.Reason.Kind.CONNECT_OR_ADD;
import static trailbench.graph.Reason.Kind.CONNECT_OR_REMOVE;
import static trailbench.graph.Reason.Kind.CONNECT_TWO;
import static trailbench.graph.Reason.Kind.DEAD_END;
import static trailbench.graph.Reason.Kind.EMBED_ITEMS;
import static trailbench.graph.Reason.Kind.FEED_FROM_ENCODER;
import static trailbench.graph.Reason.Kind.FEW_ADDED;
import static trailbench.graph.Reason.Kind.FEW_JOINED;
import static trailbench.graph.Reason.Kind.FREEZE_TARGET;
import static trailbench.graph.Reason.Kind.FUTURE_ATTENDED;
import static trailbench.graph.Reason.Kind.FUTURE_REPEATED;
import static trailbench.graph.Reason.Kind.FUTURE_REVERSED;
import static trailbench.graph.Reason.Kind.GATE_INPUTS;
import static trailbench.graph.Reason.Kind.GIVE_NAME;
import static trailbench.graph.Reason.Kind.HIDE_ITEM;
import static trailbench.graph.Reason.Kind.KEEP_ONE_HEAD;
import static trailbench.graph.Reason.Kind.MAKE_CAUSAL;
import static trailbench.graph.Reason.Kind.NO_HEAD;
import static trailbench.graph.Reason.Kind.NO_ITEMS;
import static trailbench.graph.Reason.Kind.NO_NAME;
import static trailbench.graph.Reason.Kind.NO_VECTOR_BETWEEN;
import static trailbench.graph.Reason.Kind.PUT_VECTOR_BETWEEN;
import static trailbench.graph.Reason.Kind.READS_HEAD;
import static trailbench.graph.Reason.Kind.READ_ONE_WAY;
import static trailbench.graph.Reason.Kind.REMOVE_EDGE;
import static trailbench.graph.Reason.Kind.RENAME_ONE;
import static trailbench.graph.Reason.Kind.SAME_NAME;
import static trailbench.graph.Reason.Kind.SECOND_HEAD;
import static trailbench.graph.Reason.Kind.SECOND_ITEMS;
import static trailbench.graph.Reason.Kind.SEES_ITS_ITEM;
import static trailbench.graph.Reason.Kind.TARGET_NO_TABLE;
import static trailbench.graph.Reason.Kind.TARGET_TRAINED;
import static trailbench.graph.Reason.Kind.TIED_APART;
import static trailbench.graph.Reason.Kind.TIED_TO_OTHER;
import static trailbench.graph.Reason.Kind.TIE_TO_INPUT;
import static trailbench.graph.Reason.Kind.UNCONNECTED;
import static trailbench.graph.Reason.Kind.UNKNOWN_INPUT;
import static trailbench.graph.Reason.Kind.VECTORS_NOT_OF_ITEMS;

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
                problem(node.name(), Reason.of(NO_NAME), Reason.of(GIVE_NAME));
            } else if (!seen.add(node.name())) {
                problem(node.name(), Reason.of(SAME_NAME, node.name()), Reason.of(RENAME_ONE));
            }
        }
    }

    private void inputsExist() {
        for (Node node : graph.nodes()) {
            for (String source : Graph.sources(node)) {
                if (source.isEmpty()) {
                    problem(node.name(), Reason.of(UNCONNECTED), Reason.of(CONNECT_ABOVE));
                } else if (!names.contains(source)) {
                    problem(node.name(), Reason.of(UNKNOWN_INPUT, source), Reason.of(CONNECT_OR_ADD));
                }
            }
            for (String input : node.inputs()) {
                if (names.contains(input) && Graph.isHead(graph.node(input))) {
                    problem(node.name(), Reason.of(READS_HEAD, input), Reason.of(CONNECT_BEFORE_HEAD));
                }
            }
            if ((node instanceof Node.Concat || node instanceof Node.Sum) && node.inputs().size() < 2) {
                Reason.Kind few = node instanceof Node.Sum ? FEW_ADDED : FEW_JOINED;
                problem(node.name(), Reason.of(few, node.inputs().size()), Reason.of(CONNECT_ANOTHER));
            }
        }
    }

    private void gatesTakeTwo() {
        for (Node node : graph.nodes()) {
            if (node instanceof Node.Gate && node.inputs().size() != 2) {
                problem(node.name(), Reason.of(GATE_INPUTS, node.inputs().size()), Reason.of(CONNECT_TWO));
            }
        }
    }

    private void nothingGoesInCircles() {
        Set<String> ordered = graph.ordered().stream().map(Node::name).collect(Collectors.toSet());
        for (Node node : graph.nodes()) {
            if (!ordered.contains(node.name()) && upstream(node, _ -> false).contains(node.name())) {
                problem(node.name(), Reason.of(CIRCLE), Reason.of(REMOVE_EDGE));
            }
        }
    }

    private void oneInput() {
        List<Node> inputs = graph.nodes().stream().filter(InputNode.ItemInput.class::isInstance).toList();
        if (inputs.isEmpty()) {
            problem("", Reason.of(NO_ITEMS), Reason.of(ADD_ITEMS));
        }
        for (Node second : inputs.stream().skip(1).toList()) {
            problem(second.name(), Reason.of(SECOND_ITEMS), Reason.of(CONNECT_ALL_TO, inputs.getFirst().name()));
        }
    }

    private void oneHead() {
        List<Node> heads = graph.nodes().stream().filter(Graph::isHead).toList();
        if (heads.isEmpty()) {
            problem("", Reason.of(NO_HEAD), Reason.of(ADD_HEAD));
        }
        for (Node second : heads.stream().skip(1).toList()) {
            problem(second.name(), Reason.of(SECOND_HEAD), Reason.of(KEEP_ONE_HEAD));
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
                problem(node.name(), Reason.of(DEAD_END), Reason.of(CONNECT_OR_REMOVE));
            }
        }
    }

    private void headRules(Node node) {
        Graph.tied(node).ifPresent(table -> tableIsOnTheWay(node, table));
        switch (node) {
            case Node.NextItem _, Node.NextBehaviour _, Node.NextRating _ -> seesNoFuture(node);
            case Node.Embedding embedding -> startsFromItsOwn(embedding);
            case Node.ReconstructItems head -> saysAgainFromAVector(head);
            case Node.ReconstructVectors head -> {
                saysAgainFromAVector(head);
                targetIsFrozen(head);
            }
            default -> {}
        }
    }

    /// The step at `t` may know the events up to `t`. Later events are carried back to `t` by a repeated vector, and by attention over all steps.
    private void seesNoFuture(Node head) {
        for (Node node : graph.nodes()) {
            if (!upstream(head, _ -> false).contains(node.name())) {
                continue;
            }
            if (node instanceof Node.RepeatVector) {
                problem(head.name(), Reason.of(FUTURE_REPEATED, node.name()), Reason.of(FEED_FROM_ENCODER));
                return;
            }
            if (node instanceof Node.ReverseSteps) {
                problem(head.name(), Reason.of(FUTURE_REVERSED, node.name()), Reason.of(READ_ONE_WAY));
                return;
            }
            if (node instanceof Node.SelfAttention attention && !attention.causal()) {
                problem(head.name(), Reason.of(FUTURE_ATTENDED, node.name()), Reason.of(MAKE_CAUSAL));
                return;
            }
        }
    }

    private void startsFromItsOwn(Node.Embedding embedding) {
        if (embedding.vectors().isPresent() && names.contains(embedding.input()) && !isItemEmbedding(embedding)) {
            problem(embedding.name(), Reason.of(VECTORS_NOT_OF_ITEMS, embedding.vectors().get()), Reason.of(EMBED_ITEMS));
        }
    }

    private void tableIsOnTheWay(Node head, String table) {
        String input = head.inputs().getFirst();
        if (!names.contains(table)) {
            return; // unknown: said already
        }
        if (!isItemEmbedding(graph.node(table))) {
            problem(head.name(), Reason.of(TIED_TO_OTHER, table), Reason.of(CHOOSE_TABLE));
        } else if (names.contains(input) && !input.equals(table) && !upstream(graph.node(input), _ -> false).contains(table)) {
            problem(head.name(), Reason.of(TIED_APART, table), Reason.of(TIE_TO_INPUT));
        }
    }

    private void saysAgainFromAVector(Node head) {
        Set<String> all = upstream(head, _ -> false);
        if (all.stream().filter(names::contains).map(graph::node).noneMatch(Graph::makesAVector)) {
            problem(head.name(), Reason.of(NO_VECTOR_BETWEEN), Reason.of(PUT_VECTOR_BETWEEN));
            return;
        }
        Node input = names.contains(head.inputs().getFirst()) ? graph.node(head.inputs().getFirst()) : head;
        Predicate<Node> hidesTheStep = node -> Graph.makesAVector(node) || node instanceof Node.PreviousStep;
        Set<String> open = hidesTheStep.test(input) ? Set.of() : upstream(input, hidesTheStep);
        if (open.stream().filter(names::contains).map(graph::node).anyMatch(GraphRules::tellsTheItem)) {
            problem(head.name(), Reason.of(SEES_ITS_ITEM), Reason.of(HIDE_ITEM));
        }
    }

    private void targetIsFrozen(Node.ReconstructVectors head) {
        if (!names.contains(head.target())) {
            return; // unknown: said already
        }
        if (!(graph.node(head.target()) instanceof Node.Embedding embedding) || !isItemEmbedding(embedding)) {
            problem(head.name(), Reason.of(TARGET_NO_TABLE, head.target()), Reason.of(CHOOSE_TARGET));
        } else if (!embedding.frozen()) {
            problem(head.name(), Reason.of(TARGET_TRAINED, embedding.name()), Reason.of(FREEZE_TARGET));
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

    private void problem(String node, Reason what, Reason mend) {
        problems.add(new Problem(node, what, mend));
    }
}
