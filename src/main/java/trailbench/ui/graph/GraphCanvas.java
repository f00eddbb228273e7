package trailbench.ui.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphLayout;
import trailbench.graph.Node;
import trailbench.graph.Shape;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// The drawing of a graph from left to right, to be zoomed with the wheel and moved by dragging.
final class GraphCanvas extends Region {
    private static final double GAP_ACROSS = 60;
    private static final double GAP_DOWN = 52;
    private static final double MARGIN = 16;
    private static final double LARGEST_FIT = 1.15;

    private final Messages words;
    private final Quantities quantities;
    private final GraphViewModel viewModel;
    private final Pane world = new Pane();
    private final Translate move = new Translate();
    private final Scale zoom = new Scale(1, 1);
    private final Map<String, NodeBox> boxes = new HashMap<>();
    private double worldWidth = 1;
    private double worldHeight = 1;
    private boolean fitted = true;
    private Point2D grabbed = Point2D.ZERO;

    GraphCanvas(GraphViewModel viewModel, Messages words, Quantities quantities) {
        this.viewModel = viewModel;
        this.words = words;
        this.quantities = quantities;
        getStyleClass().add("graph-canvas");
        world.setManaged(false);
        world.getTransforms().addAll(move, zoom);
        getChildren().add(world);
        Rectangle edge = new Rectangle();
        edge.widthProperty().bind(widthProperty());
        edge.heightProperty().bind(heightProperty());
        setClip(edge);
        setOnScroll(this::wheel);
        setOnMousePressed(mouse -> {
            grabbed = new Point2D(mouse.getX() - move.getX(), mouse.getY() - move.getY());
            viewModel.selectedProperty().set("");
        });
        setOnMouseDragged(mouse -> {
            fitted = false;
            move.setX(mouse.getX() - grabbed.getX());
            move.setY(mouse.getY() - grabbed.getY());
        });
        viewModel.selectedProperty().subscribe(name -> boxes.values().forEach(box -> box.show(name)));
    }

    void show(GraphViewModel.Picture picture) {
        world.getChildren().clear();
        boxes.clear();
        GraphLayout layout = picture.layout();
        Map<String, Point2D> corners = new HashMap<>();
        layout.cells().forEach((name, cell) -> corners.put(name, corner(cell, layout)));
        for (Node node : picture.graph().nodes()) {
            if (boxes.containsKey(node.name())) {
                continue;
            }
            NodeBox box = new NodeBox(node, picture.check(), words, quantities, () -> viewModel.selectedProperty().set(node.name()));
            boxes.put(node.name(), box);
            place(box, corners.get(node.name()));
            node.inputs().forEach(input -> edge(input, node.name(), corners, picture.check(), false));
            if (node instanceof Node.ReconstructVectors head) {
                edge(head.target(), head.name(), corners, picture.check(), true);
            }
            problems(node.name(), picture.check(), corners.get(node.name()));
        }
        world.getChildren().addAll(boxes.values());
        boxes.values().forEach(box -> box.show(viewModel.selectedProperty().get()));
        worldWidth = 2 * MARGIN + layout.columns() * (NodeBox.WIDTH + GAP_ACROSS) - GAP_ACROSS;
        worldHeight = 2 * MARGIN + layout.rows() * (NodeBox.HEIGHT + GAP_DOWN) - GAP_DOWN + (picture.check().passes() ? 0 : 40);
        if (fitted) {
            fit();
        }
    }

    /// Makes the whole graph fit.
    void fit() {
        fitted = true;
        double scale = Math.min(LARGEST_FIT, Math.min(getWidth() / worldWidth, getHeight() / worldHeight));
        if (scale > 0) {
            scale(scale);
            move.setX((getWidth() - scale * worldWidth) / 2);
            move.setY((getHeight() - scale * worldHeight) / 2);
        }
    }

    void zoom(double factor) {
        zoomAt(factor, getWidth() / 2, getHeight() / 2);
    }

    @Override
    protected void layoutChildren() {
        if (fitted) {
            fit();
        }
    }

    private void wheel(ScrollEvent wheel) {
        zoomAt(Math.pow(1.0015, wheel.getDeltaY()), wheel.getX(), wheel.getY());
        wheel.consume();
    }

