package trailbench.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Theme;

/// The workbench in a stage: the welcome page or the rooms, the status bar, theme, language, keys, and the question on closing.
public final class WorkbenchWindow {
    private static final double LEAST_WIDTH = 1024;
    private static final double LEAST_HEIGHT = 680;

    private final Stage stage;
    private final WorkbenchModel model;
    private final List<RoomEntry> rooms;
    private final Optional<Path> sample;
    private final Scene scene = new Scene(new BorderPane(), 1280, 800);
    private Subscription projectSubscription = Subscription.EMPTY;
    private @Nullable WorkbenchView workbench;

    /// @param rooms  in the order of the rail
    /// @param sample the folder of the sample project, if it was found beside the program
    public WorkbenchWindow(Stage stage, WorkbenchModel model, List<RoomEntry> rooms, Optional<Path> sample) {
        this.stage = stage;
        this.model = model;
        this.rooms = List.copyOf(rooms);
        this.sample = sample;
    }

    /// Shows the window as large as it was when it was last closed.
    public void show() {
        Settings.WindowSize size = model.settings().window();
        model.settings().theme().apply();
        addKeys();
        build();
        Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> model.executor().fault(fault));
        stage.setScene(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setWidth(size.width());
        stage.setHeight(size.height());
        stage.setMaximized(size.maximised());
        stage.setOnCloseRequest(event -> {
            event.consume();
            model.desk().leave(this::close);
        });
        stage.show();
    }

    private void close() {
        model.settings().window(new Settings.WindowSize(stage.getWidth(), stage.getHeight(), stage.isMaximized()));
        letGo();
        model.closeProject();
        stage.close();
    }

    /// Makes everything that holds words, in the language of now.
    private void build() {
        letGo();
        Locale locale = model.settings().language();
        Messages words = Messages.of(WorkbenchWindow.class, locale);
        BorderPane root = new BorderPane();
        WelcomePage welcome = new WelcomePage(model, words, sample);
        StatusBar status = new StatusBar(model, new StatusViewModel(model, locale), words);
        root.setBottom(status.view());
        scene.setRoot(root);
        Theme.dress(scene, locale);
        projectSubscription = model.projectProperty().subscribe(project -> {
            stage.setTitle(project == null ? "Trailbench" : project.title() + " – Trailbench");
            if (project == null) {
                letGoOfRooms();
                welcome.refresh();
                welcome.addLooks(looks(words));
                root.setCenter(welcome.view());
            } else if (workbench == null) {
                WorkbenchView frame = new WorkbenchView(model, rooms, locale);
                workbench = frame;
                frame.addLooks(looks(words));
                root.setCenter(frame.view());
            }
        });
    }

    private void letGo() {
        projectSubscription.unsubscribe();
        letGoOfRooms();
    }

    private void letGoOfRooms() {
        if (workbench != null) {
            workbench.release();
            workbench = null;
        }
    }

    private Node looks(Messages words) {
        HBox looks = new HBox(themeButton(words), languageButton(words));
        looks.setAlignment(Pos.CENTER);
        return looks;
    }

    private Node themeButton(Messages words) {
        Button button = new Button("", new FontIcon());
        button.getStyleClass().addAll("flat", "icon-button");
        button.setTooltip(new Tooltip());
        showTheme(button, words);
        button.setOnAction(event -> {
            Theme other = model.settings().theme().other();
            model.settings().theme(other);
            other.apply();
            showTheme(button, words);
        });
        return button;
    }

    private void showTheme(Button button, Messages words) {
        boolean light = model.settings().theme() == Theme.LIGHT;
        button.setGraphic(new FontIcon(light ? "fth-moon" : "fth-sun"));
        button.getTooltip().setText(words.text(light ? "theme.dark" : "theme.light"));
        button.setAccessibleText(button.getTooltip().getText());
    }

    private Node languageButton(Messages words) {
        Button button = new Button(words.text("language.other"));
        button.getStyleClass().add("flat");
        button.setTooltip(new Tooltip(words.text("language.tip")));
        button.setOnAction(event -> {
            boolean chinese = model.settings().language().getLanguage().equals("zh");
            model.settings().language(chinese ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
            build();
        });
        return button;
    }

    private void addKeys() {
        List<KeyCode> digits = List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5, KeyCode.DIGIT6, KeyCode.DIGIT7);
        for (RoomEntry entry : rooms) {
            key(digits.get(entry.place().ordinal()), () -> model.placeProperty().set(entry.place()));
        }
        key(KeyCode.S, model::save);
        key(KeyCode.O, model.desk()::open);
        key(KeyCode.N, model.desk()::create);
    }

    private void key(KeyCode code, Runnable action) {
        scene.getAccelerators().put(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN), action);
    }

    /// For pictures.
    Parent root() {
        return scene.getRoot();
    }
}
