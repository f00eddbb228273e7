package trailbench.ui.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import trailbench.training.RunEvent;
import trailbench.ui.chart.Better;
import trailbench.ui.chart.Curve;
import trailbench.ui.chart.CurveFrame;
import trailbench.ui.chart.Figures;
import trailbench.ui.fx.Messages;

/// The curves of one run: loss by step, loss by epoch, validation metrics by epoch. Grows on the window's thread.
public final class RunCurves {
    /// Metrics of many cut-offs would be a thicket: one cut-off is drawn, this one where the run has it.
    private static final String CUT_OFF = "@10";

    private final Messages words;
    private final Curve byStep;
    private final Curve training;
    private final Curve validation;
    private final Map<String, Curve> metrics = new LinkedHashMap<>();
    private OptionalDouble best = OptionalDouble.empty();
    /// Drawn negatives that the losses are measured against; 0 if against all items.
    private int negatives;

    RunCurves(Messages words) {
        this.words = words;
        byStep = new Curve(words.text("curve.training"), 0);
        training = new Curve(words.text("curve.training"), 0);
        validation = new Curve(words.text("curve.validation"), 1);
    }

    private RunCurves(RunCurves same) {
        words = same.words;
        byStep = same.byStep;
        training = same.training;
        validation = same.validation;
        metrics.putAll(same.metrics);
        best = same.best;
        negatives = same.negatives;
    }

    /// @return true if a metric appeared that had no curve yet, so that [#metricFrame] is another one now
    boolean append(RunEvent event) {
        return switch (event) {
            case RunEvent.Started first -> {
                goBackTo(first);
                yield false;
            }
            case RunEvent.Step step -> {
                byStep.dropAfter(step.step() - 1);
                byStep.append(step.step(), step.loss());
                yield false;
            }
            case RunEvent.Epoch epoch -> append(epoch);
            case RunEvent.Checkpoint _, RunEvent.Changed _, RunEvent.Paused _, RunEvent.Resumed _, RunEvent.Stopped _, RunEvent.Finished _, RunEvent.Failed _ -> false;
        };
    }

    /// A resumed run does the steps after its checkpoint again: their old points go.
    private void goBackTo(RunEvent.Started segment) {
        byStep.dropAfter(segment.firstStep());
        double epochs = segment.stepsPerEpoch() > 0 ? Math.floor((double) segment.firstStep() / segment.stepsPerEpoch()) : 0;
        forgetFrom(epochs + 1);
        if (best.isPresent() && best.getAsDouble() > epochs) {
            best = OptionalDouble.empty();
        }
    }

    private void forgetFrom(double epoch) {
        training.dropAfter(epoch - 1);
        validation.dropAfter(epoch - 1);
        metrics.values().forEach(curve -> curve.dropAfter(epoch - 1));
    }

    private boolean append(RunEvent.Epoch epoch) {
        forgetFrom(epoch.epoch());
        training.append(epoch.epoch(), epoch.trainingLoss());
        validation.append(epoch.epoch(), epoch.validationLoss());
        boolean fresh = false;
        for (Map.Entry<String, Double> metric : epoch.metrics().entrySet()) {
            fresh |= !metrics.containsKey(metric.getKey());
            metrics.computeIfAbsent(metric.getKey(), this::metricCurve).append(epoch.epoch(), metric.getValue());
        }
        if (epoch.best()) {
            best = OptionalDouble.of(epoch.epoch());
        }
        return fresh;
    }

    private Curve metricCurve(String name) {
        int colour =
                switch (name.replaceAll("@.*", "")) {
                    case "ndcg" -> 1;
                    case "recall", "hr" -> 2;
                    case "mrr" -> 3;
                    default -> 4 + metrics.size() % 4;
                };
        return new Curve(words.text("curve.metric", Figures.metric(name)), Figures.metric(name), colour);
    }

    /// The same growing curves as another object, for those who watch which curves there are.
    RunCurves again() {
        return new RunCurves(this);
    }

    /// The same curves of a run whose losses, on validation too, are measured against drawn negatives: their figures stand beside no others.
    RunCurves against(int drawn) {
        RunCurves same = again();
        same.negatives = drawn;
        return same;
    }

    private String title(String key) {
        return negatives == 0 ? words.text(key) : words.text(key + ".sampled", negatives);
    }

    /// Epoch of the best checkpoint.
    public OptionalDouble best() {
        return best;
    }

    public CurveFrame stepFrame() {
        return new CurveFrame(title("chart.step"), CurveFrame.Axis.STEP, Better.LOWER, List.of(byStep), Optional.of(byStep));
    }

    public CurveFrame lossFrame() {
        return new CurveFrame(
                title("chart.loss"), CurveFrame.Axis.EPOCH, Better.LOWER, List.of(training, validation), Optional.of(validation));
    }

    public CurveFrame metricFrame() {
        List<Curve> drawn = new ArrayList<>();
        boolean usual = metrics.keySet().stream().anyMatch(name -> name.endsWith(CUT_OFF));
        metrics.entrySet().stream()
                .filter(metric -> !usual || metric.getKey().endsWith(CUT_OFF))
                .sorted(Comparator.comparing(metric -> metric.getValue().colour()))
                .forEach(metric -> drawn.add(metric.getValue()));
        Optional<Curve> lead = Optional.ofNullable(metrics.get("ndcg" + CUT_OFF)).or(() -> drawn.stream().findFirst());
        return new CurveFrame(words.text("chart.metrics"), CurveFrame.Axis.EPOCH, Better.HIGHER, drawn, lead);
    }
}
