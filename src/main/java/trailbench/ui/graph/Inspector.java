package trailbench.ui.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.graph.Channels;
import trailbench.graph.Drawing;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphChoice;
import trailbench.graph.InputNode;
import trailbench.graph.Node;
import trailbench.graph.NodeKind;
import trailbench.graph.Options;
import trailbench.graph.Shape;
import trailbench.ui.control.ProblemLabel;

/// All that can be said and set of the selected node; of the preset while no node is selected.
final class Inspector extends VBox {
    private final GraphViewModel viewModel;
    private final GraphWords words;
    private final Label title = new Label();
    private final Label badge = new Label();
    private final Label about = line("muted");
    private final Label paper = line("muted", "citation");
    private final TextField name = new TextField();
    private final ProblemLabel nameProblem = new ProblemLabel();
    private final ProblemLabel problem = new ProblemLabel();
    private final VBox ports = new VBox(6);
    private final OptionForm form;
    private final Label facts = line("small-text", "muted");
    private final HBox nameRow;
    private String shown = "";

    Inspector(GraphViewModel viewModel, GraphWords words) {
        this.viewModel = viewModel;
        this.words = words;
        form = new OptionForm(words);
        title.getStyleClass().add("section-title");
        title.setMinWidth(0);
        badge.getStyleClass().addAll("badge", "neutral");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        Label nameLabel = new Label(words.text("inspector.name"));
        nameLabel.getStyleClass().add("option-name");
        nameLabel.setLabelFor(name);
        name.setId("node-name-field");
        name.setOnAction(event -> rename());
        name.focusedProperty().subscribe(focused -> {
            if (!focused) {
                rename();
            }
        });
        HBox.setHgrow(name, Priority.ALWAYS);
        nameRow = new HBox(8, nameLabel, name);
        nameRow.setAlignment(Pos.CENTER_LEFT);
        HBox head = new HBox(8, title, badge);
        head.setAlignment(Pos.CENTER_LEFT);
        ports.getStyleClass().add("ports");
        setSpacing(10);
        getChildren().addAll(head, about, paper, problem, nameRow, nameProblem, ports, form, facts);
    }

    /// To the field of the name.
    void focusName() {
        name.requestFocus();
        name.selectAll();
    }

    void show() {
        GraphDraft.Picture picture = viewModel.pictureProperty().get();
        if (picture == null) {
            return;
        }
        Optional<Node> node = viewModel.selection().node();
        badge.setVisible(node.isPresent());
        visible(nameRow, node.isPresent());
        visible(ports, node.isPresent());
        if (node.isPresent()) {
            show(node.get(), picture);
        } else if (viewModel.selection().names().size() > 1) {
            several(picture, viewModel.selection().names());
        } else {
            show(picture.choice(), picture);
        }
    }

    private void show(Node node, GraphDraft.Picture picture) {
        NodeKind kind = NodeKind.of(node);
        title.setText(node.name());
        badge.setText(words.names().kind(kind));
        about.setText(words.names().about(kind));
        say(paper, words.names().citation(kind).orElse(""));
        problem.setText(picture.check().problems(node.name()).stream().map(problem -> words.names().reasons(problem.reasons())).reduce((one, other) -> one + "\n" + other).orElse(""));
        if (!node.name().equals(shown) || !name.isFocused()) {
            name.setText(node.name());
            nameProblem.setText("");
        }
        shown = node.name();
        ports.getChildren().setAll(kind.ports().stream().filter(port -> !port.reference()).map(port -> port(node, port, picture)).toList());
        visible(ports, !ports.getChildren().isEmpty());
        form.show(node.name() + " " + kind.key(), Options.of((Record) node), place -> names(node, place.key(), picture), (path, value) -> viewModel.set(node.name(), path, value));
        facts.setText(facts(node, picture));
    }

    private void show(GraphChoice choice, GraphDraft.Picture picture) {
        title.setText(words.names().preset(choice));
        about.setText(words.names().about(choice));
        say(paper, words.names().citation(choice).orElse(""));
        problem.setText("");
        nameProblem.setText("");
        boolean drawn = choice instanceof GraphChoice.Drawn;
        form.show(choice.key(), drawn ? List.of() : Options.of((Record) choice), _ -> List.of(), viewModel::set);
        facts.setText(drawn ? words.text("inspector.nodes", picture.drawing().graph().nodes().size()) : words.text("inspector.preset"));
    }

