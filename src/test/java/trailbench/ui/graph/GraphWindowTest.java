package trailbench.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.graph.GraphChoice;
import trailbench.graph.GraphChoice.LstmAutoencoder;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.graph.Spot;
import trailbench.ui.control.NumberField;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;
import trailbench.ui.shell.RoomEntry;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.ui.shell.WorkbenchWindow;

/// The Graph room in the window, by mouse and keys. Leaves pictures in `target/screenshots`.
class GraphWindowTest {
    @TempDir
    private Path folder;

    private final FakeDialogs dialogs = new FakeDialogs();
    private final Settings settings = Settings.inMemory();
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final WorkbenchModel model = new WorkbenchModel(new FakeWorkbench(), projects, FxExecutor.direct(dialogs::fault), dialogs, settings);
    private GraphViewModel graph;
    private Stage stage;
    private Scene scene;
    private Robot robot;

    private record Elsewhere(String id, javafx.scene.Node view) implements Room {
        @Override
        public void shown() {}

        @Override
        public void hidden() {}
    }

    private Room room(Locale locale) {
        graph = new GraphViewModel(model, Messages.of(GraphView.class, locale));
        return new GraphView(graph, Messages.of(GraphView.class, locale));
    }

    private void open(Theme theme, Locale locale) {
        settings.theme(theme);
        settings.language(locale);
        settings.window(new Settings.WindowSize(1280, 800, false));
        FakeProject project = new FakeProject(Path.of("shop"), "Shop", false);
        project.experiments.add(FakeShop.experiment("gru-next"));
        projects.known.clear();
        projects.known.add(project);
        Toolkit.onWindowThread(() -> {
            stage = new Stage();
            List<RoomEntry> rooms = Arrays.stream(Place.values())
                    .map(place -> new RoomEntry(place, l -> place == Place.GRAPH ? room(l) : new Elsewhere(place.id(), new Label(place.id()))))
                    .toList();
            new WorkbenchWindow(stage, model, rooms, Optional.empty()).show();
            model.desk().open(Path.of("shop"));
            model.placeProperty().set(Place.GRAPH);
            scene = stage.getScene();
            robot = new Robot();
        });
        Toolkit.settle(4);
    }

    @AfterEach
    void close() {
        Toolkit.onWindowThread(() -> stage.hide());
    }

    // ---- hands

    private Point2D middle(String selector) {
        return Toolkit.onWindowThread(() -> {
            Bounds bounds = scene.getRoot().lookup(selector).localToScreen(scene.getRoot().lookup(selector).getLayoutBounds());
            return new Point2D(bounds.getCenterX(), bounds.getCenterY());
        });
    }

    /// On the side of a node where edges leave, or where they enter.
    private Point2D port(String node, boolean output) {
        return Toolkit.onWindowThread(() -> {
            Bounds bounds = scene.getRoot().lookup("#node-" + node).localToScreen(scene.getRoot().lookup("#node-" + node).getLayoutBounds());
            return new Point2D(bounds.getCenterX(), output ? bounds.getMaxY() : bounds.getMinY());
        });
    }

    private void at(Point2D screen) {
        Toolkit.onWindowThread(() -> robot.mouseMove(screen));
        Toolkit.settle(1);
    }

    private void drag(Point2D from, Point2D to) {
        at(from);
        Toolkit.onWindowThread(() -> robot.mousePress(MouseButton.PRIMARY));
        at(from.interpolate(to, 0.3));
        at(from.interpolate(to, 0.7));
        at(to);
    }

    private void drop() {
        Toolkit.onWindowThread(() -> robot.mouseRelease(MouseButton.PRIMARY));
        Toolkit.settle(2);
    }

    private void click(Point2D screen) {
        at(screen);
        Toolkit.onWindowThread(() -> {
            robot.mousePress(MouseButton.PRIMARY);
            robot.mouseRelease(MouseButton.PRIMARY);
        });
        Toolkit.settle(2);
    }

