package trailbench.ui.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.layout.Pane;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trailbench.ui.chart.CurveChart;
import trailbench.ui.chart.CurveFrame;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;
import trailbench.ui.shell.RoomEntry;
import trailbench.ui.shell.WorkbenchWindow;

/// The Runs room in the window, with a mouse and a keyboard. Leaves pictures in `target/screenshots`.
class RunsWindowTest {
    private final RunsFixture shop = new RunsFixture();
    private Scene scene;

    private record Elsewhere(String id, Node view) implements Room {
        @Override
        public void shown() {}

        @Override
        public void hidden() {}
    }

    private void open() {
        scene = Toolkit.onWindowThread(() -> {
            Stage stage = new Stage();
            List<RoomEntry> rooms = Arrays.stream(Place.values())
                    .map(place -> new RoomEntry(place, locale -> place == Place.RUNS
                            ? new RunsView(shop.viewModel(), Messages.of(RunsView.class, locale))
                            : new Elsewhere(place.id(), new Label(place.id()))))
                    .toList();
            new WorkbenchWindow(stage, shop.model, rooms, Optional.empty()).show();
            shop.model.desk().open(Path.of("shop"));
            shop.model.placeProperty().set(Place.RUNS);
            return stage.getScene();
        });
        Toolkit.settle(6);
        assertEquals(List.of(), shop.dialogs.faults);
    }

    @AfterEach
    void close() {
        Toolkit.onWindowThread(() -> scene.getWindow().hide());
    }

    private <T extends Node> T find(String selector, Class<T> type) {
        return Toolkit.onWindowThread(() -> type.cast(Optional.ofNullable(scene.getRoot().lookup(selector)).orElseThrow(() -> new AssertionError(selector + " is not there"))));
    }

    private void click(Node node) {
        Toolkit.onWindowThread(() -> {
            Bounds bounds = node.localToScreen(node.getBoundsInLocal());
            Robot robot = new Robot();
            robot.mouseMove(bounds.getCenterX(), bounds.getCenterY());
            robot.mouseClick(javafx.scene.input.MouseButton.PRIMARY);
        });
        Toolkit.settle(3);
    }

    private void type(KeyCode... keys) {
        for (KeyCode key : keys) {
            Toolkit.onWindowThread(() -> new Robot().keyType(key));
        }
        Toolkit.settle(3);
    }

    private void typeWith(KeyCode held, KeyCode key) {
        Toolkit.onWindowThread(() -> {
            Robot robot = new Robot();
            robot.keyPress(held);
            robot.keyType(key);
            robot.keyRelease(held);
        });
        Toolkit.settle(3);
    }

    @SuppressWarnings("unchecked")
    private TableView<RunRow> table() {
        return find("#table", TableView.class);
    }

    private String rows() {
        return Toolkit.onWindowThread(() -> table0().getItems().stream()
                .map(row -> ">".repeat(row.line().depth()) + row.run().map(run -> run.experiment()).orElse("[" + row.line().title() + "]"))
                .collect(Collectors.joining(" ")));
    }

    @SuppressWarnings("unchecked")
    private TableView<RunRow> table0() {
        return (TableView<RunRow>) scene.getRoot().lookup("#table");
    }

    private List<Node> all(String selector) {
        return Toolkit.onWindowThread(() -> scene.getRoot().lookupAll(selector).stream().filter(Node::isVisible).toList());
    }

    @Test
    void runsAreListedWithTheirForksAndLaidOverOneAnother() {
        shop.fork(7);
        shop.broken.evaluation = shop.otherProtocol();
        for (Theme theme : Theme.values()) {
            Locale locale = theme == Theme.LIGHT ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
            shop.settings.theme(theme);
            shop.settings.language(locale);
            open();
            assertEquals("gru-wide lstm-next gru-next >gru-next", rows());
            Toolkit.onWindowThread(() -> table0().getSelectionModel().selectAll());
            Toolkit.settle(6);
            Toolkit.picture(scene, "runs-" + theme.name().toLowerCase(Locale.ROOT) + "-" + locale.getLanguage());
            assertEquals(4, all(".legend-entry").size());
            assertFalse(all(".protocol-warning").isEmpty());
            assertTrue(differences().contains(theme == Theme.LIGHT ? "Forked from" : "分叉自"), () -> differences().toString());
            if (theme == Theme.LIGHT) {
                close();
            }
        }
    }

