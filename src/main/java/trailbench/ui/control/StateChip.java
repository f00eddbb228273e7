package trailbench.ui.control;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.shape.Circle;

/// A state in a word, with a coloured dot: blue at work, amber waiting, green done, red broken, grey at rest.
public final class StateChip extends Label {
    /// What the colour says.
    public enum Tone {
        ACTIVE,
        WAITING,
        GOOD,
        BAD,
        QUIET
    }

    private static final List<String> CLASSES = List.of("accent", "warning", "success", "danger", "neutral");

    public StateChip() {
        getStyleClass().addAll("badge", "state-chip");
        getStylesheets().add(String.valueOf(StateChip.class.getResource("state-chip.css")));
        Circle dot = new Circle(3.5);
        dot.getStyleClass().add("state-dot");
        setGraphic(dot);
        setMinWidth(USE_PREF_SIZE);
    }

    public void show(Tone tone, String words) {
        getStyleClass().removeAll(CLASSES);
        getStyleClass().add(CLASSES.get(tone.ordinal()));
        setText(words);
    }
}
