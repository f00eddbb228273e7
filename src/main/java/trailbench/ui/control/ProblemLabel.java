package trailbench.ui.control;

import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/// A problem at the place where it can be mended; takes no room while there is none.
public final class ProblemLabel extends HBox {
    private final Label text = new Label();

    public ProblemLabel() {
        getStyleClass().add("problem");
        FontIcon icon = new FontIcon("fth-alert-circle");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        setSpacing(8);
        setAlignment(Pos.TOP_LEFT);
        getChildren().addAll(icon, text);
        visibleProperty().bind(text.textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }

    public StringProperty textProperty() {
        return text.textProperty();
    }

    public String getText() {
        return text.getText();
    }

    public void setText(String words) {
        text.setText(words);
    }
}
