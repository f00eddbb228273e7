package trailbench.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trailbench.work.Fault;

/// The figures of one experiment over the folds of its split.
///
/// The spread is that between folds: over users of k-fold, over time of rolling windows. It is no interval of the mean, as training parts overlap
/// (Y. Bengio, Y. Grandvalet, "No unbiased estimator of the variance of k-fold cross-validation", JMLR 2004).
///
/// @param protocol of the first fold, as a line; the others differ from it in the fold alone
/// @param folds    how many
/// @param rows     scorers in the order of the evaluations
public record FoldFigures(String protocol, int folds, List<Row> rows) {

    /// @param model   true for the trained model
    /// @param metrics metric name to its spread
    public record Row(String name, boolean model, Map<String, Spread> metrics) {}

    /// @param mean      of the folds, each with the same weight
    /// @param deviation between folds, with n - 1; 0 of one fold
    /// @param values    `[folds]`
    public record Spread(double mean, double deviation, double least, double greatest, List<Double> values) {
        static Spread of(double[] values) {
            double mean = Arrays.stream(values).average().orElseThrow();
            double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
            return new Spread(
                    mean, values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0, Arrays.stream(values).min().orElseThrow(),
                    Arrays.stream(values).max().orElseThrow(), Arrays.stream(values).boxed().toList());
        }
    }

    /// @param evaluations one a fold, in their order
    /// @throws Fault.Request if they rank among other candidates, or by other rules
    public static FoldFigures of(List<Evaluation> evaluations) {
        Passport first = evaluations.getFirst().passport();
        for (Evaluation evaluation : evaluations) {
            Passport other = evaluation.passport();
            Fault.require(
                    rules(first).equals(rules(other)), "Folds that were measured by several protocols have no mean: %s; against: %s. Evaluate them by one protocol.",
                    first.line(), other.line());
        }
        List<Row> rows = new ArrayList<>();
        for (Evaluation.Row row : evaluations.getFirst().rows()) {
            Map<String, Spread> metrics = new LinkedHashMap<>();
            row.metrics().keySet().forEach(metric -> {
                double[] values = evaluations.stream()
                        .flatMap(evaluation -> evaluation.rows().stream())
                        .filter(other -> other.name().equals(row.name()) || other.model() && row.model())
                        .filter(other -> other.metrics().containsKey(metric))
                        .mapToDouble(other -> other.metrics().get(metric))
                        .toArray();
                if (values.length == evaluations.size()) {
                    metrics.put(metric, Spread.of(values));
                }
            });
            rows.add(new Row(row.name(), row.model(), metrics));
        }
        return new FoldFigures(first.line(), evaluations.size(), List.copyOf(rows));
    }

    private static List<Object> rules(Passport passport) {
        return List.of(passport.split().getClass(), passport.part(), passport.items(), passport.seen().excluded(), passport.ties(),
                passport.candidates().orElse(Candidates.defaults()));
    }

    /// Aligned for the terminal: mean ± deviation, and the least and greatest of the model.
    public String text() {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        rows.forEach(row -> head.add(row.name()));
        head.add("least to greatest");
        lines.add(head);
        for (String metric : rows.getFirst().metrics().keySet()) {
            List<String> line = new ArrayList<>(List.of(metric));
            rows.forEach(row -> line.add(cell(row.metrics().get(metric))));
            Spread first = rows.getFirst().metrics().get(metric);
            line.add(String.format(Locale.ROOT, "%.4f to %.4f", first.least(), first.greatest()));
            lines.add(line);
        }
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%d folds, mean ± standard deviation between folds; of the first: ", folds)).append(protocol).append("\n\n");
        EvaluationTable.append(lines, text);
        return text.toString();
    }

    private static String cell(@Nullable Spread spread) {
        return spread == null ? "" : String.format(Locale.ROOT, "%.4f ± %.4f", spread.mean(), spread.deviation());
    }
}
