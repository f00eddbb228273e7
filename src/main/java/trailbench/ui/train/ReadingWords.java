package trailbench.ui.train;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.ui.chart.Figures;
import trailbench.ui.fx.Messages;

/// Says in the language of the window how far a run is, what judges it, and why it ended.
final class ReadingWords {
    private final Messages words;

    ReadingWords(Messages words) {
        this.words = words;
    }

    /// How far it is, and what it has spent of privacy so far.
    String progress(RunReading reading) {
        return reading.epoch()
                .flatMap(RunEvent.Epoch::privacy)
                .map(spent -> words.text(
                        "progress.privacy", place(reading), Figures.of(spent.epsilon(), words.locale()), String.format(Locale.ROOT, "%.0e", spent.delta())))
                .orElseGet(() -> place(reading));
    }

    /// Why it failed; empty if it did not.
    String failure(RunReading reading) {
        return reading.trouble().map(words::trouble).or(reading::lastWord).orElse("");
    }

    /// What [#judged] is called.
    String judgedBy(RunEvent.Epoch epoch) {
        return metric(epoch).map(Figures::metric).orElse(words.text("metric.loss"));
    }

    /// The figure that names the best epoch.
    double judged(RunEvent.Epoch epoch) {
        return metric(epoch).map(epoch.metrics()::get).orElse(epoch.validationLoss());
    }

    /// NDCG@10 where it is measured, the first metric otherwise; empty for a run that only its validation loss judges.
    private static Optional<String> metric(RunEvent.Epoch epoch) {
        Map<String, Double> metrics = epoch.metrics();
        return metrics.containsKey("ndcg@10") ? Optional.of("ndcg@10") : metrics.keySet().stream().sorted().findFirst();
    }

    private String place(RunReading reading) {
        if (reading.state() == RunState.FINISHED) {
            return finished(reading);
        }
        if (reading.state() == RunState.STOPPED && reading.step().isPresent()) {
            return words.text("progress.stopped", reading.step().get().epoch(), reading.step().get().step());
        }
        if (reading.started().isEmpty()) {
            return words.text(reading.state() == RunState.QUEUED ? "progress.queued" : "progress.starting");
        }
        RunEvent.Started first = reading.started().get();
        return reading.step()
                .map(step -> words.text("progress.epoch", step.epoch(), first.epochs(), step.step(), (long) first.stepsPerEpoch() * first.epochs()))
                .orElseGet(() -> words.text("progress.started", first.parameters(), first.windows(), first.stepsPerEpoch()));
    }

    /// Fewer epochs than asked for: early stopping ended it, or a privacy budget that was spent.
    private String finished(RunReading reading) {
        int asked = reading.started().map(RunEvent.Started::epochs).orElse(0);
        int done = reading.epoch().map(RunEvent.Epoch::epoch).orElse(asked);
        if (done < asked && reading.epoch().flatMap(RunEvent.Epoch::privacy).isPresent()) {
            return words.text("progress.finished.privacy", done, asked);
        }
        return done < asked && reading.best().isPresent()
                ? words.text("progress.finished.early", done, asked, reading.best().get().epoch())
                : words.text("progress.finished.all", done);
    }
}
