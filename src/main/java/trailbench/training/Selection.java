package trailbench.training;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// The figure by which epochs are compared: that of early stopping, else `ndcg@10` where it is measured, else the loss.
///
/// @param metric name of a validation figure, or `loss`
record Selection(String metric) {
    private static final String LOSS = "loss";
    private static final String STANDARD = "ndcg@10";

    /// @param metrics what the run measures on validation
    /// @throws Fault.Request if early stopping asks for something else
    static Selection of(TrainingOptions options, Set<String> metrics) {
        String metric = options.earlyStopping().map(TrainingOptions.EarlyStopping::metric).orElse(metrics.contains(STANDARD) ? STANDARD : LOSS);
        return measured("training.early_stopping.metric", metric, metrics);
    }

    /// What a plateau is judged by.
    ///
    /// @param judged what epochs are compared by
    /// @throws Fault.Request if the schedule asks for a figure that is not measured
    static Selection of(Schedule.ReduceOnPlateau plateau, Selection judged, Set<String> metrics) {
        return plateau.metric().equals(Schedule.ReduceOnPlateau.JUDGED) ? judged : measured("training.schedule.metric", plateau.metric(), metrics);
    }

    private static Selection measured(String field, String metric, Set<String> metrics) {
        if (!metric.equals(LOSS) && !metrics.contains(metric)) {
            TreeSet<String> allowed = new TreeSet<>(metrics);
            allowed.add(LOSS);
            throw new Fault.Request(Trouble.of(Trouble.Kind.NOT_MEASURED, field, metric, String.join(", ", allowed)));
        }
        return new Selection(metric);
    }

    /// @param loss on validation; on training where nothing is held out
    double value(Map<String, Double> metrics, double loss) {
        return metric.equals(LOSS) ? loss : metrics.get(metric);
    }

    /// False for NaN.
    boolean improves(double value, Optional<Double> best) {
        return improves(value, best, 0);
    }

    /// @param least by more than this
    boolean improves(double value, Optional<Double> best, double least) {
        double sign = metric.equals(LOSS) ? -1 : 1;
        return Double.isFinite(value) && (best.isEmpty() || sign * value > sign * best.get() + least);
    }
}