    /// What the table of differences names.
    private List<String> differences() {
        TableView<?> table = find("#differences", TableView.class);
        return Toolkit.onWindowThread(() -> IntStream.range(0, table.getItems().size()).mapToObj(row -> String.valueOf(table.getColumns().getFirst().getCellData(row))).toList());
    }

    @Test
    void filterIsTypedAndItsFaultIsToldBelow() {
        open();
        click(table());
        typeWith(KeyCode.CONTROL, KeyCode.F);
        type(KeyCode.W, KeyCode.I, KeyCode.D, KeyCode.E);
        assertEquals("gru-wide", rows());
        Toolkit.onWindowThread(() -> ((TextField) scene.getRoot().lookup("#filter")).setText("grph = sasrec"));
        Toolkit.settle(3);
        Label problem = find("#problem .label", Label.class);
        assertTrue(problem.getText().contains("Did you mean graph?"), problem.getText());
        Toolkit.picture(scene, "runs-filter-fault");
    }

    @Test
    void starIsClickedAndTakenBackWithTheKeyboard() {
        open();
        List<Node> stars = all(".star");
        assertEquals(3, stars.size());
        click(stars.getFirst());
        assertEquals(1, List.of(shop.live, shop.broken, shop.finished).stream().filter(run -> run.marks.starred()).count());
        assertEquals(1, all(".starred").size());
        click(table());
        typeWith(KeyCode.CONTROL, KeyCode.Z);
        assertTrue(List.of(shop.live, shop.broken, shop.finished).stream().noneMatch(run -> run.marks.starred()));
        typeWith(KeyCode.CONTROL, KeyCode.Y);
        assertEquals(1, all(".starred").size());
    }

    @Test
    void deleteMovesToTheTrashAndRestoreBringsBack() {
        open();
        Toolkit.onWindowThread(() -> {
            table0().requestFocus();
            table0().getSelectionModel().clearAndSelect(1);
        });
        type(KeyCode.DELETE);
        assertEquals("gru-wide gru-next", rows());
        click(find("#trash", Node.class));
        assertEquals("lstm-next", rows());
        Toolkit.picture(scene, "runs-trash");
        click(find("#restore", Node.class));
        click(find("#trash", Node.class));
        assertEquals("gru-wide lstm-next gru-next", rows());
    }

    @Test
    void arrowKeysCloseAndOpenATree() {
        shop.fork(7);
        open();
        Toolkit.onWindowThread(() -> {
            table0().requestFocus();
            table0().getSelectionModel().clearAndSelect(2);
        });
        Toolkit.settle(2);
        type(KeyCode.LEFT);
        assertEquals("gru-wide lstm-next gru-next", rows());
        type(KeyCode.RIGHT);
        assertEquals("gru-wide lstm-next gru-next >gru-next", rows());
        click(all(".tree-arrow").stream().findFirst().orElseThrow());
        assertEquals("gru-wide lstm-next gru-next", rows());
    }

    @Test
    void orderOfTheTableIsThatOfItsColumns() {
        open();
        Toolkit.onWindowThread(() -> {
            var epochs = table0().getColumns().stream().filter(column -> "epochs".equals(column.getUserData())).findFirst().orElseThrow();
            table0().getSortOrder().add(epochs);
        });
        Toolkit.settle(3);
        assertEquals("lstm-next gru-wide gru-next", rows());
        Toolkit.onWindowThread(() -> table0().getSortOrder().getFirst().setSortType(javafx.scene.control.TableColumn.SortType.DESCENDING));
        Toolkit.settle(3);
        assertEquals("gru-next gru-wide lstm-next", rows());
    }

