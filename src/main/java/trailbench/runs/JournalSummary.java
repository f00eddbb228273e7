package trailbench.runs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.training.RunStates;

/// What a run's journal says in its first `read` bytes.
///
/// @param said    where the run says it stands
/// @param began   when its first worker was ready to train; before that it may have waited in a queue
/// @param started the worker's latest first word
/// @param step    the latest step
/// @param last    the latest finished epoch
/// @param best    the epoch that was kept as best
/// @param bests   the best value of each figure over all epochs: highest of the metrics, lowest of `loss` and `training-loss`
/// @param latest  the latest sign of life
public record JournalSummary(
        long read,
        RunState said,
        Optional<Instant> began,
        Optional<RunEvent.Started> started,
        Optional<RunEvent.Step> step,
        Optional<RunEvent.Epoch> last,
        Optional<RunEvent.Epoch> best,
        Map<String, Double> bests,
        Optional<Instant> latest) {
    /// Mean over all validation targets.
    public static final String LOSS = "loss";
    /// Mean over the epoch's training targets.
    public static final String TRAINING_LOSS = "training-loss";

    static final JournalSummary NOTHING = new JournalSummary(
            0, RunState.READY, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());

    static boolean isLoss(String figure) {
        return figure.equals(LOSS) || figure.equals(TRAINING_LOSS);
    }

    /// A figure of one epoch, or null if it was not measured.
    static Optional<Double> value(RunEvent.Epoch epoch, String figure) {
        return switch (figure) {
            case LOSS -> Optional.of(epoch.validationLoss());
            case TRAINING_LOSS -> Optional.of(epoch.trainingLoss());
            default -> Optional.ofNullable(epoch.metrics().get(figure));
        };
    }

    JournalSummary after(List<RunEvent> events, long offset) {
        Optional<Instant> nowBegan = began;
        Optional<RunEvent.Started> nowStarted = started;
        Optional<RunEvent.Step> nowStep = step;
        Optional<RunEvent.Epoch> nowLast = last;
        Optional<RunEvent.Epoch> nowBest = best;
        Map<String, Double> nowBests = new TreeMap<>(bests);
        Optional<Instant> nowLatest = latest;
        for (RunEvent event : events) {
            switch (event) {
                case RunEvent.Started first -> {
                    nowStarted = Optional.of(first);
                    nowBegan = nowBegan.or(() -> Optional.of(first.at()));
                }
                case RunEvent.Step done -> nowStep = Optional.of(done);
                case RunEvent.Epoch done -> {
                    nowLast = Optional.of(done);
                    nowBest = done.best() ? nowLast : nowBest;
                    improve(nowBests, done);
                }
                case RunEvent.Checkpoint _, RunEvent.Changed _, RunEvent.Paused _, RunEvent.Resumed _, RunEvent.Stopped _, RunEvent.Finished _, RunEvent.Failed _ -> {}
            }
            if (event instanceof RunEvent.Step || event instanceof RunEvent.Epoch) {
                nowLatest = Optional.of(event.at());
            }
        }
        return new JournalSummary(offset, RunStates.said(said, events), nowBegan, nowStarted, nowStep, nowLast, nowBest, nowBests, nowLatest);
    }

    private static void improve(Map<String, Double> bests, RunEvent.Epoch epoch) {
        epoch.metrics().forEach((name, value) -> improve(bests, name, value));
        improve(bests, LOSS, epoch.validationLoss());
        improve(bests, TRAINING_LOSS, epoch.trainingLoss());
    }

    private static void improve(Map<String, Double> bests, String figure, double value) {
        if (Double.isFinite(value)) {
            bests.merge(figure, value, isLoss(figure) ? Math::min : Math::max);
        }
    }
}
