package trailbench.ui.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.graph.Drawing;
import trailbench.graph.Family;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphLayout;
import trailbench.graph.GraphSvg;
import trailbench.graph.Node;
import trailbench.graph.NodeKind;
import trailbench.graph.Shape;

/// A node as it is drawn: its name, what it is, how many parameters it has, and its ports: inputs on the upper side, the output below.
///
/// For a screen reader it says all that the eye can see, and the edges that lead to it.
final class NodeBox extends Region {
    static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    /// Marks a node that would refuse the edge being drawn.
    static final PseudoClass REFUSING = PseudoClass.getPseudoClass("refusing");
    private static final double PORT = 12;
    private static final Map<String, String> ICONS = Map.ofEntries(
            Map.entry("item-input", "fth-log-in"),
            Map.entry("behaviour-input", "fth-mouse-pointer"),
            Map.entry("time-gap-input", "fth-watch"),
            Map.entry("hour-input", "fth-clock"),
            Map.entry("user-input", "fth-user"),
            Map.entry("feature-input", "fth-tag"),
            Map.entry("user-feature-input", "fth-users"),
            Map.entry("number-input", "fth-bar-chart-2"),
            Map.entry("value-input", "fth-star"),
            Map.entry("vector-input", "fth-share-2"),
            Map.entry("embedding", "fth-grid"),
            Map.entry("positions", "fth-hash"),
            Map.entry("dropout", "fth-droplet"),
            Map.entry("sequence-dropout", "fth-droplet"),
            Map.entry("dilated-convolution", "fth-layers"),
            Map.entry("causal-convolution", "fth-layers"),
            Map.entry("window-convolution", "fth-layers"),
            Map.entry("additive-attention", "fth-eye"),
            Map.entry("self-attention", "fth-eye"),
            Map.entry("simple-rnn", "fth-repeat"),
            Map.entry("lstm", "fth-repeat"),
            Map.entry("gru", "fth-repeat"),
            Map.entry("layer-norm", "fth-minimize-2"),
            Map.entry("last-step", "fth-skip-forward"),
            Map.entry("repeat-vector", "fth-copy"),
            Map.entry("previous-step", "fth-skip-back"),
            Map.entry("mean-steps", "fth-align-center"),
            Map.entry("attention-pooling", "fth-filter"),
            Map.entry("reverse-steps", "fth-rewind"),
            Map.entry("gate", "fth-shuffle"),
            Map.entry("concat", "fth-git-merge"),
            Map.entry("sum", "fth-plus"),
            Map.entry("dense", "fth-sliders"),
            Map.entry("next-item", "fth-target"),
            Map.entry("masked-item", "fth-eye-off"),
            Map.entry("next-behaviour", "fth-mouse-pointer"),
            Map.entry("next-rating", "fth-star"),
            Map.entry("reconstruct-items", "fth-rotate-ccw"),
            Map.entry("reconstruct-vectors", "fth-rotate-ccw"));

    /// One of the small circles.
    static final class PortDot extends StackPane {
        private final String node;
        private final NodeKind.@Nullable Port port;

        private PortDot(String node, NodeKind.@Nullable Port port) {
            this.node = node;
            this.port = port;
            Region dot = new Region();
            dot.getStyleClass().add("dot");
            dot.setMaxSize(8, 8);
            getStyleClass().add("port");
            if (port != null && port.reference()) {
                getStyleClass().add("reference");
            }
            getChildren().add(dot);
            setManaged(false);
            resize(PORT, PORT);
        }

        String node() {
            return node;
        }

        /// Null for the output.
        NodeKind.@Nullable Port port() {
            return port;
        }
    }

    private final String name;
    private final Label title = new Label();
    private final Label kind = new Label();
    private final Label count = new Label();
    private final FontIcon icon = new FontIcon();
    private final Tooltip tooltip = new Tooltip();
    private final Map<String, PortDot> inputs = new HashMap<>();
    private String family = "";

