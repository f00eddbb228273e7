package trailbench.ui.graph;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Label;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;
import trailbench.graph.Drawing;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphLayout;
import trailbench.graph.Route;
import trailbench.graph.Spot;

/// The window onto a drawing: zoom, pan, what is selected, and the marks of gestures. [CanvasGestures] and [CanvasKeys] say what is done.
final class GraphCanvas extends Region {
    private static final double MARGIN = 28;
    private static final double LARGEST_FIT = 1.1;
    private static final double SMALLEST = 0.15;
    private static final double LARGEST = 3;
    private static final double NEAR_EDGE = 24;

    private final GraphViewModel viewModel;
    private final GraphPane pane;
    private final Translate move = new Translate();
    private final Scale zoom = new Scale(1, 1);
    private final Rectangle band = new Rectangle();
    private final SVGPath pencil = new SVGPath();
    private final Label said = new Label();
    private final Minimap minimap;
    private boolean fitted = true;

    GraphCanvas(GraphViewModel viewModel, GraphWords words) {
        this.viewModel = viewModel;
        pane = new GraphPane(words);
        minimap = new Minimap(this::centre);
        getStyleClass().add("graph-canvas");
        pane.setManaged(false);
        pane.getTransforms().addAll(move, zoom);
        band.getStyleClass().add("rubber-band");
        band.setManaged(false);
        band.setVisible(false);
        band.setMouseTransparent(true);
        pencil.getStyleClass().add("pencil");
        pencil.setManaged(false);
        pencil.setMouseTransparent(true);
        pencil.getTransforms().addAll(move, zoom);
        said.getStyleClass().add("canvas-says");
        said.setWrapText(true);
        said.setMaxWidth(300);
        said.setMouseTransparent(true);
        said.setVisible(false);
        said.setManaged(false);
        getChildren().addAll(pane, pencil, band, minimap, said);
        Rectangle edge = new Rectangle();
        edge.widthProperty().bind(widthProperty());
        edge.heightProperty().bind(heightProperty());
        setClip(edge);
        setFocusTraversable(true);
        setAccessibleText(words.text("canvas.spoken"));
        setOnScroll(this::wheel);
        viewModel.selection().namesProperty().subscribe(names -> markSelected());
        viewModel.selection().edgeProperty().subscribe(chosen -> markSelected());
        CanvasGestures.install(this, viewModel);
        CanvasKeys.install(this, viewModel);
    }

    GraphPane pane() {
        return pane;
    }

    void show(GraphDraft.Picture picture) {
        pane.show(picture.drawing(), picture.check());
        markSelected();
        if (fitted) {
            fit();
        }
        minimap.show(picture.drawing(), picture.check());
        requestLayout();
    }

    /// Shows nodes where they are being dragged to.
    void preview(Drawing drawing, GraphCheck check) {
        pane.preview(drawing, check);
    }

    private void markSelected() {
        List<String> names = viewModel.selection().names();
        pane.boxes().forEach(box -> box.pseudoClassStateChanged(NodeBox.SELECTED, names.contains(box.name())));
        pane.lines().forEach(line -> line.select(line.edge().equals(viewModel.selection().edgeProperty().get())));
    }

    // ---- zoom and pan

