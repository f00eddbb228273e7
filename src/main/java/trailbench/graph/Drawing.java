package trailbench.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/// A graph with the places of its nodes. An edit makes a new one, so going back is to take the one before.
///
/// Nothing here asks whether the graph is right: a drawing may be wrong for a while. A node whose input was taken away names none (`""`).
///
/// @param spots by node name; every node has one
public record Drawing(Graph graph, Map<String, Spot> spots) {
    public Drawing {
        spots = Collections.unmodifiableMap(placed(graph, spots));
    }

    private static Map<String, Spot> placed(Graph graph, Map<String, Spot> given) {
        boolean all = graph.nodes().stream().allMatch(node -> given.containsKey(node.name()));
        Map<String, Spot> laidOut = all ? given : GraphLayout.of(graph);
        Map<String, Spot> placed = new LinkedHashMap<>();
        graph.nodes().forEach(node -> placed.put(node.name(), given.getOrDefault(node.name(), laidOut.get(node.name()))));
        return placed;
    }

    /// What an edge of selected nodes is brought into line.
    public enum Line {
        LEFT,
        CENTRE,
        TOP
    }

    /// A line between two nodes.
    public record Edge(String from, String to, NodeKind.Port port) {}

    /// @param names of the pasted nodes, as they are called now
    public record Pasted(Drawing drawing, List<String> names) {}

    public static Drawing of(GraphChoice choice) {
        Map<String, Spot> spots = new LinkedHashMap<>();
        if (choice instanceof GraphChoice.Drawn drawn) {
            drawn.layout().orElse(Map.of()).forEach((name, place) -> spots.put(name, new Spot(place.getFirst(), place.getLast())));
        }
        return new Drawing(choice.graph(), spots);
    }

    public GraphChoice.Drawn choice() {
        LinkedHashMap<String, List<Integer>> layout = new LinkedHashMap<>();
        spots.forEach((name, spot) -> layout.put(name, List.of(spot.x(), spot.y())));
        return new GraphChoice.Drawn(graph.nodes(), Optional.of(Collections.unmodifiableSequencedMap(layout)));
    }

    public boolean has(String name) {
        return graph.nodes().stream().anyMatch(node -> node.name().equals(name));
    }

