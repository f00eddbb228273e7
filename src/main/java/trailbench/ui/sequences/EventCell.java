package trailbench.ui.sequences;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import trailbench.sequence.UserSequence;
import trailbench.sequence.UserSequence.Event;

/// One event of the strip: its behaviour as a colour, its title and day, and what training does with it.
final class EventCell extends ListCell<Event> {
    static final double WIDTH = 132;
    private static final PseudoClass UNREAD = PseudoClass.getPseudoClass("unread");

    private final MicroscopeWords words;
    private final BehaviourColours colours;
    private final Region behaviour = new Region();
    private final Label title = new Label();
    private final Label day = new Label();
    private final Label use = new Label();
    private final VBox card = new VBox(2);
    private final Tooltip tip = new Tooltip();

    EventCell(MicroscopeWords words, BehaviourColours colours) {
        this.words = words;
        this.colours = colours;
        getStyleClass().add("event-cell");
        behaviour.getStyleClass().add("behaviour-bar");
        title.setWrapText(true);
        title.getStyleClass().add("event-title");
        day.getStyleClass().addAll("muted", "event-note");
        use.getStyleClass().addAll("chip");
        use.setMaxWidth(WIDTH - 20);
        title.setAlignment(Pos.TOP_LEFT);
        title.setMaxHeight(Double.MAX_VALUE);
        VBox.setVgrow(title, Priority.ALWAYS);
        card.getStyleClass().add("event-card");
        card.setPrefWidth(WIDTH);
        card.setMinWidth(WIDTH);
        card.setMaxWidth(WIDTH);
        card.getChildren().addAll(behaviour, title, day, new HBox(use));
    }

    @Override
    protected void updateItem(@Nullable Event event, boolean empty) {
        super.updateItem(event, empty);
        UserSequence sequence = colours.sequence();
        if (empty || event == null || sequence == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText("");
            return;
        }
        behaviour.setStyle(colours.style(event.behaviour()));
        title.setText(event.title());
        day.setText(words.day(event));
        use.setText(words.shortUse(event));
        use.getStyleClass().setAll("chip", MicroscopeWords.partKey(event.part()));
        card.pseudoClassStateChanged(UNREAD, !event.use().trains());
        String text = words.event(sequence, event);
        tip.setText(text);
        setTooltip(tip);
        setAccessibleText(text);
        setGraphic(card);
    }
}
