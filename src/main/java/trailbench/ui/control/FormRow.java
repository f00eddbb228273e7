package trailbench.ui.control;

import javafx.beans.DefaultProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A label, a control, and a line below that explains. Labels of all rows are equally wide, so that controls stand in one column.
@DefaultProperty("controls")
public final class FormRow extends HBox {
    private static final double LABEL_WIDTH = 128;
    private final Label label = new Label();
    private final HBox controls = new HBox(8);
    private final Label hint = new Label();

    public FormRow() {
        getStyleClass().add("form-row");
        label.setMinWidth(LABEL_WIDTH);
        label.setPrefWidth(LABEL_WIDTH);
        label.setMaxWidth(LABEL_WIDTH);
        label.setMinHeight(32);
        label.setWrapText(true);
        hint.getStyleClass().addAll("muted", "small-text");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        hint.visibleProperty().bind(hint.textProperty().isNotEmpty());
        hint.managedProperty().bind(hint.visibleProperty());
        controls.setAlignment(Pos.CENTER_LEFT);
        VBox right = new VBox(2, controls, hint);
        HBox.setHgrow(right, Priority.ALWAYS);
        setSpacing(16);
        setAlignment(Pos.TOP_LEFT);
        getChildren().addAll(label, right);
        controls.getChildren().addListener((ListChangeListener<Node>) change -> {
            if (!controls.getChildren().isEmpty()) {
                label.setLabelFor(controls.getChildren().getFirst());
            }
        });
    }

    public FormRow(String words, Node... controls) {
        this();
        setLabel(words);
        getControls().addAll(controls);
    }

    public StringProperty labelProperty() {
        return label.textProperty();
    }

    public String getLabel() {
        return label.getText();
    }

    public void setLabel(String text) {
        label.setText(text);
    }

    public StringProperty hintProperty() {
        return hint.textProperty();
    }

    public String getHint() {
        return hint.getText();
    }

    public void setHint(String text) {
        hint.setText(text);
    }

    /// What stands before the line below.
    public ObjectProperty<Node> hintMarkProperty() {
        return hint.graphicProperty();
    }

    public ObservableList<Node> getControls() {
        return controls.getChildren();
    }
}
