package trailbench.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import trailbench.runs.Protocols;
import trailbench.runs.FigureCurve.Align;
import trailbench.runs.TextForm;
import trailbench.ui.chart.CurveChart;
import trailbench.ui.chart.CurveFrame;
import trailbench.ui.control.Choices;
import trailbench.ui.control.ProblemLabel;
import trailbench.ui.control.TabContents;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Pulse;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;

/// The Runs room: question, table and actions above; overlaid curves and what is known of the selected runs below.
public final class RunsView implements Room {
    private static final List<String> GROUPS = List.of("graph", "state", "experiment", "tags", "data", "starred", "verified", "parent");
    private static final String NO_GROUP = "";
    private static final Duration LOOK = Duration.seconds(1);
    private static final KeyCombination UNDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
    private static final List<KeyCombination> REDO = List.of(
            new KeyCodeCombination(KeyCode.Y, KeyCombination.SHORTCUT_DOWN),
            new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
    private static final KeyCombination FIND = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

    private final RunsViewModel viewModel;
    private final Messages words;
    private final ColumnWords heads;
    private final Parent root;
    private final Pulse pulse;

    @FXML private VBox empty;
    @FXML private VBox board;
    @FXML private TextField filter;
    @FXML private ProblemLabel problem;
    @FXML private ComboBox<String> group;
    @FXML private MenuButton columns;
    @FXML private MenuButton export;
    @FXML private Button undo;
    @FXML private Button redo;
    @FXML private ToggleButton trash;
    @FXML private HBox warning;
    @FXML private Label warningText;
    @FXML private Label chartWarning;
    @FXML private TableView<RunRow> table;
    @FXML private Label selection;
    @FXML private HBox runActions;
    @FXML private HBox trashActions;
    @FXML private StackPane resumeHolder;
    @FXML private Button resume;
    @FXML private Button verify;
    @FXML private Button throwAway;
    @FXML private Button reveal;
    @FXML private Button toTrain;
    @FXML private Button toEvaluate;
    @FXML private Button toEmbeddings;
    @FXML private Button restore;
    @FXML private HBox drawn;
    private Optional<CurveChart> curves = Optional.empty();
    @FXML private ComboBox<String> figure;
    @FXML private ComboBox<Align> align;
    @FXML private StackPane chart;
    @FXML private TabPane details;
    @FXML private TabPane below;
    @FXML private Tab queueTab;
    @FXML private Tab searchTab;

    public RunsView(RunsViewModel viewModel, Messages words) {
        this.viewModel = viewModel;
        this.words = words;
        this.heads = new ColumnWords(words);
        this.root = Fxml.load(this, words);
        this.pulse = new Pulse(LOOK, viewModel.search()::sample);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    @Override
    public String id() {
        return Place.RUNS.id();
    }

    @Override
    public Node view() {
        return root;
    }

    @Override
    public void shown() {
        viewModel.refresh();
        pulse.start();
    }

    @Override
    public void hidden() {
        pulse.stop();
    }

    @Override
    public void released() {
        pulse.stop();
        viewModel.release();
    }

    @FXML
    private void initialize() {
        filter.textProperty().bindBidirectional(viewModel.list().filterProperty());
        viewModel.list().problemProperty().subscribe(problem::setText);
        new RunBoard(table, viewModel, words);
        groups();
        columns.setOnShowing(shown -> RunColumnMenu.fill(columns, viewModel, words));
        RunColumnMenu.fill(columns, viewModel, words);
        exports();
        trash.selectedProperty().bindBidirectional(viewModel.trashProperty());
        trash.selectedProperty().subscribe(shown -> showEmpty());
        viewModel.list().rows().addListener((ListChangeListener<RunRow>) change -> showEmpty());
        viewModel.list().tableProperty().subscribe(laid -> {
            Optional<String> text = heads.warning(laid);
            warning.setVisible(text.isPresent());
            warning.setManaged(text.isPresent());
            warningText.setText(text.orElse(""));
            Tooltip.install(warning, new Tooltip(String.join("\n", laid.protocols().lines())));
            showEmpty();
        });
        undos();
        align.getItems().setAll(Align.values());
        Choices.word(align, each -> words.text("align." + each.name().toLowerCase(java.util.Locale.ROOT)));
        align.setValue(Align.EPOCH);
        Choices.word(figure, name -> Overlay.name(name, words));
        figure.valueProperty().subscribe(chosen -> showCurves());
        align.valueProperty().subscribe(chosen -> showCurves());
        RunDetails.fill(details, viewModel, words);
        TabContents.onDemand(queueTab, () -> new QueueView(viewModel.queue(), words, viewModel::goToTrain).view());
        searchTab.selectedProperty().subscribe(selected -> showEmpty());
        viewModel.search().onScreenProperty().bind(searchTab.selectedProperty());
        TabContents.onDemand(searchTab, () -> new SearchView(viewModel.search(), words).view());
        viewModel.queue().sentenceProperty().subscribe(
                said -> queueTab.setText(viewModel.queue().waiting() == 0 ? words.text("below.queue") : words.text("below.queue.count", viewModel.queue().waiting())));
        viewModel.selectedProperty().subscribe(this::showSelection);
        viewModel.saidProperty().subscribe(said -> showSelection(viewModel.selectedProperty().get()));
        viewModel.detailsProperty().subscribe(this::showDetails);
    }

    private void showEmpty() {
        boolean none = viewModel.list().tableProperty().get().all() == 0 && !trash.isSelected() && !searchTab.isSelected();
        empty.setVisible(none);
        board.setVisible(!none);
        for (Node of : List.of(runActions, trashActions)) {
            boolean visible = (of == trashActions) == trash.isSelected();
            of.setVisible(visible);
            of.setManaged(visible);
        }
    }

    private void groups() {
        Choices.word(group, name -> name.equals(NO_GROUP) ? words.text("group.by.none") : words.text("group.by", heads.head(name)));
        group.setOnShowing(shown -> {
            String chosen = group.getValue();
            List<String> names = viewModel.list().columnNames();
            group.getItems().setAll(Stream.of(Stream.of(NO_GROUP), GROUPS.stream(), names.stream().filter(name -> name.startsWith("training.") || name.startsWith("graph.")))
                    .flatMap(each -> each).toList());
            group.setValue(chosen);
        });
        group.getItems().setAll(NO_GROUP);
        group.setValue(NO_GROUP);
        group.valueProperty().subscribe(name -> viewModel.list().groupProperty().set(Optional.ofNullable(name).filter(chosen -> !chosen.equals(NO_GROUP))));
    }

    private void exports() {
        List<MenuItem> items = new ArrayList<>();
        for (TextForm form : TextForm.values()) {
            MenuItem item = new MenuItem(words.text("export.table." + RunExports.ending(form)));
            item.setOnAction(pressed -> viewModel.exportTable(form));
            items.add(item);
        }
        for (TextForm form : TextForm.values()) {
            MenuItem item = new MenuItem(words.text("export.comparison." + RunExports.ending(form)));
            item.setOnAction(pressed -> {
                if (figure.getValue() != null) {
                    viewModel.exportComparison(form, figure.getValue(), align.getValue());
                }
            });
            items.add(item);
        }
        export.getItems().setAll(items);
    }

    private void undos() {
        viewModel.deeds().undoProperty().subscribe(deed -> {
            undo.setDisable(deed.isEmpty());
            undo.setTooltip(new Tooltip(deed.isEmpty() ? words.text("undo.nothing") : words.text("undo.tip", deed)));
        });
        viewModel.deeds().redoProperty().subscribe(deed -> {
            redo.setDisable(deed.isEmpty());
            redo.setTooltip(new Tooltip(deed.isEmpty() ? words.text("redo.nothing") : words.text("redo.tip", deed)));
        });
    }

    /// Undo belongs to a text field while one is typed into.
    private void key(KeyEvent key) {
        boolean typing = root.getScene() != null && root.getScene().getFocusOwner() instanceof TextInputControl;
        if (FIND.match(key)) {
            filter.requestFocus();
            filter.selectAll();
            key.consume();
        } else if (!typing && UNDO.match(key)) {
            viewModel.deeds().undo();
            key.consume();
        } else if (!typing && REDO.stream().anyMatch(redoKey -> redoKey.match(key))) {
            viewModel.deeds().redo();
            key.consume();
        }
    }

    private void showSelection(List<RunRow> rows) {
        for (Button button : List.of(reveal, throwAway, toTrain, toEvaluate, toEmbeddings, restore)) {
            button.setDisable(rows.isEmpty());
        }
        verify.setDisable(!viewModel.canVerify());
        resume.setDisable(!viewModel.canResume());
        Tooltip.install(resumeHolder, new Tooltip(words.text(viewModel.canResume() ? "action.resume.tip" : "action.resume.why")));
        String said = viewModel.saidProperty().get();
        selection.setText(!said.isEmpty() ? said : switch (rows.size()) {
            case 0 -> words.text("selection.none");
            case 1 -> id(rows.getFirst());
            default -> words.text("selection.many", rows.size(), id(rows.getFirst()));
        });
        selection.setTooltip(new Tooltip(selection.getText()));
    }

    private static String id(RunRow row) {
        return row.run().map(run -> run.id()).orElse("");
    }

    private void showDetails(Optional<RunsViewModel.Details> read) {
        if (read.isEmpty()) {
            chart.getChildren().setAll(new Label(words.text("chart.none")));
            return;
        }
        String wished = figure.getValue();
        List<String> figures = read.get().overlay().figures();
        figure.getItems().setAll(figures);
        figure.setValue(wished != null && figures.contains(wished) ? wished : figures.getFirst());
        showCurves();
    }

    private void showCurves() {
        Optional<RunsViewModel.Details> read = viewModel.detailsProperty().get();
        if (figure.getValue() != null && align.getValue() != null && read.isPresent()) {
            boolean mixed = Protocols.mixed(read.get().runs(), figure.getValue());
            chartWarning.setVisible(mixed);
            chartWarning.setManaged(mixed);
            show(read.get().overlay().frame(figure.getValue(), align.getValue(), words));
        }
    }

    /// What is drawn is chosen where a chart has its title. A chart goes on with other lines over the same axis.
    private void show(CurveFrame frame) {
        if (curves.filter(shown -> shown.axis() == frame.axis()).isPresent()) {
            curves.get().show(frame);
        } else {
            boolean chosen = align.isFocused();
            CurveChart made = new CurveChart(frame, words.locale());
            made.setTitle(drawn);
            curves = Optional.of(made);
            chart.getChildren().setAll(made);
            if (chosen) {
                align.requestFocus();
            }
        }
        curves.filter(shown -> !chart.getChildren().contains(shown)).ifPresent(chart.getChildren()::setAll);
    }

    @FXML
    private void goToTrain() {
        viewModel.goToTrain();
    }

    /// A first search needs an experiment, but no run.
    @FXML
    private void openSearch() {
        below.getSelectionModel().select(searchTab);
    }

    @FXML
    private void resume() {
        viewModel.resume();
    }

    @FXML
    private void verify() {
        viewModel.verify();
    }

    @FXML
    private void throwAway() {
        viewModel.throwAway();
    }

    @FXML
    private void restore() {
        viewModel.restore();
    }

    @FXML
    private void emptyTrash() {
        viewModel.emptyTrash();
    }

    @FXML
    private void undo() {
        viewModel.deeds().undo();
    }

    @FXML
    private void redo() {
        viewModel.deeds().redo();
    }

    @FXML
    private void revealFolder() {
        viewModel.revealFolder();
    }

    @FXML
    private void openTrain() {
        viewModel.open(Place.TRAIN);
    }

    @FXML
    private void openEvaluate() {
        viewModel.open(Place.EVALUATE);
    }

    @FXML
    private void openEmbeddings() {
        viewModel.open(Place.EMBEDDINGS);
    }
}
