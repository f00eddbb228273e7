package trailbench.ui.control;

import javafx.scene.control.Label;

/// The protocol behind a figure, small and muted under it; wraps rather than being cut.
public final class PassportCaption extends Label {
    public PassportCaption() {
        getStyleClass().addAll("passport", "muted", "small-text");
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        visibleProperty().bind(textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }

    public PassportCaption(String line) {
        this();
        setText(line);
    }
}
