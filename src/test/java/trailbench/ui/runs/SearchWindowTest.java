package trailbench.ui.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trailbench.format.Yaml;
import trailbench.project.RunMarks;
import trailbench.project.Search;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.ui.chart.ParallelChart;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;
import trailbench.ui.shell.RoomEntry;
import trailbench.ui.shell.WorkbenchWindow;

/// Parallel coordinates and the queue in the window, with a mouse and a keyboard. Leaves pictures in `target/screenshots`.
class SearchWindowTest {
    private final RunsFixture shop = new RunsFixture();
    private Scene scene;

    private record Elsewhere(String id, javafx.scene.Node view) implements Room {
        @Override
        public void shown() {}

        @Override
        public void hidden() {}
    }

    /// Nine runs of rate and batch, the last of which waits.
    private void open() {
        Search search = new Search(
                "rates", new Search.Method.Grid(),
                List.of(new Search.Axis("training.optimizer.learning_rate", new Search.Range.Values(List.of("0.001", "0.01", "0.1"))),
                        new Search.Axis("training.batch", new Search.Range.Values(List.of("16", "32", "64")))),
                Optional.of("ndcg@10"), FakeShop.experiment("gru-next"));
        shop.project.keep(search);
        int number = 0;
        for (trailbench.experiment.SearchRuns.Variant variant : trailbench.experiment.SearchRuns.of(search)) {
            FakeProject.FakeRun run = new FakeProject.FakeRun("2026030" + ++number + "-070000-gru-next", Yaml.with(search.experiment(), variant.values()));
            run.marks = new RunMarks(List.of("rates"), "", false);
            run.state = number == 9 ? RunState.QUEUED : RunState.FINISHED;
            if (number < 9) {
                run.events.add(new RunEvent.Started(RunsFixture.AT, 0, 10, 10, 10, 1, 0));
                run.events.add(new RunEvent.Epoch(RunsFixture.AT.plusSeconds(9), 1, 10, 5, 5, Map.of("ndcg@10", 0.1 + 0.01 * (number * 4 % 9)), true, 1));
            }
            shop.project.runs.addFirst(run);
        }
        scene = Toolkit.onWindowThread(() -> {
            Stage stage = new Stage();
            List<RoomEntry> rooms = Stream.of(Place.values())
                    .map(place -> new RoomEntry(place, locale -> place == Place.RUNS
                            ? new RunsView(shop.viewModel(), Messages.of(RunsView.class, locale))
                            : new Elsewhere(place.id(), new javafx.scene.control.Label(place.id()))))
                    .toList();
            new WorkbenchWindow(stage, shop.model, rooms, Optional.empty()).show();
            shop.model.desk().open(Path.of("shop"));
            shop.model.placeProperty().set(Place.RUNS);
            return stage.getScene();
        });
        Toolkit.settle(6);
    }

    @AfterEach
    void close() {
        Toolkit.onWindowThread(() -> scene.getWindow().hide());
    }

    private void tab(int number) {
        Toolkit.onWindowThread(() -> ((TabPane) scene.getRoot().lookup("#below")).getSelectionModel().select(number));
        Toolkit.settle(6);
    }

    @SuppressWarnings("unchecked")
    private TableView<RunRow> table() {
        return (TableView<RunRow>) scene.getRoot().lookup("#table");
    }

    private int rows() {
        return Toolkit.onWindowThread(() -> table().getItems().size());
    }

    private ParallelChart chart() {
        return (ParallelChart) scene.getRoot().lookup("#parallel");
    }

    /// @param x pixels from the left
    /// @param y pixels from the top
    private Point2D at(double x, double y) {
        return Toolkit.onWindowThread(() -> chart().localToScreen(x, y));
    }

    @Test
    void axisIsBrushedAndARunIsChosenByKeys() {
        open();
        assertEquals(12, rows());
        tab(2);
        assertEquals(9, rows(), "the search's runs alone");
        Toolkit.picture(scene, "runs-search");

        double right = Toolkit.onWindowThread(() -> chart().getWidth()) - 62; // the figure's axis
        Point2D top = at(right, 18); // above the axis: its head is inside the brush
        Point2D middle = at(right, 90);
        Toolkit.onWindowThread(() -> {
            Robot robot = new Robot();
            robot.mouseMove(top.getX(), top.getY());
            robot.mousePress(MouseButton.PRIMARY);
            robot.mouseMove(middle.getX(), middle.getY());
            robot.mouseRelease(MouseButton.PRIMARY);
        });
        Toolkit.settle(6);
        int brushed = rows();
        assertTrue(brushed > 0 && brushed < 8, "runs inside the brush: " + brushed);
        Toolkit.picture(scene, "runs-search-brushed");

        Point2D nowhere = at(6, 20); // no line is there to be looked at
        Toolkit.onWindowThread(() -> new Robot().mouseMove(nowhere.getX(), nowhere.getY()));
        Toolkit.settle(3);
        for (KeyCode key : List.of(KeyCode.DOWN, KeyCode.ENTER)) {
            Toolkit.onWindowThread(() -> new Robot().keyType(key));
            Toolkit.settle(3);
        }
        String chosen = Toolkit.onWindowThread(() -> table().getSelectionModel().getSelectedItem().run().orElseThrow().id());
        assertEquals("20260302-070000-gru-next", chosen, "the best: 2 · 4 mod 9 is 8");
        assertTrue(Toolkit.onWindowThread(() -> chart().getAccessibleText()).contains(chosen));

        Toolkit.onWindowThread(() -> new Robot().keyType(KeyCode.ESCAPE));
        Toolkit.settle(3);
        assertEquals(9, rows());
        tab(0);
        assertEquals(12, rows());
    }

    @Test
    void queueIsMovedWithTheKeyboard() {
        open();
        shop.workbench.queue(shop.project).add(List.of(FakeShop.experiment("lstm-next")), RunMarks.NONE);
        Toolkit.onWindowThread(() -> shop.model.glanceAtRuns());
        tab(1);
        List<String> before = shop.workbench.queue(shop.project).state().waiting();
        Toolkit.onWindowThread(() -> {
            TableView<?> queue = (TableView<?>) scene.getRoot().lookup(".queue .table-view");
            queue.requestFocus();
            queue.getSelectionModel().select(2); // behind the live run, the second that waits
        });
        Toolkit.settle(3);
        Toolkit.onWindowThread(() -> {
            Robot robot = new Robot();
            robot.keyPress(KeyCode.ALT);
            robot.keyType(KeyCode.UP);
            robot.keyRelease(KeyCode.ALT);
        });
        Toolkit.settle(6);
        assertEquals(before.reversed(), shop.workbench.queue(shop.project).state().waiting());
        Toolkit.picture(scene, "runs-queue");
    }
}
