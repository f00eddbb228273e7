package trailbench.ui.graph;

import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import trailbench.graph.Drawing;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphLayout;

/// The whole drawing, small, with the part that the canvas shows; there while that is not all of it. A press goes there.
final class Minimap extends Region {
    private static final double WIDEST = 150;
    private static final double HIGHEST = 110;
    private static final double INSET = 8;

    private final Pane marks = new Pane();
    private final Rectangle window = new Rectangle();
    private GraphLayout.Extent extent = new GraphLayout.Extent(0, 0, 1, 1);
    private double scale = 1;

    Minimap(Consumer<Point2D> centre) {
        getStyleClass().add("minimap");
        setManaged(false);
        setVisible(false);
        marks.setMouseTransparent(true);
        marks.setManaged(false);
        window.getStyleClass().add("minimap-window");
        window.setManaged(false);
        window.setMouseTransparent(true);
        getChildren().addAll(marks, window);
        setOnMousePressed(mouse -> {
            centre.accept(inDrawing(mouse.getX(), mouse.getY()));
            mouse.consume();
        });
        setOnMouseDragged(mouse -> {
            centre.accept(inDrawing(mouse.getX(), mouse.getY()));
            mouse.consume();
        });
    }

    void show(Drawing drawing, GraphCheck check) {
        extent = GraphLayout.extent(drawing.spots().values());
        scale = Math.min((WIDEST - 2 * INSET) / Math.max(1, extent.width()), (HIGHEST - 2 * INSET) / Math.max(1, extent.height()));
        resize(extent.width() * scale + 2 * INSET, extent.height() * scale + 2 * INSET);
        marks.getChildren().setAll(drawing.graph().nodes().stream().map(node -> {
            Rectangle mark = new Rectangle(
                    x(drawing.spots().get(node.name()).x()), y(drawing.spots().get(node.name()).y()), GraphLayout.WIDTH * scale, GraphLayout.HEIGHT * scale);
            mark.getStyleClass().add(check.problems(node.name()).isEmpty() ? "minimap-node" : "minimap-wrong");
            return mark;
        }).toList());
    }

    /// @param shown what the canvas shows, in the drawing's coordinates
    void showWindow(Rectangle2D shown) {
        boolean all = shown.contains(extent.left(), extent.top(), Math.max(1, extent.width()), Math.max(1, extent.height()));
        setVisible(!all && shown.getWidth() > 0);
        double right = Math.max(1, getWidth() - 1);
        double bottom = Math.max(1, getHeight() - 1);
        double left = Math.clamp(x(shown.getMinX()), 1, right);
        double top = Math.clamp(y(shown.getMinY()), 1, bottom);
        window.setX(left);
        window.setY(top);
        window.setWidth(Math.clamp(x(shown.getMaxX()), 1, right) - left);
        window.setHeight(Math.clamp(y(shown.getMaxY()), 1, bottom) - top);
    }

    private double x(double inDrawing) {
        return INSET + (inDrawing - extent.left()) * scale;
    }

    private double y(double inDrawing) {
        return INSET + (inDrawing - extent.top()) * scale;
    }

    private Point2D inDrawing(double x, double y) {
        return new Point2D(extent.left() + (x - INSET) / scale, extent.top() + (y - INSET) / scale);
    }
}
