package trailbench.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import trailbench.project.Provenance;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.ui.chart.CurveChart;
import trailbench.ui.chart.Figures;
import trailbench.ui.control.EmptyState;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.shell.PassportWords;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;

/// The Runs room: the table above; overlaid curves, experiment and provenance below.
public final class RunsView implements Room {
    private final RunsViewModel viewModel;
    private final Messages words;
    private final Quantities quantities;
    private final Parent root;
    private boolean filling;

    @FXML private EmptyState empty;
    @FXML private VBox board;
    @FXML private TableView<RunRow> table;
    @FXML private TableColumn<RunRow, String> experiment;
    @FXML private TableColumn<RunRow, RunState> state;
    @FXML private TableColumn<RunRow, java.time.Instant> started;
    @FXML private TableColumn<RunRow, Integer> epochs;
    @FXML private TableColumn<RunRow, Double> best;
    @FXML private TableColumn<RunRow, Double> last;
    @FXML private TableColumn<RunRow, Double> ndcg;
    @FXML private TableColumn<RunRow, Double> hit;
    @FXML private TableColumn<RunRow, java.time.Duration> lasted;
    @FXML private Label selection;
    @FXML private StackPane resumeHolder;
    @FXML private Button resume;
    @FXML private Button reveal;
    @FXML private Button toTrain;
    @FXML private Button toEvaluate;
    @FXML private Button toEmbeddings;
    @FXML private ComboBox<String> figure;
    @FXML private StackPane chart;
    @FXML private TextArea yaml;
    @FXML private TextArea provenance;

    public RunsView(RunsViewModel viewModel, Messages words) {
        this.viewModel = viewModel;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.root = Fxml.load(this, words);
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
    }

    @Override
    public void hidden() {}

    @Override
    public void released() {
        viewModel.release();
    }

