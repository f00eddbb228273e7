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
import trailbench.log.synthetic.SyntheticLog;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;

/// What is shown while no project is open: a new project from a log, samples to try, the projects of the last days, and a way to be shown round.
final class WelcomePage {
    private final WorkbenchModel model;
    private final Messages words;
    private final Optional<Path> sample;
    private final Runnable guide;
    private final Runnable help;
    private final Parent view;

    @FXML private VBox samples;
    @FXML private VBox recent;
    @FXML private VBox recentBox;
    @FXML private HBox corner;
    @FXML private Button guideButton;

    /// @param sample the folder of the sample project, if it was found beside the program
    /// @param guide  leads through the sample
    WelcomePage(WorkbenchModel model, Messages words, Optional<Path> sample, Runnable guide, Runnable help) {
        this.model = model;
        this.words = words;
        this.sample = sample;
        this.guide = guide;
        this.help = help;
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
        sample.ifPresent(folder -> samples.getChildren().add(
                button("fth-shopping-cart", words.text("sample.shop"), words.text("sample.shop.what"), () -> model.desk().open(folder))));
        for (SyntheticLog log : SyntheticLog.values()) {
            samples.getChildren().add(button(
                    icon(log), words.text("sample." + log.id()), words.text("sample." + log.id() + ".what"), () -> model.desk().createSynthetic(log)));
        }
        guideButton.setVisible(sample.isPresent());
        refresh();
    }

    /// Shows the recent projects that are still there.
    void refresh() {
        List<Path> folders = model.settings().recentProjects().stream().filter(folder -> Files.exists(folder.resolve("project.yaml"))).limit(5).toList();
        recent.getChildren().setAll(folders.stream().map(this::recentButton).toList());
        recentBox.setVisible(!folders.isEmpty());
        recentBox.setManaged(!folders.isEmpty());
    }

    private Node recentButton(Path folder) {
        String name = String.valueOf(folder.getFileName());
        Button button = button("fth-folder", name, String.valueOf(folder.getParent()), () -> model.desk().open(folder));
        button.setAccessibleText(words.text("welcome.open.named", name));
        return button;
    }

    static String icon(SyntheticLog log) {
        return switch (log) {
            case VIDEO -> "fth-film";
            case MUSIC -> "fth-music";
            case NEWS -> "fth-file-text";
        };
    }

    private static Button button(String icon, String text, String below, Runnable action) {
        Label name = new Label(text);
        name.getStyleClass().add("strong");
        Label more = new Label(below);
        more.getStyleClass().addAll("muted", "small-text");
        VBox lines = new VBox(name, more);
        lines.setAlignment(Pos.CENTER_LEFT);
        HBox line = new HBox(12, new FontIcon(icon), lines);
        line.setAlignment(Pos.CENTER_LEFT);
        Button button = new Button("", line);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setAlignment(Pos.CENTER_LEFT);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().addAll("flat", "list-button");
        button.setAccessibleText(text + ". " + below);
        button.setOnAction(event -> action.run());
        return button;
    }

    @FXML
    private void guide() {
        guide.run();
    }

    @FXML
    private void help() {
        help.run();
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
