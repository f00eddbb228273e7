package trailbench.ui.graph;

import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import trailbench.graph.Drawing;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphSvg;
import trailbench.graph.Route;
import trailbench.graph.Shape;

/// An edge as it is drawn, with what flows along it. A wider line that nobody sees is there to be clicked.
final class EdgeLine extends Group {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final double HIGH = 14;
    private static final double SMALL = 10;

    private final Drawing.Edge edge;
    private final SVGPath line = new SVGPath();
    private final SVGPath touch = new SVGPath();
    private final Label shape = new Label();

    EdgeLine(Drawing.Edge edge) {
        this.edge = edge;
        line.getStyleClass().add(edge.port().reference() ? "target-edge" : "edge");
        line.setMouseTransparent(true);
        touch.setFill(null);
        touch.setStroke(Color.TRANSPARENT);
        touch.setStrokeWidth(12);
        touch.setStrokeLineCap(StrokeLineCap.BUTT);
        touch.getStyleClass().add("edge-touch");
        shape.getStyleClass().add("edge-shape");
        shape.setMouseTransparent(true);
        getChildren().addAll(line, touch, shape);
        setUserData(edge);
    }

    Drawing.Edge edge() {
        return edge;
    }

    void show(Drawing drawing, GraphCheck check) {
        Route route = GraphSvg.route(drawing, edge);
        line.setContent(route.path());
        touch.setContent(route.path());
        Shape flows = check.shapes().get(edge.from());
        shape.setText(flows == null || edge.port().reference() ? "" : flows.toString());
        shape.setVisible(!shape.getText().isEmpty());
        shape.setManaged(false);
        double wide = width(shape.getText());
        shape.resizeRelocate(Math.round(route.labelX() - wide / 2), Math.round(route.labelY() - HIGH / 2), wide, HIGH);
    }

    private static double width(String text) {
        Text measured = new Text(text);
        measured.setFont(Font.font(SMALL));
        return measured.getLayoutBounds().getWidth() + 8;
    }

    /// True if a point of the scene is on the line, or near enough.
    boolean hit(Point2D scene) {
        return touch.contains(touch.sceneToLocal(scene));
    }

    void select(boolean selected) {
        line.pseudoClassStateChanged(SELECTED, selected);
    }
}
