package trailbench.ui.chart;

import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import trailbench.ui.fx.Messages;

/// Parallel coordinates on a canvas: dragging along an axis brushes it, a double click or Escape takes all brushes away, the mouse or the
/// up and down arrows look at a line, a click or Enter chooses it.
public final class ParallelChart extends ThemedRegion {
    private static final double SIDE = 62;
    private static final double TOP = 26;
    private static final double FOOT = 12;
    private static final double REACH = 9;
    private static final double AXIS_REACH = 12;

    private final ParallelModel model;
    private final Messages words;
    private final Canvas canvas = new Canvas();
    private final GridPane card = new GridPane();
    private final Region ring = new Region();
    private int brushing = ParallelModel.NONE;
    private double brushedFrom;
    private boolean dragged;

    public ParallelChart(ParallelModel model, Locale locale) {
        this.model = model;
        this.words = Messages.of(ParallelChart.class, locale);
        getStyleClass().addAll("point-map", "parallel-chart");
        getStylesheets().add(PointMapView.stylesheet());
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        card.getStyleClass().addAll("map-card", "parallel-card");
        card.setMouseTransparent(true);
        card.setManaged(false);
        card.setHgap(12);
        ring.getStyleClass().add("map-focus");
        ring.setMouseTransparent(true);
        getChildren().addAll(canvas, card, ring);
        setMinSize(200, 120);
        setPrefSize(600, 240);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        model.frameProperty().subscribe(this::tell);
        model.brushesProperty().subscribe(this::tell);
        model.lookedProperty().subscribe(this::tell);
        themeChanged(this::requestLayout);
        setOnMouseMoved(this::moved);
        setOnMouseExited(left -> model.look(ParallelModel.NONE));
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseClicked(this::clicked);
        setOnKeyPressed(this::key);
    }

    private void tell() {
        setAccessibleText(sentence());
        requestLayout();
    }

    /// What is to be seen, for the screen reader and for the line below.
    public String sentence() {
        return new ParallelSentence(words).of(model);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        ring.resizeRelocate(0, 0, getWidth(), getHeight());
        draw();
        showCard();
    }

    // ---- where things are

    private int axes() {
        return model.frameProperty().get().axes().size();
    }

    private double x(int axis) {
        return axes() == 1 ? getWidth() / 2 : SIDE + (getWidth() - 2 * SIDE) * axis / (axes() - 1);
    }

    private double y(double place) {
        return getHeight() - FOOT - place * (getHeight() - TOP - FOOT);
    }

    private double place(double y) {
        return (getHeight() - FOOT - y) / Math.max(1, getHeight() - TOP - FOOT);
    }

    private int axisAt(double x) {
        for (int axis = 0; axis < axes(); axis++) {
            if (Math.abs(x - x(axis)) <= AXIS_REACH) {
                return axis;
            }
        }
        return ParallelModel.NONE;
    }

