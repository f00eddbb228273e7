package trailbench.ui.shell;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;

/// The frame around the rooms: rail, top bar, and the room on screen.
final class WorkbenchView {
    private static final double EXPERIMENT_MOST = 184;
    /// Of the bar: in a narrow window a run's words need the room more.
    private static final double EXPERIMENT_SHARE = 0.172;
    private static final double RUN_LEAST = 304;
    private static final double RUN_MOST = 440;
    /// What the box of the run has beside its words: padding and arrow.
    private static final double RUN_FRAME = 52;

    private final WorkbenchModel model;
    private final Messages words;
    private final List<RoomEntry> entries;
    private final Locale locale;
    private final Map<Place, Room> rooms = new EnumMap<>(Place.class);
    private final Map<Place, ToggleButton> railButtons = new EnumMap<>(Place.class);
    private final Parent view;
    private Subscription subscriptions = Subscription.EMPTY;
    private @Nullable Room shown;
    private final RunCell chosenRun;
    private boolean filling;

    @FXML private MenuButton projectMenu;
    @FXML private HBox readOnly;
    @FXML private VBox rail;
    @FXML private Label roomTitle;
    @FXML private ComboBox<String> experiment;
    @FXML private Button save;
    @FXML private MenuButton experimentMenu;
    @FXML private ComboBox<RunFolder> run;
    @FXML private StackPane stage;
    @FXML private HBox topBar;

    WorkbenchView(WorkbenchModel model, List<RoomEntry> entries, Locale locale) {
        this.model = model;
        this.entries = entries;
        this.locale = locale;
        this.words = Messages.of(WorkbenchView.class, locale);
        this.chosenRun = runCell();
        this.view = Fxml.load(this, words);
    }

    Parent view() {
        return view;
    }

    /// What is on screen of the room.
    Optional<Node> room() {
        return Optional.ofNullable(shown).map(Room::view);
    }

    /// Puts the switches of theme and language at the end of the top bar.
    void addLooks(Node looks) {
        topBar.getChildren().add(looks);
    }

    @FXML
    private void initialize() {
        fillRail();
        experiment.setPromptText(words.text("experiment.none"));
        run.setPromptText(words.text("run.none"));
        run.setCellFactory(list -> runCell());
        run.setButtonCell(chosenRun);
        topBar.widthProperty().subscribe(width -> experiment.setPrefWidth(Math.min(EXPERIMENT_MOST, EXPERIMENT_SHARE * width.doubleValue())));
        run.sceneProperty().subscribe(scene -> fitRun()); // only there have words their font
        subscriptions = Subscription.combine(
                model.projectProperty().subscribe(this::showProject),
                model.draftProperty().subscribe(draft -> showExperiments()),
                model.experiments().subscribe(this::showExperiments),
                model.changedBinding().subscribe(changed -> showExperiments()),
                model.runs().subscribe(this::showRuns),
                model.selectedRunProperty().subscribe(selected -> showRuns()),
                model.placeProperty().subscribe(this::show));
        experiment.valueProperty().subscribe(name -> {
            if (name != null && !filling) {
                model.selectExperiment(name);
                showExperiments();
            }
        });
        run.valueProperty().subscribe(chosen -> {
            if (chosen != null && !filling) {
                model.selectRun(chosen);
            }
        });
    }

    private void fillRail() {
        ToggleGroup group = new ToggleGroup();
        for (RoomEntry entry : entries) {
            Place place = entry.place();
            ToggleButton button = new ToggleButton(words.text("room." + place.id()), new FontIcon(place.icon()));
            button.setId("to-" + place.id());
            button.getStyleClass().add("rail-button");
            button.setMaxWidth(Double.MAX_VALUE);
            button.setToggleGroup(group);
            button.setTooltip(new Tooltip(words.text("room.tip." + place.id(), place.ordinal() + 1)));
            button.setOnAction(event -> {
                button.setSelected(true);
                model.placeProperty().set(place);
            });
            railButtons.put(place, button);
            rail.getChildren().add(button);
        }
    }

