package trailbench.ui.shell;

import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import trailbench.ui.fx.Messages;

/// Three steps through a first project, on a card in the corner: each goes to its room and says what to look at. The rooms stay in use behind it;
/// it can be left at any step and does not come back by itself.
final class Guide {
    private static final String SEEN = "guide";
    private static final List<Place> STEPS = List.of(Place.DATA, Place.TRAIN, Place.EMBEDDINGS);

    private final WorkbenchModel model;
    private final StackPane layers;
    private final Messages words;
    private final Label count = new Label();
    private final Label title = new Label();
    private final Label sentence = new Label();
    private final Button back = new Button();
    private final Button next = new Button();
    private final VBox card;
    private int step;

    /// @param layers the window's root
    Guide(WorkbenchModel model, StackPane layers, Messages words) {
        this.model = model;
        this.layers = layers;
        this.words = words;
        this.card = card();
    }

    /// True if the guide was never walked or left.
    static boolean isNew(WorkbenchModel model) {
        return model.settings().remembered(SEEN).isEmpty();
    }

    void begin() {
        if (!layers.getChildren().contains(card)) {
            layers.getChildren().add(card);
        }
        go(0);
    }

    /// Takes the card away, and remembers that it was seen.
    void leave() {
        model.settings().remember(SEEN, "seen");
        layers.getChildren().remove(card);
    }

    private VBox card() {
        count.getStyleClass().addAll("muted", "small-text");
        title.getStyleClass().add("section-title");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        Button skip = new Button(words.text("guide.skip"));
        skip.setId("guideSkip");
        skip.getStyleClass().add("flat");
        skip.setOnAction(event -> leave());
        back.setText(words.text("guide.back"));
        back.setOnAction(event -> go(step - 1));
        next.setId("guideNext");
        next.getStyleClass().add("accent");
        next.setOnAction(event -> {
            if (step + 1 < STEPS.size()) {
                go(step + 1);
            } else {
                leave();
            }
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(8, skip, space, back, next);
        buttons.setAlignment(Pos.CENTER_LEFT);
        VBox made = new VBox(8, count, title, sentence, buttons);
        made.setId("guide");
        made.getStyleClass().addAll("over-sheet", "guide");
        made.setMaxSize(400, Region.USE_PREF_SIZE);
        StackPane.setAlignment(made, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(made, new Insets(0, 24, 48, 0));
        return made;
    }

    private void go(int to) {
        step = to;
        Place place = STEPS.get(to);
        model.placeProperty().set(place);
        count.setText(words.text("guide.step", to + 1, STEPS.size()));
        title.setText(words.text("guide." + place.id() + ".title"));
        sentence.setText(words.text("guide." + place.id()));
        back.setDisable(to == 0);
        next.setText(words.text(to + 1 < STEPS.size() ? "guide.next" : "guide.done"));
        next.requestFocus();
    }
}
