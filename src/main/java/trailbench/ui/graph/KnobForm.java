package trailbench.ui.graph;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import trailbench.ui.control.FormRow;
import trailbench.ui.control.NumberField;
import trailbench.ui.fx.Messages;

/// Turns knobs into form rows; turning a control hands the new record over.
final class KnobForm {
    private static final double LARGEST_SHARE = 0.99;

    private final Messages words;

    KnobForm(Messages words) {
        this.words = words;
    }

    <T> void fill(VBox rows, List<Knob<T>> knobs, Consumer<T> turned) {
        rows.getChildren().setAll(knobs.stream().map(knob -> row(knob, turned)).toList());
    }

    private <T> FormRow row(Knob<T> knob, Consumer<T> turned) {
        Node control =
                switch (knob) {
                    case Knob.Whole<T> whole -> whole(whole, turned);
                    case Knob.Share<T> share -> real(new Knob.Real<>(share.key(), share.value(), 0, LARGEST_SHARE, share.with()), turned);
                    case Knob.Real<T> real -> real(real, turned);
                    case Knob.Pick<T> pick -> pick(pick, turned);
                    case Knob.Switch<T> toggle -> toggle(toggle, turned);
                };
        control.setId("knob-" + knob.key());
        return new FormRow(words.text("knob." + knob.key()), control);
    }

    private <T> NumberField whole(Knob.Whole<T> knob, Consumer<T> turned) {
        NumberField field = new NumberField();
        field.setWhole(true);
        field.setMin(knob.least());
        field.setMax(knob.most());
        field.setValue(knob.value());
        field.valueProperty().addListener((observed, before, now) -> turned.accept(knob.with().apply(now.intValue())));
        return field;
    }

    private <T> NumberField real(Knob.Real<T> knob, Consumer<T> turned) {
        NumberField field = new NumberField();
        field.setMin(knob.least());
        field.setMax(knob.most());
        field.setValue(knob.value());
        field.valueProperty().addListener((observed, before, now) -> turned.accept(knob.with().apply(now.doubleValue())));
        return field;
    }

    private <T> ComboBox<String> pick(Knob.Pick<T> knob, Consumer<T> turned) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(knob.options());
        box.setConverter(words("option."));
        box.setValue(knob.value());
        box.setPrefWidth(264);
        box.valueProperty().addListener((observed, before, now) -> turned.accept(knob.with().apply(now)));
        return box;
    }

    private <T> CheckBox toggle(Knob.Switch<T> knob, Consumer<T> turned) {
        CheckBox box = new CheckBox();
        box.setSelected(knob.value());
        box.selectedProperty().addListener((observed, before, now) -> turned.accept(knob.with().apply(now)));
        return box;
    }

    /// Shows a name as its words in the bundle.
    StringConverter<String> words(String prefix) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable String name) {
                return name == null ? "" : words.text(prefix + name);
            }

            @Override
            public String fromString(String text) {
                throw new UnsupportedOperationException("The list is chosen from, not typed into: " + text);
            }
        };
    }
}
