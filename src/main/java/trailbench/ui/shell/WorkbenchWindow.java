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
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Theme;
import trailbench.ui.help.HelpPage;
import trailbench.ui.help.HelpWindow;

/// The workbench in a stage: the welcome page or the rooms, the status bar, theme, language, keys, and the question on closing.
public final class WorkbenchWindow implements WindowActions.Window {
    private static final double LEAST_WIDTH = 1024;
    private static final double LEAST_HEIGHT = 680;

    private final Stage stage;
    private final WorkbenchModel model;
    private final List<RoomEntry> rooms;
    private final Optional<Path> sample;
    private final Scene scene = new Scene(new BorderPane(), 1280, 800);
    private final HelpWindow help;
    private StackPane layers = new StackPane();
    private Overlay overlay = new Overlay(layers);
    private Guide guide;
    private Messages words;
    private Subscription themeSubscription = Subscription.EMPTY;
    private Subscription projectSubscription = Subscription.EMPTY;
    private @Nullable WorkbenchView workbench;
    private @Nullable Rehearsal rehearsal;

    /// @param rooms  in the order of the rail
    /// @param sample the folder of the sample project, if it was found beside the program
    public WorkbenchWindow(Stage stage, WorkbenchModel model, List<RoomEntry> rooms, Optional<Path> sample) {
        this.stage = stage;
        this.model = model;
        this.rooms = List.copyOf(rooms);
        this.sample = sample;
        this.help = new HelpWindow(stage);
        this.words = Messages.of(WorkbenchWindow.class, model.settings().language());
        this.guide = new Guide(model, layers, words);
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

    /// Rehearses the rooms while nobody touches the window, nothing is being done in it, and no run goes on whose curves somebody may be watching.
    public void rehearse(Rehearsal rooms) {
        rehearsal = rooms;
        scene.addEventFilter(InputEvent.ANY, input -> rooms.disturb());
        model.projectProperty().subscribe(opened -> rooms.disturb());
        model.placeProperty().subscribe(place -> rooms.disturb());
        rooms.begin(() -> model.executor().isResting() && model.runs().stream().noneMatch(RunEntry::live));
    }

    private void close() {
        if (rehearsal != null) {
            rehearsal.end();
        }
        model.settings().window(new Settings.WindowSize(stage.getWidth(), stage.getHeight(), stage.isMaximized()));
        letGo();
        model.closeProject();
        stage.close();
    }

    /// Makes everything that holds words, in the language of now.
    private void build() {
        Optional<Integer> reached = guide.reached();
        letGo();
        Locale locale = model.settings().language();
        words = Messages.of(WorkbenchWindow.class, locale);
        BorderPane root = new BorderPane();
        layers = new StackPane(root);
        overlay = new Overlay(layers);
        WelcomePage welcome = new WelcomePage(model, words, sample, this::beginGuide, this::openHelp);
        StatusBar status = new StatusBar(model, new StatusViewModel(model, locale), words);
        root.setBottom(status.view());
        scene.setRoot(layers);
        Theme.dress(scene, locale);
        projectSubscription = model.projectProperty().subscribe(project -> {
            stage.setTitle(project == null ? "Trailbench" : project.title() + " – Trailbench");
            if (project == null) {
                letGoOfRooms();
                welcome.refresh();
                welcome.addLooks(looks());
                root.setCenter(welcome.view());
            } else if (workbench == null) {
                WorkbenchView frame = new WorkbenchView(model, rooms, locale);
                workbench = frame;
                frame.addLooks(looks());
                root.setCenter(frame.view());
            }
        });
        guide = new Guide(model, layers, words);
        reached.ifPresent(guide::goOn);
    }

    private void letGo() {
        projectSubscription.unsubscribe();
        guide.release();
        letGoOfRooms();
    }

    private void letGoOfRooms() {
        if (workbench != null) {
            workbench.release();
            workbench = null;
        }
    }

    private Node looks() {
        HBox looks = new HBox(searchButton(), themeButton(), languageButton());
        looks.setAlignment(Pos.CENTER);
        looks.setMinWidth(Region.USE_PREF_SIZE);
        return looks;
    }

    private Node searchButton() {
        Button button = new Button("", new FontIcon("fth-search"));
        button.setId("openPalette");
        button.getStyleClass().addAll("flat", "icon-button");
        button.setTooltip(new Tooltip(words.text("palette.tip")));
        button.setAccessibleText(words.text("palette.tip"));
        button.setOnAction(event -> openPalette());
        return button;
    }

    private Node themeButton() {
        Button button = new Button("", new FontIcon());
        button.getStyleClass().addAll("flat", "icon-button");
        button.setTooltip(new Tooltip());
        themeSubscription.unsubscribe();
        themeSubscription = model.settings().themeProperty().subscribe(theme -> showTheme(button));
        button.setOnAction(event -> switchTheme());
        return button;
    }

    @Override
    public void switchTheme() {
        Theme other = model.settings().theme().other();
        model.settings().theme(other);
        other.apply();
    }

    private void showTheme(Button button) {
        boolean light = model.settings().theme() == Theme.LIGHT;
        button.setGraphic(new FontIcon(light ? "fth-moon" : "fth-sun"));
        button.getTooltip().setText(words.text(light ? "theme.dark" : "theme.light"));
        button.setAccessibleText(button.getTooltip().getText());
    }

    private Node languageButton() {
        Button button = new Button(words.text("language.other"));
        button.getStyleClass().add("flat");
        button.setTooltip(new Tooltip(words.text("language.tip")));
        button.setOnAction(event -> switchLanguage());
        return button;
    }

    @Override
    public void switchLanguage() {
        boolean chinese = model.settings().language().getLanguage().equals("zh");
        model.settings().language(chinese ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
        build();
    }

    private void openPalette() {
        Optional<Node> room = Optional.ofNullable(workbench).flatMap(WorkbenchView::room);
        CommandPalette.open(WindowActions.now(model, this, rooms.stream().map(RoomEntry::place).toList(), room, sample, words), overlay, words);
    }

    @Override
    public void openShortcuts() {
        ShortcutSheet.open(overlay, words);
    }

    /// The page on the room that is on screen.
    private void openHelp() {
        openHelp(model.project() == null ? HelpPage.FIRST_STEPS : HelpPage.ofRoom(model.placeProperty().get().id()));
    }

    @Override
    public void openHelp(HelpPage page) {
        help.open(page, model.settings().language());
    }

    /// Opens the sample if no project is open, and leads through it.
    @Override
    public void beginGuide() {
        if (model.project() == null && sample.isEmpty()) {
            return;
        }
        if (model.project() == null) {
            sample.ifPresent(model.desk()::open);
        }
        guide.begin();
    }

    /// Leads somebody who has not seen it yet through the project that is being opened.
    public void guideIfNew() {
        if (Guide.isNew(model)) {
            guide.begin();
        }
    }

    private void addKeys() {
        List<KeyCode> digits = List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5, KeyCode.DIGIT6, KeyCode.DIGIT7, KeyCode.DIGIT8);
        for (RoomEntry entry : rooms) {
            key(digits.get(entry.place().ordinal()), () -> model.placeProperty().set(entry.place()));
        }
        key(KeyCode.S, model::save);
        key(KeyCode.O, model.desk()::open);
        key(KeyCode.N, model.desk()::create);
        key(KeyCode.K, this::openPalette);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.M, KeyCombination.ALT_DOWN), this::switchTheme);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F1), this::openHelp);
        scene.addEventHandler(KeyEvent.KEY_TYPED, key -> {
            if (key.getCharacter().equals("?") && !(key.getTarget() instanceof TextInputControl)) {
                openShortcuts();
            }
        });
    }

    /// Nothing is done behind an open sheet.
    private void key(KeyCode code, Runnable action) {
        scene.getAccelerators().put(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN), () -> {
            if (!overlay.isOpen()) {
                action.run();
            }
        });
    }

    /// For pictures.
    Parent root() {
        return scene.getRoot();
    }
}
