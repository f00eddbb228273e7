package trailbench.ui.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import trailbench.evaluation.Evaluation;
import trailbench.training.RunEvent;
import trailbench.ui.shell.RunEntry;

/// One run in the table. The row stays while what is known of the run changes, so that a selection does too.
final class RunRow {
    /// @param evaluation empty until the run was evaluated
    record Seen(RunEntry entry, Optional<Evaluation> evaluation) {}

    private final ReadOnlyObjectWrapper<Seen> seen;

    RunRow(Seen first) {
        seen = new ReadOnlyObjectWrapper<>(first);
    }

    ReadOnlyObjectProperty<Seen> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    void show(Seen now) {
        if (!now.equals(seen.get())) {
            seen.set(now);
        }
    }

    RunEntry entry() {
        return seen.get().entry();
    }

    String id() {
        return entry().id();
    }

    /// What the run is judged by on validation: NDCG@10, its first metric, or "loss".
    String metric() {
        Map<String, Double> metrics = entry().epoch().map(RunEvent.Epoch::metrics).orElse(Map.of());
        return metrics.containsKey("ndcg@10") ? "ndcg@10" : metrics.keySet().stream().sorted().findFirst().orElse("loss");
    }

    OptionalDouble best() {
        return value(entry().best());
    }

    OptionalDouble last() {
        return value(entry().epoch());
    }

    private OptionalDouble value(Optional<RunEvent.Epoch> epoch) {
        String metric = metric();
        return epoch.map(e -> OptionalDouble.of(metric.equals("loss") ? e.validationLoss() : e.metrics().getOrDefault(metric, Double.NaN)))
                .orElse(OptionalDouble.empty());
    }

    /// A figure of the trained model on the test; empty before the evaluation, or for a model that ranks nothing.
    OptionalDouble test(String metric) {
        return seen.get().evaluation().stream()
                .flatMap(evaluation -> evaluation.rows().stream())
                .filter(row -> row.model() && row.metrics().containsKey(metric))
                .mapToDouble(row -> row.metrics().get(metric))
                .findFirst();
    }

    /// HR@10, or Recall@10 where the two are the same and only one is kept.
    OptionalDouble hitRate() {
        OptionalDouble rate = test("hr@10");
        return rate.isPresent() ? rate : test("recall@10");
    }

    /// From its making to its latest sign of life.
    Duration lasted() {
        Instant latest = Stream.of(entry().step().map(RunEvent.Step::at), entry().epoch().map(RunEvent.Epoch::at))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(entry().created());
        Duration lasted = Duration.between(entry().created(), latest);
        return lasted.isNegative() ? Duration.ZERO : lasted;
    }
}
