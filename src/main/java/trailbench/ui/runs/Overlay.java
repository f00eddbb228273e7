package trailbench.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import trailbench.training.RunEvent;
import trailbench.ui.chart.Better;
import trailbench.ui.chart.Curve;
import trailbench.ui.chart.CurveChart;
import trailbench.ui.chart.CurveFrame;
import trailbench.ui.chart.Figures;
import trailbench.ui.fx.Messages;

/// Lays one figure of several runs over one another.
record Overlay(List<RunEvents> runs) {
    static final String TRAINING_LOSS = "training-loss";
    static final String VALIDATION_LOSS = "validation-loss";

    /// @param name what the legend calls the run
    record RunEvents(String name, List<RunEvent> events) {}

    /// What can be laid over: the losses, and each metric that a run has, NDCG@10 first.
    List<String> figures() {
        List<String> figures = new ArrayList<>();
        epochs().flatMap(epoch -> epoch.metrics().keySet().stream()).distinct().sorted().forEach(figures::add);
        if (figures.remove("ndcg@10")) {
            figures.addFirst("ndcg@10");
        }
        figures.add(VALIDATION_LOSS);
        figures.add(TRAINING_LOSS);
        return figures;
    }

    CurveFrame frame(String figure, Messages words) {
        List<Curve> curves = new ArrayList<>();
        for (RunEvents run : runs) {
            Curve curve = new Curve(run.name(), curves.size() % CurveChart.COLOURS);
            points(run, figure).forEach(curve::append);
            curves.add(curve);
        }
        boolean loss = figure.equals(TRAINING_LOSS) || figure.equals(VALIDATION_LOSS);
        String title = loss ? words.text("figure." + figure) : words.text("figure.metric", Figures.metric(figure));
        return new CurveFrame(title, CurveFrame.Axis.EPOCH, loss ? Better.LOWER : Better.HIGHER, curves, Optional.empty());
    }

    /// By epoch; what a resumed run did again counts once, the latest time.
    private static Map<Double, Double> points(RunEvents run, String figure) {
        TreeMap<Double, Double> points = new TreeMap<>();
        for (RunEvent event : run.events()) {
            if (event instanceof RunEvent.Epoch epoch) {
                switch (figure) {
                    case TRAINING_LOSS -> points.put((double) epoch.epoch(), epoch.trainingLoss());
                    case VALIDATION_LOSS -> points.put((double) epoch.epoch(), epoch.validationLoss());
                    default -> Optional.ofNullable(epoch.metrics().get(figure)).ifPresent(value -> points.put((double) epoch.epoch(), value));
                }
            }
        }
        return points;
    }

    private java.util.stream.Stream<RunEvent.Epoch> epochs() {
        return runs.stream().flatMap(run -> run.events().stream()).filter(RunEvent.Epoch.class::isInstance).map(RunEvent.Epoch.class::cast);
    }
}