    @FXML
    private void initialize() {
        SortedList<RunRow> sorted = new SortedList<>(viewModel.rows());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<RunRow>) change -> chosen());
        columns();
        viewModel.rows().addListener((ListChangeListener<RunRow>) change -> rowsChanged());
        rowsChanged();
        figure.setConverter(figureNames());
        figure.valueProperty().subscribe(this::showCurves);
        viewModel.selectedProperty().subscribe(this::showSelection);
        viewModel.detailsProperty().subscribe(this::showDetails);
    }

    /// A list that was refilled has forgotten its selection; the view-model has not. Something is always selected.
    private void rowsChanged() {
        boolean some = !viewModel.rows().isEmpty();
        empty.setVisible(!some);
        board.setVisible(some);
        List<RunRow> wished = viewModel.selectedProperty().get().stream().filter(viewModel.rows()::contains).toList();
        filling = true;
        table.getSelectionModel().clearSelection();
        wished.forEach(table.getSelectionModel()::select);
        if (wished.isEmpty() && some) {
            table.getSelectionModel().selectFirst();
        }
        filling = false;
        chosen();
    }

    private void chosen() {
        if (!filling) {
            viewModel.select(table.getSelectionModel().getSelectedItems().stream().filter(java.util.Objects::nonNull).toList());
        }
    }

    private void columns() {
        column(experiment, row -> row.entry().experiment());
        column(state, row -> row.entry().state());
        column(started, row -> row.entry().created());
        column(epochs, row -> row.entry().epoch().map(RunEvent.Epoch::epoch).orElse(0));
        column(best, row -> boxed(row.best()));
        column(last, row -> boxed(row.last()));
        column(ndcg, row -> boxed(row.test("ndcg@10")));
        column(hit, row -> boxed(row.hitRate()));
        column(lasted, RunRow::lasted);
        state.setCellFactory(made -> new StateCell(words));
        started.setCellFactory(made -> cell(row -> quantities.localTime(row.entry().created()), row -> row.id()));
        epochs.setCellFactory(made -> cell(this::epochs, row -> ""));
        best.setCellFactory(made -> cell(row -> metric(row, row.best(), true), this::bestTip));
        last.setCellFactory(made -> cell(row -> metric(row, row.last(), false), row -> metricName(row)));
        ndcg.setCellFactory(made -> cell(row -> figure(row.test("ndcg@10")), this::passport));
        hit.setCellFactory(made -> cell(row -> figure(row.hitRate()), this::passport));
        lasted.setCellFactory(made -> cell(row -> quantities.duration(row.lasted().toSeconds()), row -> ""));
    }

    /// The cells follow their row's property, so a live run's row moves without the list changing.
    private static <T> void column(TableColumn<RunRow, T> column, Function<RunRow, @Nullable T> value) {
        column.setCellValueFactory(cell -> {
            RunRow row = cell.getValue();
            ObservableValue<T> observed = row.seenProperty().map(seen -> value.apply(row));
            return observed;
        });
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private <T> TextCell<T> cell(Function<RunRow, String> text, Function<RunRow, String> tip) {
        return new TextCell<>(text, tip);
    }

    private String epochs(RunRow row) {
        int done = row.entry().epoch().map(RunEvent.Epoch::epoch).orElse(0);
        return row.entry().started().map(first -> words.text("cell.epochs", done, first.epochs())).orElse("–");
    }

    private String metric(RunRow row, OptionalDouble value, boolean named) {
        if (value.isEmpty()) {
            return "–";
        }
        boolean bare = row.metric().equals("loss") || !named;
        return bare ? figure(value) : words.text("cell.metric", Figures.metric(row.metric()), figure(value));
    }

    private String metricName(RunRow row) {
        return row.metric().equals("loss") ? words.text("metric.loss") : Figures.metric(row.metric());
    }

    private String bestTip(RunRow row) {
        return row.entry().best().map(epoch -> words.text("cell.best.tip", metricName(row), epoch.epoch())).orElse("");
    }

    private String passport(RunRow row) {
        return row.seenProperty().get().evaluation().map(evaluation -> new PassportWords(words.locale()).line(evaluation.passport())).orElse(words.text("cell.unevaluated"));
    }

    private String figure(OptionalDouble value) {
        return value.isPresent() ? Figures.of(value.getAsDouble(), words.locale()) : "–";
    }

    private void showSelection(List<RunRow> rows) {
        for (Button button : List.of(reveal, toTrain, toEvaluate, toEmbeddings)) {
            button.setDisable(rows.isEmpty());
        }
        resume.setDisable(!viewModel.canResume());
        Tooltip.install(resumeHolder, new Tooltip(words.text(viewModel.canResume() ? "action.resume.tip" : "action.resume.why")));
        selection.setText(switch (rows.size()) {
            case 0 -> words.text("selection.none");
            case 1 -> words.text("selection.one", rows.getFirst().id());
            default -> words.text("selection.many", rows.size(), rows.getFirst().id());
        });
    }

    private void showDetails(Optional<RunsViewModel.Details> details) {
        if (details.isEmpty()) {
            chart.getChildren().setAll(new Label(words.text("chart.none")));
            yaml.clear();
            provenance.clear();
            return;
        }
        RunsViewModel.Details read = details.get();
        String wished = figure.getValue();
        List<String> figures = read.overlay().figures();
        figure.getItems().setAll(figures);
        figure.setValue(wished != null && figures.contains(wished) ? wished : figures.getFirst());
        showCurves(figure.getValue());
        yaml.setText(read.experiment());
        provenance.setText(read.provenance().map(this::inWords).orElse(words.text("provenance.none")));
    }

    private void showCurves(@Nullable String chosen) {
        Optional<RunsViewModel.Details> read = viewModel.detailsProperty().get();
        if (chosen != null && read.isPresent()) {
            chart.getChildren().setAll(new CurveChart(read.get().overlay().frame(chosen, words), words.locale()));
        }
    }

    private StringConverter<String> figureNames() {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable String name) {
                return name == null ? "" : words.knows("figure." + name) ? words.text("figure." + name) : words.text("figure.metric", Figures.metric(name));
            }

            @Override
            public String fromString(String text) {
                throw new UnsupportedOperationException("The list is chosen from, not typed into: " + text);
            }
        };
    }

    private String inWords(Provenance from) {
        List<String> lines = new ArrayList<>();
        lines.add(words.text("provenance.created") + ": " + quantities.localTime(from.created()));
        lines.add(words.text("provenance.program") + ": " + from.program());
        lines.add(words.text("provenance.command") + ": " + from.command());
        lines.add(words.text("provenance.data") + ": " + from.dataHash());
        lines.add(words.text("provenance.seed") + ": " + from.seed());
        lines.addAll(list("provenance.sources", from.sources()));
        lines.addAll(list("provenance.machine", from.machine()));
        return String.join("\n", lines);
    }

    private List<String> list(String key, Map<String, String> entries) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(words.text(key));
        entries.forEach((name, value) -> lines.add("  " + name + ": " + value));
        return entries.isEmpty() ? List.of() : lines;
    }

    @FXML
    private void goToTrain() {
        viewModel.goToTrain();
    }

    @FXML
    private void resume() {
        viewModel.resume();
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
