package trailbench.ui.embeddings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import trailbench.embedding.AmountProbe;
import trailbench.embedding.EpochHealth;
import trailbench.embedding.HealthCurves;
import trailbench.embedding.Probe;
import trailbench.ui.chart.Better;
import trailbench.ui.chart.Curve;
import trailbench.ui.chart.CurveChart;
import trailbench.ui.chart.CurveFrame;
import trailbench.ui.control.EmptyState;
import trailbench.ui.fx.Messages;

/// How healthy the vectors of a run were at each epoch that it kept: curves, and for each column what can be read off them beside what always
/// saying the most frequent value would give.
final class HealthPanel extends StackPane {
    private static final double CHART_HEIGHT = 260;
    /// Columns with a chart; all are in `health.json`.
    private static final int MOST_PROBES = 4;

    private final EpochsViewModel viewModel;
    private final Messages words;
    private final GridPane charts = new GridPane();
    private final Label summary = new Label();
    private final EmptyState empty = new EmptyState();
    private final ScrollPane body;

    HealthPanel(EpochsViewModel viewModel, Messages words) {
        this.viewModel = viewModel;
        this.words = words;
        charts.setHgap(16);
        charts.setVgap(16);
        for (int column = 0; column < 2; column++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            half.setHgrow(Priority.ALWAYS);
            charts.getColumnConstraints().add(half);
        }
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        summary.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(summary, Priority.ALWAYS);
        Button again = new Button(words.text("health.again"));
        again.setMinWidth(Region.USE_PREF_SIZE);
        again.setTooltip(new Tooltip(words.text("health.again.tip")));
        again.setOnAction(pressed -> viewModel.measure());
        VBox whole = new VBox(16, new HBox(16, summary, again), charts);
        whole.getStyleClass().add("health-panel");
        body = new ScrollPane(whole);
        body.setFitToWidth(true);
        empty.setOnAction(pressed -> viewModel.measure());
        getChildren().addAll(body, empty);
        viewModel.healthProperty().subscribe(this::show);
        viewModel.stageProperty().subscribe(this::showEmpty);
        viewModel.jobProperty().subscribe(job -> {
            empty.button().setDisable(job != null);
            again.setDisable(job != null);
        });
    }

    private void showEmpty(EpochsViewModel.Stage stage) {
        empty.setIcon("fth-activity");
        empty.setSentence(words.text(switch (stage) {
            case NO_RUN -> "epochs.no-run";
            case NOT_KEPT -> "epochs.not-kept";
            case KEPT -> "health.none";
        }));
        empty.setAction(stage == EpochsViewModel.Stage.KEPT ? words.text("health.make") : "");
    }

    private void show(@Nullable HealthCurves curves) {
        body.setVisible(curves != null);
        empty.setVisible(curves == null);
        charts.getChildren().clear();
        if (curves == null) {
            return;
        }
        EpochHealth last = curves.epochs().getLast();
        summary.setText(words.text("health.summary", curves.items(), curves.width(), last.epoch(), last.health().dead(), last.still()));
        List<CurveFrame> frames = new ArrayList<>(List.of(
                frame("health.rank", Better.HIGHER, List.of(curve(curves, "health.rank", 0, epoch -> epoch.health().effectiveRank()))),
                frame("health.spread", Better.LOWER, List.of(
                        curve(curves, "health.alignment", 1, EpochHealth::alignment),
                        curve(curves, "health.uniformity", 2, epoch -> epoch.health().uniformity()))),
                frame("health.cone", Better.LOWER, List.of(
                        curve(curves, "health.anisotropy", 3, epoch -> epoch.health().anisotropy()),
                        curve(curves, "health.popularity", 4, EpochHealth::popularity))),
                frame("health.length", Better.LOWER, List.of(curve(curves, "health.length", 5, epoch -> epoch.health().meanLength())))));
        frames.addAll(probes(curves));
        for (int i = 0; i < frames.size(); i++) {
            CurveChart chart = new CurveChart(frames.get(i), words.locale());
            chart.setPrefHeight(CHART_HEIGHT);
            chart.setMinHeight(CHART_HEIGHT);
            charts.add(chart, i % 2, i / 2);
        }
    }

    private CurveFrame frame(String title, Better better, List<Curve> curves) {
        return new CurveFrame(words.text(title), CurveFrame.Axis.EPOCH, better, curves, Optional.of(curves.getFirst()));
    }

    private Curve curve(HealthCurves curves, String key, int colour, ToDoubleFunction<EpochHealth> value) {
        Curve curve = new Curve(words.text(key), colour);
        for (EpochHealth epoch : curves.epochs()) {
            double number = value.applyAsDouble(epoch);
            if (Double.isFinite(number)) {
                curve.append(epoch.epoch(), number);
            }
        }
        return curve;
    }

    private List<CurveFrame> probes(HealthCurves curves) {
        Map<String, List<Curve>> found = new LinkedHashMap<>();
        for (EpochHealth epoch : curves.epochs()) {
            for (Probe probe : epoch.probes()) {
                List<Curve> pair = found.computeIfAbsent(probe.column(), column -> List.of(
                        new Curve(words.text("health.probe", column), 0), new Curve(words.text("health.majority"), 7)));
                pair.getFirst().append(epoch.epoch(), probe.accuracy());
                pair.getLast().append(epoch.epoch(), probe.majority());
            }
            for (AmountProbe probe : epoch.amounts().orElse(List.of())) {
                found.computeIfAbsent(probe.column(), column -> List.of(
                                new Curve(words.text(probe.logarithmic() ? "health.explained.log" : "health.explained", column), 0)))
                        .getFirst().append(epoch.epoch(), probe.explained());
            }
        }
        return found.entrySet().stream()
                .limit(MOST_PROBES)
                .map(column -> new CurveFrame(
                        words.text("health.probe.title", column.getKey()), CurveFrame.Axis.EPOCH, Better.HIGHER, column.getValue(),
                        Optional.of(column.getValue().getFirst())))
                .toList();
    }
}