    private void show(Place place) {
        entries.stream().filter(entry -> entry.place() == place).findFirst().ifPresent(entry -> {
            Room next = rooms.computeIfAbsent(place, at -> entry.make().apply(locale));
            if (shown == next) {
                return;
            }
            if (shown != null) {
                shown.hidden();
            }
            shown = next;
            railButtons.get(place).setSelected(true);
            roomTitle.setText(words.text("room." + place.id()));
            stage.getChildren().setAll(next.view());
            next.shown();
        });
    }

    /// Lets go of all rooms and of the shared model.
    void release() {
        subscriptions.unsubscribe();
        if (shown != null) {
            shown.hidden();
        }
        rooms.values().forEach(Room::released);
    }

    private void showProject(@Nullable Project project) {
        projectMenu.setText(project == null ? "" : project.title());
        boolean locked = project != null && project.readOnly();
        readOnly.setVisible(locked);
        readOnly.setManaged(locked);
    }

    private void showExperiments() {
        Experiment draft = model.draft();
        filling = true;
        List<String> names = Stream.concat(model.experiments().stream().map(Experiment::experiment), Stream.ofNullable(draft).map(Experiment::experiment))
                .distinct().toList();
        if (!experiment.getItems().equals(names)) {
            experiment.getItems().setAll(names);
        }
        experiment.setValue(draft == null ? null : draft.experiment());
        experiment.setDisable(draft == null);
        experimentMenu.setVisible(draft != null);
        experimentMenu.setManaged(draft != null);
        boolean changed = model.changedBinding().get();
        save.setVisible(changed);
        save.setManaged(changed);
        filling = false;
    }

    private void showRuns() {
        filling = true;
        List<RunFolder> folders = model.runs().stream().map(RunEntry::folder).toList();
        if (!run.getItems().equals(folders)) {
            run.getItems().setAll(folders);
        }
        run.setValue(model.selectedRun());
        chosenRun.say(); // its state may be another
        fitRun();
        run.setDisable(folders.isEmpty());
        filling = false;
    }

    private RunCell runCell() {
        return new RunCell(model::entry, words);
    }

    /// Gives the box of the run the width that its words take, within limits, so that no room of the bar is left over while they are cut.
    private void fitRun() {
        chosenRun.applyCss();
        run.setPrefWidth(Math.clamp(chosenRun.wordsWidth() + RUN_FRAME, RUN_LEAST, RUN_MOST));
    }

    @FXML
    private void fillProjectMenu() {
        List<MenuItem> items = new ArrayList<>(List.of(
                item("menu.new", () -> model.desk().create()),
                item("menu.log", () -> model.desk().createFromLog()),
                item("menu.open", () -> model.desk().open()),
                item("menu.saveas", () -> model.desk().saveAs()),
                new SeparatorMenuItem()));
        Project open = model.project();
        model.settings().recentProjects().stream().filter(folder -> open == null || !folder.equals(open.folder())).limit(5).forEach(folder -> {
            MenuItem recent = new MenuItem(String.valueOf(folder.getFileName()));
            recent.setOnAction(event -> model.desk().open(folder));
            items.add(recent);
        });
        items.add(item("menu.close", model.desk()::closeProject));
        projectMenu.getItems().setAll(items);
    }

    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(words.text(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    @FXML
    private void saveCopy() {
        model.desk().saveAs();
    }

    @FXML
    private void save() {
        model.save();
    }

    @FXML
    private void revert() {
        model.revert();
    }

    @FXML
    private void duplicate() {
        Experiment draft = model.draft();
        if (draft != null) {
            model.dialogs().ask(words.text("duplicate.title"), words.text("duplicate.label"), draft.experiment() + "-2")
                    .ifPresent(model::duplicateExperiment);
        }
    }
}
