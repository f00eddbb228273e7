package trailbench.ui.chart;

import static trailbench.work.Fault.require;

import atlantafx.base.theme.Styles;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.TextClipboard;

/// A live chart of curves over steps or epochs, with smoothing, a logarithmic axis, values under the mouse, a legend that hides lines, a
/// sentence that says what is to be seen, and the table behind it.
///
/// Append to the [Curve]s of its frame on the FX thread, as many points as there are, then call [#redraw] once.
public final class CurveChart extends VBox {
    /// Rows in the table of a long line, its latest; what is copied has all.
    private static final int ROWS = 2_000;
    /// Line colours that the theme knows.
    public static final int COLOURS = 8;

    /// Up to this width the title needs the room of the slider's name, which its tooltip says too.
    private static final double NARROW = 430;

    private CurveFrame frame;
    private final Locale locale;
    private final Messages words;
    private final CurveSentence sentences;
    private final CurvePlot plot;
    private final Crosshair crosshair;
    private final FlowPane legend = new FlowPane(14, 4);
    private final Label sentence = new Label();
    private final Label empty = new Label();
    /// Made when somebody first looks at it.
    private Optional<TableView<CurveTable.Row>> table = Optional.empty();
    private final ToggleButton asTable;
    private final StackPane body;
    private final Set<Curve> hidden = new HashSet<>();
    private final HBox head = new HBox(4);
    private final Button whole;
    private final Label title = new Label();
    private OptionalDouble overfitting = OptionalDouble.empty();
    /// Of the lines, when they were last drawn.
    private long drawn = -1;

    public CurveChart(CurveFrame frame, Locale locale) {
        this.frame = frame;
        this.locale = locale;
        words = Messages.of(CurveChart.class, locale);
        sentences = new CurveSentence(words);
        plot = new CurvePlot(frame, locale);
        // by time, no two runs have a point at the same place
        crosshair = new Crosshair(plot, locale, x -> sentences.place(this.frame, x), frame.axis() == CurveFrame.Axis.TIME);
        whole = button(Feather.MAXIMIZE, "curves.whole.tooltip");
        whole.setOnAction(pressed -> plot.showAll());
        plot.onDrawn(() -> {
            crosshair.show();
            whole.setVisible(plot.isZoomed());
            whole.setManaged(plot.isZoomed());
        });
        asTable = toggle(Feather.LIST, "curves.table.tooltip");
        body = new StackPane(plot, crosshair, empty);
        build();
        redraw();
    }

    /// Shows other lines over the same axis: what a live view does when its run has a new metric, or is another run.
    public void show(CurveFrame other) {
        require(other.axis() == frame.axis(), "chart %s: it counts %s, and cannot show %s", frame.title(), frame.axis(), other.axis());
        if (other.equals(frame)) {
            return;
        }
        frame = other;
        title.setText(other.title());
        hidden.clear();
        showLegend();
        empty.setText(words.text("curves.empty"));
        table.ifPresent(body.getChildren()::remove);
        table = Optional.empty();
        plot.show(other);
        drawn = -1;
        redraw();
    }

    /// What x counts; another needs another chart.
    public CurveFrame.Axis axis() {
        return frame.axis();
    }

    /// Draws what the curves hold now, with the next pulse, if they hold anything else than before.
    public void redraw() {
        boolean nothing = frame.isEmpty();
        empty.setVisible(nothing && !asTable.isSelected());
        plot.setVisible(!nothing && !asTable.isSelected());
        crosshair.setVisible(plot.isVisible());
        String said = sentences.of(frame, overfitting);
        sentence.setText(said);
        body.setAccessibleText(frame.title() + ". " + said);
        if (asTable.isSelected()) {
            table.orElseGet(this::madeTable).getItems().setAll(CurveTable.latest(frame.curves(), xName(), ROWS).rows());
        }
        table.ifPresent(made -> made.setVisible(asTable.isSelected()));
        if (drawn != frame.changes()) {
            drawn = frame.changes();
            plot.redraw();
        }
    }

    /// Marks the best epoch or step, or, if empty, none.
    public void setBest(OptionalDouble x) {
        crosshair.setBest(x, x.isPresent() ? words.text("curves.best") + " · " + sentences.place(frame, x.getAsDouble()) : "");
    }

    /// Marks from where until where a run may go on without a better epoch, or, if empty, nothing.
    public void setPatience(OptionalDouble start, OptionalDouble end) {
        crosshair.setBand(start, end);
    }

    /// Marks where options were changed.
    public void setMarks(List<CurveMark> marks) {
        crosshair.setMarks(marks);
    }

    /// Says since when training improves and validation does not; said with the next redraw.
    public void setOverfitting(OptionalDouble x) {
        overfitting = x;
    }

    /// Puts a choice of what the chart shows in the place of its title.
    public void setTitle(Region choice) {
        choice.setMinWidth(0);
        head.getChildren().set(0, choice);
    }

    /// What stands there while there are no points.
    public void setEmptyText(String text) {
        empty.setText(text);
    }

    public String sentence() {
        return sentence.getText();
    }

    private String xName() {
        return words.text(switch (frame.axis()) {
            case EPOCH -> "curves.epoch";
            case STEP -> "curves.step";
            case TIME -> "curves.time";
        });
    }

