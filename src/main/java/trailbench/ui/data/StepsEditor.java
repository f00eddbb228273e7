package trailbench.ui.data;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.log.CleaningStep;
import trailbench.ui.control.NumberField;
import trailbench.ui.fx.Messages;
import trailbench.work.Fault;

/// The list of further cleaning steps: each with its settings, to be moved up and down or taken out, and a menu that adds one.
final class StepsEditor {
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
    private static final int DATE_LENGTH = 10;

    private final DataViewModel viewModel;
    private final Messages words;
    private final VBox box;

    StepsEditor(DataViewModel viewModel, Messages words, VBox box, MenuButton add) {
        this.viewModel = viewModel;
        this.words = words;
        this.box = box;
        for (CleaningStep fresh : proposals()) {
            MenuItem item = new MenuItem(words.text("step." + key(fresh)));
            item.setOnAction(event -> change(steps -> steps.add(proposal(fresh))));
            add.getItems().add(item);
        }
    }

    void bind() {
        viewModel.fields().steps.subscribe(this::show);
        viewModel.columnsProperty().subscribe(this::show);
    }

    private static List<CleaningStep> proposals() {
        return List.of(
                new CleaningStep.TimeRange(Optional.empty(), Optional.of(FAR)), new CleaningStep.Values("0", "", true), CleaningStep.Bots.defaults(),
                CleaningStep.Lengths.defaults(), CleaningStep.Returns.defaults(), CleaningStep.SessionsByGap.defaults(), CleaningStep.MinimumCounts.defaults());
    }

    /// A step as it is added: a filter looks at a column that is there.
    private CleaningStep proposal(CleaningStep fresh) {
        List<String> columns = viewModel.columnsProperty().get();
        return fresh instanceof CleaningStep.Values values && !columns.isEmpty()
                ? new CleaningStep.Values(columns.getFirst(), values.pattern(), values.keep())
                : fresh;
    }

    private static String key(CleaningStep step) {
        return switch (step) {
            case CleaningStep.TimeRange _ -> "time-range";
            case CleaningStep.Values _ -> "values";
            case CleaningStep.Bots _ -> "bots";
            case CleaningStep.Lengths _ -> "lengths";
            case CleaningStep.Returns _ -> "returns";
            case CleaningStep.SessionsByGap _ -> "sessions-by-gap";
            case CleaningStep.MinimumCounts _ -> "minimum-counts";
        };
    }

    private void change(Consumer<List<CleaningStep>> change) {
        List<CleaningStep> steps = new ArrayList<>(viewModel.fields().steps.get());
        change.accept(steps);
        viewModel.fields().steps.set(List.copyOf(steps));
    }

    private void show() {
        List<CleaningStep> steps = viewModel.fields().steps.get();
        List<Node> rows = new ArrayList<>();
        for (int index = 0; index < steps.size(); index++) {
            rows.add(step(steps.get(index), index, steps.size()));
        }
        box.getChildren().setAll(rows);
        box.setVisible(!rows.isEmpty());
        box.setManaged(box.isVisible());
    }

    private Node step(CleaningStep step, int index, int count) {
        Label name = new Label((index + 1) + "  " + words.text("step." + key(step)));
        name.getStyleClass().add("strong");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(
                4, name, gap, button("fth-chevron-up", "step.up", index == 0, () -> move(index, index - 1)),
                button("fth-chevron-down", "step.down", index == count - 1, () -> move(index, index + 1)),
                button("fth-x", "step.remove", false, () -> change(steps -> steps.remove(index))));
        head.setAlignment(Pos.CENTER_LEFT);
        FlowPane settings = new FlowPane(8, 8);
        settings.getChildren().setAll(settings(step, index));
        Label note = new Label(words.text("step." + key(step) + ".note"));
        note.setWrapText(true);
        note.getStyleClass().addAll("muted", "small-text");
        return new VBox(4, head, settings, note);
    }

    private void move(int from, int to) {
        change(steps -> steps.add(to, steps.remove(from)));
    }

