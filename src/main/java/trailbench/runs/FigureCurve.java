package trailbench.runs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;

/// One figure of one run over epochs, steps or time. What a fork did not compute again is read from its parent.
///
/// @param run      its id
/// @param xs       `[N]` rising
/// @param ys       `[N]`
/// @param forkedAt x of the last point of the parent's; empty for a run that was not forked
public record FigureCurve(String run, double[] xs, double[] ys, OptionalDouble forkedAt) {
    private static final String USUAL = "ndcg@10";

    /// What runs are aligned by.
    public enum Align {
        EPOCH,
        STEP,
        /// Seconds spent on training and validating, pauses not counted; a fork's begin with its parent's.
        TIME
    }

    /// @param inherited of the run's ancestors, oldest first
    /// @param own       of the run itself
    public record History(String run, List<RunEvent> inherited, List<RunEvent> own) {
        List<RunEvent> all() {
            List<RunEvent> all = new ArrayList<>(inherited);
            all.addAll(own);
            return RunJournal.withoutRepeated(all);
        }

        List<RunEvent.Epoch> epochs() {
            return all().stream().filter(RunEvent.Epoch.class::isInstance).map(RunEvent.Epoch.class::cast).toList();
        }

        Optional<Long> forkStep() {
            return inherited.stream()
                    .filter(event -> event instanceof RunEvent.Step || event instanceof RunEvent.Epoch)
                    .map(event -> event instanceof RunEvent.Step step ? step.step() : ((RunEvent.Epoch) event).step())
                    .max(Long::compare);
        }
    }

    /// Figures that can be laid over one another: NDCG@10 first, other metrics by name, the losses last.
    public static List<String> figures(List<History> histories) {
        Set<String> metrics = new LinkedHashSet<>();
        histories.stream().flatMap(history -> history.epochs().stream()).flatMap(epoch -> epoch.metrics().keySet().stream()).sorted().forEach(metrics::add);
        List<String> figures = new ArrayList<>(metrics);
        if (figures.remove(USUAL)) {
            figures.addFirst(USUAL);
        }
        figures.add(JournalSummary.LOSS);
        figures.add(JournalSummary.TRAINING_LOSS);
        return figures;
    }

    public static boolean isLoss(String figure) {
        return JournalSummary.isLoss(figure);
    }

    /// @param figure `ndcg@10`, `loss`, `training-loss`; the training loss by steps is that of each recorded step
    public static FigureCurve of(History history, String figure, Align align) {
        List<double[]> points = new ArrayList<>();
        double inherited = Double.NaN;
        long fork = history.forkStep().orElse(-1L);
        if (align == Align.STEP && figure.equals(JournalSummary.TRAINING_LOSS)) {
            for (RunEvent event : history.all()) {
                if (event instanceof RunEvent.Step step) {
                    points.add(new double[] {step.step(), step.loss()});
                    inherited = step.step() <= fork ? step.step() : inherited;
                }
            }
            return curve(history.run(), points, inherited);
        }
        double seconds = 0;
        for (RunEvent.Epoch epoch : history.epochs()) {
            seconds += epoch.seconds();
            double x = switch (align) {
                case EPOCH -> epoch.epoch();
                case STEP -> epoch.step();
                case TIME -> seconds;
            };
            Optional<Double> value = JournalSummary.value(epoch, figure);
            value.ifPresent(y -> points.add(new double[] {x, y}));
            inherited = epoch.step() <= fork ? x : inherited;
        }
        return curve(history.run(), points, inherited);
    }

    private static FigureCurve curve(String run, List<double[]> points, double inherited) {
        double[] xs = points.stream().mapToDouble(point -> point[0]).toArray();
        double[] ys = points.stream().mapToDouble(point -> point[1]).toArray();
        return new FigureCurve(run, xs, ys, Double.isNaN(inherited) ? OptionalDouble.empty() : OptionalDouble.of(inherited));
    }

    /// Its best value and where: highest of a metric, lowest of a loss; empty without a finite value.
    public Optional<double[]> best(String figure) {
        double sign = isLoss(figure) ? -1 : 1;
        Optional<double[]> best = Optional.empty();
        for (int i = 0; i < xs.length; i++) {
            if (Double.isFinite(ys[i]) && (best.isEmpty() || sign * ys[i] > sign * best.get()[1])) {
                best = Optional.of(new double[] {xs[i], ys[i]});
            }
        }
        return best;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FigureCurve curve && run.equals(curve.run) && Arrays.equals(xs, curve.xs) && Arrays.equals(ys, curve.ys) && forkedAt.equals(curve.forkedAt);
    }

    @Override
    public int hashCode() {
        return 31 * run.hashCode() + Arrays.hashCode(ys);
    }
}