    /// Makes the whole graph fit.
    void fit() {
        fitted = true;
        GraphDraft.Picture picture = viewModel.pictureProperty().get();
        if (picture == null || getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        GraphLayout.Extent extent = GraphLayout.extent(picture.drawing().spots().values());
        double wide = extent.width() + 2 * MARGIN + (picture.check().problems().stream().anyMatch(problem -> !problem.node().isEmpty()) ? 200 : 0);
        double high = extent.height() + 2 * MARGIN;
        double scale = Math.clamp(Math.min(getWidth() / wide, getHeight() / high), SMALLEST, LARGEST_FIT);
        zoom.setX(scale);
        zoom.setY(scale);
        move.setX((getWidth() - scale * wide) / 2 + scale * (MARGIN - extent.left()));
        move.setY((getHeight() - scale * high) / 2 + scale * (MARGIN - extent.top()));
        showWindow();
    }

    void zoom(double factor) {
        zoomAt(factor, getWidth() / 2, getHeight() / 2);
    }

    /// Pixels of the window for each of the drawing.
    double scale() {
        return zoom.getX();
    }

    void pan(double right, double down) {
        fitted = false;
        move.setX(move.getX() + right);
        move.setY(move.getY() + down);
        showWindow();
    }

    /// Brings a node into the window, if it is not.
    void reveal(String name) {
        pane.box(name).ifPresent(box -> {
            Bounds bounds = pane.localToParent(box.getBoundsInParent());
            double right = bounds.getMinX() < 0 ? NEAR_EDGE - bounds.getMinX() : Math.min(0, getWidth() - NEAR_EDGE - bounds.getMaxX());
            double down = bounds.getMinY() < 0 ? NEAR_EDGE - bounds.getMinY() : Math.min(0, getHeight() - NEAR_EDGE - bounds.getMaxY());
            if (getWidth() > 0 && (right != 0 || down != 0)) {
                pan(right, down);
            }
        });
    }

    private void centre(Point2D at) {
        fitted = false;
        move.setX(getWidth() / 2 - zoom.getX() * at.getX());
        move.setY(getHeight() / 2 - zoom.getY() * at.getY());
        showWindow();
    }

    private void wheel(ScrollEvent wheel) {
        if (wheel.isShiftDown()) {
            pan(wheel.getDeltaX() + wheel.getDeltaY(), 0);
        } else {
            zoomAt(Math.pow(1.0015, wheel.getDeltaY()), wheel.getX(), wheel.getY());
        }
        wheel.consume();
    }

    private void zoomAt(double factor, double x, double y) {
        double scale = Math.clamp(zoom.getX() * factor, SMALLEST, LARGEST);
        double by = scale / zoom.getX();
        fitted = false;
        move.setX(x - by * (x - move.getX()));
        move.setY(y - by * (y - move.getY()));
        zoom.setX(scale);
        zoom.setY(scale);
        showWindow();
    }

    private void showWindow() {
        Point2D corner = inDrawing(0, 0);
        Point2D other = inDrawing(getWidth(), getHeight());
        minimap.showWindow(new Rectangle2D(corner.getX(), corner.getY(), Math.max(0, other.getX() - corner.getX()), Math.max(0, other.getY() - corner.getY())));
    }

    @Override
    protected void layoutChildren() {
        if (fitted) {
            fit();
        }
        minimap.relocate(getWidth() - minimap.getWidth() - 12, getHeight() - minimap.getHeight() - 12);
        showWindow();
    }

    // ---- places

    /// From the canvas to the drawing.
    Point2D inDrawing(double x, double y) {
        return new Point2D((x - move.getX()) / zoom.getX(), (y - move.getY()) / zoom.getY());
    }

    /// The place of a node whose middle is at a point of the scene.
    Spot spotAt(Point2D scene) {
        Point2D local = sceneToLocal(scene);
        Point2D at = inDrawing(local.getX(), local.getY());
        return new Spot(onGrid(at.getX() - GraphLayout.WIDTH / 2.0), onGrid(at.getY() - GraphLayout.HEIGHT / 2.0));
    }

    static int onGrid(double pixels) {
        return GraphLayout.GRID * (int) Math.round(pixels / GraphLayout.GRID);
    }

    /// True if a point of the scene is on the canvas.
    boolean holds(Point2D scene) {
        Point2D local = sceneToLocal(scene);
        return local.getX() >= 0 && local.getY() >= 0 && local.getX() < getWidth() && local.getY() < getHeight();
    }

    /// The edge under a point of the scene.
    Optional<EdgeLine> edgeAt(Point2D scene) {
        return pane.lines().stream().filter(line -> line.hit(scene)).findFirst();
    }

    /// The node under a point of the scene; a port reaches a little beyond its node.
    Optional<NodeBox> boxAt(Point2D scene) {
        return pane.boxes().reversed().stream().filter(box -> {
            Point2D local = box.sceneToLocal(scene);
            return local.getX() >= -4 && local.getY() >= -8 && local.getX() <= GraphLayout.WIDTH + 4 && local.getY() <= GraphLayout.HEIGHT + 8;
        }).findFirst();
    }

    // ---- the marks of gestures

    /// A rectangle in the canvas's own coordinates; an empty one takes it away.
    void band(Rectangle2D rectangle) {
        band.setVisible(rectangle.getWidth() > 0 || rectangle.getHeight() > 0);
        band.setX(rectangle.getMinX());
        band.setY(rectangle.getMinY());
        band.setWidth(rectangle.getWidth());
        band.setHeight(rectangle.getHeight());
    }

    /// Names of the nodes that a rectangle of the canvas touches.
    List<String> within(Rectangle2D rectangle) {
        return pane.boxes().stream()
                .filter(box -> pane.localToParent(box.getBoundsInParent()).intersects(rectangle.getMinX(), rectangle.getMinY(), rectangle.getWidth(), rectangle.getHeight()))
                .map(NodeBox::name)
                .toList();
    }

    /// An edge that is being drawn, from a node to a point of the canvas.
    void pencil(Spot from, double x, double y) {
        Point2D at = inDrawing(x, y);
        pencil.setContent(Route.to(from, at.getX(), at.getY()));
    }

    void noPencil() {
        pencil.setContent("");
        pane.boxes().forEach(box -> box.pseudoClassStateChanged(NodeBox.REFUSING, false));
    }

    /// Says something beside the pointer; nothing if the text is empty.
    void say(String text, double x, double y) {
        said.setText(text);
        said.setVisible(!text.isEmpty());
        if (!text.isEmpty()) {
            double wide = Math.min(300, said.prefWidth(-1));
            double high = said.prefHeight(wide);
            said.resizeRelocate(Math.clamp(x + 14, 4, Math.max(4, getWidth() - wide - 4)), Math.clamp(y + 14, 4, Math.max(4, getHeight() - high - 4)), wide, high);
        }
    }
}
