package trailbench.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.event.ActionEvent;
import org.junit.jupiter.api.Test;
import trailbench.ui.fx.Toolkit;

class NumberFieldTest {
    private static NumberField field() {
        NumberField field = new NumberField();
        field.setWhole(true);
        field.setMin(2);
        field.setMax(10_000);
        field.setValue(50);
        return field;
    }

    @Test
    void valueChangesWhenTheTextIsCommittedAndFits() {
        Toolkit.onWindowThread(() -> {
            NumberField field = field();
            field.setText("200");
            assertEquals(50, field.getValue());
            field.fireEvent(new ActionEvent());
            assertEquals(200, field.getValue());
        });
    }

    @Test
    void textThatDoesNotFitTellsTheRangeAndTheValueComesBack() {
        Toolkit.onWindowThread(() -> {
            NumberField field = field();
            for (String text : new String[] {"1", "2.5", "many", ""}) {
                field.setText(text);
                assertEquals("2 … 10000", field.getProblem(), text);
                field.fireEvent(new ActionEvent());
                assertEquals("50", field.getText());
                assertEquals("", field.getProblem());
            }
        });
    }
}
