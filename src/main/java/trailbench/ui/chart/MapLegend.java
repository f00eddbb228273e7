package trailbench.ui.chart;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javafx.collections.SetChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Circle;
import trailbench.embedding.PointMap;
import trailbench.ui.fx.Messages;

/// What the colours mean, with counts, and of a scale its colours side by side. A click hides or shows an entry's points; Shift or the right
/// button leaves only them.
public final class MapLegend extends VBox {
    private static final int STOPS = 8;
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    private final PointMapModel model;
    private final Messages words;
    private final PointMapView view;

    /// @param view whose theme the colours follow
    public MapLegend(PointMapModel model, PointMapView view, Locale locale) {
        this.model = model;
        this.view = view;
        this.words = Messages.of(MapLegend.class, locale);
        getStyleClass().add("map-legend");
        getStylesheets().add(PointMapView.stylesheet());
        model.colouringProperty().subscribe(this::fill);
        model.hiddenEntries().addListener((SetChangeListener<Integer>) change -> mark());
        view.themeChanged(this::fill);
        fill();
    }

    private void fill() {
        getChildren().clear();
        Colouring colouring = model.colouringProperty().get();
        if (colouring.kind() != Colouring.Kind.CATEGORIES) {
            getChildren().add(scale());
        }
        for (int entry = 0; entry < colouring.entries().size(); entry++) {
            getChildren().add(row(colouring, entry));
        }
        mark();
    }

    /// Shows which entries are hidden. The rows stay, and with them the keyboard's focus.
    private void mark() {
        List<ToggleButton> rows = getChildren().stream().filter(ToggleButton.class::isInstance).map(ToggleButton.class::cast).toList();
        for (int entry = 0; entry < rows.size(); entry++) {
            ToggleButton row = rows.get(entry);
            boolean shown = !model.hiddenEntries().contains(entry);
            row.pseudoClassStateChanged(OFF, !shown);
            row.getGraphic().setOpacity(shown ? 1 : 0.45);
        }
    }

    /// The scale from its lowest to its highest, in the order of the rows below: the highest first.
    private Region scale() {
        Region bar = new Region();
        bar.getStyleClass().add("map-legend-scale");
        MapPalette palette = view.theme().palette();
        List<Stop> stops = IntStream.rangeClosed(0, STOPS)
                .mapToObj(i -> new Stop((double) i / STOPS, MapTheme.colour(palette.scale(1 - (double) i / STOPS))))
                .toList();
        bar.setBackground(new Background(new BackgroundFill(
                new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops), new CornerRadii(4), Insets.EMPTY)));
        return bar;
    }

    private ToggleButton row(Colouring colouring, int number) {
        Colouring.Entry entry = colouring.entries().get(number);
        Circle swatch = new Circle(5, MapTheme.colour(view.theme().palette().colour(entry, colouring.kind())));
        Label text = new Label(text(colouring, entry, words));
        text.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label count = new Label(NumberFormat.getIntegerInstance(words.locale()).format(entry.count()));
        count.getStyleClass().add("map-legend-count");
        count.setMinWidth(Region.USE_PREF_SIZE);
        HBox content = new HBox(8, swatch, text, gap, count);
        content.setAlignment(Pos.CENTER_LEFT);
        ToggleButton row = new ToggleButton();
        row.setGraphic(content);
        content.prefWidthProperty().bind(row.widthProperty().subtract(16));
        row.setMaxWidth(Double.MAX_VALUE);
        row.getStyleClass().add("map-legend-row");
        row.setAccessibleText(text(colouring, entry, words) + ", " + count.getText());
        row.setTooltip(new Tooltip(text(colouring, entry, words) + "\n" + words.text("map.legend.hint")));
        row.setOnAction(event -> model.toggle(number));
        row.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                model.showOnly(number);
                event.consume();
            }
        });
        row.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> {
            if (event.isShiftDown() && event.getButton() == MouseButton.PRIMARY) {
                model.showOnly(number);
                row.disarm();
                event.consume();
            }
        });
        row.setOnMousePressed(event -> {
            if (event.getButton() == MouseButton.SECONDARY) {
                model.showOnly(number);
            }
        });
        return row;
    }

    /// The entry's words.
    static String text(Colouring colouring, Colouring.Entry entry, Messages words) {
        return switch (entry.role()) {
            case VALUE -> entry.text();
            case OTHER -> words.text("map.other");
            case MISSING -> words.text(colouring.column().equals(PointMap.CLUSTER) ? "map.noise" : "map.missing");
        };
    }
}
