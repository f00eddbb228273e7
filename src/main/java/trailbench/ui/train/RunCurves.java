package trailbench.ui.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import trailbench.training.RunEvent;
import trailbench.training.TrainingOptions;
import trailbench.ui.chart.Better;
import trailbench.ui.chart.Curve;
import trailbench.ui.chart.CurveFrame;
import trailbench.ui.chart.CurveMark;
import trailbench.ui.chart.Figures;
import trailbench.ui.fx.Messages;

/// The curves of one run, by step and by epoch, in panels of which a view shows some. Grows on the window's thread.
public final class RunCurves {
    /// Panels that every run has; besides, `metrics@10` and its like.
    static final String STEP_LOSS = "step-loss";
    static final String EPOCH_LOSS = "epoch-loss";
    static final String METRICS = "metrics";
    private static final String RATE = "rate";
    private static final String GRADIENT = "gradient";
    private static final String RATIO = "ratio";
    private static final String SPEED = "speed";
    /// The cut-off that is shown first where the run has it.
    private static final String CUT_OFF = "@10";
    /// So many epochs must follow the lowest validation loss before one speaks of overfitting.
    private static final int EPOCHS_AFTER_LOWEST = 2;

    private final Messages words;
    private final Map<String, Curve> byStep = new LinkedHashMap<>();
    private final Curve training;
    private final Curve validation;
    private final Map<String, Curve> metrics = new LinkedHashMap<>();
    private final List<RunEvent.Changed> changes = new ArrayList<>();
    private OptionalDouble best = OptionalDouble.empty();
    /// Drawn negatives that the losses are measured against; 0 if against all items.
    private int negatives;
    private Optional<TrainingOptions.EarlyStopping> stopping = Optional.empty();

    RunCurves(Messages words) {
        this.words = words;
        for (String panel : List.of(STEP_LOSS, RATE, GRADIENT, RATIO, SPEED)) {
            byStep.put(panel, new Curve(words.text(panel.equals(STEP_LOSS) ? "curve.training" : "curve." + panel), 0));
        }
        training = new Curve(words.text("curve.training"), 0);
        validation = new Curve(words.text("curve.validation"), 1);
    }

    private RunCurves(RunCurves same) {
        words = same.words;
        byStep.putAll(same.byStep);
        training = same.training;
        validation = same.validation;
        metrics.putAll(same.metrics);
        changes.addAll(same.changes);
        best = same.best;
        negatives = same.negatives;
        stopping = same.stopping;
    }

    /// @return true if a metric appeared that had no curve yet, so that [#panels] are others now
    boolean append(RunEvent event) {
        return switch (event) {
            case RunEvent.Started first -> {
                goBackTo(first);
                yield false;
            }
            case RunEvent.Step step -> {
                append(step);
                yield false;
            }
            case RunEvent.Changed changed -> {
                changes.add(changed);
                yield false;
            }
            case RunEvent.Epoch epoch -> append(epoch);
            case RunEvent.Checkpoint _, RunEvent.Paused _, RunEvent.Resumed _, RunEvent.Stopped _, RunEvent.Finished _, RunEvent.Failed _ -> false;
        };
    }

    private void append(RunEvent.Step step) {
        append(STEP_LOSS, step.step(), step.loss());
        append(GRADIENT, step.step(), step.gradientNorm());
        append(SPEED, step.step(), step.eventsPerSecond());
        step.learningRate().ifPresent(rate -> append(RATE, step.step(), rate));
        step.updateRatio().ifPresent(ratio -> append(RATIO, step.step(), ratio));
    }

    private void append(String panel, long step, double value) {
        Curve curve = byStep.get(panel);
        curve.dropAfter(step - 1);
        curve.append(step, value);
    }

