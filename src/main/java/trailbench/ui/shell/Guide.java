package trailbench.ui.shell;

import java.util.List;
import java.util.Optional;
import javafx.event.EventHandler;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.project.Project;
import trailbench.ui.fx.Messages;

/// Three steps through a first project, on a card in the corner: each goes to its room and says what to look at. The rooms stay in use behind it;
/// it can be left at any step, also with Escape, and does not come back by itself. Enter presses the button that has the keyboard.
final class Guide {
    private static final String SEEN = "guide";
    private static final List<Place> STEPS = List.of(Place.DATA, Place.TRAIN, Place.EMBEDDINGS);

    private final WorkbenchModel model;
    private final StackPane layers;
    private final Messages words;
    private final Label count = new Label();
    private final Label title = new Label();
    private final Label sentence = new Label();
    private final Button skip = new Button();
    private final Button back = new Button();
    private final Button next = new Button();
    private final VBox card;
    private final Subscription projects;
    private final EventHandler<KeyEvent> escape = key -> {
        if (key.getCode() == KeyCode.ESCAPE) {
            key.consume();
            leave();
        }
    };
    private boolean waits;
    private int step;
    private @Nullable Node focused;

    /// @param layers the window's root
    Guide(WorkbenchModel model, StackPane layers, Messages words) {
        this.model = model;
        this.layers = layers;
        this.words = words;
        this.card = card();
        this.projects = model.projectProperty().subscribe(this::follow);
    }

    /// True if the guide was never walked or left.
    static boolean isNew(WorkbenchModel model) {
        return model.settings().remembered(SEEN).isEmpty();
    }

    /// Shows the first step, now or as soon as a project is open.
    void begin() {
        waits = model.project() == null;
        if (!waits) {
            open();
            go(0);
        }
    }

    /// The step that is shown.
    Optional<Integer> reached() {
        return isOpen() ? Optional.of(step) : Optional.empty();
    }

    /// Shows a step again, in the room that is on screen.
    void goOn(int from) {
        open();
        say(from);
    }

    /// Takes the card away, and remembers that it was seen.
    void leave() {
        model.settings().remember(SEEN, "seen");
        layers.removeEventHandler(KeyEvent.KEY_PRESSED, escape);
        layers.getChildren().remove(card);
        if (focused != null && focused.getScene() != null) {
            focused.requestFocus();
        }
        focused = null;
    }

    /// Lets go of the shared model.
    void release() {
        projects.unsubscribe();
    }

    private void follow(@Nullable Project project) {
        if (project == null && isOpen()) {
            leave();
        } else if (project != null && waits) {
            begin();
        }
    }

    private boolean isOpen() {
        return layers.getChildren().contains(card);
    }

    private void open() {
        if (!isOpen()) {
            focused = layers.getScene() == null ? null : layers.getScene().getFocusOwner();
            layers.getChildren().add(card);
            layers.addEventHandler(KeyEvent.KEY_PRESSED, escape);
        }
    }

    private VBox card() {
        count.getStyleClass().addAll("muted", "small-text");
        title.getStyleClass().add("section-title");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        skip.setText(words.text("guide.skip"));
        skip.setId("guideSkip");
        skip.getStyleClass().add("flat");
        skip.setOnAction(event -> leave());
        back.setText(words.text("guide.back"));
        back.setId("guideBack");
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
        made.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER && key.getTarget() instanceof Button button) {
                key.consume();
                button.fire();
            }
        });
        made.setMaxSize(400, Region.USE_PREF_SIZE);
        StackPane.setAlignment(made, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(made, new Insets(0, 24, 48, 0));
        return made;
    }

    private void go(int to) {
        model.placeProperty().set(STEPS.get(to));
        say(to);
    }

    private void say(int shown) {
        step = shown;
        String place = STEPS.get(step).id();
        count.setText(words.text("guide.step", step + 1, STEPS.size()));
        title.setText(words.text("guide." + place + ".title"));
        sentence.setText(words.text("guide." + place));
        boolean last = step + 1 == STEPS.size();
        skip.setVisible(!last);
        back.setVisible(step > 0);
        next.setText(words.text(last ? "guide.done" : "guide.next"));
        next.setAccessibleHelp(title.getText() + ". " + sentence.getText());
        next.requestFocus();
    }
}
