package trailbench.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trailbench.embedding.PointMap;
import trailbench.experiment.Preparation;
import trailbench.experiment.SyntheticLog;
import trailbench.experiment.WorkerProcesses;
import trailbench.experiment.WorkerWorkbench;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.UserFolders;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.ui.chart.PointMapView;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.fx.WindowDialogs;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.ui.shell.WorkbenchWindow;

/// The whole program through its window: real project folders, real worker processes, the headless platform.
@Timeout(180)
class WindowJourneysTest {
    private static final Path SAMPLE = Path.of("projects", "online-retail");

    @TempDir
    private Path folder;

    private Stage stage;
    private WorkbenchModel model;
    private volatile Throwable fault;

    @Test
    void sampleOpensWithAFullHouseAndItsFilesStayAsTheyAre() throws IOException {
        Map<Path, Long> before = files(SAMPLE);
        open(SAMPLE);

        assertTrue(model.project().readOnly());
        assertTrue(model.experiments().size() >= 2, model.experiments()::toString);
        assertTrue(model.runs().size() >= 2, model.runs()::toString);
        for (Place place : Place.values()) {
            show(place);
            picture("journey-sample-" + place.id());
        }
        Toolkit.onWindowThread(stage::close);
        assertEquals(before, files(SAMPLE));
    }

    @Test
    void smallRunIsTrainedAndItsCurveGrows() {
        open(circleProject());
        show(Place.TRAIN);
        Toolkit.onWindowThread(((Button) scene().lookup("#train"))::fire);
        waitUntil(() -> !model.runs().isEmpty() && steps() > 0);
        picture("journey-train-growing");
        long first = steps();
        waitUntil(() -> steps() > first || run().state().isFinal());
        waitUntil(() -> run().state().isFinal());
        picture("journey-train-finished");

        assertEquals(RunState.FINISHED, run().state(), run().events()::toString);
        Label speed = (Label) scene().lookup("#speed").lookup(".metric-value");
        assertFalse(speed.getText().isBlank());
    }

