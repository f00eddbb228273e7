package trailbench.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import trailbench.evaluation.Evaluation.Bar;
import trailbench.evaluation.Evaluation.Interval;

/// What a head of behaviours or values says of the held-out events, each from the events before it, beside what counting says of the same events.
///
/// Of behaviours: `accuracy`, the share of events whose behaviour was the likeliest; `balanced-accuracy`, the mean of the recalls of the
/// behaviours that occur, which is 1/K for who always says the same; `log-loss`, the mean of -ln p(what was done). Of values, in their own
/// units: `mse`, `rmse`, `mae`, and `r2`, 1 - mse / mse of the training mean.
///
/// @param asked      what is said
/// @param events     that were asked about
/// @param lines      the model first, then what counting says
/// @param behaviours what the model makes of each, in the log's order; empty of values
public record EventFigures(Asks asked, int events, List<Line> lines, List<Behaviour> behaviours) {
    private static final Set<String> LOWER = Set.of("log-loss", "mse", "rmse", "mae");

    public enum Asks {
        BEHAVIOUR,
        VALUE
    }

    /// @param name      "most frequent", "repeat last", "markov-1"; "mean", "user mean", "last value"
    /// @param metrics   name to value, in the order of tables; without those that a line has not
    /// @param intervals of those that are means over events, of 95 %, by drawing users anew
    /// @param lead      of a baseline: interval of the model's figure minus this line's
    public record Line(String name, boolean model, Map<String, Double> metrics, Map<String, Interval> intervals, Map<String, Interval> lead) {}

    /// @param events    on which it was done
    /// @param recall    share of those of which the model said so
    /// @param precision share of the events of which the model said so on which it was done; empty if it never said so
    public record Behaviour(String name, int events, double recall, Optional<Double> precision) {}

    /// True if a lower figure is the better one.
    public static boolean isError(String metric) {
        return LOWER.contains(metric);
    }

    /// What models are judged by.
    public String metric() {
        return switch (asked) {
            case BEHAVIOUR -> "accuracy";
            case VALUE -> "mse";
        };
    }

    public Line model() {
        return lines.getFirst();
    }

    /// The best figure of all lines.
    public double top(String metric) {
        var all = lines.stream().filter(line -> line.metrics().containsKey(metric)).mapToDouble(line -> line.metrics().get(metric));
        return (isError(metric) ? all.min() : all.max()).orElseThrow();
    }

    /// What counting does best on a metric.
    public Line best(String metric) {
        Comparator<Line> by = Comparator.comparingDouble(line -> (isError(metric) ? -1 : 1) * line.metrics().get(metric));
        return lines.stream().filter(line -> !line.model() && line.metrics().containsKey(metric)).max(by).orElseThrow();
    }

    /// How the model stands against the best of counting on [#metric]; the lead is turned so that above 0 is better.
    public Bar bar() {
        Line best = best(metric());
        Interval lead = best.lead().get(metric());
        return new Bar(best.name(), isError(metric()) ? new Interval(-lead.high(), -lead.low()) : lead);
    }
}
