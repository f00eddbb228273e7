package trailbench.ui.control;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Ties a combo box to a property and to a list of choices that may change, without the value being lost while the list is replaced.
public final class Choices {
    private Choices() {}

    /// Shows the choices of a box in words.
    ///
    /// @param words how a choice reads
    public static <T> void word(ComboBox<T> box, Function<? super T, String> words) {
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T choice) {
                return choice == null ? "" : words.apply(choice);
            }

            @Override
            public T fromString(String text) {
                return box.getItems().stream().filter(choice -> words.apply(choice).equals(text)).findFirst().orElse(box.getValue());
            }
        });
    }

    /// @param choices what may be chosen now; the value itself is always shown, even if it is not among them
    /// @param words   how a choice reads
    public static <T> void bind(ComboBox<T> box, Property<T> value, ObservableValue<List<T>> choices, Function<T, String> words) {
        boolean[] filling = {false};
        word(box, words);
        box.setButtonCell(new ListCell<>() {
            @Override
            protected void updateItem(T choice, boolean empty) {
                super.updateItem(choice, empty);
                setText(box.getConverter().toString(box.getValue()));
            }
        });
        // a binding listens weakly to what it is made of: the box keeps it for as long as it is there
        box.getProperties().put(Choices.class, choices);
        choices.subscribe(list -> {
            filling[0] = true;
            if (!box.getItems().equals(list)) {
                box.getItems().setAll(list);
            }
            box.setValue(value.getValue());
            filling[0] = false;
        });
        value.subscribe(now -> {
            filling[0] = true;
            box.setValue(now);
            filling[0] = false;
        });
        box.valueProperty().subscribe(chosen -> {
            box.getButtonCell().setText(box.getConverter().toString(chosen));
            if (!filling[0] && chosen != null) {
                value.setValue(chosen);
            }
        });
    }

    /// An editable combo box of texts: one of `proposals`, or whatever is typed.
    public static void bindText(ComboBox<String> box, Property<String> value, List<String> proposals) {
        box.getItems().setAll(proposals);
        box.setEditable(true);
        value.subscribe(now -> {
            box.setValue(now);
            box.getEditor().setText(now);
        });
        box.valueProperty().subscribe(typed -> {
            if (typed != null && !typed.isBlank()) {
                value.setValue(typed.strip());
            }
        });
        box.focusedProperty().subscribe(focused -> {
            if (!focused) {
                box.commitValue();
            }
        });
    }
}
