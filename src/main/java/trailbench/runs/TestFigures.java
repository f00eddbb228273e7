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
/// @param metrics  of the trained model, not of the baselines; for an autoencoder `accuracy`, `mse` and `rmse`
public record TestFigures(Passport passport, String protocol, Map<String, Double> metrics) {

    static TestFigures of(Evaluation evaluation) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        evaluation.rows().stream().filter(Evaluation.Row::model).findFirst().ifPresent(row -> metrics.putAll(row.metrics()));
        evaluation.reconstruction().ifPresent(figures -> {
            metrics.put("accuracy", figures.accuracy());
            metrics.put("mse", figures.mse());
            metrics.put("rmse", figures.rmse());
        });
        String target = evaluation.reconstruction().map(figures -> " · errors of " + figures.target().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')).orElse("");
        Passport passport = evaluation.passport();
        // older evaluations did not count cold cases or look for leaks: that makes no other protocol
        String protocol = new Passport(
                        passport.split(), passport.part(), passport.items(), passport.seen(), passport.ties(), passport.cases(), passport.dataHash(),
                        Optional.empty(), Optional.empty())
                .line();
        return new TestFigures(passport, protocol + target, metrics);
    }

    OptionalDouble value(String metric) {
        Double value = metrics.get(metric);
        if (value == null && metric.startsWith("hr@")) {
            value = metrics.get("recall@" + metric.substring("hr@".length()));
        }
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
