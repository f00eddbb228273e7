package trailbench.ui.train;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.training.Histograms;
import trailbench.training.Spread;
import trailbench.ui.chart.Figures;
import trailbench.ui.chart.HistogramChart;
import trailbench.ui.control.EmptyState;
import trailbench.ui.control.ProblemLabel;
import trailbench.ui.fx.Messages;

/// Small multiples: for each node how its weights and its activations are spread, with the figures below.
final class HistogramsPane extends VBox {
    private static final double CHART_WIDTH = 142;
    private static final double CHART_HEIGHT = 74;

    private final HistogramsViewModel viewModel;
    private final Messages words;
    private final Label asOf = new Label();
    private final Button look = new Button();
    private final ProgressIndicator busy = new ProgressIndicator();
    private final ProblemLabel problem = new ProblemLabel();
    private final FlowPane cards = new FlowPane(12, 12);
    private final ScrollPane scroll = new ScrollPane(cards);
    private final EmptyState empty = new EmptyState();

    HistogramsPane(HistogramsViewModel viewModel, Messages words) {
        super(8);
        this.viewModel = viewModel;
        this.words = words;
        getStyleClass().add("histograms");
        build();
        viewModel.foundProperty().subscribe(this::show);
        viewModel.problemProperty().subscribe(problem::setText);
        viewModel.lookingProperty().subscribe(looking -> {
            look.setDisable(looking);
            busy.setVisible(looking);
            empty.setSentence(words.text(looking ? "histograms.wait" : "histograms.empty"));
        });
    }

    private void build() {
        Label title = new Label(words.text("histograms"));
        title.getStyleClass().add("section-title");
        title.setMinWidth(USE_PREF_SIZE);
        asOf.getStyleClass().addAll("muted", "small-text");
        asOf.setId("asOf");
        asOf.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        look.setId("look");
        look.setGraphic(new FontIcon(Feather.REFRESH_CW));
        look.setMinWidth(USE_PREF_SIZE);
        look.setOnAction(pressed -> viewModel.look());
        busy.setMaxSize(18, 18);
        busy.setMinSize(18, 18);
        busy.setAccessibleText(words.text("histograms.wait"));
        HBox head = new HBox(8, title, asOf, gap, busy, look);
        head.setAlignment(Pos.CENTER_LEFT);
        empty.setIcon("fth-bar-chart-2");
        cards.setId("cards");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("room-scroll");
        StackPane body = new StackPane(empty, scroll);
        setVgrow(body, Priority.ALWAYS);
        body.setMinHeight(0);
        getChildren().setAll(head, problem, body);
    }

    private void show(Optional<Histograms> found) {
        empty.setVisible(found.isEmpty());
        scroll.setVisible(found.isPresent());
        look.setText(words.text(found.isEmpty() ? "histograms.look" : "histograms.again"));
        look.setTooltip(new Tooltip(words.text("histograms.tip") + "\n" + viewModel.command()));
        asOf.setText(found.map(this::place).orElse(""));
        asOf.setTooltip(new Tooltip(asOf.getText()));
        cards.getChildren().setAll(found.map(Histograms::nodes).orElse(List.of()).stream().map(this::card).toList());
    }

    private String place(Histograms found) {
        return words.text(found.ofTraining() ? "histograms.of.training" : "histograms.of", found.step(), found.epoch(), found.sequences());
    }

    private VBox card(Histograms.Node node) {
        Label name = new Label(node.name());
        name.getStyleClass().add("node-name");
        HBox both = new HBox(14);
        node.weights().ifPresent(spread -> both.getChildren().add(column(node, "weights", spread)));
        node.activations().ifPresent(spread -> both.getChildren().add(column(node, "activations", spread)));
        VBox card = new VBox(4, name, both);
        card.getStyleClass().add("chart-card");
        return card;
    }

    private VBox column(Histograms.Node node, String what, Spread spread) {
        String kind = words.text("histograms." + what);
        String mean = Figures.of(spread.mean(), words.locale());
        String deviation = Figures.of(spread.deviation(), words.locale());
        String zeros = String.format(words.locale(), "%.1f", 100 * spread.zeros());
        String sentence = words.text(
                "histograms.sentence", kind, node.name(), spread.count(), mean, deviation, zeros,
                Figures.of(spread.least(), words.locale()), Figures.of(spread.most(), words.locale()));
        HistogramChart chart = new HistogramChart(spread.bins(), spread.least(), spread.most(), sentence, words.locale());
        chart.setFocusTraversable(true);
        chart.setMinSize(CHART_WIDTH, CHART_HEIGHT);
        chart.setPrefSize(CHART_WIDTH, CHART_HEIGHT);
        VBox column = new VBox(2, line(kind), chart, line(words.text("histograms.count", spread.count(), zeros)), line(words.text("histograms.moments", mean, deviation)));
        if (spread.notFinite() > 0) {
            Label broken = line(words.text("histograms.broken", spread.notFinite()));
            broken.getStyleClass().setAll("label", "small-text", "danger-text");
            column.getChildren().add(broken);
        }
        return column;
    }

    private static Label line(String text) {
        Label line = new Label(text);
        line.getStyleClass().addAll("muted", "small-text");
        line.setMaxWidth(CHART_WIDTH);
        line.setTooltip(new Tooltip(text));
        return line;
    }
}
