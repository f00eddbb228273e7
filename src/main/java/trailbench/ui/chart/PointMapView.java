package trailbench.ui.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.SetChangeListener;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import trailbench.ui.fx.Messages;

/// The point map: drag moves it, the wheel zooms at the cursor, a click picks a point, box and lasso select; all of it by keys too ([MapKeys]).
///
/// How the map was made and what it leaves out stands on it, always. Changes only mark the picture as old; it is drawn once a pulse,
/// when JavaFX lays the scene out. Names find their places anew as soon as the picture rests.
public final class PointMapView extends ThemedRegion {
    private static final double INSET = 12;
    private static final Duration REST = Duration.millis(160);

    /// What dragging does.
    public enum Tool {
        HAND,
        BOX,
        LASSO
    }

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
    private final MapTools tools;
    private final Region ring = new Region();
    private final MapCamera camera = new MapCamera();
    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(Tool.HAND);
    private final PauseTransition rest = new PauseTransition(REST);
    private boolean coloursOld = true;
    private boolean pointsOld = true;
    private boolean moving;
    private int hovered = PointMapModel.NONE;
    private MapLook look = MapLook.NOTHING;
    private double[] outline = new double[0];

    public PointMapView(PointMapModel model, Locale locale) {
        this.model = model;
        this.words = Messages.of(PointMapView.class, locale);
        this.card = new MapHoverCard(words);
        this.controls = new MapControls(this, words);
        this.tools = new MapTools(this, words);
        getStyleClass().add("point-map");
        getStylesheets().add(stylesheet());
        about.getStyleClass().add("map-about");
        about.setMouseTransparent(true);
        method.getStyleClass().add("map-method");
        method.setWrapText(true);
        caption.getStyleClass().add("map-caption");
        caption.setWrapText(true);
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
        rest.setOnFinished(event -> {
            moving = false;
            requestLayout();
        });
        getChildren().addAll(points.node(), overlay.node(), about, controls, tools, card, ring);
        new MapGestures(this);
        new MapKeys(this, model);
        follow();
        newMap();
    }

    static String stylesheet() {
        return PointMapView.class.getResource("/trailbench/ui/chart/point-map.css").toExternalForm();
    }

    private void follow() {
        model.mapProperty().subscribe(this::newMap);
        model.colouringProperty().subscribe(this::colourAgain);
        model.sizeByProperty().subscribe(this::colourAgain);
        model.contoursProperty().subscribe(this::colourAgain);
        model.namesProperty().subscribe(this::requestLayout);
        model.selection().stateProperty().subscribe(this::colourAgain);
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
        tools.setVisible(!model.isEmpty());
        hovered = PointMapModel.NONE;
        card.setVisible(false);
        fit();
        coloursOld = true;
    }

    /// All points in sight.
    public void fit() {
        camera.fit(model.cloud(), head(), foot());
        drawAgain();
    }

    /// Pixels at the head that the tools cover.
    private double head() {
        return tools.isVisible() ? tools.getHeight() + 2 * INSET : 0;
    }

    /// Pixels at the foot that method and caption cover.
    private double foot() {
        return about.isVisible() ? about.prefHeight(aboutWidth()) + 18 : 0;
    }

    private double aboutWidth() {
        return Math.max(Math.min(getWidth() * 0.6, getWidth() - 80), 200);
    }

    /// Zooms in the middle of the picture.
    public void zoom(double factor) {
        zoom(factor, getWidth() / 2, getHeight() / 2);
    }

    void zoom(double factor, double x, double y) {
        camera.zoom(factor, x, y);
        moved();
    }

    void pan(double right, double down) {
        camera.pan(right, down);
        moved();
    }

    private void moved() {
        moving = true;
        rest.playFromStart();
        drawAgain();
    }

    /// Moves a point into the middle, unless it is well in sight.
    public void reveal(int point) {
        if (camera.reveal(model.cloud().x()[point], model.cloud().y()[point])) {
            drawAgain();
        }
    }

    /// The part of the map in sight.
    public Sight sight() {
        return camera.sight();
    }

    /// Shows a part of the map.
    public void show(Sight sight) {
        camera.show(sight);
        drawAgain();
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
        if (hovered != PointMapModel.NONE || card.isVisible()) {
            hovered = PointMapModel.NONE;
            card.setVisible(false);
            drawOverlayAgain();
        }
    }

    void pick(double x, double y) {
        model.selectedProperty().set(pointAt(x, y));
    }

    /// Selects or leaves out the point at a place.
    void toggle(double x, double y) {
        int point = pointAt(x, y);
        if (point != PointMapModel.NONE) {
            boolean chosen = model.selection().chosen().contains(point);
            model.selection().choose(PointSet.of(point), chosen ? MapSelection.Mode.REMOVE : MapSelection.Mode.ADD);
        }
    }

    /// Picks the point nearest to the middle of the picture.
    void pickMiddle() {
        model.selectedProperty().set(pointNear(getWidth() / 2, getHeight() / 2, Math.hypot(getWidth(), getHeight())));
    }

    private int pointAt(double x, double y) {
        return pointNear(x, y, Math.max(10, PointLayer.radius(model.cloud().size(), camera.viewport(), camera.zoom()) * 1.8));
    }

