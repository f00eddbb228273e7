package trailbench.ui.train;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import trailbench.graph.Option;
import trailbench.training.Schedule;
import trailbench.ui.chart.Figures;
import trailbench.ui.control.Choices;
import trailbench.ui.control.FormRow;
import trailbench.ui.control.NumberField;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// A row for each option that the training record has now, read off the record: what it is called, its control, and in the tooltip what it
/// means, its range and its default. Another optimiser or schedule has other rows.
final class SettingRows extends VBox {
    private static final double TOOLTIP_WIDTH = 320;
    private final OptionsForm form;
    private final Messages words;
    private final Quantities quantities;
    private List<Option.Place> places = List.of();
    private List<Control> controls = List.of();
    private boolean showing;

    SettingRows(OptionsForm form, Messages words) {
        super(8);
        this.form = form;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        form.optionsProperty().subscribe(options -> show());
    }

    private void show() {
        List<Option> options = form.settings();
        List<Option.Place> now = options.stream().map(Option::place).toList();
        showing = true;
        if (!now.equals(places)) {
            places = now;
            controls = new ArrayList<>();
            options.forEach(option -> controls.add(control(option)));
            getChildren().setAll(options.stream().map(option -> row(option, controls.get(options.indexOf(option)))).toList());
        }
        for (int index = 0; index < options.size(); index++) {
            show(options.get(index), controls.get(index));
        }
        showing = false;
    }

    private FormRow row(Option option, Control control) {
        String path = option.place().path();
        control.setId("option-" + path.replace('.', '-'));
        String meaning = words.text("option." + path + ".meaning") + limits(option);
        Tooltip tooltip = new Tooltip(meaning);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(TOOLTIP_WIDTH);
        tooltip.setShowDuration(Duration.seconds(30));
        control.setAccessibleText(words.text("option." + path));
        control.setAccessibleHelp(meaning);
        FormRow row = new FormRow(words.text("option." + path), control);
        Tooltip.install(row, tooltip);
        control.setTooltip(tooltip);
        return row;
    }

    private String limits(Option option) {
        return " "
                + switch (option) {
                    case Option.Whole whole ->
                        words.text("option.range", quantities.count(whole.least()) + " … " + quantities.count(whole.most()), quantities.count(whole.usual()));
                    case Option.Real real -> words.text("option.range", real.range(), plain(real.usual()));
                    case Option.Pick pick -> words.text("option.usual", words.text("value." + pick.usual()));
                    case Option.Switch toggle -> words.text("option.usual", words.text(toggle.usual() ? "option.on" : "option.off"));
                    case Option.Text text -> words.text("option.usual", metric(text.usual()));
                    case Option.Several _, Option.Other _ -> throw unknown(option);
                };
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private Control control(Option option) {
        String path = option.place().path();
        return switch (option) {
            case Option.Whole whole -> number(path, whole.least(), whole.most(), true);
            case Option.Real real -> number(path, real.above() ? Math.max(real.least(), Double.MIN_NORMAL) : real.least(), real.most(), false);
            case Option.Switch _ -> {
                CheckBox box = new CheckBox();
                box.selectedProperty().addListener((observed, before, now) -> given(path, now));
                yield box;
            }
            case Option.Pick pick -> choice(path, pick.words(), true);
            case Option.Text _ -> choice(path, Stream.concat(Stream.of(Schedule.ReduceOnPlateau.JUDGED), form.metrics().stream()).toList(), false);
            case Option.Several _, Option.Other _ -> throw unknown(option);
        };
    }

    private NumberField number(String path, double least, double most, boolean whole) {
        NumberField field = new NumberField();
        field.setPrefWidth(112);
        field.setWhole(whole);
        field.setMin(least);
        field.setMax(most);
        field.valueProperty().addListener((observed, before, now) -> given(path, whole ? (Object) now.intValue() : (Object) now.doubleValue()));
        return field;
    }

    private ComboBox<String> choice(String path, List<String> choices, boolean kinds) {
        ComboBox<String> box = new ComboBox<>();
        box.setPrefWidth(132);
        box.getItems().setAll(choices);
        Choices.word(box, value -> kinds ? words.text("value." + value) : metric(value));
        box.valueProperty().addListener((observed, before, now) -> {
            if (now != null) {
                given(path, now);
            }
        });
        return box;
    }

    private String metric(String name) {
        return switch (name) {
            case Schedule.ReduceOnPlateau.JUDGED -> words.text("metric.judged");
            case "loss" -> words.text("metric.loss");
            default -> Figures.metric(name);
        };
    }

    private void show(Option option, Control control) {
        switch (option) {
            case Option.Whole whole -> ((NumberField) control).setValue(whole.value());
            case Option.Real real -> ((NumberField) control).setValue(real.value());
            case Option.Switch toggle -> ((CheckBox) control).setSelected(toggle.value());
            case Option.Pick pick -> value(control, pick.value());
            case Option.Text text -> value(control, text.value());
            case Option.Several _, Option.Other _ -> throw unknown(option);
        }
    }

    @SuppressWarnings("unchecked")
    private static void value(Control control, String value) {
        ((ComboBox<String>) control).setValue(value);
    }

    /// A value that the record refuses is told by the form, and goes.
    private void given(String path, Object value) {
        if (!showing && form.set(path, value).isPresent()) {
            String refusal = form.problemProperty().get();
            show(); // brings the old value back
            form.tell(refusal);
        }
    }

    private static IllegalStateException unknown(Option option) {
        return new IllegalStateException("no control for " + option);
    }
}
