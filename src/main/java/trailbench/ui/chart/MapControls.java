package trailbench.ui.chart;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.ui.fx.Messages;

/// The buttons on the map: larger, smaller, all of it, save as a picture.
final class MapControls extends VBox {
    private final PointMapView view;
    private final Messages words;

    MapControls(PointMapView view, Messages words) {
        this.view = view;
        this.words = words;
        getStyleClass().add("map-controls");
        getChildren()
                .addAll(
                        button("fth-plus", "map.zoom-in", () -> view.zoom(1.5)),
                        button("fth-minus", "map.zoom-out", () -> view.zoom(1 / 1.5)),
                        button("fth-maximize", "map.fit", view::fit));
    }

    private Button button(String icon, String key, Runnable action) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("button-icon", "flat");
        button.setTooltip(new Tooltip(words.text(key)));
        button.setAccessibleText(words.text(key));
        button.setFocusTraversable(false);
        button.setOnAction(event -> action.run());
        return button;
    }
}
