package trailbench.ui.chart;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.ui.chart.PointMapView.Tool;
import trailbench.ui.fx.Messages;

/// The bar over a map: what dragging does, the selection, and what is drawn beside points.
final class MapTools extends FlowPane {
    private final PointMapView view;
    private final Messages words;

    MapTools(PointMapView view, Messages words) {
        this.view = view;
        this.words = words;
        getStyleClass().add("map-tools");
        setManaged(false);
        PointMapModel model = view.model();
        MapSelection selection = model.selection();
        ObservableValue<Boolean> nothing = selection.stateProperty().map(state -> state.chosen().isEmpty() && state.alone().isEmpty());
        Button isolate = button("fth-eye", "map.isolate", () -> MapKeys.isolate(model));
        isolate.setId("map-isolate");
        selection.stateProperty().subscribe(state -> {
            boolean alone = !state.alone().isEmpty();
            isolate.setGraphic(new FontIcon(alone ? "fth-users" : "fth-eye"));
            say(isolate, alone ? "map.show-all" : "map.isolate");
        });
        disable(isolate, nothing);
        Button undo = button("fth-corner-up-left", "map.undo", selection::undo);
        undo.setId("map-undo");
        disable(undo, selection.canUndoProperty().not());
        Button redo = button("fth-corner-up-right", "map.redo", selection::redo);
        disable(redo, selection.canRedoProperty().not());
        getChildren()
                .addAll(
                        tool("fth-move", "map.hand", Tool.HAND),
                        tool("fth-square", "map.box", Tool.BOX),
                        tool("fth-pen-tool", "map.lasso", Tool.LASSO),
                        new Separator(Orientation.VERTICAL),
                        isolate, undo, redo,
                        new Separator(Orientation.VERTICAL),
                        toggle("fth-target", "map.contours", model.contoursProperty()),
                        toggle("fth-type", "map.names", model.namesProperty()));
    }

    /// As wide as its buttons, in more rows where there is less room.
    void layOut(double room) {
        applyCss();
        Insets insets = getInsets();
        double inARow = getManagedChildren().stream().mapToDouble(child -> child.prefWidth(-1) + getHgap()).sum() - getHgap()
                + insets.getLeft() + insets.getRight();
        setPrefWrapLength(Math.max(120, Math.min(room, Math.ceil(inARow))) - insets.getLeft() - insets.getRight());
        autosize();
    }

    private static void disable(Button button, ObservableValue<Boolean> when) {
        button.disableProperty().bind(Bindings.createBooleanBinding(when::getValue, when));
    }

    private ToggleButton tool(String icon, String key, Tool tool) {
        ToggleButton button = dressed(new ToggleButton("", new FontIcon(icon)), key);
        button.setId("map-tool-" + tool.name().toLowerCase(java.util.Locale.ROOT));
        button.setOnAction(event -> {
            button.setSelected(true);
            view.toolProperty().set(tool);
            view.requestFocus();
        });
        view.toolProperty().subscribe(now -> button.setSelected(now == tool));
        return button;
    }

    private ToggleButton toggle(String icon, String key, BooleanProperty on) {
        ToggleButton button = dressed(new ToggleButton("", new FontIcon(icon)), key);
        button.selectedProperty().bindBidirectional(on);
        return button;
    }

    private Button button(String icon, String key, Runnable action) {
        Button button = dressed(new Button("", new FontIcon(icon)), key);
        button.setOnAction(event -> action.run());
        return button;
    }

    private <B extends ButtonBase> B dressed(B button, String key) {
        button.getStyleClass().addAll("button-icon", "flat");
        say(button, key);
        return button;
    }

    private void say(ButtonBase button, String key) {
        button.setTooltip(new Tooltip(words.text(key)));
        button.setAccessibleText(words.text(key));
    }
}
