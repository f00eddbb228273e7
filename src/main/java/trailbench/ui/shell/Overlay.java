package trailbench.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// A sheet over the window that dims what is behind it: one at a time. Escape and a click beside it close it, and the keyboard goes back to where it was.
final class Overlay {
    private final StackPane layers;
    private final StackPane scrim = new StackPane();
    private @Nullable Node focused;

    /// @param layers the window's root; the sheet becomes its uppermost child
    Overlay(StackPane layers) {
        this.layers = layers;
        scrim.getStyleClass().add("scrim");
        scrim.addEventHandler(MouseEvent.MOUSE_CLICKED, click -> {
            if (click.getTarget() == scrim) {
                close();
            }
        });
        scrim.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                close();
            }
        });
    }

    boolean isOpen() {
        return layers.getChildren().contains(scrim);
    }

    /// @param first what has the keyboard
    void open(Node sheet, Node first) {
        if (!isOpen()) {
            focused = layers.getScene() == null ? null : layers.getScene().getFocusOwner();
            layers.getChildren().add(scrim);
        }
        StackPane.setAlignment(sheet, Pos.TOP_CENTER);
        scrim.getChildren().setAll(sheet);
        first.requestFocus();
    }

    void close() {
        layers.getChildren().remove(scrim);
        scrim.getChildren().clear();
        if (focused != null && focused.getScene() != null) {
            focused.requestFocus();
        }
        focused = null;
    }
}
