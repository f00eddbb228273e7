package trailbench.ui.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;

/// What is shown while no project is open: the sample, a new project from a log, the projects of the last days.
final class WelcomePage {
    private final WorkbenchModel model;
    private final Messages words;
    private final Optional<Path> sample;
    private final Parent view;

    @FXML private Button sampleButton;
    @FXML private VBox recent;
    @FXML private VBox recentBox;
    @FXML private HBox corner;

    /// @param sample the folder of the sample project, if it was found beside the program
    WelcomePage(WorkbenchModel model, Messages words, Optional<Path> sample) {
        this.model = model;
        this.words = words;
        this.sample = sample;
        this.view = Fxml.load(this, words);
    }

    Parent view() {
        return view;
    }

    /// Puts the switches of theme and language into the corner.
    void addLooks(Node looks) {
        corner.getChildren().setAll(looks);
    }

    @FXML
    private void initialize() {
        sampleButton.setVisible(sample.isPresent());
        sampleButton.setManaged(sample.isPresent());
        refresh();
    }

    /// Shows the recent projects that are still there.
    void refresh() {
        List<Path> folders = model.settings().recentProjects().stream().filter(folder -> Files.exists(folder.resolve("project.yaml"))).toList();
        recent.getChildren().setAll(folders.stream().map(this::recentButton).toList());
        recentBox.setVisible(!folders.isEmpty());
        recentBox.setManaged(!folders.isEmpty());
    }

    private Node recentButton(Path folder) {
        Label name = new Label(String.valueOf(folder.getFileName()));
        name.getStyleClass().add("strong");
        Label place = new Label(String.valueOf(folder.getParent()));
        place.getStyleClass().addAll("muted", "small-text");
        VBox lines = new VBox(name, place);
        lines.setAlignment(Pos.CENTER_LEFT);
        Button button = new Button("", new HBox(12, new FontIcon("fth-folder"), lines));
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setAlignment(Pos.CENTER_LEFT);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().addAll("flat", "list-button");
        button.setAccessibleText(words.text("welcome.open.named", name.getText()));
        button.setOnAction(event -> model.desk().open(folder));
        return button;
    }

    @FXML
    private void openSample() {
        sample.ifPresent(model.desk()::open);
    }

    @FXML
    private void fromLog() {
        model.desk().createFromLog();
    }

    @FXML
    private void open() {
        model.desk().open();
    }

    @FXML
    private void create() {
        model.desk().create();
    }
}