    /// The headless platform's robot knows neither shift nor a button that is held outside of the node that was pressed.
    private void fire(String selector, EventType<MouseEvent> type, Point2D screen, boolean shift, boolean still) {
        Toolkit.onWindowThread(() -> {
            Point2D at = scene.getRoot().screenToLocal(screen);
            Event.fireEvent(scene.getRoot().lookup(selector), new MouseEvent(
                    type, at.getX(), at.getY(), screen.getX(), screen.getY(), MouseButton.PRIMARY, 1, shift, false, false, false,
                    type != MouseEvent.MOUSE_RELEASED, false, false, false, false, still, null));
        });
        Toolkit.settle(1);
    }

    private void shiftClick(String selector) {
        Point2D screen = middle(selector);
        fire(selector, MouseEvent.MOUSE_PRESSED, screen, true, true);
        fire(selector, MouseEvent.MOUSE_RELEASED, screen, true, true);
    }

    private void dragFromPalette(String kind, Point2D to) {
        fire(kind, MouseEvent.MOUSE_PRESSED, middle(kind), false, true);
        fire(kind, MouseEvent.MOUSE_DRAGGED, to, false, false);
        fire(kind, MouseEvent.MOUSE_RELEASED, to, false, false);
    }

    private void press(KeyCode... keys) {
        Toolkit.onWindowThread(() -> {
            for (KeyCode key : keys) {
                robot.keyPress(key);
            }
            for (KeyCode key : Arrays.asList(keys).reversed()) {
                robot.keyRelease(key);
            }
        });
        Toolkit.settle(2);
    }

    private List<String> selected() {
        return Toolkit.onWindowThread(() -> graph.selection().names());
    }

    private Node node(String name) {
        return model.draft().graph().graph().node(name);
    }

    private boolean has(String name) {
        return model.draft().graph().graph().nodes().stream().anyMatch(node -> node.name().equals(name));
    }

    private Spot spot(String name) {
        return Toolkit.onWindowThread(() -> graph.pictureProperty().get().drawing().spots().get(name));
    }

    // ---- the mouse