    private int pointNear(double x, double y, double reach) {
        return model.cloud()
                .grid()
                .nearest(camera.viewport().mapX(x), camera.viewport().mapY(y), reach / camera.viewport().scale(), model::shown);
    }

    /// Draws the shape that is being drawn round points.
    ///
    /// @param corners x and y by turns, in this node's own pixels; none for no shape
    void outline(double... corners) {
        outline = corners;
        drawOverlayAgain();
    }

    boolean isOutlining() {
        return outline.length > 0;
    }

    /// Selects the points inside the shape and wipes it.
    void choose(MapSelection.Mode mode) {
        double[] onMap = new double[outline.length];
        for (int i = 0; i < outline.length; i += 2) {
            onMap[i] = camera.viewport().mapX(outline[i]);
            onMap[i + 1] = camera.viewport().mapY(outline[i + 1]);
        }
        outline();
        model.choose(onMap, mode);
    }

    /// Selects all points in sight.
    void chooseInSight() {
        outline(0, 0, getWidth(), 0, getWidth(), getHeight(), 0, getHeight());
        choose(MapSelection.Mode.REPLACE);
    }

    /// What dragging does.
    public ObjectProperty<Tool> toolProperty() {
        return tool;
    }

    PointMapModel model() {
        return model;
    }

    /// Adds what the map's owner can do to the bar of tools.
    public void addTools(Node... more) {
        tools.getChildren().addAll(more);
    }

    /// Where a point is, in this node's own pixels: for tests and for whoever draws over the map.
    public Point2D place(int point) {
        return new Point2D(
                camera.viewport().screenX(model.cloud().x()[point]), camera.viewport().screenY(model.cloud().y()[point]));
    }

    /// Writes what is in sight as a poster: with its legend, and with how it was made.
    ///
    /// @throws trailbench.work.Fault.Work if the file cannot be written
    public void exportPng(Path file) {
        PngFile.write(MapPicture.inSight(model, sight(), theme(), words).picture(), file);
    }

    /// As [#exportPng], in lines and circles that can be scaled and edited.
    ///
    /// @throws trailbench.work.Fault.Work if the file cannot be written
    public void exportSvg(Path file) {
        MapPicture.inSight(model, sight(), theme(), words).writeSvg(file);
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
        tools.layOut(width - 2 * INSET);
        tools.relocate(INSET, INSET);
        pointsOld |= camera.resize(width, height, model.cloud(), head(), foot());
        double aboutWidth = Math.min(about.prefWidth(-1), aboutWidth());
        double aboutHeight = about.prefHeight(aboutWidth);
        about.resizeRelocate(12, height - aboutHeight - 10, aboutWidth, aboutHeight);
        ring.resize(width, height);
        controls.autosize();
        controls.relocate(width - controls.getWidth() - 10, height - controls.getHeight() - 10);
        if (pointsOld) {
            drawPoints();
            pointsOld = false;
        }
        overlay.paint(camera.viewport(), 1, overlayPicture(), moving);
    }

    private void drawPoints() {
        if (coloursOld) {
            look = MapLook.of(model, theme());
            coloursOld = false;
        }
        double density = getScene() == null || getScene().getWindow() == null ? 1 : Math.max(getScene().getWindow().getRenderScaleX(), 1);
        points.paint(camera.viewport(), new PointLayer.Picture(model.cloud(), look, camera.zoom(), theme()), density);
        setAccessibleText(sentence());
    }

    private MapOverlay.Picture overlayPicture() {
        List<LabelPlacer.Box> covered = new ArrayList<>();
        covered.add(new LabelPlacer.Box(0, about.getLayoutY() - 4, about.getLayoutX() + about.getWidth() + 4, getHeight()));
        covered.add(new LabelPlacer.Box(controls.getLayoutX() - 4, controls.getLayoutY() - 4, getWidth(), getHeight()));
        covered.add(new LabelPlacer.Box(0, 0, tools.getLayoutX() + tools.getWidth() + 4, tools.getLayoutY() + tools.getHeight() + 4));
        return new MapOverlay.Picture(
                model.cloud(),
                look,
                PointLayer.radius(model.cloud().size(), camera.viewport(), camera.zoom()),
                model.selectedProperty().get(),
                hovered,
                model.neighboursProperty().get(),
                outline,
                model.namesProperty().get(),
                (int) Math.clamp(getWidth() * getHeight() / 36_000, 4, 26),
                16,
                11.5,
                covered,
                theme());
    }

    /// What the map shows, in a few sentences: for the screen reader.
    String sentence() {
        if (model.isEmpty()) {
            return words.text("map.sentence.empty");
        }
        StringBuilder said = new StringBuilder(words.text("map.sentence", model.cloud().size(),
                new MapWords(words).method(model.mapProperty().get()),
                MapWords.column(model.colouringProperty().get().column(), words)));
        int chosen = model.selection().chosen().size();
        if (chosen > 0) {
            said.append(' ').append(words.text("map.sentence.chosen", chosen));
        }
        int alone = model.selection().stateProperty().get().alone().size();
        if (alone > 0) {
            said.append(' ').append(words.text("map.sentence.alone", alone));
        }
        int point = model.selectedProperty().get();
        if (point != PointMapModel.NONE) {
            said.append(' ').append(words.text("map.sentence.selected", model.mapProperty().get().titles().get(point)));
        }
        return said.toString();
    }
}
