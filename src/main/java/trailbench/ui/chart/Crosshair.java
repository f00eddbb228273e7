package trailbench.ui.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;

/// Lies over a [CurvePlot]: marks the best epoch, and reads the values under the mouse or, with the arrow keys, point by point.
/// It moves nodes of its own, so that pointing at a chart never redraws it.
///
/// The wheel and `+`, `-` look closer and from farther away; dragging, and the arrow keys with Shift, move along; a double click or Home shows
/// all again.
final class Crosshair extends Pane {
    /// What a notch of the wheel leaves in sight.
    private static final double CLOSER = 0.8;
    private static final double NOTCH = 40;

    private final CurvePlot plot;
    private final Locale locale;
    private final DoubleFunction<String> place;
    private final boolean nearest;
    private final Line hair = new Line();
    private final VBox card = new VBox();
    private final Pane dots = new Pane();
    private final Line bestLine = new Line();
    private final Label bestLabel = new Label();
    private final Rectangle band = new Rectangle();
    private final Pane marks = new Pane();
    private List<CurveMark> marked = List.of();
    private OptionalDouble bandStart = OptionalDouble.empty();
    private OptionalDouble bandEnd = OptionalDouble.empty();
    private double draggedFrom;
    private OptionalDouble at = OptionalDouble.empty();
    private OptionalDouble best = OptionalDouble.empty();

    /// @param place   says an x in words ("epoch 14")
    /// @param nearest true if each line says its nearest value, false if only lines with a point at the very place do
    Crosshair(CurvePlot plot, Locale locale, DoubleFunction<String> place, boolean nearest) {
        this.nearest = nearest;
        this.plot = plot;
        this.locale = locale;
        this.place = place;
        getStyleClass().add("curve-crosshair");
        hair.getStyleClass().add("hair");
        card.getStyleClass().add("values");
        bestLine.getStyleClass().add("best-line");
        bestLabel.getStyleClass().add("best-label");
        dots.setMouseTransparent(true);
        for (Region region : List.of(card, bestLabel)) {
            region.setManaged(false);
            region.setMouseTransparent(true);
        }
        band.getStyleClass().add("band");
        band.setManaged(false);
        band.setMouseTransparent(true);
        marks.setMouseTransparent(true);
        getChildren().addAll(band, marks, bestLine, bestLabel, hair, dots, card);
        setFocusTraversable(true);
        setOnMouseMoved(mouse -> point(plot.valueX(mouse.getX())));
        setOnMouseDragged(mouse -> {
            plot.pan((draggedFrom - mouse.getX()) * plot.xPerPixel());
            draggedFrom = mouse.getX();
            point(plot.valueX(mouse.getX()));
        });
        setOnMousePressed(mouse -> {
            draggedFrom = mouse.getX();
            requestFocus();
        });
        setOnMouseClicked(mouse -> {
            if (mouse.getClickCount() == 2) {
                plot.showAll();
            }
        });
        setOnScroll(scroll -> {
            if (scroll.getDeltaY() != 0) {
                plot.zoom(Math.pow(CLOSER, scroll.getDeltaY() / NOTCH), plot.valueX(scroll.getX()));
                scroll.consume();
            }
        });
        setOnMouseExited(mouse -> leave());
        setOnKeyPressed(this::step);
        focusedProperty().addListener((observed, before, focused) -> {
            if (!focused) {
                leave();
            }
        });
        show();
    }

    /// Marks the best epoch, or nothing.
    void setBest(OptionalDouble x, String label) {
        if (!x.equals(best)) {
            best = x;
            bestLabel.setText(label);
            show();
        }
    }

    /// Marks a stretch, or nothing.
    void setBand(OptionalDouble start, OptionalDouble end) {
        if (!start.equals(bandStart) || !end.equals(bandEnd)) {
            bandStart = start;
            bandEnd = end;
            plot.setReach(end);
            show();
        }
    }

    /// Marks where options were changed.
    void setMarks(List<CurveMark> changes) {
        if (!changes.equals(marked)) {
            marked = List.copyOf(changes);
            show();
        }
    }

    private void point(double x) {
        at = OptionalDouble.of(x);
        show();
    }

    private void leave() {
        at = OptionalDouble.empty();
        show();
    }

    private void step(KeyEvent key) {
        List<Curve> curves = plot.visible();
        if (curves.isEmpty() || moved(key)) {
            return;
        }
        Curve curve = curves.getLast();
        int direction =
                switch (key.getCode()) {
                    case LEFT -> -1;
                    case RIGHT -> 1;
                    default -> 0;
                };
        if (direction != 0) {
            int from = at.isPresent() ? curve.nearest(at.getAsDouble()) : curve.size() - 1 - direction;
            point(curve.x(Math.clamp(from + direction, 0, curve.size() - 1)));
            key.consume();
        }
    }

    /// @return true if the key looks elsewhere
    private boolean moved(KeyEvent key) {
        double middle = plot.valueX(plot.area().getCenterX());
        double step = key.isShiftDown() ? plot.xPerPixel() * NOTCH : 0;
        switch (key.getCode()) {
            case PLUS, ADD, EQUALS -> plot.zoom(CLOSER, middle);
            case MINUS, SUBTRACT -> plot.zoom(1 / CLOSER, middle);
            case HOME, DIGIT0, NUMPAD0 -> plot.showAll();
            case LEFT -> plot.pan(-step);
            case RIGHT -> plot.pan(step);
            default -> {
                return false;
            }
        }
        boolean looked = step != 0 || !key.getCode().isArrowKey();
        if (looked) {
            key.consume();
        }
        return looked;
    }