    private void zoomAt(double factor, double x, double y) {
        double scale = Math.clamp(zoom.getX() * factor, 0.2, 3);
        double by = scale / zoom.getX();
        fitted = false;
        move.setX(x - by * (x - move.getX()));
        move.setY(y - by * (y - move.getY()));
        scale(scale);
    }

    private void scale(double scale) {
        zoom.setX(scale);
        zoom.setY(scale);
    }

    /// Columns with fewer nodes than the fullest one stand in the middle of its height.
    private static Point2D corner(GraphLayout.Cell cell, GraphLayout layout) {
        long inColumn = layout.cells().values().stream().filter(other -> other.column() == cell.column()).count();
        double down = (layout.rows() - inColumn) / 2.0 + cell.row();
        return new Point2D(MARGIN + cell.column() * (NodeBox.WIDTH + GAP_ACROSS), MARGIN + down * (NodeBox.HEIGHT + GAP_DOWN));
    }

    private static void place(Region node, Point2D corner) {
        node.setLayoutX(corner.getX());
        node.setLayoutY(corner.getY());
    }

    private void edge(String from, String to, Map<String, Point2D> corners, GraphCheck check, boolean target) {
        Point2D source = corners.get(from);
        if (source == null) {
            return;
        }
        Point2D start = source.add(NodeBox.WIDTH, NodeBox.HEIGHT / 2);
        Point2D end = corners.get(to).add(0, NodeBox.HEIGHT / 2);
        double lane = lane(start, end, corners);
        Path path = new Path(new MoveTo(start.getX(), start.getY()));
        if (Double.isNaN(lane)) {
            double reach = Math.max(24, (end.getX() - start.getX()) / 2);
            path.getElements().add(bend(start, end, reach));
        } else {
            Point2D down = new Point2D(start.getX() + GAP_ACROSS, lane);
            Point2D up = new Point2D(end.getX() - GAP_ACROSS, lane);
            path.getElements().addAll(bend(start, down, GAP_ACROSS / 2), new LineTo(up.getX(), up.getY()), bend(up, end, GAP_ACROSS / 2));
        }
        path.getStyleClass().add(target ? "target-edge" : "edge");
        path.setMouseTransparent(true);
        world.getChildren().addFirst(path);
        Shape shape = check.shapes().get(from);
        if (shape != null) {
            double middle = Double.isNaN(lane) ? (start.getY() + end.getY()) / 2 : lane;
            label(shape, (start.getX() + end.getX()) / 2, middle);
        }
    }

    private static CubicCurveTo bend(Point2D from, Point2D to, double reach) {
        return new CubicCurveTo(from.getX() + reach, from.getY(), to.getX() - reach, to.getY(), to.getX(), to.getY());
    }

    /// The height at which an edge passes below the nodes between its ends; NaN if there are none in its way.
    private static double lane(Point2D start, Point2D end, Map<String, Point2D> corners) {
        double lowest = corners.values().stream()
                .filter(corner -> corner.getX() > start.getX() && corner.getX() + NodeBox.WIDTH < end.getX())
                .mapToDouble(Point2D::getY)
                .max()
                .orElse(Double.NaN);
        return lowest + NodeBox.HEIGHT + GAP_DOWN / 2;
    }

    private void label(Shape shape, double x, double y) {
        Label label = new Label(shape.toString());
        label.getStyleClass().add("edge-shape");
        label.setMouseTransparent(true);
        label.setPrefWidth(GAP_ACROSS);
        label.setLayoutX(x - GAP_ACROSS / 2);
        label.setLayoutY(y - 18);
        world.getChildren().add(label);
    }

    private void problems(String name, GraphCheck check, Point2D corner) {
        List<GraphCheck.Problem> problems = check.problems(name);
        if (!problems.isEmpty()) {
            Label reason = new Label(problems.getFirst().message() + " " + problems.getFirst().remedy());
            reason.getStyleClass().add("node-problem");
            reason.setWrapText(true);
            reason.setPrefWidth(NodeBox.WIDTH + GAP_ACROSS);
            reason.setLayoutX(corner.getX() - GAP_ACROSS / 2);
            reason.setLayoutY(corner.getY() + NodeBox.HEIGHT + 4);
            world.getChildren().add(reason);
        }
    }
}
