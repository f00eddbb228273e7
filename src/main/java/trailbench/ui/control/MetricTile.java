package trailbench.ui.control;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One figure with its name above and a note below.
public final class MetricTile extends VBox {
    private final Label name = new Label();
    private final Label value = new Label("–");
    private final Label note = new Label();

    public MetricTile() {
        getStyleClass().add("metric-tile");
        name.getStyleClass().addAll("muted", "small-text");
        value.getStyleClass().add("metric-value");
        value.setMinWidth(Region.USE_PREF_SIZE);
        note.getStyleClass().addAll("muted", "small-text");
        note.visibleProperty().bind(note.textProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        getChildren().addAll(name, value, note);
    }

    public MetricTile(String name, String value) {
        this();
        setName(name);
        setValue(value);
    }

    public StringProperty nameProperty() {
        return name.textProperty();
    }

    public String getName() {
        return name.getText();
    }

    public void setName(String text) {
        name.setText(text);
    }

    public StringProperty valueProperty() {
        return value.textProperty();
    }

    public String getValue() {
        return value.getText();
    }

    public void setValue(String text) {
        value.setText(text);
    }

    public StringProperty noteProperty() {
        return note.textProperty();
    }

    public String getNote() {
        return note.getText();
    }

    public void setNote(String text) {
        note.setText(text);
    }
}
