package trailbench.evaluation;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trailbench.evaluation.EventFigures.Line;
import trailbench.evaluation.Evaluation.Interval;
import trailbench.evaluation.Metrics.PerCase;

/// Makes a line of [EventFigures] of what was counted event by event.
final class EventLines {
    private static final int MODEL = 0;
    private static final List<String> ORDER = List.of("accuracy", "balanced-accuracy", "log-loss", "mse", "rmse", "mae", "r2");

    private EventLines() {}

    /// @param number  which of the scorers of `confidence` it is
    /// @param derived figures that are no means over events
    /// @param without a figure that says nothing of this line; empty for none
    static Line line(AskedEvents.Said said, List<PerCase> figures, Confidence confidence, int number, Map<String, Double> derived, String without) {
        Map<String, Double> found = new LinkedHashMap<>(derived);
        figures.forEach(figure -> found.put(figure.metric(), Arrays.stream(figure.values()).average().orElse(0)));
        Map<String, Double> metrics = new LinkedHashMap<>();
        ORDER.stream().filter(found::containsKey).filter(metric -> !metric.equals(without)).forEach(metric -> metrics.put(metric, found.get(metric)));
        return new Line(
                said.name(), said.model(), Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics)), kept(confidence.intervals(number), without),
                said.model() ? Map.of() : kept(confidence.lead(MODEL, number), without));
    }

    private static Map<String, Interval> kept(Map<String, Interval> intervals, String without) {
        Map<String, Interval> kept = new LinkedHashMap<>(intervals);
        kept.remove(without);
        return Collections.unmodifiableMap(kept);
    }
}
