package trailbench.ui.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.collections.SetChangeListener;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Transform;
import trailbench.ui.fx.Messages;

/// The point map: drag moves it, the wheel zooms at the cursor, a click picks a point, and the arrow keys, `+`, `-` and `0` do the same.
///
/// How the map was made and what it leaves out stands on it, always. Changes only mark the picture as old; it is drawn once a pulse,
/// when JavaFX lays the scene out.
public final class PointMapView extends ThemedRegion {
    private final PointMapModel model;
    private final Messages words;
    private final PointLayer points = new PointLayer();
    private final MapOverlay overlay = new MapOverlay();
    private final MapHoverCard card;
    private final Label method = new Label();
    private final Label caption = new Label();
    private final Label note = new Label();
    private final VBox about = new VBox(method, caption, note);
    private final MapControls controls;
    private final Region ring = new Region();
    private final MapCamera camera = new MapCamera();
    private boolean coloursOld = true;
    private boolean pointsOld = true;
    private double renderScale = 1;
    private int hovered = PointMapModel.NONE;
    private int[] colours = new int[0];
    private byte[] styles = new byte[0];

    public PointMapView(PointMapModel model, Locale locale) {
        this.model = model;
        this.words = Messages.of(PointMapView.class, locale);
        this.card = new MapHoverCard(words);
        this.controls = new MapControls(this, words);
        getStyleClass().add("point-map");
        getStylesheets().add(stylesheet());
        about.getStyleClass().add("map-about");
        about.setMouseTransparent(true);
        method.getStyleClass().add("map-method");
        caption.getStyleClass().add("map-caption");
        note.getStyleClass().add("map-caption");
        note.setWrapText(true);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(160, 120);
        setPrefSize(800, 600);
        ring.getStyleClass().add("map-focus");
        ring.setMouseTransparent(true);
        getChildren().addAll(points.node(), overlay.node(), about, controls, card, ring);
        new MapGestures(this);
        follow();
        newMap();
    }

    static String stylesheet() {
        return PointMapView.class.getResource("/trailbench/ui/chart/point-map.css").toExternalForm();
    }

    private void follow() {
        model.mapProperty().subscribe(this::newMap);
        model.colouringProperty().subscribe(this::colourAgain);
        model.hiddenEntries().addListener((SetChangeListener<Integer>) change -> colourAgain());
        model.matchesProperty().subscribe(this::colourAgain);
        model.selectedProperty().subscribe(this::drawOverlayAgain);
        model.neighboursProperty().subscribe(this::drawOverlayAgain);
        themeChanged(this::colourAgain);
    }

    private static String lines(String first, String second) {
        return first.isEmpty() ? second : first + "\n" + second;
    }

    private void newMap() {
        MapWords mapWords = new MapWords(words);
        method.setText(mapWords.method(model.mapProperty().get()));
        caption.setText(mapWords.caption(model.mapProperty().get()));
        note.setText(lines(mapWords.faithfulness(model.mapProperty().get()), mapWords.honestNote(model.mapProperty().get())));
        about.setVisible(!model.isEmpty());
        controls.setVisible(!model.isEmpty());
        hovered = PointMapModel.NONE;
        card.setVisible(false);
        fit();
        colourAgain();
    }

    /// All points in sight.
    public void fit() {
        camera.fit(model.cloud(), foot());
        drawAgain();
    }

    /// Pixels at the foot that method and caption cover.
    private double foot() {
        return about.isVisible() ? about.prefHeight(-1) + 18 : 0;
    }

    /// Zooms in the middle of the picture.
    public void zoom(double factor) {
        zoom(factor, getWidth() / 2, getHeight() / 2);
    }

    void zoom(double factor, double x, double y) {
        camera.zoom(factor, x, y);
        drawAgain();
    }

    void pan(double right, double down) {
        camera.pan(right, down);
        drawAgain();
    }

    /// Moves a point into the middle, unless it is well in sight.
    public void reveal(int point) {
        if (camera.reveal(model.cloud().x()[point], model.cloud().y()[point])) {
            drawAgain();
        }
    }

    void hover(double x, double y) {
        int point = pointAt(x, y);
        if (point != hovered) {
            hovered = point;
            drawOverlayAgain();
        }
        if (point == PointMapModel.NONE) {
            card.setVisible(false);
        } else {
            card.show(model.mapProperty().get(), point, x, y, getWidth(), getHeight());
        }
    }