    @Test
    void headIsClickedToSortUpDownAndNoMore() {
        open();
        assertEquals("gru-wide lstm-next gru-next", rows());
        clickHead("epochs");
        assertEquals("lstm-next gru-wide gru-next", rows());
        clickHead("epochs");
        assertEquals("gru-next gru-wide lstm-next", rows());
        clickHead("epochs");
        assertEquals("gru-wide lstm-next gru-next", rows(), "the newest first, as before");

        clickHead("state");
        String byState = rows();
        clickHead("experiment");
        assertEquals("gru-next gru-wide lstm-next", rows(), "a click on another head begins anew");
        clickHead("state");
        assertEquals(byState, rows());
    }

    /// Presses and releases the mouse there. The headless robot cannot: it says of every press that it asks for the context menu.
    private void clickHead(String column) {
        Node head = head(column);
        Toolkit.onWindowThread(() -> {
            Bounds bounds = head.localToScene(head.getBoundsInLocal());
            for (EventType<MouseEvent> type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
                boolean down = type == MouseEvent.MOUSE_PRESSED;
                Event.fireEvent(head, new MouseEvent(type, bounds.getCenterX(), bounds.getCenterY(), 0, 0, MouseButton.PRIMARY, 1, false, false, false, false,
                        down, false, false, true, false, true, new PickResult(head, bounds.getCenterX(), bounds.getCenterY())));
            }
        });
        Toolkit.settle(3);
    }

    /// The head of a column.
    private Node head(String column) {
        return Toolkit.onWindowThread(() -> table0().lookupAll(".column-header").stream()
                .filter(TableColumnHeader.class::isInstance)
                .filter(head -> ((TableColumnHeader) head).getTableColumn() != null && column.equals(((TableColumnHeader) head).getTableColumn().getUserData()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no head of " + column)));
    }

    @Test
    void curvesLieOverOneAnotherByStepEpochOrTime() {
        open();
        Toolkit.onWindowThread(() -> table0().getSelectionModel().selectAll());
        Toolkit.settle(6);
        assertEquals(CurveFrame.Axis.EPOCH, axis());
        Node align = find("#align", Node.class);
        Toolkit.onWindowThread(align::requestFocus);
        type(KeyCode.DOWN);
        assertEquals(CurveFrame.Axis.STEP, axis());
        type(KeyCode.DOWN);
        assertEquals(CurveFrame.Axis.TIME, axis());
        assertEquals(3, all(".legend-entry").size(), "the same runs");
    }

    private CurveFrame.Axis axis() {
        CurveChart chart = (CurveChart) find("#chart", Pane.class).getChildren().getFirst();
        return Toolkit.onWindowThread(chart::axis);
    }

    @Test
    void notesAreKeptWhenTheFieldIsLeft() {
        open();
        Toolkit.onWindowThread(() -> ((TabPane) scene.getRoot().lookup("#details")).getSelectionModel().select(1));
        Toolkit.settle(3);
        click(find("#notes", TextArea.class));
        type(KeyCode.A, KeyCode.B);
        click(find("#filter", TextField.class));
        assertEquals("ab", shop.live.marks.notes());
        Toolkit.picture(scene, "runs-notes");
    }

    @Test
    void forkFormAsksForARunAndTellsWhatItWouldType() {
        open();
        Toolkit.onWindowThread(() -> {
            table0().getSelectionModel().clearAndSelect(2);
            ((TabPane) scene.getRoot().lookup("#details")).getSelectionModel().select(2);
        });
        Toolkit.settle(4);
        Toolkit.onWindowThread(() -> ((TextArea) scene.getRoot().lookup("#changes")).setText("training.epochs=40"));
        Toolkit.picture(scene, "runs-fork");
        click(find("#fork", Node.class));
        assertEquals(List.of("fork 20260301-101500-gru-next last {training.epochs=40}"), shop.workbench.asked);
    }
}