    private void showBand(Rectangle2D area) {
        boolean visible = bandStart.isPresent() && bandEnd.isPresent() && !area.isEmpty() && !plot.visible().isEmpty();
        band.setVisible(visible);
        if (visible) {
            double from = Math.clamp(plot.pixelX(bandStart.getAsDouble()), area.getMinX(), area.getMaxX());
            double to = Math.clamp(plot.pixelX(bandEnd.getAsDouble()), area.getMinX(), area.getMaxX());
            band.setX(from);
            band.setY(area.getMinY());
            band.setWidth(Math.max(0, to - from));
            band.setHeight(area.getHeight());
        }
    }

    private void showMarks(Rectangle2D area) {
        marks.getChildren().clear();
        if (area.isEmpty() || plot.visible().isEmpty()) {
            return;
        }
        double free = area.getMaxX();
        for (CurveMark mark : marked.reversed()) {
            double pixel = Math.round(plot.pixelX(mark.x())) + 0.5;
            if (pixel < area.getMinX() || pixel > area.getMaxX()) {
                continue;
            }
            Line line = new Line();
            line.getStyleClass().add("mark-line");
            place(line, pixel, area);
            Label text = new Label(mark.text());
            text.getStyleClass().add("mark-label");
            marks.getChildren().addAll(line, text);
            text.applyCss();
            double width = text.prefWidth(-1);
            boolean fits = pixel + 4 + width <= free;
            text.setVisible(fits || marks.getChildren().size() == 2);
            text.resizeRelocate(Math.min(pixel + 4, area.getMaxX() - width), area.getMaxY() - text.prefHeight(-1) - 2, width, text.prefHeight(-1));
            free = fits ? pixel : free;
        }
    }

    /// Puts everything where the last drawing of the plot says it is.
    void show() {
        Rectangle2D area = plot.area();
        showBand(area);
        showMarks(area);
        showBest(area);
        List<Curve> curves = plot.visible();
        boolean visible = at.isPresent() && !curves.isEmpty() && !area.isEmpty();
        hair.setVisible(visible);
        card.setVisible(visible);
        dots.getChildren().clear();
        card.getChildren().clear();
        if (!visible) {
            return;
        }
        double x = snapped(curves, at.getAsDouble());
        double pixel = Math.round(plot.pixelX(x)) + 0.5;
        place(hair, pixel, area);
        Label header = new Label(place.apply(x));
        header.getStyleClass().add("values-header");
        card.getChildren().add(header);
        for (Curve curve : curves) {
            int point = curve.nearest(x);
            if (nearest || curve.x(point) == x || curve.size() > Decimation.ALL) {
                addValue(curve, curve.y(point), pixel);
            }
        }
        card.applyCss();
        double width = card.prefWidth(-1);
        double height = card.prefHeight(-1);
        double left = pixel + 12 + width < area.getMaxX() ? pixel + 12 : pixel - 12 - width;
        card.resizeRelocate(Math.max(0, Math.round(left)), Math.round(area.getMinY() + 8), width, height);
    }

    private double snapped(List<Curve> curves, double x) {
        double nearest = Double.NaN;
        for (Curve curve : curves) {
            double candidate = curve.x(curve.nearest(x));
            nearest = Double.isNaN(nearest) || Math.abs(candidate - x) < Math.abs(nearest - x) ? candidate : nearest;
        }
        return nearest;
    }

    private void addValue(Curve curve, double y, double pixel) {
        Color colour = plot.colour(curve);
        Label name = new Label(curve.shortName());
        Label value = new Label(Figures.of(y, locale));
        value.getStyleClass().add("value");
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox row = new HBox(8, new Circle(4, colour), name, value);
        row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        card.getChildren().add(row);
        double pixelY = plot.pixelY(y);
        if (Double.isFinite(pixelY)) {
            Circle dot = new Circle(pixel, pixelY, 4.5, colour);
            dot.getStyleClass().add("dot");
            dots.getChildren().add(dot);
        }
    }

    private void showBest(Rectangle2D area) {
        boolean visible = best.isPresent() && !area.isEmpty() && !plot.visible().isEmpty() && inSight(best.getAsDouble(), area);
        bestLine.setVisible(visible);
        bestLabel.setVisible(visible);
        if (!visible) {
            return;
        }
        double pixel = Math.round(plot.pixelX(best.getAsDouble())) + 0.5;
        place(bestLine, pixel, area);
        bestLabel.applyCss();
        double width = bestLabel.prefWidth(-1);
        double height = bestLabel.prefHeight(-1);
        double left = Math.clamp(pixel - width / 2, 0, Math.max(0, getWidth() - width));
        bestLabel.resizeRelocate(Math.round(left), Math.round(area.getMinY() - height), width, height);
    }

    private boolean inSight(double x, Rectangle2D area) {
        double pixel = plot.pixelX(x);
        return area.getMinX() - 1 <= pixel && pixel <= area.getMaxX() + 1;
    }

    private static void place(Line line, double pixel, Rectangle2D area) {
        line.setStartX(pixel);
        line.setEndX(pixel);
        line.setStartY(area.getMinY());
        line.setEndY(area.getMaxY());
    }
}
