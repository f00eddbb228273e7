package trailbench.ui.control;

import javafx.beans.DefaultProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The head of a card: title, a line below it that explains, and actions at the right.
@DefaultProperty("actions")
public final class SectionHeader extends HBox {
    private final Label title = new Label();
    private final Label note = new Label();
    private final HBox actions = new HBox(8);

    public SectionHeader() {
        getStyleClass().add("section-header");
        title.getStyleClass().add("section-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        note.getStyleClass().addAll("muted", "small-text");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.visibleProperty().bind(note.textProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        VBox lines = new VBox(2, title, note);
        HBox.setHgrow(lines, Priority.ALWAYS);
        actions.setAlignment(Pos.CENTER_RIGHT);
        actions.setMinWidth(Region.USE_PREF_SIZE);
        setAlignment(Pos.CENTER_LEFT);
        setSpacing(8);
        getChildren().addAll(lines, actions);
    }

    public StringProperty titleProperty() {
        return title.textProperty();
    }

    public String getTitle() {
        return title.getText();
    }

    public void setTitle(String text) {
        title.setText(text);
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

    public ObservableList<Node> getActions() {
        return actions.getChildren();
    }
}
