package trailbench.ui.evaluate;

import java.util.List;
import java.util.Locale;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import trailbench.evaluation.Baselines;
import trailbench.evaluation.Evaluation;
import trailbench.ui.control.Choices;
import trailbench.ui.control.EmptyState;
import trailbench.ui.control.MetricTile;
import trailbench.ui.control.PassportCaption;
import trailbench.ui.control.SectionHeader;
import trailbench.ui.evaluate.EvaluateViewModel.Stage;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Shown;
import trailbench.ui.fx.TextClipboard;
import trailbench.ui.shell.PassportWords;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;

/// Binds the room Evaluate.
public final class EvaluateView implements Room {
    private final EvaluateViewModel viewModel;
    private final Messages words;
    private final BarsPane bars = new BarsPane();
    private final GlassView glass;
    private boolean ofLists;
    private final Parent view;

    @FXML private EmptyState empty;
    @FXML private VBox working;
    @FXML private Label phase;
    @FXML private ProgressBar progress;
    @FXML private Button cancel;
    @FXML private ScrollPane scroll;
    @FXML private SectionHeader head;
    @FXML private Label badge;
    @FXML private Label sentence;
    @FXML private HBox ranking;
    @FXML private Segments<Integer> cutOffs;
    @FXML private ComboBox<String> metrics;
    @FXML private Segments<Boolean> kinds;
    @FXML private VBox partsCard;
    @FXML private PartTable parts;
    @FXML private Label likelihood;
    @FXML private ProtocolMenu protocol;
    @FXML private HBox sampled;
    @FXML private MenuButton copy;
    @FXML private ScorerTable table;
    @FXML private VBox chart;
    @FXML private PassportCaption tablePassport;
    @FXML private PassportCaption chartPassport;
    @FXML private VBox cards;
    @FXML private VBox slicesCard;
    @FXML private SliceTable slices;
    @FXML private EventCard events;
    @FXML private VBox reconstruction;
    @FXML private Label leftOut;
    @FXML private HBox tiles;
    @FXML private Label reconstructionSentence;

    public EvaluateView(EvaluateViewModel viewModel, Messages words) {
        this.viewModel = viewModel;
        this.words = words;
        this.glass = new GlassView(viewModel.glass(), words);
        this.view = Fxml.load(this, words);
    }

    @FXML
    private void initialize() {
        chart.getChildren().add(1, bars);
        protocol.choose(viewModel.protocolProperty(), words);
        Choices.word(metrics, viewModel.figureWords()::metricName);
        cards.getChildren().add(cards.getChildren().indexOf(slicesCard), glass.view());
        Shown.set(glass.view(), false);
        viewModel.stageProperty().subscribe(this::showStage);
        viewModel.jobProperty().subscribe(this::showJob);
        viewModel.tableProperty().subscribe(shown -> showFigures());
        viewModel.metricProperty().subscribe(chosen -> showFigures());
        viewModel.evaluationProperty().subscribe(found -> found.ifPresent(this::showEvaluation));
    }

    private void showStage(Stage stage) {
        Shown.set(empty, stage == Stage.NO_RUN || stage == Stage.NO_CHECKPOINT || stage == Stage.NOT_EVALUATED);
        Shown.set(working, stage == Stage.EVALUATING);
        Shown.set(scroll, stage == Stage.EVALUATED);
        head.setTitle(viewModel.runName());
        switch (stage) {
            case NO_RUN -> showEmpty("fth-activity", "empty.no-run", "empty.no-run.action", viewModel::goToTrain);
            case NO_CHECKPOINT -> showEmpty("fth-clock", "empty.no-checkpoint", "empty.no-checkpoint.action", viewModel::goToTrain);
            case NOT_EVALUATED -> showEmpty("fth-bar-chart-2", "empty.not-evaluated", "evaluate", viewModel::evaluate);
            case EVALUATING, EVALUATED -> {}
        }
    }

    private void showEmpty(String icon, String sentenceKey, String actionKey, Runnable action) {
        empty.setIcon(icon);
        empty.setSentence(words.text(sentenceKey));
        empty.setAction(words.text(actionKey));
        empty.setOnAction(event -> action.run());
    }

    private void showJob(@Nullable Job job) {
        if (job == null) {
            phase.textProperty().unbind();
            progress.progressProperty().unbind();
            cancel.disableProperty().unbind();
        } else {
            phase.textProperty().bind(job.phaseProperty().map(now -> now.map(words::phase).orElse(job.title())));
            progress.progressProperty().bind(job.fractionProperty());
            cancel.disableProperty().bind(job.cancellingProperty());
        }
    }

    private void showEvaluation(Evaluation evaluation) {
        Shown.set(protocol, !evaluation.rows().isEmpty());
        Shown.set(sampled, evaluation.passport().sampled());
        String passport = new PassportWords(words.locale()).line(evaluation.passport());
        tablePassport.setText(passport);
        chartPassport.setText(passport);
        head.setTitle(viewModel.runName());
        Shown.set(ranking, !evaluation.rows().isEmpty());
        Shown.set(glass.view(), evaluation.model().isPresent());
        showKinds(evaluation);
        Shown.set(likelihood, evaluation.likelihood().isPresent());
        evaluation.likelihood().ifPresent(found -> likelihood.setText(words.text(
                "likelihood", viewModel.quantities().decimal(found.crossEntropy(), 3), viewModel.quantities().decimal(found.perplexity(), 1))));
        showCutOffs();
        showSlices(evaluation);
        Shown.set(events, evaluation.events().isPresent());
        evaluation.events().ifPresent(found -> events.show(found, viewModel, words));
        Shown.set(reconstruction, evaluation.reconstruction().isPresent());
        evaluation.reconstruction().ifPresent(this::showReconstruction);
        showFigures();
    }

