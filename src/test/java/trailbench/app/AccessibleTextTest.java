package trailbench.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trailbench.experiment.Preparation;
import trailbench.experiment.WorkerProcesses;
import trailbench.experiment.WorkerWorkbench;
import trailbench.project.UserFolders;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.fx.WindowDialogs;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.ui.shell.WorkbenchWindow;

/// Whoever hears the window instead of seeing it: every control and every picture of every room has words.
@Timeout(180)
class AccessibleTextTest {
    private static final Path SAMPLE = Path.of("projects", "online-retail");

    @TempDir
    private Path folder;

    private Stage stage;
    private WorkbenchModel model;

    @BeforeEach
    void open() {
        Toolkit.onWindowThread(() -> {
            stage = new Stage();
            model = model();
        });
    }

    private WorkbenchModel model() {
        Settings settings = Settings.inMemory();
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("cache"), folder.resolve("logs"));
        WorkerWorkbench workbench = new WorkerWorkbench(new Preparation(folders), new WorkerProcesses("trailbench.app.Main"));
        return Rooms.model(new WindowDialogs(stage, settings::language), workbench, settings, fault -> {});
    }

    @AfterEach
    void close() {
        Toolkit.onWindowThread(() -> {
            model.desk().closeProject();
            stage.close();
        });
    }

    @Test
    void everyControlAndPictureOfEveryRoomHasWords() {
        Toolkit.onWindowThread(() -> new WorkbenchWindow(stage, model, Rooms.all(model, path -> {}), Optional.of(SAMPLE)).show());
        Set<String> silent = new TreeSet<>(silent("welcome"));
        Toolkit.onWindowThread(() -> model.desk().open(SAMPLE));
        for (Place place : Place.values()) {
            Toolkit.onWindowThread(() -> model.placeProperty().set(place));
            for (int quiet = 0; quiet < 5; ) {
                quiet = Toolkit.onWindowThread(() -> model.project() != null && model.executor().isResting()) ? quiet + 1 : 0;
                Toolkit.settle(6);
            }
            silent.addAll(silent(place.id()));
        }
        assertEquals("", String.join("\n", silent), "without words for a screen reader");
    }

    private List<String> silent(String room) {
        return Toolkit.onWindowThread(() -> {
            List<String> found = new ArrayList<>();
            walk(stage.getScene().getRoot(), room, found);
            return found;
        });
    }

    private static void walk(Node node, String room, List<String> silent) {
        if (!node.isVisible()) {
            return;
        }
        if (needsWords(node) && !hasWords(node)) {
            silent.add(room + ": " + node.getClass().getSimpleName() + " #" + node.getId() + " " + node.getStyleClass() + " in " + home(node));
        }
        boolean whole = node instanceof ComboBoxBase || node instanceof Spinner || node instanceof TextInputControl || node instanceof ButtonBase;
        if (node instanceof Parent parent && !whole) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, room, silent));
        }
    }

    private static boolean needsWords(Node node) {
        boolean control = node instanceof ButtonBase || node instanceof ComboBoxBase || node instanceof TextInputControl || node instanceof Spinner
                || node instanceof Slider || node instanceof TableView || node instanceof ListView || node instanceof Canvas;
        // An arrow of a scroll bar or of a list is part of another control.
        return control && !node.getStyleClass().contains("arrow-button");
    }

    private static boolean hasWords(Node node) {
        boolean own = said(node.getAccessibleText()) || node instanceof Labeled labeled && said(labeled.getText());
        boolean picture = node instanceof Canvas && spokenForByParent(node);
        return own || picture || labels(node.getScene().getRoot()).stream().anyMatch(label -> label.getLabelFor() == node && said(label.getText()));
    }

    /// A canvas is drawn by a control around it, which speaks for it.
    private static boolean spokenForByParent(Node node) {
        for (Parent above = node.getParent(); above != null; above = above.getParent()) {
            if (said(above.getAccessibleText())) {
                return true;
            }
        }
        return false;
    }

    private static List<Label> labels(Parent root) {
        return root.lookupAll(".label").stream().filter(Label.class::isInstance).map(Label.class::cast).toList();
    }

    private static boolean said(String words) {
        return words != null && !words.isBlank();
    }

    private static String home(Node node) {
        List<String> above = new ArrayList<>();
        for (Parent each = node.getParent(); each != null && above.size() < 4; each = each.getParent()) {
            above.add(each.getClass().getSimpleName() + (each.getId() == null ? "" : "#" + each.getId()));
        }
        return String.join(" < ", above);
    }
}