    NodeBox(String name) {
        this.name = name;
        getStyleClass().add("node-box");
        setId("node-" + name);
        title.getStyleClass().add("node-name");
        title.setGraphic(icon);
        kind.getStyleClass().add("node-kind");
        count.getStyleClass().add("node-count");
        getChildren().addAll(title, kind, count);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        Tooltip.install(this, tooltip);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        resize(GraphLayout.WIDTH, GraphLayout.HEIGHT);
        setManaged(false);
    }

    /// The node's name.
    String name() {
        return name;
    }

    void show(Node node, GraphCheck check, GraphWords words) {
        NodeKind of = NodeKind.of(node);
        getStyleClass().remove(family);
        family = of.family().name().toLowerCase(Locale.ROOT);
        getStyleClass().add(family);
        title.setText(name);
        icon.setIconLiteral(icon(of));
        kind.setText(words.names().title(node));
        long parameters = check.parameters().getOrDefault(name, 0L);
        count.setText(parameters == 0 ? "" : words.quantities().count(parameters));
        List<GraphCheck.Problem> problems = check.problems(name);
        pseudoClassStateChanged(WRONG, !problems.isEmpty());
        tooltip.setText(problems.isEmpty() ? name + ": " + words.names().about(of) : problems.getFirst().toString());
        setAccessibleText(spoken(node, check, words));
        ports(of);
        requestLayout();
    }

    private void ports(NodeKind of) {
        if (!inputs.isEmpty() || getChildren().stream().anyMatch(PortDot.class::isInstance)) {
            return; // a node of a name stays of its kind
        }
        for (NodeKind.Port port : of.ports()) {
            PortDot dot = new PortDot(name, port);
            dot.relocate(GraphSvg.portAt(of, port) - PORT / 2, -PORT / 2);
            inputs.put(port.key(), dot);
            getChildren().add(dot);
        }
        if (of.family() != Family.HEAD) {
            PortDot dot = new PortDot(name, null);
            dot.getStyleClass().add("output");
            dot.relocate(GraphLayout.WIDTH / 2.0 - PORT / 2, GraphLayout.HEIGHT - PORT / 2);
            getChildren().add(dot);
        }
    }

    /// The input port under a point of the scene.
    Optional<NodeKind.Port> portAt(Point2D scene) {
        return inputs.values().stream().filter(dot -> dot.contains(dot.sceneToLocal(scene))).flatMap(dot -> Stream.ofNullable(dot.port())).findFirst();
    }

    private String spoken(Node node, GraphCheck check, GraphWords words) {
        String reads = NodeKind.of(node).ports().stream()
                .flatMap(port -> Drawing.connected(node, port).stream())
                .distinct()
                .reduce((one, other) -> one + ", " + other)
                .map(names -> words.text("spoken.reads", names))
                .orElse("");
        Shape shape = check.shapes().get(name);
        String gives = shape == null ? words.text("spoken.unknown") : words.text("spoken.gives", shape.toString());
        String parameters = words.text("spoken.parameters", words.quantities().count(check.parameters().getOrDefault(name, 0L)));
        String wrong = check.problems(name).stream().findFirst().map(problem -> words.names().reasons(problem.reasons())).orElse("");
        return String.join(", ", List.of(name, words.names().title(node), reads, gives, parameters, wrong).stream().filter(part -> !part.isEmpty()).toList());
    }

    @Override
    protected void layoutChildren() {
        double right = GraphLayout.WIDTH - 10;
        title.resizeRelocate(13, 6, GraphLayout.WIDTH - 4 - 13, 20);
        double wide = Math.min(count.prefWidth(-1), 80);
        count.resizeRelocate(right - wide, 27, wide, 18);
        kind.resizeRelocate(13, 27, right - 13 - wide - 4, 18);
    }

    /// The picture of a kind; a kind without one of its own has a box.
    static String icon(NodeKind kind) {
        return ICONS.getOrDefault(kind.key(), "fth-box");
    }
}