    @Test
    void nodeIsDraggedAndStaysWhereItWasPut() {
        open(Theme.LIGHT, Locale.ENGLISH);
        Spot before = spot("encoder");
        Point2D from = middle("#node-encoder");
        drag(from, from.add(60, 30));
        drop();
        assertTrue(spot("encoder").x() > before.x() && spot("encoder").y() > before.y(), () -> before + " to " + spot("encoder"));
        GraphChoice.Drawn drawn = assertInstanceOf(GraphChoice.Drawn.class, model.draft().graph());
        assertEquals(List.of(spot("encoder").x(), spot("encoder").y()), drawn.layout().orElseThrow().get("encoder"));
        press(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(before, spot("encoder"));
    }

    @Test
    void kindIsDraggedFromThePaletteAndConnectedFromPortToPort() {
        open(Theme.LIGHT, Locale.ENGLISH);
        dragFromPalette("#kind-gru", middle("#node-encoder").add(200, 0));
        assertEquals(new Node.Gru("gru", "", 128), node("gru"));
        drag(port("embedding", true), port("gru", false));
        Toolkit.picture(scene, "graph-connecting");
        drop();
        assertEquals(List.of("embedding"), node("gru").inputs());

        drag(port("items", true), port("gru", false));
        String said = Toolkit.onWindowThread(() -> ((Label) scene.getRoot().lookup(".canvas-says")).getText());
        Toolkit.picture(scene, "graph-refused");
        drop();
        assertTrue(said.contains("Put an embedding"), said);
        assertEquals(List.of("embedding"), node("gru").inputs());
    }

    @Test
    void kindDroppedOnAnEdgeGoesIntoIt() {
        open(Theme.LIGHT, Locale.ENGLISH);
        Point2D edge = port("embedding-dropout", true).midpoint(port("encoder", false));
        dragFromPalette("#kind-embedding", edge);
        assertEquals(List.of("embedding-dropout"), node("encoder").inputs()); // an embedding reads no vectors
        press(KeyCode.CONTROL, KeyCode.Z);
        Toolkit.onWindowThread(() -> ((javafx.scene.control.TextField) scene.getRoot().lookup("#palette-search")).setText("Dense"));
        Toolkit.settle(2);
        dragFromPalette("#kind-dense", edge);
        assertEquals(List.of("dense"), node("encoder").inputs());
        assertEquals(List.of("embedding-dropout"), node("dense").inputs());
    }

    @Test
    void rubberBandAndShiftSelectSeveral() {
        open(Theme.LIGHT, Locale.ENGLISH);
        drag(middle("#node-items").add(-140, -18), middle("#node-embedding").add(100, 10));
        Toolkit.picture(scene, "graph-rubber-band");
        drop();
        assertEquals(List.of("items", "embedding"), selected());
        shiftClick("#node-encoder");
        assertEquals(List.of("items", "embedding", "encoder"), selected());
        shiftClick("#node-items");
        assertEquals(List.of("embedding", "encoder"), selected());
    }

    @Test
    void inputPortLetsGoOfItsEdge() {
        open(Theme.LIGHT, Locale.ENGLISH);
        drag(port("next-item", false), middle("#node-next-item").add(260, -40));
        drop();
        assertEquals(List.of(""), node("next-item").inputs());
        Toolkit.picture(scene, "graph-wrong");
        assertTrue(Toolkit.onWindowThread(() -> scene.getRoot().lookup("#train").isDisabled()));
        press(KeyCode.F8);
        assertEquals(List.of("output-dropout"), selected());
        click(middle("#verdict"));
        assertEquals(List.of("next-item"), selected());
    }

    // ---- the keyboard

    @Test
    void keysWalkMoveCopyAndDelete() {
        open(Theme.LIGHT, Locale.ENGLISH);
        click(middle("#node-items"));
        press(KeyCode.TAB);
        assertEquals(List.of("embedding"), selected());
        press(KeyCode.TAB);
        press(KeyCode.TAB);
        assertEquals(List.of("encoder"), selected());
        Spot before = spot("encoder");
        press(KeyCode.RIGHT);
        press(KeyCode.SHIFT, KeyCode.DOWN);
        assertEquals(before.moved(4, 40), spot("encoder"));
        press(KeyCode.CONTROL, KeyCode.D);
        assertTrue(has("encoder-2"));
        press(KeyCode.CONTROL, KeyCode.C);
        press(KeyCode.CONTROL, KeyCode.V);
        assertTrue(has("encoder-3") || has("encoder-2-2"), model.draft().graph()::toString);
        press(KeyCode.DELETE);
        press(KeyCode.CONTROL, KeyCode.Z);
        press(KeyCode.CONTROL, KeyCode.Z);
        assertFalse(has("encoder-2-2"));
        press(KeyCode.CONTROL, KeyCode.Y);
        assertTrue(has("encoder-2-2"));
        press(KeyCode.CONTROL, KeyCode.A);
        assertEquals(model.draft().graph().graph().nodes().size(), selected().size());
        press(KeyCode.CONTROL, KeyCode.DIGIT0);
        press(KeyCode.ESCAPE);
        assertEquals(List.of(), selected());
    }

    @Test
    void enterInThePaletteAddsAndEnterOnANodeGoesToItsName() {
        open(Theme.LIGHT, Locale.ENGLISH);
        click(middle("#node-output-dropout"));
        Toolkit.onWindowThread(() -> scene.getRoot().lookup("#kind-gru").requestFocus());
        press(KeyCode.ENTER);
        assertEquals(List.of("output-dropout"), node("gru").inputs());
        Toolkit.onWindowThread(() -> scene.getRoot().lookup("#node-gru").requestFocus());
        press(KeyCode.ENTER);
        assertTrue(Toolkit.onWindowThread(() -> scene.getRoot().lookup("#node-name-field").isFocused()));
    }

    @Test
    void screenReaderHearsWhatTheEyeSees() {
        open(Theme.LIGHT, Locale.ENGLISH);
        String spoken = Toolkit.onWindowThread(() -> scene.getRoot().lookup("#node-encoder").getAccessibleText());
        assertEquals("encoder, GRU · 128, reads embedding-dropout, gives [B, T, 128], 74,496 parameters", spoken);
    }

    // ---- the inspector

    @Test
    void inspectorChangesTheNodeAndRefusesWhatIsOutOfRange() {
        open(Theme.DARK, Locale.SIMPLIFIED_CHINESE);
        click(middle("#node-encoder"));
        Toolkit.picture(scene, "graph-dark-zh");
        NumberField units = (NumberField) scene.getRoot().lookup("#option-units");
        click(middle("#option-units"));
        Toolkit.onWindowThread(units::selectAll);
        press(KeyCode.DIGIT2);
        press(KeyCode.DIGIT5);
        press(KeyCode.DIGIT6);
        press(KeyCode.ENTER);
        assertEquals(new Node.Gru("encoder", "embedding-dropout", 256), node("encoder"));
        Toolkit.onWindowThread(() -> units.setText("0"));
        Toolkit.settle(2);
        assertTrue(Toolkit.onWindowThread(() -> scene.getRoot().lookupAll(".option-row .problem").stream().anyMatch(javafx.scene.Node::isVisible)));
        press(KeyCode.ENTER);
        assertEquals(new Node.Gru("encoder", "embedding-dropout", 256), node("encoder"));
    }

    @Test
    void presetIsChosenInTheGallery() {
        open(Theme.LIGHT, Locale.ENGLISH);
        click(middle("#palette-presets"));
        Toolkit.picture(scene, "graph-presets");
        click(middle("#preset-lstm-next"));
        assertEquals(GraphChoice.LstmNext.defaults(), model.draft().graph());
        Button undo = (Button) scene.getRoot().lookup("#undo");
        assertEquals("Undo: preset lstm-next (Ctrl+Z)", Toolkit.onWindowThread(() -> undo.getTooltip().getText()));
        click(middle("#undo"));
        assertInstanceOf(GraphChoice.GruNext.class, model.draft().graph());
    }

    @Test
    void forecastIsShownUntilTheGraphChanges() {
        open(Theme.LIGHT, Locale.ENGLISH);
        click(middle("#measure"));
        Label forecast = (Label) scene.getRoot().lookup("#forecast");
        Toolkit.picture(scene, "graph-forecast");
        String said = Toolkit.onWindowThread(forecast::getText);
        assertTrue(said.contains("0.200 s") && said.contains("310 MB") && said.contains("fits"), said);
        click(middle("#node-encoder"));
        press(KeyCode.RIGHT);
        assertEquals("", Toolkit.onWindowThread(forecast::getText));
    }

    @Test
    void graphIsWrittenAndOpened() throws IOException {
        open(Theme.LIGHT, Locale.ENGLISH);
        Toolkit.onWindowThread(() -> graph.open("graph: {kind: sasrec}", "x"));
        GraphFiles files = new GraphFiles(graph, Messages.of(GraphView.class, Locale.ENGLISH));
        for (String ending : List.of("yaml", "svg", "png")) {
            dialogs.answers.add(folder.resolve("graph." + ending));
        }
        Toolkit.onWindowThread(files::writeYaml);
        Toolkit.onWindowThread(files::writeSvg);
        Toolkit.onWindowThread(files::writePng);
        assertTrue(Files.readString(folder.resolve("graph.svg")).contains("</svg>"));
        assertTrue(Files.size(folder.resolve("graph.png")) > 10_000);
        GraphChoice sasrec = model.draft().graph();
        Toolkit.onWindowThread(() -> graph.choosePreset(GraphChoice.LstmNext.defaults()));
        dialogs.answers.add(folder.resolve("graph.yaml"));
        Toolkit.onWindowThread(files::open);
        assertEquals(sasrec.graph(), model.draft().graph().graph());
    }

    @Test
    void smallMapShowsWhatTheCanvasDoesNotAndGoesThere() {
        open(Theme.LIGHT, Locale.ENGLISH);
        Toolkit.onWindowThread(() -> graph.choosePreset(new GraphChoice.Sasrec(
                64, 4, 2, 0.1, Loss.defaults(), List.of(GraphChoice.Channel.TIME_GAP, GraphChoice.Channel.HOUR))));
        Toolkit.settle(4);
        Toolkit.picture(scene, "graph-sasrec");
        assertFalse(Toolkit.onWindowThread(() -> scene.getRoot().lookup(".minimap").isVisible()));
        for (int i = 0; i < 4; i++) {
            Toolkit.onWindowThread(() -> scene.getRoot().lookup(".graph-canvas").requestFocus());
            press(KeyCode.CONTROL, KeyCode.PLUS);
        }
        assertTrue(Toolkit.onWindowThread(() -> scene.getRoot().lookup(".minimap").isVisible()));
        Toolkit.picture(scene, "graph-minimap");
        double before = middle("#node-items").getY();
        click(middle(".minimap").add(0, 40));
        assertTrue(middle("#node-items").getY() < before);
        press(KeyCode.CONTROL, KeyCode.DIGIT0);
        assertFalse(Toolkit.onWindowThread(() -> scene.getRoot().lookup(".minimap").isVisible()));
    }

    @Test
    void wheelZoomsWhereThePointerIs() {
        open(Theme.LIGHT, Locale.ENGLISH);
        Point2D before = middle("#node-encoder");
        double wide = port("encoder", true).distance(port("encoder", false));
        Toolkit.onWindowThread(() -> {
            Point2D at = scene.getRoot().screenToLocal(before);
            Event.fireEvent(scene.getRoot().lookup(".graph-canvas"), new ScrollEvent(
                    ScrollEvent.SCROLL, at.getX(), at.getY(), before.getX(), before.getY(), false, false, false, false, false, false,
                    0, 120, 0, 120, ScrollEvent.HorizontalTextScrollUnits.NONE, 0, ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null));
        });
        Toolkit.settle(2);
        double after = port("encoder", true).distance(port("encoder", false));
        assertEquals(Math.pow(1.0015, 120), after / wide, 1e-6);
        assertEquals(before.getX(), middle("#node-encoder").getX(), 2);
        assertEquals(before.getY(), middle("#node-encoder").getY(), 2);
    }

    @Test
    void keysZoomAndFitShowsAllAgain() {
        open(Theme.LIGHT, Locale.ENGLISH);
        click(middle("#node-items"));
        Point2D first = middle("#node-items");
        Point2D last = middle("#node-next-item");
        press(KeyCode.CONTROL, KeyCode.EQUALS);
        press(KeyCode.CONTROL, KeyCode.EQUALS);
        assertTrue(middle("#node-items").distance(middle("#node-next-item")) > 1.2 * first.distance(last));
        press(KeyCode.CONTROL, KeyCode.DIGIT0);
        assertEquals(0, first.distance(middle("#node-items")), 1);
        assertEquals(0, last.distance(middle("#node-next-item")), 1);
    }

    @Test
    void autoencoderIsDrawnWithShapesAndCounts() {
        open(Theme.LIGHT, Locale.ENGLISH);
        Toolkit.onWindowThread(() -> {
            graph.choosePreset(new LstmAutoencoder(64, 128, LstmAutoencoder.Decoder.TEACHER_FORCED, LstmAutoencoder.Target.VECTORS));
            graph.selection().select(List.of("reconstruction"));
        });
        Toolkit.settle(4);
        Toolkit.picture(scene, "graph-autoencoder");
        assertEquals(9, Toolkit.onWindowThread(() -> scene.getRoot().lookupAll(".node-box").size()));
        assertTrue(Toolkit.onWindowThread(() -> scene.getRoot().lookup(".node-problem") == null));
    }
}
