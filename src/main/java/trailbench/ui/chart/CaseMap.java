package trailbench.ui.chart;

import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import trailbench.embedding.PointMap;

/// A map in small, on which one thing moves: where it was, as a ring, and where it is, as a dot, with a line between.
public final class CaseMap extends ThemedRegion {
    private static final double MARGIN = 10;
    private static final double POINT = 2;
    private static final double MARK = 6;

    private final Canvas canvas = new Canvas();
    private Optional<PointMap> map = Optional.empty();
    private Optional<Point2D> was = Optional.empty();
    private Optional<Point2D> is = Optional.empty();

    public CaseMap() {
        getStyleClass().add("point-map");
        getStylesheets().add(PointMapView.stylesheet());
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(120, 120);
        canvas.setManaged(false);
        getChildren().add(canvas);
        themeChanged(this::requestLayout);
    }

    /// @param was in the map's own coordinates, as `is`
    public void show(Optional<PointMap> map, Optional<Point2D> was, Optional<Point2D> is) {
        this.map = map;
        this.was = was;
        this.is = is;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext paint = canvas.getGraphicsContext2D();
        paint.setFill(theme().background());
        paint.fillRect(0, 0, getWidth(), getHeight());
        paint.setStroke(theme().border());
        paint.strokeRect(0.5, 0.5, getWidth() - 1, getHeight() - 1);
        map.filter(shown -> shown.size() > 0).ifPresent(shown -> draw(PointCloud.of(shown), paint));
    }

    private void draw(PointCloud cloud, GraphicsContext paint) {
        paint.setFill(theme().muted().deriveColor(0, 1, 1, 0.45));
        for (int point = 0; point < cloud.size(); point++) {
            Point2D at = at(cloud, cloud.x()[point], cloud.y()[point]);
            paint.fillOval(at.getX() - POINT / 2, at.getY() - POINT / 2, POINT, POINT);
        }
        paint.setStroke(theme().accent());
        paint.setFill(theme().accent());
        paint.setLineWidth(1.5);
        was.map(place -> at(cloud, place.getX(), place.getY())).ifPresent(before -> {
            is.map(place -> at(cloud, place.getX(), place.getY())).ifPresent(now -> paint.strokeLine(before.getX(), before.getY(), now.getX(), now.getY()));
            paint.strokeOval(before.getX() - MARK, before.getY() - MARK, 2 * MARK, 2 * MARK);
        });
        is.map(place -> at(cloud, place.getX(), place.getY())).ifPresent(now -> paint.fillOval(now.getX() - MARK + 1, now.getY() - MARK + 1, 2 * MARK - 2, 2 * MARK - 2));
        paint.setLineWidth(1);
    }

    /// The map fills the region in both directions, as its axes have no meaning of their own; y runs upwards, as in the Embeddings room.
    private Point2D at(PointCloud cloud, double x, double y) {
        double width = Math.max(1e-9, cloud.maxX() - cloud.minX());
        double height = Math.max(1e-9, cloud.maxY() - cloud.minY());
        double scale = Math.min((getWidth() - 2 * MARGIN) / width, (getHeight() - 2 * MARGIN) / height);
        return new Point2D(
                getWidth() / 2 + (x - (cloud.minX() + cloud.maxX()) / 2) * scale, getHeight() / 2 - (y - (cloud.minY() + cloud.maxY()) / 2) * scale);
    }
}
