package trailbench.ui.chart;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import org.jspecify.annotations.Nullable;
import trailbench.embedding.PointMap;
import trailbench.embedding.Timeline;
import trailbench.ui.fx.Messages;

/// The points of a [Timeline] at one moment of it, with the way that chosen ones have gone since the first epoch. A click chooses a point or lets
/// it go. All epochs are drawn to one scale, so that what seems to move has moved.
public final class TimelineView extends ThemedRegion {
    private static final int NONE = -1;
    private static final double MARGIN = 28;
    private static final double REACH = 12;
    private static final double FAINT = 0.45;
    private static final int MANY = 3_000;

    private final Messages words;
    private final Canvas canvas = new Canvas();
    private final DoubleProperty position = new SimpleDoubleProperty();
    private final ObservableSet<Integer> chosen = FXCollections.observableSet(new LinkedHashSet<>());
    private @Nullable Timeline timeline;
    private int[] colours = new int[0];
    private Colouring colouring = Colouring.of(PointMap.GROUP, List.of());
    private double left;
    private double top;
    private double extent = 1;
    private int hovered = NONE;

    public TimelineView(Locale locale) {
        words = Messages.of(TimelineView.class, locale);
        getStyleClass().addAll("timeline-view", "point-map");
        getStylesheets().add(PointMapView.stylesheet());
        getChildren().add(canvas);
        setMinSize(160, 120);
        setPrefSize(800, 600);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        position.subscribe(this::draw);
        chosen.addListener((SetChangeListener<Integer>) change -> draw());
        themeChanged(() -> {
            colours = theme().palette().colours(colouring);
            draw();
        });
        setOnMouseMoved(event -> hover(nearest(event.getX(), event.getY())));
        setOnMouseExited(event -> hover(NONE));
        setOnMouseClicked(event -> {
            requestFocus();
            toggle(nearest(event.getX(), event.getY()));
        });
    }

    /// Shows a timeline at its last epoch, or, if null, nothing.
    public void show(@Nullable Timeline shown) {
        timeline = shown;
        chosen.clear();
        hovered = NONE;
        if (shown != null) {
            PointMap last = shown.maps().getLast();
            List<String> groups = last.columns().get(PointMap.GROUP);
            colouring = groups == null
                    ? Colouring.of(PointCloud.POPULARITY, last.columns().getOrDefault(PointCloud.POPULARITY, List.of()))
                    : Colouring.of(PointMap.GROUP, groups);
            colours = theme().palette().colours(colouring);
            measure(shown);
            position.set(shown.epochs().size() - 1);
        }
        draw();
    }

    private void measure(Timeline shown) {
        float[] bounds = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE};
        for (PointMap map : shown.maps()) {
            for (int i = 0; i < map.size(); i++) {
                bounds[0] = Math.min(bounds[0], map.x()[i]);
                bounds[1] = Math.max(bounds[1], map.x()[i]);
                bounds[2] = Math.min(bounds[2], map.y()[i]);
                bounds[3] = Math.max(bounds[3], map.y()[i]);
            }
        }
        extent = Math.max(1e-9, Math.max(bounds[1] - bounds[0], bounds[3] - bounds[2]));
        left = (bounds[0] + bounds[1] - extent) / 2;
        top = (bounds[2] + bounds[3] - extent) / 2;
    }

    /// From 0, the first epoch, to their number less 1; between two of them points are between their places.
    public DoubleProperty positionProperty() {
        return position;
    }

    /// Points whose way is drawn.
    public ObservableSet<Integer> chosen() {
        return chosen;
    }

    private void toggle(int point) {
        if (point != NONE && !chosen.remove(point)) {
            chosen.add(point);
        }
    }

    private void hover(int point) {
        if (point != hovered) {
            hovered = point;
            draw();
        }
    }

    private int nearest(double mouseX, double mouseY) {
        if (timeline == null) {
            return NONE;
        }
        int nearest = NONE;
        double least = REACH;
        for (int i = 0; i < timeline.kept().length; i++) {
            double away = Math.hypot(x(i, position.get()) - mouseX, y(i, position.get()) - mouseY);
            if (away < least) {
                least = away;
                nearest = i;
            }
        }
        return nearest;
    }

    private double scale() {
        return Math.max(1, Math.min(getWidth(), getHeight()) - 2 * MARGIN) / extent;
    }

    private double x(int point, double at) {
        return getWidth() / 2 + (place(point, at, true) - left - extent / 2) * scale();
    }

    private double y(int point, double at) {
        return getHeight() / 2 - (place(point, at, false) - top - extent / 2) * scale();
    }

    private double place(int point, double at, boolean across) {
        List<PointMap> maps = timeline == null ? List.of() : timeline.maps();
        int before = Math.clamp((int) at, 0, maps.size() - 1);
        int after = Math.min(before + 1, maps.size() - 1);
        double share = Math.clamp(at - before, 0, 1);
        float[] from = across ? maps.get(before).x() : maps.get(before).y();
        float[] to = across ? maps.get(after).x() : maps.get(after).y();
        return from[point] + (to[point] - from[point]) * share;
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    private void draw() {
        GraphicsContext pen = canvas.getGraphicsContext2D();
        pen.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (timeline == null || colours.length != timeline.kept().length) {
            return;
        }
        pen.setGlobalAlpha(chosen.isEmpty() ? 1 : FAINT);
        double radius = colours.length > MANY ? 1.6 : 2.8;
        for (int i = 0; i < colours.length; i++) {
            dot(pen, i, radius, MapTheme.colour(colours[i]));
        }
        pen.setGlobalAlpha(1);
        chosen.forEach(point -> trail(pen, point));
        chosen.forEach(point -> title(pen, point));
        if (hovered != NONE && !chosen.contains(hovered)) {
            dot(pen, hovered, 5, theme().accent());
            title(pen, hovered);
        }
        setAccessibleText(words.text("timeline.sentence", timeline.kept().length, timeline.epochs().get((int) Math.round(position.get()))));
    }

    private void dot(GraphicsContext pen, int point, double radius, Color colour) {
        pen.setFill(colour);
        pen.fillOval(x(point, position.get()) - radius, y(point, position.get()) - radius, 2 * radius, 2 * radius);
    }

    /// From the first epoch to the moment shown, thinner and fainter the longer ago.
    private void trail(GraphicsContext pen, int point) {
        double now = position.get();
        pen.setStroke(MapTheme.colour(colours[point]));
        pen.setLineCap(StrokeLineCap.ROUND);
        for (int at = 0; at < now; at++) {
            double until = Math.min(at + 1.0, now);
            pen.setGlobalAlpha(0.3 + 0.7 * until / Math.max(1, now));
            pen.setLineWidth(1 + 1.5 * until / Math.max(1, now));
            pen.strokeLine(x(point, at), y(point, at), x(point, until), y(point, until));
        }
        pen.setGlobalAlpha(1);
        dot(pen, point, 5, MapTheme.colour(colours[point]));
    }

    private void title(GraphicsContext pen, int point) {
        if (timeline != null) {
            pen.setFill(theme().foreground());
            pen.setTextBaseline(VPos.CENTER);
            pen.fillText(timeline.maps().getLast().titles().get(point), x(point, position.get()) + 9, y(point, position.get()));
        }
    }
}
