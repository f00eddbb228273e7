package trailbench.ui.control;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.event.ActionEvent;
import javafx.event.EventHandler;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.javafx.FontIcon;

/// What stands where nothing is yet: an icon, a sentence that says what will be here, and the action that brings it.
public final class EmptyState extends VBox {
    private final FontIcon icon = new FontIcon();
    private final Label sentence = new Label();
    private final Button action = new Button();

    public EmptyState() {
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        sentence.setWrapText(true);
        sentence.setTextAlignment(TextAlignment.CENTER);
        sentence.setMaxWidth(440);
        sentence.setMinHeight(USE_PREF_SIZE);
        action.getStyleClass().add("accent");
        action.visibleProperty().bind(action.textProperty().isNotEmpty());
        action.managedProperty().bind(action.visibleProperty());
        getChildren().addAll(icon, sentence, action);
    }

    public String getIcon() {
        return icon.getIconLiteral();
    }

    /// The name of a Feather icon.
    public void setIcon(String name) {
        icon.setIconLiteral(name);
    }

    public StringProperty sentenceProperty() {
        return sentence.textProperty();
    }

    public String getSentence() {
        return sentence.getText();
    }

    public void setSentence(String text) {
        sentence.setText(text);
    }

    /// The words on the button; no words, no button.
    public StringProperty actionProperty() {
        return action.textProperty();
    }

    public String getAction() {
        return action.getText();
    }

    public void setAction(String text) {
        action.setText(text);
    }

    public ObjectProperty<EventHandler<ActionEvent>> onActionProperty() {
        return action.onActionProperty();
    }

    public EventHandler<ActionEvent> getOnAction() {
        return action.getOnAction();
    }

    public void setOnAction(EventHandler<ActionEvent> handler) {
        action.setOnAction(handler);
    }

    /// For tooltips and disabling.
    public Button button() {
        return action;
    }
}