    void leave() {
        hovered = PointMapModel.NONE;
        card.setVisible(false);
        drawOverlayAgain();
    }

    void pick(double x, double y) {
        model.selectedProperty().set(pointAt(x, y));
    }

    private int pointAt(double x, double y) {
        double reach = Math.max(10, PointLayer.radius(model.cloud().size(), camera.viewport(), camera.zoom()) * 1.8);
        return model.cloud()
                .grid()
                .nearest(camera.viewport().mapX(x), camera.viewport().mapY(y), reach / camera.viewport().scale(), model::shown);
    }

    /// Where a point is, in this node's own pixels: for tests and for whoever draws over the map.
    public Point2D place(int point) {
        return new Point2D(
                camera.viewport().screenX(model.cloud().x()[point]), camera.viewport().screenY(model.cloud().y()[point]));
    }

    /// Writes what is in sight, without the buttons, at twice the screen's pixels.
    ///
    /// @throws trailbench.work.Fault.Work if the file cannot be written
    public void exportPng(Path file) {
        boolean shown = card.isVisible();
        controls.setVisible(false);
        card.setVisible(false);
        renderScale = 2;
        drawPoints();
        drawOverlay(2);
        SnapshotParameters twice = new SnapshotParameters();
        twice.setTransform(Transform.scale(2, 2));
        twice.setFill(theme().background());
        PngFile.write(snapshot(twice, null), file);
        controls.setVisible(true);
        card.setVisible(shown);
        drawAgain();
    }

    private void colourAgain() {
        coloursOld = true;
        drawAgain();
    }

    private void drawAgain() {
        pointsOld = true;
        requestLayout();
    }

    private void drawOverlayAgain() {
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (width < 2 || height < 2) {
            return;
        }
        note.setMaxWidth(Math.max(width * 0.6, 200));
        pointsOld |= camera.resize(width, height, model.cloud(), foot());
        double aboutHeight = about.prefHeight(-1);
        double aboutWidth = Math.min(about.prefWidth(-1), width - 80);
        about.resizeRelocate(12, height - aboutHeight - 10, aboutWidth, aboutHeight);
        ring.resize(width, height);
        controls.autosize();
        controls.relocate(width - controls.getWidth() - 10, height - controls.getHeight() - 10);
        if (pointsOld) {
            renderScale = getScene() == null || getScene().getWindow() == null ? 1 : Math.max(getScene().getWindow().getRenderScaleX(), 1);
            drawPoints();
            pointsOld = false;
        }
        drawOverlay(1);
    }

    private void drawPoints() {
        if (coloursOld) {
            styles = model.styles();
            colours = theme().palette().colours(model.colouringProperty().get());
            coloursOld = false;
        }
        points.paint(camera.viewport(), new PointLayer.Picture(model.cloud(), colours, styles, camera.zoom(), theme()), renderScale);
        setAccessibleText(sentence());
    }

    /// @param density pixels of the canvas a unit of the scene; the window's own density is JavaFX's affair
    private void drawOverlay(double density) {
        List<LabelPlacer.Box> covered = new ArrayList<>();
        covered.add(new LabelPlacer.Box(0, about.getLayoutY() - 4, about.getLayoutX() + about.getWidth() + 4, getHeight()));
        covered.add(new LabelPlacer.Box(controls.getLayoutX() - 4, controls.getLayoutY() - 4, getWidth(), getHeight()));
        overlay.paint(
                camera.viewport(),
                density,
                new MapOverlay.Picture(
                        model.cloud(),
                        styles,
                        PointLayer.radius(model.cloud().size(), camera.viewport(), camera.zoom()),
                        model.selectedProperty().get(),
                        hovered,
                        model.neighboursProperty().get(),
                        model.matchesProperty().get().points(),
                        (int) Math.clamp(getWidth() * getHeight() / 36_000, 4, 26),
                        16,
                        11.5,
                        covered,
                        theme()));
    }

    /// What the map shows, in one sentence: for the screen reader.
    String sentence() {
        if (model.isEmpty()) {
            return words.text("map.sentence.empty");
        }
        String shown = words.text("map.sentence", model.cloud().size(),
                new MapWords(words).method(model.mapProperty().get()),
                model.colouringProperty().get().column());
        int point = model.selectedProperty().get();
        return point == PointMapModel.NONE
                ? shown
                : shown + " " + words.text("map.sentence.selected", model.mapProperty().get().titles().get(point));
    }
}
