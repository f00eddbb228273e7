package trailbench.ui.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import trailbench.graph.Drawing;
import trailbench.graph.Graph;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphLayout;
import trailbench.graph.Node;
import trailbench.graph.Spot;

/// A drawing at its full size: edges below nodes, what is wrong beside its node. Nodes that stay keep their box, and with it the focus.
final class GraphPane extends Pane {
    private static final double REASON = 220;

    private final GraphWords words;
    private final Group edges = new Group();
    private final Pane nodes = new Pane();
    private final Group reasons = new Group();
    private final Map<String, NodeBox> boxes = new HashMap<>();
    private final List<EdgeLine> lines = new ArrayList<>();

    GraphPane(GraphWords words) {
        this.words = words;
        edges.setManaged(false);
        nodes.setPickOnBounds(false);
        reasons.setMouseTransparent(true);
        setPickOnBounds(false);
        getChildren().addAll(edges, nodes, reasons);
    }

    void show(Drawing drawing, GraphCheck check) {
        Set<String> gone = new HashSet<>(boxes.keySet());
        List<NodeBox> order = new ArrayList<>();
        for (Node node : reading(drawing.graph())) {
            gone.remove(node.name());
            NodeBox box = boxes.get(node.name());
            if (box == null || box.getUserData() != node.getClass()) {
                box = new NodeBox(node.name());
                box.setUserData(node.getClass());
                boxes.put(node.name(), box);
            }
            box.show(node, check, words);
            Spot spot = drawing.spots().get(node.name());
            box.relocate(spot.x(), spot.y());
            order.add(box);
        }
        gone.forEach(boxes::remove);
        if (!nodes.getChildren().equals(order)) {
            Optional<NodeBox> focused = order.stream().filter(javafx.scene.Node::isFocused).findFirst();
            nodes.getChildren().setAll(order);
            focused.ifPresent(NodeBox::requestFocus);
        }
        lines.clear();
        drawing.edges().forEach(edge -> lines.add(new EdgeLine(edge)));
        lines.forEach(line -> line.show(drawing, check));
        edges.getChildren().setAll(lines);
        reasons.getChildren().setAll(order.stream().flatMap(box -> reason(box.name(), drawing, check).stream()).toList());
    }

    /// Moves boxes and edges while nodes are dragged; nothing is decided yet.
    void preview(Drawing drawing, GraphCheck check) {
        drawing.spots().forEach((name, spot) -> Optional.ofNullable(boxes.get(name)).ifPresent(box -> box.relocate(spot.x(), spot.y())));
        lines.forEach(line -> line.show(drawing, check));
        reasons.getChildren().clear();
    }

    Optional<NodeBox> box(String name) {
        return Optional.ofNullable(boxes.get(name));
    }

    List<NodeBox> boxes() {
        return nodes.getChildren().stream().map(NodeBox.class::cast).toList();
    }

    List<EdgeLine> lines() {
        return lines;
    }

    /// Inputs before what reads them: the order in which Tab walks. Nodes on a circle come last.
    private static List<Node> reading(Graph graph) {
        List<Node> order = new ArrayList<>(graph.ordered());
        graph.nodes().stream().filter(node -> !order.contains(node)).forEach(order::add);
        Set<String> seen = new HashSet<>();
        return order.stream().filter(node -> seen.add(node.name())).toList();
    }

    private Optional<Label> reason(String name, Drawing drawing, GraphCheck check) {
        return check.problems(name).stream().findFirst().map(problem -> {
            Spot spot = drawing.spots().get(name);
            boolean beside = hasRoomBeside(spot, drawing);
            Label reason = new Label(beside ? words.names().reasons(problem.reasons()) : words.names().reason(problem.what()));
            reason.getStyleClass().add("node-problem");
            reason.setWrapText(true);
            reason.setMaxWidth(beside ? REASON : GraphLayout.WIDTH);
            reason.setMinHeight(Region.USE_PREF_SIZE);
            if (beside) {
                reason.relocate(spot.x() + GraphLayout.WIDTH + 8.0, spot.y());
            } else { // what to do is in the inspector
                reason.getStyleClass().add("below");
                reason.relocate(spot.x(), spot.y() + GraphLayout.HEIGHT + 4.0);
            }
            return reason;
        });
    }

    /// False if another node stands where the reason would.
    private static boolean hasRoomBeside(Spot spot, Drawing drawing) {
        double end = spot.x() + GraphLayout.WIDTH + 8.0 + REASON;
        return drawing.spots().values().stream()
                .noneMatch(other -> other.x() > spot.x() && other.x() < end && Math.abs(other.y() - spot.y()) < GraphLayout.HEIGHT);
    }
}