    // ---- drawing

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        ParallelFrame frame = model.frameProperty().get();
        MapTheme theme = theme();
        g.clearRect(0, 0, getWidth(), getHeight());
        g.setFont(Font.font(Font.getDefault().getFamily(), 11));
        for (int i = 0; i < frame.lines().size(); i++) {
            if (!model.passes(i)) {
                line(g, frame.lines().get(i), theme.border(), 1, 0.55);
            }
        }
        for (int i = 0; i < frame.lines().size(); i++) {
            if (model.passes(i) && i != model.lookedProperty().get()) {
                line(g, frame.lines().get(i), colour(frame, frame.lines().get(i)), 1.8, model.lookedProperty().get() == ParallelModel.NONE ? 0.9 : 0.45);
            }
        }
        axes(g, frame, theme);
        if (model.lookedProperty().get() != ParallelModel.NONE) {
            ParallelFrame.Line looked = frame.lines().get(model.lookedProperty().get());
            line(g, looked, theme.background(), 6, 0.8);
            line(g, looked, colour(frame, looked), 3.2, 1);
            dots(g, looked, colour(frame, looked));
        }
    }

    private Color colour(ParallelFrame frame, ParallelFrame.Line line) {
        double good = frame.goodness(line);
        return Double.isNaN(good) ? theme().muted() : MapTheme.colour(theme().palette().scale(good));
    }

    /// Dashed for a run that is not over; nothing beside an axis that it has no value on.
    private void line(GraphicsContext g, ParallelFrame.Line line, Color colour, double width, double opacity) {
        g.setStroke(colour);
        g.setLineWidth(width);
        g.setGlobalAlpha(opacity);
        g.setLineDashes(line.over() ? new double[0] : new double[] {3, 4});
        for (int axis = 0; axis + 1 < axes(); axis++) {
            double from = line.places().get(axis);
            double to = line.places().get(axis + 1);
            if (!Double.isNaN(from) && !Double.isNaN(to)) {
                g.strokeLine(x(axis), y(from), x(axis + 1), y(to));
            }
        }
        g.setLineDashes();
        g.setGlobalAlpha(1);
    }

    private void dots(GraphicsContext g, ParallelFrame.Line line, Color colour) {
        for (int axis = 0; axis < axes(); axis++) {
            double place = line.places().get(axis);
            if (!Double.isNaN(place)) {
                g.setFill(theme().background());
                g.fillOval(x(axis) - 5, y(place) - 5, 10, 10);
                g.setFill(colour);
                g.fillOval(x(axis) - 3.5, y(place) - 3.5, 7, 7);
            }
        }
    }

    private void axes(GraphicsContext g, ParallelFrame frame, MapTheme theme) {
        for (int axis = 0; axis < axes(); axis++) {
            boolean last = axis == axes() - 1;
            g.setStroke(theme.muted());
            g.setLineWidth(1);
            double x = Math.round(x(axis)) + 0.5;
            g.strokeLine(x, y(0), x, y(1));
            brush(g, theme, axis, x);
            g.setTextAlign(axis == 0 ? TextAlignment.LEFT : last ? TextAlignment.RIGHT : TextAlignment.CENTER);
            g.setFill(theme.foreground());
            double width = axes() == 1 ? getWidth() : (getWidth() - 2 * SIDE) / (axes() - 1);
            g.fillText(frame.axes().get(axis).name(), axis == 0 ? 4 : last ? getWidth() - 4 : x, 13, axis == 0 || last ? SIDE + width / 2 - 8 : width - 12);
            g.setTextAlign(last ? TextAlignment.LEFT : TextAlignment.RIGHT);
            for (ParallelFrame.Mark mark : frame.axes().get(axis).marks()) {
                mark(g, theme, mark, x, last ? 1 : -1);
            }
        }
    }

    /// @param side 1 if the text stands right of the axis, -1 if left
    private void mark(GraphicsContext g, MapTheme theme, ParallelFrame.Mark mark, double x, int side) {
        double y = Math.round(y(mark.place())) + 0.5;
        g.setStroke(theme.muted());
        g.strokeLine(x, y, x + 4 * side, y);
        g.setLineWidth(3);
        g.setStroke(theme.background());
        g.strokeText(mark.text(), x + 7 * side, y + 4, SIDE - 9);
        g.setLineWidth(1);
        g.setFill(theme.muted());
        g.fillText(mark.text(), x + 7 * side, y + 4, SIDE - 9);
    }

    private void brush(GraphicsContext g, MapTheme theme, int axis, double x) {
        ParallelModel.Brush brush = model.brushesProperty().get().get(axis);
        if (brush != null) {
            g.setFill(theme.accent().deriveColor(0, 1, 1, 0.25));
            g.setStroke(theme.accent());
            g.fillRect(x - 7, y(brush.to()), 14, y(brush.from()) - y(brush.to()));
            g.strokeRect(x - 7, y(brush.to()), 14, y(brush.from()) - y(brush.to()));
        }
    }

    private void showCard() {
        int looked = model.lookedProperty().get();
        card.setVisible(looked != ParallelModel.NONE);
        if (looked == ParallelModel.NONE) {
            return;
        }
        ParallelFrame frame = model.frameProperty().get();
        ParallelFrame.Line line = frame.lines().get(looked);
        card.getChildren().clear();
        Label title = new Label(line.title());
        title.getStyleClass().add("map-method");
        card.add(title, 0, 0, 2, 1);
        for (int axis = 0; axis < axes(); axis++) {
            Label name = new Label(frame.axes().get(axis).name());
            name.getStyleClass().add("map-caption");
            card.add(name, 0, axis + 1);
            card.add(new Label(line.texts().get(axis).isEmpty() ? "–" : line.texts().get(axis)), 1, axis + 1);
        }
        card.applyCss();
        card.autosize();
        boolean left = pointerX > getWidth() / 2;
        card.relocate(left ? 8 : getWidth() - card.getWidth() - 8, Math.max(TOP, getHeight() - card.getHeight() - 8));
    }

    // ---- mouse and keyboard

    private double pointerX;

    private void moved(MouseEvent mouse) {
        pointerX = mouse.getX();
        double unit = axes() < 2 ? 1 : x(1) - x(0);
        double x = axes() < 2 ? 0 : (mouse.getX() - x(0)) / unit;
        double reach = REACH / Math.max(1, getHeight() - TOP - FOOT);
        model.look(model.nearest(Math.abs(x - Math.rint(x)) * unit < 2 ? Math.rint(x) : x, place(mouse.getY()), reach));
    }

    private void pressed(MouseEvent mouse) {
        requestFocus();
        dragged = false;
        brushing = axisAt(mouse.getX());
        brushedFrom = place(mouse.getY());
        mouse.consume(); // or a tab pane around it takes the focus
    }

    private void dragged(MouseEvent mouse) {
        if (brushing != ParallelModel.NONE) {
            dragged |= Math.abs(place(mouse.getY()) - brushedFrom) * getHeight() > 4;
            if (dragged) {
                model.brush(brushing, brushedFrom, place(mouse.getY()));
            }
        }
    }

    private void clicked(MouseEvent mouse) {
        if (dragged) {
            return;
        }
        if (mouse.getClickCount() == 2) {
            model.clearBrushes();
        } else if (model.lookedProperty().get() != ParallelModel.NONE) {
            model.select();
        } else if (brushing != ParallelModel.NONE) {
            model.brush(brushing, 0, 0);
        }
    }

    private void key(KeyEvent key) {
        switch (key.getCode()) {
            case DOWN -> model.step(1);
            case UP -> model.step(-1);
            case ENTER, SPACE -> model.select();
            case ESCAPE -> model.clearBrushes();
            default -> {
                return;
            }
        }
        key.consume();
    }
}
