package trailbench.runs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.Passport;

/// A run's figures on the test part.
///
/// @param passport their protocol
/// @param protocol the part of it that must be the same for two figures to be compared, in English
/// @param metrics  of the trained model, not of the baselines; for an autoencoder `accuracy`, `mse` and `rmse`; for a head of
///                 behaviours or values those of [trailbench.evaluation.EventFigures]
/// @param intervals of 95 % of those metrics that have one
/// @param bar      how the model stands against the best counting baseline on NDCG@10; empty if it ranks nothing, or no interval was kept
public record TestFigures(
        Passport passport, String protocol, Map<String, Double> metrics, Map<String, Evaluation.Interval> intervals, Optional<Evaluation.Bar> bar) {
    private static final String BAR = "ndcg@10";

    static TestFigures of(Evaluation evaluation) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        evaluation.model().ifPresent(row -> {
            metrics.putAll(row.metrics());
            row.lists().ifPresent(metrics::putAll);
        });
        evaluation.likelihood().ifPresent(found -> metrics.put("perplexity", found.perplexity()));
        evaluation.reconstruction().ifPresent(figures -> {
            metrics.put("accuracy", figures.accuracy());
            metrics.put("mse", figures.mse());
            metrics.put("rmse", figures.rmse());
            figures.mae().ifPresent(mae -> metrics.put("mae", mae));
            figures.perplexity().ifPresent(perplexity -> metrics.put("perplexity", perplexity));
        });
        evaluation.events().ifPresent(figures -> metrics.putAll(figures.model().metrics()));
        String events = evaluation.events().map(figures -> " · " + figures.asked().name().toLowerCase(java.util.Locale.ROOT) + "s of events").orElse("");
        String target = evaluation.reconstruction().map(figures -> " · errors of " + figures.target().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')).orElse("");
        Passport passport = evaluation.passport();
        return new TestFigures(
                passport, passport.protocol() + target + events, metrics, evaluation.model().flatMap(Evaluation.Row::intervals).orElse(Map.of()), evaluation.bar(BAR));
    }

    OptionalDouble value(String metric) {
        Double value = metrics.get(metric);
        if (value == null && metric.startsWith("hr@")) {
            value = metrics.get("recall@" + metric.substring("hr@".length()));
        }
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
