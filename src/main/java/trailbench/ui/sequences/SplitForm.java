package trailbench.ui.sequences;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import trailbench.sequence.ColdItems;
import trailbench.sequence.Split;
import trailbench.ui.control.Choices;
import trailbench.ui.control.FormRow;
import trailbench.ui.control.NumberField;
import trailbench.ui.fx.Messages;
import trailbench.ui.sequences.SplitFields.Kind;

/// The kind of split, and the options of that kind.
final class SplitForm extends VBox {
    private static final double WIDE = 208;
    private static final double NARROW = 84;
    private static final int FOLDS = 1_000;
    private static final double SHARE = 0.99;

    private final SplitFields fields;
    private final Messages words;
    private final BiConsumer<ObjectProperty<Optional<Instant>>, String> setInstant;

    /// @param sessions   true while sequences are sessions, which no split cuts
    /// @param setInstant takes what was typed for an instant
    SplitForm(SplitFields fields, BooleanExpression sessions, Messages words, BiConsumer<ObjectProperty<Optional<Instant>>, String> setInstant) {
        super(12);
        this.fields = fields;
        this.words = words;
        this.setInstant = setInstant;
        choice("split.kind", "split", fields.kind, Kind.values(), Kind::key);
        of(Kind.TEMPORAL, row("split.validation", instant("split.validation.auto", fields.validationAt)));
        of(Kind.TEMPORAL, hinted(row("split.test", instant("split.test.auto", fields.testAt)), "split.hint"));
        of(Kind.RATIO, row("split.ratio.validation", number(fields.validationShare, SHARE)));
        of(Kind.RATIO, hinted(row("split.ratio.test", number(fields.testShare, SHARE)), "split.ratio.shares.hint"));
        of(Kind.LAST_DAYS, row("split.days", whole(fields.days, 1, 100_000)));
        onlyIf(fields.kind.isEqualTo(Kind.LAST_DAYS).and(sessions.not()), choice("split.whole", "whole", fields.whole, Split.LastDays.Whole.values(), SplitForm::key));
        of(Kind.ROLLING, folds(fields.rollingFold, fields.rollingFolds, 1));
        of(Kind.ROLLING, hinted(row("split.share", number(fields.rollingShare, SHARE)), "split.share.hint"));
        of(Kind.K_FOLD, folds(fields.userFold, fields.userFolds, 3));
        of(Kind.K_FOLD, row("split.seed", whole(fields.seed, -1e15, 1e15)));
        of(Kind.GIVEN, row("split.given.validation", names(fields.validationFiles)));
        of(Kind.GIVEN, hinted(row("split.given.test", names(fields.testFiles)), "split.given.files.hint"));
        choice("cold", "coldItems", fields.coldItems, ColdItems.values(), SplitForm::key);
    }

    private static String key(Split.LastDays.Whole whole) {
        return "split.whole." + whole.name().toLowerCase(Locale.ROOT);
    }

    private static String key(ColdItems coldItems) {
        return "cold." + coldItems.name().toLowerCase(Locale.ROOT);
    }

    /// Which fold, of how many.
    private FormRow folds(ObjectProperty<Number> fold, ObjectProperty<Number> folds, int fewest) {
        NumberField which = whole(fold, 1, FOLDS);
        NumberField all = whole(folds, fewest, FOLDS);
        which.setPrefWidth(NARROW);
        all.setPrefWidth(NARROW);
        all.setAccessibleText(words.text("split.of"));
        return row("split.fold", which, new Label(words.text("split.of")), all);
    }

    private FormRow row(String key, Node... controls) {
        FormRow row = new FormRow(words.text(key), controls);
        getChildren().add(row);
        return row;
    }

    private FormRow hinted(FormRow row, String key) {
        row.setHint(words.text(key));
        return row;
    }

    /// A row of choices; the hint says what the one that is chosen means.
    private <T> FormRow choice(String label, String id, ObjectProperty<T> value, T[] choices, Function<T, String> key) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.setPrefWidth(WIDE);
        Choices.bind(box, value, new ReadOnlyObjectWrapper<>(List.copyOf(Arrays.asList(choices))), choice -> words.text(key.apply(choice)));
        FormRow row = row(label, box);
        row.hintProperty().bind(Bindings.createStringBinding(() -> words.text(key.apply(value.get()) + ".hint"), value));
        return row;
    }

    private static NumberField whole(ObjectProperty<Number> value, double min, double max) {
        NumberField field = new NumberField();
        field.setWhole(true);
        field.setMin(min);
        field.setMax(max);
        field.valueProperty().bindBidirectional(value);
        return field;
    }

    private static NumberField number(ObjectProperty<Number> value, double max) {
        NumberField field = new NumberField();
        field.setMin(0.001);
        field.setMax(max);
        field.valueProperty().bindBidirectional(value);
        return field;
    }

    private static TextField names(ObjectProperty<String> value) {
        TextField field = new TextField();
        field.setPrefWidth(WIDE);
        value.subscribe(field::setText);
        field.setOnAction(event -> value.set(field.getText()));
        field.focusedProperty().subscribe(focused -> {
            if (!focused) {
                value.set(field.getText());
            }
        });
        return field;
    }

    private TextField instant(String prompt, ObjectProperty<Optional<Instant>> value) {
        TextField field = new TextField();
        field.setPrefWidth(WIDE);
        field.setPromptText(words.text(prompt));
        value.subscribe(instant -> field.setText(instant.map(Instant::toString).orElse("")));
        field.setOnAction(event -> setInstant.accept(value, field.getText()));
        field.focusedProperty().subscribe(focused -> {
            if (!focused) {
                setInstant.accept(value, field.getText());
            }
        });
        return field;
    }

    private void of(Kind kind, FormRow row) {
        onlyIf(fields.kind.isEqualTo(kind), row);
    }

    private static void onlyIf(ObservableBooleanValue condition, FormRow row) {
        row.visibleProperty().bind(condition);
        row.managedProperty().bind(row.visibleProperty());
    }
}
