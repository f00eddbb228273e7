package trailbench.ui.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import trailbench.experiment.SearchField;
import trailbench.experiment.SearchRuns;
import trailbench.ui.chart.ParallelChart;
import trailbench.ui.control.Choices;
import trailbench.ui.control.EmptyState;
import trailbench.ui.control.NumberField;
import trailbench.ui.control.ProblemLabel;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;

/// Searches: the runs of one as parallel coordinates, or the form that puts a new one together.
final class SearchView {
    private static final String NEW = "";
    private static final int TOLD_RUNS = 12;

    private final SearchViewModel viewModel;
    private final Messages words;
    private final ParallelChart drawn;
    private final Parent root;
    private boolean listing;

    @FXML private ComboBox<String> searches;
    @FXML private HBox results;
    @FXML private Label sentence;
    @FXML private Button clear;
    @FXML private Button missing;
    @FXML private HBox method;
    @FXML private MenuButton add;
    @FXML private ComboBox<Boolean> kind;
    @FXML private HBox draws;
    @FXML private NumberField count;
    @FXML private NumberField seed;
    @FXML private TextField name;
    @FXML private Label runs;
    @FXML private Button forecast;
    @FXML private Button queue;
    @FXML private Label warning;
    @FXML private ProblemLabel problem;
    @FXML private Label estimate;
    @FXML private StackPane chart;
    @FXML private EmptyState nothing;
    @FXML private ScrollPane scroll;
    @FXML private VBox axes;

    SearchView(SearchViewModel viewModel, Messages words) {
        this.viewModel = viewModel;
        this.words = words;
        this.drawn = new ParallelChart(viewModel.chart(), words.locale());
        this.root = Fxml.load(this, words);
    }

    Node view() {
        return root;
    }

    @FXML
    private void initialize() {
        drawn.setId("parallel");
        chart.getChildren().setAll(drawn);
        Choices.word(searches, each -> each.equals(NEW) ? words.text("search.new") : each);
        viewModel.names().addListener((InvalidationListener) changed -> list());
        viewModel.chosenProperty().subscribe(chosen -> list());
        searches.valueProperty().subscribe(chosen -> {
            if (!listing && chosen != null) {
                viewModel.chosenProperty().set(Optional.of(chosen).filter(each -> !each.equals(NEW)));
            }
        });
        viewModel.chart().frameProperty().subscribe(this::showSentence);
        viewModel.chart().brushesProperty().subscribe(this::showSentence);
        viewModel.chart().lookedProperty().subscribe(this::showSentence);
        showSentence();
        form();
        list();
    }

    private void form() {
        kind.getItems().setAll(false, true);
        Choices.word(kind, random -> words.text(random ? "search.random" : "search.grid"));
        kind.valueProperty().bindBidirectional(viewModel.randomProperty().asObject());
        viewModel.randomProperty().subscribe(random -> {
            show(draws, random);
            rebuild();
        });
        count.valueProperty().bindBidirectional(viewModel.countProperty());
        seed.valueProperty().bindBidirectional(viewModel.seedProperty());
        name.textProperty().bindBidirectional(viewModel.nameProperty());
        add.setOnShowing(shown -> fillFields());
        viewModel.axes().addListener((InvalidationListener) changed -> rebuildIfOthers());
        viewModel.variantsProperty().subscribe(this::showVariants);
        viewModel.problemProperty().subscribe(problem::setText);
        viewModel.estimateProperty().subscribe(told -> {
            estimate.setText(told);
            show(estimate, !told.isEmpty());
        });
        viewModel.warningProperty().subscribe(told -> {
            warning.setText(told);
            show(warning, !told.isEmpty());
        });
        fillFields();
    }

    private void list() {
        listing = true;
        searches.getItems().setAll(NEW);
        searches.getItems().addAll(viewModel.names());
        searches.setValue(viewModel.chosenProperty().get().orElse(NEW));
        listing = false;
        name.setPromptText(viewModel.proposedName());
        showMode();
    }

    private void showMode() {
        boolean chosen = viewModel.chosenProperty().get().isPresent();
        show(results, chosen);
        show(method, !chosen);
        show(chart, chosen);
        show(scroll, !chosen && !viewModel.axes().isEmpty());
        nothing.setVisible(!chosen && viewModel.axes().isEmpty());
        missing.setTooltip(new Tooltip(words.text("search.missing.tip") + "\n" + viewModel.command()));
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private void showSentence() {
        sentence.setText(drawn.sentence());
        sentence.setTooltip(new Tooltip(drawn.sentence()));
        show(clear, !viewModel.chart().brushesProperty().get().isEmpty());
    }

    private void showVariants(List<SearchRuns.Variant> wished) {
        runs.setText(words.text("search.runs", wished.size()));
        String told = wished.stream().limit(TOLD_RUNS).map(SearchRuns.Variant::text).collect(Collectors.joining("\n"));
        runs.setTooltip(wished.isEmpty() ? null : new Tooltip(told + (wished.size() > TOLD_RUNS ? "\n…" : "")));
        forecast.setDisable(wished.isEmpty());
        queue.setDisable(wished.isEmpty());
        showMode();
    }

    // ---- the fields

    private void fillFields() {
        Map<String, Menu> groups = new LinkedHashMap<>();
        for (SearchField field : viewModel.free()) {
            int dot = field.path().indexOf('.');
            String group = dot < 0 ? field.path() : field.path().substring(0, dot);
            MenuItem item = new MenuItem(field.path() + (field.value().isEmpty() ? "" : " · " + field.value()));
            item.setMnemonicParsing(false);
            item.setOnAction(pressed -> viewModel.add(field));
            Menu menu = groups.computeIfAbsent(group, fresh -> {
                Menu made = new Menu(fresh);
                made.setMnemonicParsing(false);
                return made;
            });
            menu.getItems().add(item);
        }
        add.getItems().setAll(groups.values());
    }

    private List<SearchAxisRow.Shape> shown = List.of();

    /// While somebody types into a row it is not made anew.
    private void rebuildIfOthers() {
        if (!shown.equals(viewModel.axes().stream().map(SearchAxisRow.Shape::of).toList())) {
            rebuild();
        }
        showMode();
    }

    private void rebuild() {
        shown = viewModel.axes().stream().map(SearchAxisRow.Shape::of).toList();
        axes.getChildren().clear();
        for (int i = 0; i < viewModel.axes().size(); i++) {
            axes.getChildren().add(new SearchAxisRow(viewModel, i, words));
        }
    }

    @FXML
    private void clearBrushes() {
        viewModel.chart().clearBrushes();
    }

    @FXML
    private void queueMissing() {
        viewModel.queueMissing();
    }

    @FXML
    private void forecast() {
        viewModel.forecast();
    }

    @FXML
    private void queue() {
        viewModel.queue();
    }
}