    /// A resumed run does the steps after its checkpoint again: their old points go.
    private void goBackTo(RunEvent.Started segment) {
        byStep.values().forEach(curve -> curve.dropAfter(segment.firstStep()));
        changes.removeIf(change -> change.step() > segment.firstStep());
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

    /// The same curves of a run of which more is known.
    ///
    /// @param drawn negatives that its losses, on validation too, are measured against: their figures stand beside no others; 0 for none
    /// @param stops as the run was asked to
    RunCurves of(int drawn, Optional<TrainingOptions.EarlyStopping> stops) {
        RunCurves same = again();
        same.negatives = drawn;
        same.stopping = stops;
        return same;
    }

    private String title(String key) {
        return negatives == 0 ? words.text(key) : words.text(key + ".sampled", negatives);
    }

    /// Epoch of the best checkpoint.
    public OptionalDouble best() {
        return best;
    }

    /// Epoch since which the training loss falls and the validation loss is above its lowest.
    OptionalDouble overfitting() {
        int lowest = validation.best(Better.LOWER);
        boolean since = lowest >= 0
                && validation.size() - 1 - lowest >= EPOCHS_AFTER_LOWEST
                && training.size() == validation.size()
                && training.lastY() < training.y(lowest);
        return since ? OptionalDouble.of(validation.x(lowest + 1)) : OptionalDouble.empty();
    }

    /// The last epoch that early stopping counts as an improvement; empty if the run does not stop early.
    OptionalDouble improved() {
        Optional<Curve> judged = stopping.map(stop -> stop.metric().equals("loss") ? validation : metrics.get(stop.metric()));
        if (judged.isEmpty() || judged.get().isEmpty()) {
            return OptionalDouble.empty();
        }
        Curve curve = judged.get();
        double sign = curve == validation ? -1 : 1;
        int last = -1;
        for (int point = 0; point < curve.size(); point++) {
            boolean counts = Double.isFinite(curve.y(point)) && (last < 0 || sign * curve.y(point) > sign * curve.y(last) + stopping.get().minimumChange());
            last = counts ? point : last;
        }
        return last < 0 ? OptionalDouble.empty() : OptionalDouble.of(curve.x(last));
    }

    /// The epoch that a run stops after if none is better until then.
    OptionalDouble patienceEnd() {
        OptionalDouble from = improved();
        return from.isEmpty() ? from : OptionalDouble.of(from.getAsDouble() + patience());
    }

    private int patience() {
        return changes.stream().flatMap(change -> change.patience().stream()).reduce((before, later) -> later)
                .orElseGet(() -> stopping.map(TrainingOptions.EarlyStopping::patience).orElse(0));
    }

    /// What was changed on the way, where it stands in a panel.
    List<CurveMark> marks(CurveFrame.Axis axis) {
        return changes.stream()
                .map(change -> new CurveMark(axis == CurveFrame.Axis.STEP ? change.step() : change.epoch(), text(change)))
                .toList();
    }

    private String text(RunEvent.Changed change) {
        List<String> parts = new ArrayList<>();
        change.learningRate().ifPresent(rate -> parts.add(words.text("mark.rate", Figures.of(rate, words.locale()))));
        change.patience().ifPresent(epochs -> parts.add(words.text("mark.patience", epochs)));
        change.epochs().ifPresent(epochs -> parts.add(words.text("mark.epochs", epochs)));
        return String.join(" · ", parts);
    }

    /// What there is to be seen, loss first.
    List<String> panels() {
        List<String> panels = new ArrayList<>(List.of(STEP_LOSS, EPOCH_LOSS));
        TreeSet<Integer> cuts = new TreeSet<>();
        metrics.keySet().stream().filter(name -> name.matches(".*@\\d+")).forEach(name -> cuts.add(Integer.valueOf(name.substring(name.indexOf('@') + 1))));
        cuts.forEach(cut -> panels.add(METRICS + "@" + cut));
        if (cuts.isEmpty()) {
            panels.add(METRICS);
        }
        panels.addAll(List.of(RATE, GRADIENT, RATIO, SPEED));
        return panels;
    }

    /// The metrics that are shown first.
    String usualMetrics() {
        List<String> panels = panels();
        return panels.contains(METRICS + CUT_OFF) ? METRICS + CUT_OFF : panels.stream().filter(panel -> panel.startsWith(METRICS)).findFirst().orElseThrow();
    }

    /// What a panel is called where it is chosen.
    String name(String panel) {
        return panel.startsWith(METRICS + "@") ? words.text("panel.metrics.at", panel.substring(METRICS.length())) : words.text("panel." + panel);
    }

    /// @param panel one of [#panels]
    CurveFrame frame(String panel) {
        return switch (panel) {
            case STEP_LOSS, RATE, GRADIENT, RATIO, SPEED -> {
                Curve curve = byStep.get(panel);
                String title = panel.equals(STEP_LOSS) ? title("chart.step") : words.text("panel." + panel);
                yield new CurveFrame(title, CurveFrame.Axis.STEP, panel.equals(SPEED) ? Better.HIGHER : Better.LOWER, List.of(curve), Optional.of(curve));
            }
            case EPOCH_LOSS -> new CurveFrame(
                    title("chart.loss"), CurveFrame.Axis.EPOCH, Better.LOWER, List.of(training, validation), Optional.of(validation));
            default -> metricFrame(panel.substring(METRICS.length()));
        };
    }

    private CurveFrame metricFrame(String cut) {
        List<Curve> drawn = metrics.entrySet().stream()
                .filter(metric -> metric.getKey().endsWith(cut))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(Curve::colour))
                .toList();
        Optional<Curve> lead = Optional.ofNullable(metrics.get("ndcg" + cut)).or(() -> drawn.stream().findFirst());
        return new CurveFrame(words.text("chart.metrics"), CurveFrame.Axis.EPOCH, Better.HIGHER, drawn, lead);
    }
}
