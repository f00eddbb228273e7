package trailbench.ui.shell;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Pulse;

/// The line at the foot of the window that always says what is running.
final class StatusBar {
    private static final Duration GLANCE = Duration.seconds(1);
    private final WorkbenchModel model;
    private final StatusViewModel status;
    private final Parent view;

    @FXML private Label quiet;
    @FXML private HBox job;
    @FXML private Label jobText;
    @FXML private ProgressBar jobProgress;
    @FXML private Button cancel;
    @FXML private HBox run;
    @FXML private Label runText;
    @FXML private ProgressBar runProgress;

    StatusBar(WorkbenchModel model, StatusViewModel status, Messages words) {
        this.model = model;
        this.status = status;
        this.view = Fxml.load(this, words);
        new Pulse(status::sample).whileInScene(view);
        new Pulse(GLANCE, model::glanceAgain).whileInScene(view);
    }

    Parent view() {
        return view;
    }

    @FXML
    private void initialize() {
        job.visibleProperty().bind(status.jobShownProperty());
        job.managedProperty().bind(job.visibleProperty());
        run.visibleProperty().bind(status.runShownProperty());
        run.managedProperty().bind(run.visibleProperty());
        quiet.visibleProperty().bind(job.visibleProperty().not().and(run.visibleProperty().not()));
        quiet.managedProperty().bind(quiet.visibleProperty());
        jobText.textProperty().bind(status.jobTextProperty());
        jobProgress.progressProperty().bind(status.jobFractionProperty());
        cancel.disableProperty().bind(status.jobStoppingProperty());
        runText.textProperty().bind(status.runTextProperty());
        runProgress.progressProperty().bind(status.runFractionProperty());
    }

    @FXML
    private void cancel() {
        status.cancel();
    }

    @FXML
    private void goToRun() {
        model.runs().stream().filter(RunEntry::live).findFirst().ifPresent(entry -> {
            model.selectRun(entry.folder());
            model.placeProperty().set(Place.TRAIN);
        });
    }
}