    /// What an option may name: nodes, or what the log has.
    private static List<String> names(Node node, String key, GraphDraft.Picture picture) {
        Channels channels = picture.channels();
        return switch (key) {
            case "vectors" -> List.copyOf(channels.vectors().keySet());
            case "feature" -> switch (node) {
                case InputNode.UserFeatureInput _ -> List.copyOf(channels.userFeatures().keySet());
                case InputNode.NumberInput number -> List.copyOf(number.of() == InputNode.NumberInput.Of.ITEM ? channels.numbers() : channels.userNumbers());
                default -> List.copyOf(channels.features().keySet());
            };
            default -> picture.drawing().graph().nodes().stream().filter(Node.Embedding.class::isInstance).map(Node::name).toList();
        };
    }

    private void several(GraphDraft.Picture picture, List<String> names) {
        title.setText(words.text("inspector.several", names.size()));
        about.setText(words.text("inspector.several.about"));
        say(paper, "");
        problem.setText("");
        nameProblem.setText("");
        form.show("", List.of(), _ -> List.of(), viewModel::set);
        long parameters = names.stream().mapToLong(each -> picture.check().parameters().getOrDefault(each, 0L)).sum();
        facts.setText(words.text("spoken.parameters", words.quantities().count(parameters)));
    }

    /// What is connected to a port, with a way to connect by the keyboard.
    private VBox port(Node node, NodeKind.Port port, GraphDraft.Picture picture) {
        List<String> connected = Drawing.connected(node, port);
        Label label = new Label(words.text(port.many() ? "inspector.reads-many" : "inspector.reads"));
        label.getStyleClass().add("option-name");
        ComboBox<String> box = new ComboBox<>();
        box.setId("port-" + port.key());
        box.setPrefWidth(150);
        box.setPromptText(words.text("inspector.connect"));
        box.setAccessibleText(label.getText());
        box.getItems().setAll(sources(node, port, picture));
        if (!port.many()) {
            connected.forEach(from -> {
                if (!box.getItems().contains(from)) {
                    box.getItems().addFirst(from);
                }
                box.setValue(from);
            });
        }
        box.valueProperty().addListener((observed, before, now) -> {
            if (now != null && !connected.contains(now)) {
                viewModel.connect(now, node.name(), port);
            }
        });
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox line = new HBox(8, label, between, box);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox rows = new VBox(4, line);
        for (String from : port.many() ? connected : List.<String>of()) {
            rows.getChildren().add(connected(new Drawing.Edge(from, node.name(), port)));
        }
        return rows;
    }

    private HBox connected(Drawing.Edge edge) {
        Label from = new Label(edge.from());
        Button apart = new Button("", new FontIcon("fth-x"));
        apart.getStyleClass().addAll("button-icon", "flat", "small");
        apart.setTooltip(new Tooltip(words.text("inspector.disconnect", edge.from())));
        apart.setAccessibleText(words.text("inspector.disconnect", edge.from()));
        apart.setOnAction(event -> viewModel.disconnect(edge));
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox row = new HBox(8, from, between, apart);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static List<String> sources(Node node, NodeKind.Port port, GraphDraft.Picture picture) {
        return picture.drawing().graph().nodes().stream()
                .map(Node::name)
                .filter(from -> picture.connections().refusal(from, node.name(), port).isEmpty())
                .toList();
    }

    private void rename() {
        viewModel.selection().node().filter(node -> node.name().equals(shown)).ifPresent(node -> {
            Optional<String> refusal = viewModel.rename(node.name(), name.getText());
            nameProblem.setText(refusal.orElse(""));
        });
    }

    private String facts(Node node, GraphDraft.Picture picture) {
        GraphCheck check = picture.check();
        Shape shape = check.shapes().get(node.name());
        List<String> lines = new ArrayList<>();
        lines.add(shape == null ? words.text("spoken.unknown") : words.text("spoken.gives", shape.toString()));
        lines.add(words.text("spoken.parameters", words.quantities().count(check.parameters().getOrDefault(node.name(), 0L))));
        vectors(node).filter(picture.lacking()::containsKey).ifPresent(name -> lines.add(words.text(
                "inspector.lacking", words.quantities().count(picture.lacking().get(name)), words.quantities().count(picture.channels().items()))));
        return String.join(" · ", lines);
    }

    /// The joined vectors that a node reads or starts from.
    private static Optional<String> vectors(Node node) {
        return switch (node) {
            case InputNode.VectorInput input -> Optional.of(input.vectors());
            case Node.Embedding embedding -> embedding.vectors();
            default -> Optional.empty();
        };
    }

    private static void say(Label label, String text) {
        label.setText(text);
        visible(label, !text.isEmpty());
    }

    private static void visible(javafx.scene.Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private static Label line(String... styles) {
        Label label = new Label();
        label.getStyleClass().addAll(styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
