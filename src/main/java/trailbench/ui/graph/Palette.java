package trailbench.ui.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.graph.Family;
import trailbench.graph.GraphChoice;
import trailbench.graph.NodeKind;

/// What can be put into a graph: kinds of nodes by family, to be dragged onto the canvas or added with Enter, and presets to start from.
final class Palette extends VBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final GraphViewModel viewModel;
    private final GraphWords words;
    private final BiConsumer<NodeKind, Point2D> dropped;
    private final BiConsumer<NodeKind, Optional<Point2D>> dragged;
    private final TextField search = new TextField();
    private final ToggleButton nodes = new ToggleButton();
    private final ToggleButton presets = new ToggleButton();
    private final VBox list = new VBox(2);
    private final ScrollPane scroll = new ScrollPane(list);

    /// @param dragged told while a kind is dragged, at a point of the scene; without one when it is let go
    /// @param dropped told where a kind was let go
    Palette(GraphViewModel viewModel, GraphWords words, BiConsumer<NodeKind, Optional<Point2D>> dragged, BiConsumer<NodeKind, Point2D> dropped) {
        this.viewModel = viewModel;
        this.words = words;
        this.dragged = dragged;
        this.dropped = dropped;
        getStyleClass().add("palette");
        setSpacing(8);
        nodes.setText(words.text("palette.nodes"));
        nodes.setId("palette-nodes");
        presets.setText(words.text("palette.presets"));
        presets.setId("palette-presets");
        ToggleGroup group = new ToggleGroup();
        nodes.setToggleGroup(group);
        presets.setToggleGroup(group);
        nodes.setSelected(true);
        nodes.getStyleClass().add("left-pill");
        presets.getStyleClass().add("right-pill");
        nodes.setMaxWidth(Double.MAX_VALUE);
        presets.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(nodes, Priority.ALWAYS);
        HBox.setHgrow(presets, Priority.ALWAYS);
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null && before != null) {
                before.setSelected(true);
            } else {
                fill();
            }
        });
        search.setPromptText(words.text("palette.search"));
        search.setId("palette-search");
        search.setAccessibleText(words.text("palette.search"));
        search.textProperty().subscribe(text -> fill());
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("room-scroll");
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(new HBox(nodes, presets), search, scroll);
    }

    /// Marks the preset that the graph is.
    void show(GraphChoice choice) {
        list.getChildren().forEach(row -> row.pseudoClassStateChanged(CHOSEN, row.getUserData() instanceof GraphChoice preset && preset.getClass() == choice.getClass()));
    }

    private void fill() {
        List<Region> rows = new ArrayList<>();
        if (nodes.isSelected()) {
            for (Family family : Family.values()) {
                List<NodeKind> kinds = NodeKind.all().stream().filter(kind -> kind.family() == family && wanted(words.names().kind(kind), words.names().about(kind), kind.key())).toList();
                if (!kinds.isEmpty()) {
                    rows.add(heading(words.names().family(family)));
                    kinds.forEach(kind -> rows.add(row(kind)));
                }
            }
        } else {
            GraphChoice.presets().stream()
                    .filter(preset -> wanted(words.names().preset(preset), words.names().about(preset), words.names().citation(preset).orElse("")))
                    .forEach(preset -> rows.add(card(preset)));
        }
        if (rows.isEmpty()) {
            Label none = new Label(words.text("palette.nothing"));
            none.getStyleClass().add("muted");
            none.setWrapText(true);
            rows.add(none);
        }
        list.getChildren().setAll(rows);
        GraphDraft.Picture picture = viewModel.pictureProperty().get();
        if (picture != null) {
            show(picture.choice());
        }
    }

    private boolean wanted(String... texts) {
        String asked = search.getText() == null ? "" : search.getText().strip().toLowerCase(Locale.ROOT);
        return List.of(texts).stream().anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(asked));
    }

    private static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("palette-heading", "muted");
        return label;
    }

    private Region row(NodeKind kind) {
        Label row = new Label(words.names().kind(kind), new FontIcon(NodeBox.icon(kind)));
        row.getStyleClass().addAll("palette-row", kind.family().name().toLowerCase(Locale.ROOT));
        row.setId("kind-" + kind.key());
        row.setMaxWidth(Double.MAX_VALUE);
        row.setUserData(kind);
        Tooltip tooltip = new Tooltip(words.names().about(kind) + words.names().citation(kind).map(paper -> "\n" + paper).orElse(""));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        row.setTooltip(tooltip);
        pressable(row, words.names().kind(kind) + ": " + words.names().about(kind), () -> viewModel.add(kind, Optional.empty()));
        row.setOnMouseClicked(mouse -> {
            if (mouse.getClickCount() == 2) {
                viewModel.add(kind, Optional.empty());
            }
        });
        row.setOnMouseDragged(mouse -> dragged.accept(kind, Optional.of(new Point2D(mouse.getSceneX(), mouse.getSceneY()))));
        row.setOnMouseReleased(mouse -> {
            dragged.accept(kind, Optional.empty());
            if (!mouse.isStillSincePress()) {
                dropped.accept(kind, new Point2D(mouse.getSceneX(), mouse.getSceneY()));
            }
        });
        return row;
    }

    private Region card(GraphChoice preset) {
        Label name = new Label(words.names().preset(preset));
        name.getStyleClass().add("option-name");
        name.setWrapText(true);
        Label about = new Label(words.names().about(preset));
        about.getStyleClass().add("option-meaning");
        Label paper = new Label(words.names().citation(preset).orElse(""));
        paper.getStyleClass().addAll("muted", "citation");
        VBox card = new VBox(3, name, about, paper);
        for (Label text : List.of(name, about, paper)) {
            text.setWrapText(true);
            text.setMinHeight(USE_PREF_SIZE);
        }
        card.getStyleClass().add("preset-card");
        card.setId("preset-" + preset.key());
        card.setUserData(preset);
        pressable(card, words.names().preset(preset) + ": " + words.names().about(preset), () -> viewModel.choosePreset(preset));
        card.setOnMouseClicked(mouse -> viewModel.choosePreset(preset));
        return card;
    }

    private static void pressable(Region row, String spoken, Runnable action) {
        row.setFocusTraversable(true);
        row.setAccessibleRole(AccessibleRole.BUTTON);
        row.setAccessibleText(spoken);
        row.setOnMousePressed(mouse -> row.requestFocus());
        row.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
                action.run();
                key.consume();
            } else if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.UP) {
                neighbour(row, key.getCode() == KeyCode.DOWN ? 1 : -1).ifPresent(javafx.scene.Node::requestFocus);
                key.consume();
            }
        });
    }

    private static Optional<javafx.scene.Node> neighbour(Region row, int step) {
        List<javafx.scene.Node> rows = row.getParent().getChildrenUnmodifiable().stream().filter(javafx.scene.Node::isFocusTraversable).toList();
        int at = rows.indexOf(row) + step;
        return at >= 0 && at < rows.size() ? Optional.of(rows.get(at)) : Optional.empty();
    }
}
