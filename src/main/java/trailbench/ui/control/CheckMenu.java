package trailbench.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;

/// Several choices out of a list, in a button that names those chosen.
public final class CheckMenu {
    private CheckMenu() {}

    /// @param none what the button says while nothing is chosen
    public static void bind(MenuButton button, ObjectProperty<List<String>> chosen, ObservableValue<List<String>> choices, String none) {
        Runnable fill = () -> {
            List<String> picked = chosen.get();
            button.setText(picked.isEmpty() ? none : String.join(", ", picked));
            button.getItems().setAll(Stream.concat(choices.getValue().stream(), picked.stream()).distinct().map(choice -> item(choice, chosen)).toList());
            button.setDisable(button.getItems().isEmpty());
        };
        // a binding listens weakly to what it is made of: the button keeps it for as long as it is there
        button.getProperties().put(CheckMenu.class, choices);
        chosen.subscribe(fill);
        choices.subscribe(fill);
        fill.run();
    }

    private static CheckMenuItem item(String choice, ObjectProperty<List<String>> chosen) {
        CheckMenuItem item = new CheckMenuItem(choice);
        item.setSelected(chosen.get().contains(choice));
        item.setOnAction(event -> {
            List<String> now = new ArrayList<>(chosen.get());
            now.remove(choice);
            if (item.isSelected()) {
                now.add(choice);
            }
            chosen.set(List.copyOf(now));
        });
        return item;
    }
}
