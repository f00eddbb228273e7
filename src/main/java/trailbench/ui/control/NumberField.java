package trailbench.ui.control;

import java.math.BigDecimal;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;

/// A number between two limits. While the text is no such number the value stays as it was, the field is marked, and
/// [#problemProperty] shows the range; leaving the field brings the value back.
///
/// The value changes on Enter and on leaving the field, so that typing "200" is not first 2, then 20. Arrow keys step whole numbers.
public final class NumberField extends TextField {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");
    private final DoubleProperty value = new SimpleDoubleProperty(this, "value", 0);
    private final DoubleProperty min = new SimpleDoubleProperty(this, "min", Double.NEGATIVE_INFINITY);
    private final DoubleProperty max = new SimpleDoubleProperty(this, "max", Double.POSITIVE_INFINITY);
    private final BooleanProperty whole = new SimpleBooleanProperty(this, "whole", false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    public NumberField() {
        getStyleClass().add("number-field");
        setPrefColumnCount(8);
        value.subscribe(number -> showValue());
        whole.subscribe(this::showValue);
        min.subscribe(this::showRange);
        max.subscribe(this::showRange);
        textProperty().subscribe(text -> mark());
        setOnAction(event -> commit());
        focusedProperty().subscribe(focused -> {
            if (!focused) {
                commit();
            }
        });
        setOnKeyPressed(event -> {
            if (whole.get() && (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN)) {
                step(event.getCode() == KeyCode.UP ? 1 : -1);
                event.consume();
            }
        });
    }

    private void step(int by) {
        commit();
        double next = value.get() + by;
        if (min.get() <= next && next <= max.get()) {
            value.set(next);
        }
    }

    private void commit() {
        parsed().ifPresent(value::set);
        showValue();
    }

    private Optional<Double> parsed() {
        String text = getText() == null ? "" : getText().strip().replace(",", "");
        try {
            double number = Double.parseDouble(text);
            boolean fits = min.get() <= number && number <= max.get() && (!whole.get() || number == Math.rint(number));
            return fits && Double.isFinite(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private void mark() {
        boolean wrong = parsed().isEmpty();
        pseudoClassStateChanged(WRONG, wrong);
        problem.set(wrong ? rangeText() : "");
    }

    private void showValue() {
        setText(plain(value.get()));
        mark();
    }

    private void showRange() {
        String range = rangeText();
        setTooltip(range.isEmpty() ? null : new Tooltip(range));
        mark();
    }

    /// The limits, as mathematics says them in every language: `2 … 10,000`, `≥ 0`.
    public String rangeText() {
        boolean below = Double.isFinite(min.get());
        boolean above = Double.isFinite(max.get());
        if (below && above) {
            return plain(min.get()) + " … " + plain(max.get());
        }
        return below ? "≥ " + plain(min.get()) : above ? "≤ " + plain(max.get()) : "";
    }

    private String plain(double number) {
        return !Double.isFinite(number) ? "" : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    public DoubleProperty valueProperty() {
        return value;
    }

    public double getValue() {
        return value.get();
    }

    public void setValue(double number) {
        value.set(number);
    }

    public DoubleProperty minProperty() {
        return min;
    }

    public double getMin() {
        return min.get();
    }

    public void setMin(double number) {
        min.set(number);
    }

    public DoubleProperty maxProperty() {
        return max;
    }

    public double getMax() {
        return max.get();
    }

    public void setMax(double number) {
        max.set(number);
    }

    public BooleanProperty wholeProperty() {
        return whole;
    }

    public boolean isWhole() {
        return whole.get();
    }

    /// True if only whole numbers will do.
    public void setWhole(boolean only) {
        whole.set(only);
    }

    /// The range while the text is no number in it, empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public String getProblem() {
        return problem.get();
    }
}
