package trailbench.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trailbench.experiment.Preparation;
import trailbench.experiment.WorkerProcesses;
import trailbench.experiment.WorkerWorkbench;
import trailbench.project.FolderProjects;
import trailbench.project.UserFolders;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.fx.WindowDialogs;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Rehearsal;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.ui.shell.WorkbenchWindow;

/// The real rooms are rehearsed behind a window, and the window knows nothing of it.
@Timeout(240)
class RehearsedRoomsTest {
    private static final Path SAMPLE = Path.of("projects", "online-retail");

    @TempDir
    private Path folder;

    private final Settings settings = Settings.inMemory();
    private final List<Throwable> faults = new ArrayList<>();
    private Stage stage;
    private WorkbenchModel model;
    private WorkbenchWindow window;
    private Rehearsal rehearsal;

    private void open(Locale language, Theme theme) {
        new FolderProjects().create(folder.resolve("mine"), "My shop").close();
        Toolkit.onWindowThread(() -> {
            settings.language(language);
            settings.theme(theme);
            stage = new Stage();
            UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
            WorkerWorkbench workbench = new WorkerWorkbench(new Preparation(folders), new WorkerProcesses("trailbench.app.Main"));
            WindowDialogs dialogs = new WindowDialogs(stage, settings::language);
            model = Rooms.model(dialogs, workbench, settings, faults::add);
            window = new WorkbenchWindow(stage, model, Rooms.all(model, path -> {}), Optional.of(SAMPLE));
            window.show();
            rehearsal = Rooms.rehearsal(dialogs, workbench, settings, Optional.of(SAMPLE), faults::add);
            window.rehearse(rehearsal);
        });
    }

    @AfterEach
    void close() {
        Toolkit.onWindowThread(() -> {
            rehearsal.end();
            model.desk().closeProject();
            stage.close();
            Theme.LIGHT.apply();
        });
    }

    @Test
    void projectIsShownInTheLanguageAndThemeThatWereChosenBehindTheRehearsal() {
        open(Locale.ENGLISH, Theme.LIGHT);
        Toolkit.settle(30);
        Toolkit.onWindowThread(() -> {
            window.switchLanguage();
            window.switchTheme();
            model.desk().open(folder.resolve("mine"));
            model.placeProperty().set(Place.RUNS);
        });
        until(() -> stage.getTitle().startsWith("My shop") && stage.getScene().lookup("#table") instanceof TableView<?>);
        until(rehearsal::isOver);
        Toolkit.onWindowThread(() -> {
            assertEquals("运行", ((ToggleButton) stage.getScene().lookup("#to-runs")).getText());
            assertEquals("运行", ((Label) stage.getScene().lookup("#roomTitle")).getText());
            assertEquals(0, ((TableView<?>) stage.getScene().lookup("#table")).getItems().size()); // the sample's runs are the rehearsal's
            assertEquals(List.of(folder.resolve("mine")), settings.recentProjects());
            assertEquals(Theme.DARK, settings.theme());
        });
        assertEquals(List.of(), faults);
    }

    @Test
    void allRoomsAreRehearsedInChineseAndDarkBehindTheWelcomePageWithoutAFault() {
        open(Locale.SIMPLIFIED_CHINESE, Theme.DARK);
        until(rehearsal::isOver);
        assertEquals(List.of(), faults);
        Toolkit.onWindowThread(() -> {
            assertEquals("Trailbench", stage.getTitle());
            assertEquals(List.of(), settings.recentProjects());
            assertTrue(model.executor().jobs().isEmpty());
        });
    }

    private static void until(Supplier<Boolean> holds) {
        while (!Toolkit.onWindowThread(holds)) {
            Toolkit.settle(1);
        }
    }
}