    private void build() {
        getStyleClass().add("curve-chart");
        setMinWidth(0);
        legend.setPrefWrapLength(200);
        getStylesheets().add(CurveChart.class.getResource("/trailbench/ui/chart/chart.css").toExternalForm());
        title.setText(frame.title());
        title.getStyleClass().add("chart-title");
        title.setMinWidth(USE_PREF_SIZE);
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        head.getChildren().setAll(title, between);
        head.setAlignment(Pos.CENTER_LEFT);
        if (frame.axis() == CurveFrame.Axis.STEP) {
            head.getChildren().addAll(smoothing());
        }
        head.getChildren().addAll(logarithm(), whole, asTable, copy());
        asTable.selectedProperty().addListener(selected -> redraw());
        legend.getStyleClass().add("legend");
        showLegend();
        empty.setText(words.text("curves.empty"));
        empty.getStyleClass().add("empty");
        empty.setWrapText(true);
        body.getStyleClass().add("body");
        body.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        VBox.setVgrow(body, Priority.ALWAYS);
        sentence.getStyleClass().add("sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(head, new LegendPane(legend, heightProperty()), body, sentence);
    }

    private void showLegend() {
        legend.getChildren().setAll(frame.curves().stream().map(this::entry).toList());
        boolean several = frame.curves().size() > 1;
        legend.setVisible(several);
    }

    private List<Region> smoothing() {
        Slider slider = new Slider(0, 1, 0.5);
        slider.setBlockIncrement(0.1); // left to itself, an arrow key goes ten times the whole way
        slider.getStyleClass().add(Styles.SMALL);
        slider.setTooltip(new Tooltip(words.text("curves.smoothing.tooltip")));
        slider.setAccessibleText(words.text("curves.smoothing"));
        slider.valueProperty().addListener(value -> plot.setSmoothing(weight(slider.getValue())));
        plot.setSmoothing(weight(slider.getValue()));
        Label name = new Label(words.text("curves.smoothing"));
        name.getStyleClass().add("control-name");
        name.setLabelFor(slider);
        name.setMinWidth(USE_PREF_SIZE);
        name.visibleProperty().bind(widthProperty().greaterThan(NARROW));
        name.managedProperty().bind(name.visibleProperty());
        return List.of(name, slider);
    }

    /// The slider's way is even in the logarithm of the steps averaged over, 1 to 1,000: weight 1 - 1 / steps.
    private static double weight(double slider) {
        return 1 - Math.pow(10, -3 * slider);
    }

    private ToggleButton logarithm() {
        ToggleButton button = new ToggleButton(words.text("curves.log"));
        button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        button.setMinWidth(USE_PREF_SIZE);
        button.setTooltip(new Tooltip(words.text("curves.log.tooltip")));
        button.accessibleTextProperty().bind(title.textProperty().map(of -> words.text("curves.of", words.text("curves.log.tooltip"), of)));
        button.selectedProperty().addListener(selected -> plot.setLogarithmic(button.isSelected()));
        return button;
    }

    private ToggleButton toggle(Feather icon, String tooltip) {
        ToggleButton button = new ToggleButton(null, new FontIcon(icon));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        button.setTooltip(new Tooltip(words.text(tooltip)));
        button.setAccessibleText(words.text(tooltip));
        return button;
    }

    private Button button(Feather icon, String tooltip) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        button.setTooltip(new Tooltip(words.text(tooltip)));
        button.setAccessibleText(words.text(tooltip));
        return button;
    }

    private Button copy() {
        Button button = button(Feather.COPY, "curves.copy.tooltip");
        button.setOnAction(pressed -> TextClipboard.put(CurveTable.of(frame.curves(), xName()).csv()));
        return button;
    }

    private ToggleButton entry(Curve curve) {
        Rectangle swatch = new Rectangle(14, 3);
        swatch.setArcWidth(3);
        swatch.setArcHeight(3);
        swatch.getStyleClass().add("line-" + (curve.colour() + 1));
        ToggleButton entry = new ToggleButton(curve.shortName(), swatch);
        entry.setSelected(true);
        entry.getStyleClass().setAll("legend-entry");
        entry.setTooltip(new Tooltip(words.text("curves.legend.tooltip")));
        entry.setAccessibleText(words.text("curves.of", curve.name(), frame.title()));
        entry.selectedProperty().addListener(selected -> {
            if (entry.isSelected()) {
                hidden.remove(curve);
            } else {
                hidden.add(curve);
            }
            plot.setHidden(hidden);
        });
        return entry;
    }

    private TableView<CurveTable.Row> madeTable() {
        TableView<CurveTable.Row> made = new TableView<>();
        made.getStyleClass().addAll(Styles.DENSE, "numbers");
        TableColumn<CurveTable.Row, String> x = new TableColumn<>(xName());
        x.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(
                frame.axis() == CurveFrame.Axis.TIME ? Figures.of(row.getValue().x(), locale) : Figures.whole(row.getValue().x(), locale)));
        made.getColumns().add(x);
        for (int column = 0; column < frame.curves().size(); column++) {
            int index = column;
            TableColumn<CurveTable.Row, String> values = new TableColumn<>(frame.curves().get(column).name());
            values.setPrefWidth(160);
            values.setCellValueFactory(row -> {
                double value = row.getValue().values()[index];
                return new ReadOnlyObjectWrapper<>(Double.isNaN(value) ? "" : Figures.of(value, locale));
            });
            made.getColumns().add(values);
        }
        made.getColumns().forEach(each -> each.setSortable(false));
        body.getChildren().add(made);
        table = Optional.of(made);
        return made;
    }
}
