package trailbench.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trailbench.graph.Spot;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;

/// Aligning nodes by the menu of the Graph room's bar, and undoing it by the bar's button, which says what it undoes.
class GraphAlignWindowTest {
    private static final List<String> CHOSEN = List.of("items", "embedding", "encoder");
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final WorkbenchModel model =
            new WorkbenchModel(new FakeWorkbench(), projects, FxExecutor.direct(dialogs::fault), dialogs, Settings.inMemory());
    private GraphViewModel graph;
    private GraphView room;
    private Scene scene;

    @BeforeEach
    void open() {
        FakeProject project = new FakeProject(Path.of("shop"), "Shop", false);
        project.experiments.add(FakeShop.experiment("gru-next"));
        projects.known.add(project);
        scene = Toolkit.onWindowThread(() -> {
            Messages words = Messages.of(GraphView.class, Locale.ENGLISH);
            model.desk().open(Path.of("shop"));
            graph = new GraphViewModel(model, words);
            room = new GraphView(graph, words);
            Scene made = Toolkit.scene((Parent) room.view(), Theme.LIGHT, Locale.ENGLISH, 1_072, 700);
            Stage stage = new Stage();
            stage.setScene(made);
            stage.show();
            room.shown();
            // apart in both directions: 0, 96 and 168 to the right, 8 and 40 down
            graph.move(List.of("embedding"), 96, 8);
            graph.move(List.of("encoder"), 168, 40);
            graph.selection().select(CHOSEN);
            return made;
        });
        Toolkit.settle(3);
    }

    @AfterEach
    void close() {
        Toolkit.onWindowThread(() -> {
            room.released();
            scene.getWindow().hide();
        });
    }

    private Map<String, Spot> spots() {
        return Toolkit.onWindowThread(() -> graph.pictureProperty().get().drawing().spots());
    }

    private void choose(String item) {
        Toolkit.onWindowThread(() -> scene.getRoot().lookupAll(".menu-button").stream()
                .map(MenuButton.class::cast)
                .flatMap(menu -> menu.getItems().stream())
                .filter(each -> item.equals(each.getText()))
                .forEach(MenuItem::fire));
        Toolkit.settle(2);
    }

    /// What the button says that it undoes.
    private String undo() {
        String said = Toolkit.onWindowThread(() -> {
            Button button = (Button) scene.getRoot().lookup("#undo");
            String tip = button.getTooltip().getText();
            button.fire();
            return tip;
        });
        Toolkit.settle(2);
        return said;
    }

    /// Moves along one axis only, onto `wished`, and comes back.
    private void aligns(String item, boolean downwards, int wished) {
        Map<String, Spot> before = spots();
        choose(item);
        Map<String, Spot> after = spots();
        for (String name : CHOSEN) {
            Spot was = before.get(name);
            assertEquals(downwards ? new Spot(was.x(), wished) : new Spot(wished, was.y()), after.get(name), name);
        }
        before.keySet().stream().filter(name -> !CHOSEN.contains(name)).forEach(name -> assertEquals(before.get(name), after.get(name), name + " was not chosen"));
        assertEquals("Undo: align 3 nodes (Ctrl+Z)", undo());
        assertEquals(before, spots());
    }

    @Test
    void leftEdgesMiddlesAndUpperEdgesAreAlignedAndEachIsUndoneByItsName() {
        Map<String, Spot> spots = spots();
        List<Spot> chosen = CHOSEN.stream().map(spots::get).toList();
        assertNotEquals(chosen.getFirst().x(), chosen.getLast().x());
        aligns("Left edges", false, chosen.stream().mapToInt(Spot::x).min().orElseThrow());
        // all nodes are as wide: their middles are in line where their left edges are, on the mean
        aligns("Middles", false, (int) Math.round(chosen.stream().mapToInt(Spot::x).average().orElseThrow()));
        aligns("Upper edges", true, chosen.stream().mapToInt(Spot::y).min().orElseThrow());
    }
}