    /// Edges in the order of the nodes that they enter, and of those nodes' ports. What names no node is no edge.
    public List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (Node node : graph.nodes()) {
            for (NodeKind.Port port : NodeKind.of(node).ports()) {
                connected(node, port).stream().filter(this::has).map(from -> new Edge(from, node.name(), port)).forEach(edges::add);
            }
        }
        return edges;
    }

    /// Names of the nodes that are connected to a port.
    public static List<String> connected(Node node, NodeKind.Port port) {
        if (!port.reference()) {
            return node.inputs().stream().filter(name -> !name.isEmpty()).toList();
        }
        return Options.of((Record) node).stream()
                .filter(option -> option.place().path().equals(port.key()))
                .flatMap(option -> ((Option.Other) option).value().stream())
                .toList();
    }

    /// The name itself, or with a number behind it if it is taken.
    public String free(String wished) {
        String name = wished;
        for (int number = 2; has(name); number++) {
            name = wished + "-" + number;
        }
        return name;
    }

    /// A free place: right below a node, or below all of them; further right where others stand.
    public Spot room(Optional<String> below) {
        GraphLayout.Extent extent = GraphLayout.extent(spots.values());
        Spot spot = below.map(spots::get)
                .map(upper -> upper.moved(0, GraphLayout.HEIGHT + GraphLayout.DOWN))
                .orElse(new Spot(extent.left(), extent.top() + extent.height() + GraphLayout.DOWN));
        while (isTaken(spot)) {
            spot = spot.moved(GraphLayout.WIDTH + GraphLayout.ACROSS, 0);
        }
        return spot;
    }

    private boolean isTaken(Spot spot) {
        return spots.values().stream()
                .anyMatch(other -> Math.abs(other.x() - spot.x()) < GraphLayout.WIDTH && Math.abs(other.y() - spot.y()) < GraphLayout.HEIGHT);
    }

    public Drawing added(Node node, Spot spot) {
        List<Node> nodes = new ArrayList<>(graph.nodes());
        nodes.add(node);
        Map<String, Spot> places = new LinkedHashMap<>(spots);
        places.put(node.name(), spot);
        return new Drawing(new Graph(nodes), places);
    }

    /// Another node in the place of one. If it has another name, what reads it reads it under that.
    public Drawing replaced(String name, Node by) {
        List<Node> nodes = graph.nodes().stream().map(node -> node.name().equals(name) ? by : node).toList();
        if (by.name().equals(name)) {
            return new Drawing(new Graph(nodes), spots);
        }
        Map<String, Spot> places = new LinkedHashMap<>();
        spots.forEach((key, spot) -> places.put(key.equals(name) ? by.name() : key, spot));
        return new Drawing(new Graph(nodes.stream().map(node -> renamed(node, other -> other.equals(name) ? by.name() : other)).toList()), places);
    }

    /// A port that takes one node lets go of the one before.
    public Drawing connected(String from, String to, NodeKind.Port port) {
        Node node = graph.node(to);
        if (port.reference()) {
            return replaced(to, withReference(node, port, Optional.of(from)));
        }
        List<String> inputs = new ArrayList<>(port.many() ? node.inputs() : List.of());
        inputs.add(from);
        return replaced(to, node.withInputs(inputs));
    }

    public Drawing disconnected(Edge edge) {
        Node node = graph.node(edge.to());
        if (edge.port().reference()) {
            return replaced(edge.to(), withReference(node, edge.port(), Optional.empty()));
        }
        return replaced(edge.to(), edge.port().many() ? node.withInputs(without(node.inputs(), Set.of(edge.from()))) : node.withInputs(List.of("")));
    }

    /// Puts a node between the two of an edge: it reads what the edge came from, and is read where it went.
    public Drawing inserted(Edge edge, Node node, Spot spot) {
        NodeKind.Port port = NodeKind.of(node).ports().getFirst();
        Drawing between = added(node, spot).connected(edge.from(), node.name(), port);
        Node reader = between.graph().node(edge.to());
        List<String> inputs = reader.inputs().stream().map(input -> input.equals(edge.from()) ? node.name() : input).toList();
        return between.replaced(edge.to(), reader.withInputs(inputs));
    }

    /// Without some nodes; what read them reads nothing in their place.
    public Drawing without(Collection<String> names) {
        Set<String> gone = new HashSet<>(names);
        List<Node> left = graph.nodes().stream().filter(node -> !gone.contains(node.name())).map(node -> letGo(node, gone)).toList();
        return new Drawing(new Graph(left), spots);
    }

    /// Without some nodes; what read one of them that has a single input reads that input.
    public Drawing dissolved(Collection<String> names) {
        Drawing now = this;
        for (String name : names) {
            Node node = now.graph().node(name);
            String source = node.inputs().size() == 1 ? node.inputs().getFirst() : "";
            if (!source.isEmpty()) {
                List<Node> bridged = now.graph().nodes().stream()
                        .map(reader -> reader.inputs().isEmpty()
                                ? reader
                                : reader.withInputs(reader.inputs().stream().map(input -> input.equals(name) ? source : input).toList()))
                        .toList();
                now = new Drawing(new Graph(bridged), now.spots());
            }
            now = now.without(List.of(name));
        }
        return now;
    }

    public Drawing moved(Collection<String> names, int right, int down) {
        Map<String, Spot> places = new LinkedHashMap<>(spots);
        names.forEach(name -> places.computeIfPresent(name, (_, spot) -> spot.moved(right, down)));
        return new Drawing(graph, places);
    }

    /// Brings nodes into line: their left edges, their middles from side to side, or their upper edges.
    public Drawing aligned(Collection<String> names, Line line) {
        ToIntFunction<Spot> of = line == Line.TOP ? Spot::y : Spot::x;
        List<Spot> chosen = names.stream().map(spots::get).toList();
        if (chosen.isEmpty()) {
            return this;
        }
        int wished = line == Line.CENTRE
                ? (int) Math.round(chosen.stream().mapToInt(of).average().orElse(0))
                : chosen.stream().mapToInt(of).min().orElse(0);
        Map<String, Spot> places = new LinkedHashMap<>(spots);
        names.forEach(name -> places.computeIfPresent(name, (_, spot) -> line == Line.TOP ? new Spot(spot.x(), wished) : new Spot(wished, spot.y())));
        return new Drawing(graph, places);
    }

    /// Laid out anew.
    public Drawing tidied() {
        return new Drawing(graph, GraphLayout.of(graph));
    }

    /// Some nodes alone, still naming what they read: to be pasted.
    public Drawing part(Collection<String> names) {
        return new Drawing(new Graph(graph.nodes().stream().filter(node -> names.contains(node.name())).toList()), spots);
    }

    /// With the nodes of another drawing under free names. What they read of each other they go on reading; what they read of nodes that did
    /// not come along they read here from the node of that name, if there is one.
    public Pasted pasted(Drawing part, int right, int down) {
        Map<String, String> names = new LinkedHashMap<>();
        Drawing now = this;
        for (Node node : part.graph().nodes()) {
            String name = now.free(node.name());
            names.put(node.name(), name);
            now = now.added((Node) Options.with((Record) node, "name", name), part.spots().get(node.name()).moved(right, down));
        }
        for (String name : Set.copyOf(names.values())) {
            Node wired = renamed(now.graph().node(name), other -> names.getOrDefault(other, has(other) ? other : ""));
            now = now.replaced(name, wired);
        }
        return new Pasted(now, List.copyOf(names.values()));
    }

    private static Node letGo(Node node, Set<String> gone) {
        Node left = node;
        for (NodeKind.Port port : NodeKind.of(node).ports()) {
            if (port.reference() && connected(node, port).stream().anyMatch(gone::contains)) {
                left = withReference(left, port, Optional.empty());
            } else if (port.many()) {
                left = left.withInputs(without(node.inputs(), gone));
            } else if (!port.reference() && gone.contains(node.inputs().getFirst())) {
                left = left.withInputs(List.of(""));
            }
        }
        return left;
    }

    private static Node renamed(Node node, UnaryOperator<String> names) {
        Node now = node;
        for (NodeKind.Port port : NodeKind.of(node).ports()) {
            if (port.reference()) {
                Optional<String> name = connected(node, port).stream().findFirst();
                now = withReference(now, port, name.map(names).filter(other -> !other.isEmpty()));
            } else {
                List<String> inputs = node.inputs().stream().map(names).toList();
                now = now.withInputs(port.many() ? without(inputs, Set.of("")) : inputs);
            }
        }
        return now;
    }

    private static Node withReference(Node node, NodeKind.Port port, Optional<String> name) {
        return (Node) Options.with((Record) node, port.key(), name);
    }

    private static List<String> without(List<String> names, Set<String> gone) {
        return List.copyOf(new LinkedHashSet<>(names.stream().filter(name -> !gone.contains(name)).toList()));
    }
}