    private Button button(String icon, String tip, boolean disabled, Runnable action) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "icon-button");
        button.setTooltip(new Tooltip(words.text(tip)));
        button.setAccessibleText(words.text(tip));
        button.setDisable(disabled);
        button.setOnAction(event -> action.run());
        return button;
    }

    private List<Node> settings(CleaningStep step, int index) {
        return switch (step) {
            case CleaningStep.TimeRange range -> List.of(
                    setting("step.from", instant(range.from(), from -> set(index, () -> new CleaningStep.TimeRange(from, range.to())))),
                    setting("step.to", instant(range.to(), to -> set(index, () -> new CleaningStep.TimeRange(range.from(), to)))));
            case CleaningStep.Values values -> {
                ComboBox<String> column = new ComboBox<>();
                column.getItems().setAll(viewModel.columnsProperty().get());
                column.setValue(values.column());
                column.setPrefWidth(128);
                column.setOnAction(event -> set(index, () -> new CleaningStep.Values(column.getValue(), values.pattern(), values.keep())));
                CheckBox keep = new CheckBox(words.text("step.keep"));
                keep.setSelected(values.keep());
                keep.setOnAction(event -> set(index, () -> new CleaningStep.Values(values.column(), values.pattern(), keep.isSelected())));
                TextField pattern = text(values.pattern(), typed -> set(index, () -> new CleaningStep.Values(values.column(), typed, values.keep())));
                pattern.setPromptText(words.text("behaviour.any"));
                pattern.getStyleClass().add("mono");
                yield List.of(column, pattern, keep);
            }
            case CleaningStep.Bots bots -> List.of(
                    setting("step.perminute", number(bots.eventsPerMinute(), 1, 1_000_000, true, n -> set(index, () -> new CleaningStep.Bots((int) n)))));
            case CleaningStep.Lengths lengths -> List.of(
                    setting("step.low", number(lengths.low(), 0, 1, false, low -> set(index, () -> new CleaningStep.Lengths(low, lengths.high())))),
                    setting("step.high", number(lengths.high(), 0, 1, false, high -> set(index, () -> new CleaningStep.Lengths(lengths.low(), high)))));
            case CleaningStep.Returns returns -> List.of(
                    setting("step.purchase", text(returns.purchase(), name -> set(index, () -> new CleaningStep.Returns(name, returns.cancellation())))),
                    setting("step.cancellation", text(returns.cancellation(), name -> set(index, () -> new CleaningStep.Returns(returns.purchase(), name)))));
            case CleaningStep.SessionsByGap sessions -> List.of(setting(
                    "step.minutes",
                    number(sessions.gap().toMillis() / 60_000.0, 0.001, 1_000_000, false,
                            minutes -> set(index, () -> new CleaningStep.SessionsByGap(Duration.ofMillis(Math.round(minutes * 60_000)))))));
            case CleaningStep.MinimumCounts minimum -> List.of(
                    setting("step.user", number(
                            minimum.userEvents(), 1, 1_000_000, true, n -> set(index, () -> new CleaningStep.MinimumCounts((int) n, minimum.itemEvents())))),
                    setting("step.item", number(
                            minimum.itemEvents(), 1, 1_000_000, true, n -> set(index, () -> new CleaningStep.MinimumCounts(minimum.userEvents(), (int) n)))));
        };
    }

    @FunctionalInterface
    private interface Making {
        CleaningStep make();
    }

    /// Replaces a step; settings that it refuses are told and the old ones shown again.
    private void set(int index, Making making) {
        try {
            CleaningStep step = making.make();
            change(steps -> steps.set(index, step));
            viewModel.say("");
        } catch (Fault.Request refused) {
            viewModel.say(words.fault(refused));
            show();
        }
    }

    private Node setting(String key, Region control) {
        Label label = new Label(words.text(key));
        label.setLabelFor(control);
        HBox pair = new HBox(8, label, control);
        pair.setAlignment(Pos.CENTER_LEFT);
        return pair;
    }

    @FunctionalInterface
    private interface NumberReceiver {
        void take(double number);
    }

    private static NumberField number(double value, double min, double max, boolean whole, NumberReceiver receiver) {
        NumberField field = new NumberField();
        field.setWhole(whole);
        field.setMin(min);
        field.setMax(max);
        field.setValue(value);
        field.setPrefColumnCount(5);
        field.valueProperty().addListener((property, before, now) -> receiver.take(now.doubleValue()));
        return field;
    }

    /// Runs on Enter and on leaving the field, if the text is another one.
    private static TextField text(String value, Consumer<String> receiver) {
        TextField field = new TextField(value);
        field.setPrefColumnCount(8);
        field.setOnAction(event -> receiver.accept(field.getText().strip()));
        field.focusedProperty().addListener((focus, had, has) -> {
            if (!has && !field.getText().strip().equals(value)) {
                receiver.accept(field.getText().strip());
            }
        });
        return field;
    }

    private TextField instant(Optional<Instant> value, Consumer<Optional<Instant>> receiver) {
        TextField field = text(value.map(StepsEditor::plain).orElse(""), typed -> {
            try {
                receiver.accept(typed.isEmpty() ? Optional.empty() : Optional.of(instant(typed)));
            } catch (DateTimeException unreadable) {
                viewModel.say(words.text("step.instant.unreadable", typed));
            }
        });
        field.setPromptText(words.text("step.open"));
        field.setTooltip(new Tooltip(words.text("step.instant.tip")));
        field.setPrefColumnCount(11);
        return field;
    }

    /// A day at midnight is a day.
    private static String plain(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return local.equals(local.toLocalDate().atStartOfDay()) ? local.toLocalDate().toString() : instant.toString();
    }

    private static Instant instant(String text) {
        return text.length() == DATE_LENGTH ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(text);
    }
}