    @Test
    void windowFindsARunThatIsGoingOnAndAsksWhatToDoWithItOnClosing() {
        Path project = circleProject();
        RunFolder going = startElsewhere(project, 100_000);
        open(project);
        assertEquals(going.id(), model.selectedRun().id());
        Toolkit.onWindowThread(() -> model.placeProperty().set(Place.TRAIN));
        waitUntil(() -> !epochs().isBlank());
        String before = epochs();
        waitUntil(() -> !epochs().equals(before));
        picture("journey-train-found-running");

        Toolkit.onWindowThread(() -> Platform.runLater(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST))));
        waitUntil(() -> question().isPresent());
        Toolkit.picture(question().orElseThrow(), "journey-train-closing");
        assertTrue(stage.isShowing());
        Toolkit.onWindowThread(() -> answers().filter(button -> !button.isDefaultButton() && !button.isCancelButton()).findFirst().orElseThrow().fire());
        waitUntil(() -> !stage.isShowing());
        waitUntil(() -> going.state().isFinal());
        assertEquals(RunState.STOPPED, going.state());
        assertTrue(going.hasCheckpoint());
    }

    @Test
    void pointOfTheSamplesMapIsClickedAndShowsItsNeighbours() {
        open(SAMPLE);
        show(Place.EMBEDDINGS);
        waitUntil(() -> scene().lookup(".point-map") instanceof PointMapView map && map.getWidth() > 0 && map.place(0) != null);
        PointMapView map = (PointMapView) scene().lookup(".point-map");
        RunFolder shown = model.selectedRun();
        PointMap points = shown.map(shown.maps().getLast());
        int loneliest = loneliest(points);
        picture("journey-map");
        Toolkit.onWindowThread(() -> click(map, map.place(loneliest)));
        rest();
        Toolkit.settle(10);
        rest();
        picture("journey-map-clicked");

        String title = points.titles().get(loneliest);
        boolean named = scene().getRoot().lookupAll(".label").stream()
                .anyMatch(node -> node instanceof Labeled label && title.equals(label.getText()));
        assertTrue(named, "the item panel does not name " + title);
    }

    @AfterEach
    void close() {
        Toolkit.onWindowThread(() -> {
            model.desk().closeProject();
            stage.close();
        });
        if (fault != null) {
            throw new AssertionError("the window met a fault", fault);
        }
    }

    private WorkerWorkbench workbench() {
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        return new WorkerWorkbench(new Preparation(folders), new WorkerProcesses("trailbench.app.Main"));
    }

    private void open(Path project) {
        Settings settings = Settings.inMemory();
        Toolkit.onWindowThread(() -> {
            stage = new Stage();
            model = Rooms.model(new WindowDialogs(stage, settings::language), workbench(), settings, met -> fault = met);
            new WorkbenchWindow(stage, model, Rooms.all(model, path -> {}), Optional.of(SAMPLE)).show();
            model.desk().open(project);
        });
        waitUntil(() -> model.project() != null);
        waitUntil(() -> model.runs().size() == model.project().runs().size());
    }

    private Path circleProject() {
        SyntheticLog.write(folder.resolve("log.csv"), 60, 12, 1);
        try (Project made = new FolderProjects().create(folder.resolve("project"), "Circle")) {
            made.save(SyntheticLog.experiment(folder.resolve("log.csv")));
            return made.folder();
        }
    }

    /// A run that another program started, once it has learnt for a while.
    private RunFolder startElsewhere(Path project, int epochs) {
        try (Project opened = new FolderProjects().open(project)) {
            Experiment patient = Yaml.with(opened.experiments().getFirst(), Map.of("training.epochs", String.valueOf(epochs)));
            RunFolder run = workbench().train(opened, patient);
            waitUntil(() -> run.events().stream().anyMatch(RunEvent.Epoch.class::isInstance));
            return run;
        }
    }

    private String epochs() {
        Label label = (Label) scene().lookup("#progressText");
        return label == null ? "" : label.getText();
    }

    private Optional<Scene> question() {
        return Window.getWindows().stream().filter(window -> window != stage && window.isShowing()).map(Window::getScene)
                .filter(each -> each.getRoot() instanceof DialogPane).findFirst();
    }

    private Stream<Button> answers() {
        return question().orElseThrow().getRoot().lookupAll(".button").stream().map(Button.class::cast);
    }

    private void show(Place place) {
        Toolkit.onWindowThread(() -> model.placeProperty().set(place));
        rest();
    }

    private Scene scene() {
        return stage.getScene();
    }

    private RunFolder run() {
        return model.runs().getFirst().folder();
    }

    private long steps() {
        return run().events().stream().filter(RunEvent.Step.class::isInstance).count();
    }

    /// Waits until no work is going on and the window has drawn what came of it.
    private void rest() {
        for (int quiet = 0; quiet < 5; ) {
            quiet = model.executor().isResting() ? quiet + 1 : 0;
            Toolkit.settle(6);
        }
    }

    private void picture(String name) {
        Toolkit.picture(scene(), name);
    }

    /// Lets the window go on until the condition holds; the class's time limit ends a wait in vain.
    private static void waitUntil(BooleanSupplier condition) {
        while (!Toolkit.onWindowThread(condition::getAsBoolean)) {
            Toolkit.settle(6);
        }
    }

    private static void click(PointMapView map, Point2D place) {
        Point2D at = map.localToScene(place);
        for (var type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
            Event.fireEvent(map, new MouseEvent(type, at.getX(), at.getY(), 0, 0, MouseButton.PRIMARY, 1, false, false, false, false,
                    type == MouseEvent.MOUSE_PRESSED, false, false, true, false, true, new PickResult(map, at.getX(), at.getY())));
        }
    }

    /// The point whose nearest neighbour on the map is farthest: a click cannot mean another.
    private static int loneliest(PointMap map) {
        int found = 0;
        double farthest = 0;
        for (int i = 0; i < map.size(); i++) {
            double nearest = Double.MAX_VALUE;
            for (int j = 0; j < map.size(); j++) {
                nearest = i == j ? nearest : Math.min(nearest, Math.hypot(map.x()[i] - map.x()[j], map.y()[i] - map.y()[j]));
            }
            if (nearest > farthest) {
                farthest = nearest;
                found = i;
            }
        }
        return found;
    }

    private static Map<Path, Long> files(Path folder) throws IOException {
        Map<Path, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file, Files.getLastModifiedTime(file).toMillis() * 31 + Files.size(file));
            }
        }
        return files;
    }
}
