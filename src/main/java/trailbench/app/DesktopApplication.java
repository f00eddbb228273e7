package trailbench.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import trailbench.experiment.Workbench;
import trailbench.project.UserFolders;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.WindowDialogs;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.ui.shell.WorkbenchWindow;
import trailbench.work.Fault;

/// The workbench with a display. The first time, it opens the sample project; later, the project that was open last.
public final class DesktopApplication extends Application {
    static final String SAMPLE = "online-retail";

    /// Opens the window and returns when it is closed.
    ///
    /// @param project what it opens with
    static void open(Optional<Path> project) {
        Application.launch(DesktopApplication.class, project.map(Path::toString).stream().toArray(String[]::new));
    }

    @Override
    public void start(Stage stage) {
        UserFolders folders = UserFolders.ofThisSystem();
        FaultLog faultLog = new FaultLog(folders.logs());
        stage.getIcons().add(new Image(String.valueOf(DesktopApplication.class.getResource("icon.png"))));
        UserFolders.settings().ifPresent(folder -> System.setProperty("java.util.prefs.userRoot", folder.toString()));
        Settings settings = Settings.saved();
        Workbench workbench = Wiring.workersBehindAWindow(folders);
        WindowDialogs dialogs = new WindowDialogs(stage, settings::language);
        WorkbenchModel model = Rooms.model(dialogs, workbench, settings, fault -> {
            if (!(fault instanceof Fault)) {
                faultLog.keep(fault);
            }
            dialogs.fault(fault);
        });
        Optional<Path> sample = Optional.of(Wiring.samples().resolve(SAMPLE)).filter(Files::isDirectory);
        WorkbenchWindow window =
                new WorkbenchWindow(stage, model, Rooms.all(model, folder -> getHostServices().showDocument(folder.toUri().toString())), sample);
        window.show();
        Optional<Path> first = getParameters().getRaw().stream().findFirst().map(Path::of).or(() -> lastProject(settings));
        first.or(() -> sample).ifPresent(model.desk()::open);
        if (first.isEmpty()) {
            window.guideIfNew();
        }
        window.rehearse(Rooms.rehearsal(dialogs, workbench, settings, sample, faultLog::keep));
    }

    @Override
    public void stop() {
        Platform.exit();
    }

    private static Optional<Path> lastProject(Settings settings) {
        return settings.recentProjects().stream().filter(folder -> Files.exists(folder.resolve("project.yaml"))).findFirst();
    }
}
