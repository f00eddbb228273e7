package trailbench.ui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ColorPicker;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.log.Funnel;
import trailbench.ui.control.NumberField;
import trailbench.ui.data.FunnelModel.Row;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// A row for each behaviour, in the order of the funnel: to be moved with the mouse, with its buttons or with Alt and the arrow keys; its
/// colour, its events, its weight, and whether it is kept.
final class FunnelEditor {
    private static final double COLOUR = 44;
    private static final double EVENTS = 76;
    private static final double WEIGHT = 56;

    private final FunnelModel model;
    private final Messages words;
    private final Quantities quantities;
    private final VBox box;
    private final VBox around;
    private final List<Line> lines = new ArrayList<>();
    private List<String> shown = List.of();

    /// @param around shown only while there are behaviours
    FunnelEditor(FunnelModel model, Messages words, VBox box, VBox around) {
        this.model = model;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.box = box;
        this.around = around;
    }

    void bind() {
        model.rowsProperty().subscribe(this::show);
    }

    /// Lines stay where they are as long as their order does, so that a field that is being typed in keeps the keyboard.
    private void show(List<Row> rows) {
        around.setVisible(!rows.isEmpty());
        around.setManaged(around.isVisible());
        List<String> names = rows.stream().map(row -> row.name() + (row.known() ? "" : " ?")).toList();
        if (!names.equals(shown)) {
            shown = names;
            lines.clear();
            for (int place = 0; place < rows.size(); place++) {
                lines.add(new Line(rows.get(place), place, rows.size()));
            }
            box.getChildren().setAll(lines);
        }
        boolean oneIsKept = rows.stream().filter(Row::kept).count() == 1;
        for (int place = 0; place < rows.size(); place++) {
            lines.get(place).show(rows.get(place), oneIsKept);
        }
    }

    private void move(int from, int to, IntConsumer focus) {
        if (0 <= to && to < lines.size()) {
            model.move(from, to);
            focus.accept(to);
        }
    }

    private final class Line extends HBox {
        private final int place;
        private final ColorPicker colour = new ColorPicker();
        private final Label events = new Label();
        private final NumberField weight = new NumberField();
        private final CheckBox keep = new CheckBox();
        private final Button up;
        private final Button down;

        Line(Row row, int place, int count) {
            super(4);
            this.place = place;
            this.up = button("fth-chevron-up", words.text("funnel.up", row.name()), () -> move(place, place - 1, to -> focus(lines.get(to).up)));
            this.down = button("fth-chevron-down", words.text("funnel.down", row.name()), () -> move(place, place + 1, to -> focus(lines.get(to).down)));
            up.setDisable(place == 0);
            down.setDisable(place == count - 1);
            Label name = new Label(row.name());
            name.setTooltip(new Tooltip(row.name()));
            name.setMaxWidth(Double.MAX_VALUE);
            name.setMinWidth(48);
            HBox.setHgrow(name, Priority.ALWAYS);
            setAlignment(Pos.CENTER_LEFT);
            setFocusTraversable(true);
            setAccessibleText(words.text("funnel.row", place + 1, count, row.name()));
            getStyleClass().add("funnel-row");
            bindColour(row);
            bindNumbers(row);
            FontIcon handle = new FontIcon("fth-menu");
            handle.getStyleClass().add("drag-handle");
            getChildren().setAll(handle, up, down, colour, name, events, weight, row.known() ? keep : removal(row));
            addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
            List.of(handle, name).forEach(this::bindDrag);
            bindDrop();
        }

        private void bindColour(Row row) {
            colour.setPrefWidth(COLOUR);
            colour.setMinWidth(COLOUR);
            colour.setMaxWidth(COLOUR);
            colour.getStyleClass().add("colour-cell");
            colour.getCustomColors().setAll(Funnel.COLOURS.stream().map(Color::web).toList());
            colour.setAccessibleText(words.text("funnel.colour", row.name()));
            colour.setTooltip(new Tooltip(words.text("funnel.colour", row.name())));
            colour.setOnAction(event -> model.setColour(place, web(colour.getValue())));
        }

        private void bindNumbers(Row row) {
            events.setMinWidth(EVENTS);
            events.setMaxWidth(EVENTS);
            events.setAlignment(Pos.CENTER_RIGHT);
            events.getStyleClass().addAll("muted", "small-text");
            weight.setMin(0);
            weight.setMax(1_000_000);
            weight.setPrefWidth(WEIGHT);
            weight.setMinWidth(WEIGHT);
            weight.setMaxWidth(WEIGHT);
            weight.setAccessibleText(words.text("funnel.weight", row.name()));
            weight.setValue(row.weight());
            weight.valueProperty().subscribe(number -> model.setWeight(place, number.doubleValue()));
            keep.setAccessibleText(words.text("funnel.keep", row.name()));
            keep.setTooltip(new Tooltip(words.text("funnel.keep", row.name())));
            keep.setOnAction(event -> model.setKept(place, keep.isSelected()));
        }

        private Button removal(Row row) {
            return button("fth-x", words.text("funnel.remove", row.name()), () -> model.remove(place));
        }

        void show(Row row, boolean oneIsKept) {
            colour.setValue(Color.web(row.colour()));
            weight.setValue(row.weight());
            keep.setSelected(row.kept());
            keep.setDisable(row.kept() && oneIsKept);
            events.setText(!row.known() ? words.text("funnel.unknown")
                    : !row.kept() ? words.text("funnel.left-out")
                            : row.events().isPresent() ? quantities.count(row.events().getAsLong()) : "");
        }

        private void pressed(KeyEvent event) {
            if (event.isAltDown() && (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN)) {
                move(place, place + (event.getCode() == KeyCode.UP ? -1 : 1), to -> focus(lines.get(to)));
                event.consume();
            }
        }

        private void focus(Region region) {
            region.requestFocus();
        }

        /// Not from the fields, in which dragging selects text.
        private void bindDrag(Node grip) {
            grip.setOnDragDetected(event -> {
                ClipboardContent content = new ClipboardContent();
                content.putString("behaviour " + place);
                startDragAndDrop(TransferMode.MOVE).setContent(content);
                event.consume();
            });
        }

        private void bindDrop() {
            setOnDragOver(event -> {
                if (event.getGestureSource() instanceof Line line && line != this) {
                    event.acceptTransferModes(TransferMode.MOVE);
                }
                event.consume();
            });
            setOnDragDropped(this::drop);
        }

        private void drop(DragEvent event) {
            boolean ours = event.getGestureSource() instanceof Line;
            if (event.getGestureSource() instanceof Line line) {
                move(line.place, place, to -> focus(lines.get(to)));
            }
            event.setDropCompleted(ours);
            event.consume();
        }
    }

    private static Button button(String icon, String tip, Runnable action) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "icon-button");
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static String web(Color colour) {
        return String.format(
                Locale.ROOT, "#%02X%02X%02X", Math.round(colour.getRed() * 255), Math.round(colour.getGreen() * 255), Math.round(colour.getBlue() * 255));
    }
}
