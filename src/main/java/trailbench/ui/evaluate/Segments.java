package trailbench.ui.evaluate;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// One choice among a few, as joined buttons of which one is always pressed.
public final class Segments<T> extends HBox {

    /// @param names words on the buttons
    /// @param tips  what each choice means
    /// @param then  takes what the user chose
    void show(List<T> values, Function<T, String> names, Function<T, String> tips, T chosen, Consumer<T> then) {
        ToggleGroup group = new ToggleGroup();
        getChildren().clear();
        for (int i = 0; i < values.size(); i++) {
            T value = values.get(i);
            ToggleButton button = new ToggleButton(names.apply(value));
            button.setToggleGroup(group);
            button.setSelected(value.equals(chosen));
            button.setTooltip(new Tooltip(tips.apply(value)));
            button.setMinWidth(USE_PREF_SIZE);
            button.getStyleClass().addAll(place(i, values.size()), "small");
            button.setOnAction(event -> {
                button.setSelected(true);
                then.accept(value);
            });
            getChildren().add(button);
        }
    }

    private static String place(int number, int all) {
        if (all == 1) {
            return "alone";
        }
        return number == 0 ? "left-pill" : number == all - 1 ? "right-pill" : "center-pill";
    }
}