    private void showSlices(Evaluation evaluation) {
        List<Evaluation.Slice> found = evaluation.slices().orElse(List.of());
        Shown.set(slicesCard, !found.isEmpty());
        slices.show(found, viewModel, words);
        boolean without = evaluation.rows().stream().noneMatch(row -> row.name().equals("ease")) && Baselines.leftOut(evaluation.passport().items()).isPresent();
        Shown.set(leftOut, without);
        leftOut.setText(words.text("left-out.ease", viewModel.quantities().count(evaluation.passport().items())));
    }

    private void showCutOffs() {
        cutOffs.show(viewModel.cutOffs(), String::valueOf, k -> words.text("cut-off.tip", k), viewModel.cutOffProperty().get(),
                k -> viewModel.cutOffProperty().set(k));
    }

    private void showMetrics() {
        String chosen = viewModel.metricProperty().get();
        metrics.setOnAction(event -> {});
        metrics.getItems().setAll(viewModel.tableProperty().get().metrics());
        metrics.setValue(chosen);
        metrics.setOnAction(event -> {
            if (metrics.getValue() != null) {
                viewModel.metricProperty().set(metrics.getValue());
            }
        });
    }

    /// Ranking, or what the lists of the first K are like.
    private void showKinds(Evaluation evaluation) {
        boolean known = evaluation.rows().stream().anyMatch(row -> row.lists().isPresent());
        ofLists = ofLists && known;
        Shown.set(kinds, known);
        kinds.show(
                List.of(false, true), lists -> words.text(lists ? "kind.lists" : "kind.ranking"), lists -> words.text(lists ? "kind.lists.tip" : "kind.ranking.tip"),
                ofLists, lists -> {
                    ofLists = lists;
                    showFigures();
                });
    }

    private void showParts(Evaluation evaluation) {
        List<Evaluation.Part> found = evaluation.parts().orElse(List.of());
        Shown.set(partsCard, !found.isEmpty());
        parts.show(found, viewModel, words);
    }

    private void showFigures() {
        FigureTable figureTable = viewModel.tableProperty().get();
        showMetrics();
        table.show(
                ofLists ? viewModel.evaluationProperty().get().map(found -> FigureTable.ofLists(found, figureTable.cutOff())).orElse(figureTable) : figureTable,
                viewModel, words);
        viewModel.evaluationProperty().get().ifPresent(this::showParts);
        showBars(figureTable);
        sentence.setText(viewModel.sentence());
        badge.getStyleClass().removeAll("success", "danger", "neutral");
        viewModel.outcome().ifPresent(outcome -> {
            badge.setText(words.text("badge." + outcome.name().toLowerCase(Locale.ROOT)));
            badge.getStyleClass().add(switch (outcome) {
                case BETTER -> "success";
                case LEVEL -> "neutral";
                case WORSE -> "danger";
            });
        });
        Shown.set(badge, viewModel.outcome().isPresent());
    }

    private void showBars(FigureTable figureTable) {
        String metric = viewModel.metricProperty().get();
        double longest = figureTable.lines().stream().mapToDouble(line -> figureTable.reach(line, metric)).filter(v -> !Double.isNaN(v)).max().orElse(0);
        bars.show(figureTable.lines().stream()
                .filter(line -> !Double.isNaN(figureTable.value(line, metric)))
                .map(line -> new BarsPane.Bar(
                        viewModel.figureWords().scorerName(line.name()),
                        viewModel.quantities().decimal(figureTable.value(line, metric), 4),
                        longest > 0 ? figureTable.value(line, metric) / longest : 0,
                        line.model(),
                        figureTable.interval(line, metric).filter(ends -> longest > 0).map(ends -> new Evaluation.Interval(ends.low() / longest, ends.high() / longest))))
                .toList());
        bars.setAccessibleText(viewModel.sentence());
    }

    private void showReconstruction(Evaluation.ReconstructionFigures found) {
        MetricTile accuracy = new MetricTile(words.text("reconstruction.accuracy"), viewModel.quantities().percent(found.accuracy()));
        MetricTile floor = new MetricTile(words.text("reconstruction.floor"), viewModel.quantities().percent(found.floor()));
        floor.setNote(words.text("reconstruction.floor.note"));
        MetricTile mse = new MetricTile("MSE", error(found.mse()));
        MetricTile rmse = new MetricTile("RMSE", error(found.rmse()));
        tiles.getChildren().setAll(accuracy, floor, mse, rmse);
        found.mae().ifPresent(mae -> tiles.getChildren().add(new MetricTile("MAE", error(mae))));
        found.perplexity().ifPresent(value -> tiles.getChildren().add(new MetricTile(words.text("reconstruction.perplexity"), viewModel.quantities().decimal(value, 1))));
        reconstructionSentence.setText(viewModel.figureWords().reconstruction(found));
    }

    private static String error(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    @FXML
    private void evaluate() {
        viewModel.evaluate();
    }

    @FXML
    private void cancel() {
        Job job = viewModel.jobProperty().get();
        if (job != null) {
            job.cancel();
        }
    }

    @FXML
    private void copyMarkdown() {
        TextClipboard.put(viewModel.markdown());
    }

    @FXML
    private void copyCsv() {
        TextClipboard.put(viewModel.csv());
    }

    @FXML
    private void copyLatex() {
        TextClipboard.put(viewModel.latex());
    }

    @Override
    public String id() {
        return Place.EVALUATE.id();
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        viewModel.look();
    }

    @Override
    public void hidden() {}

    @Override
    public void released() {
        viewModel.release();
    }
}
