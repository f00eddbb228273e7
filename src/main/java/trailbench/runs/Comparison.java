package trailbench.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import trailbench.project.Fork;

/// A few runs side by side.
///
/// @param runs        in the order that they were chosen
/// @param differences fields of the experiment, and what the runs were made from and on, in which they differ; nothing else
/// @param figures     columns of figures that any of them has
/// @param protocols   of those figures
/// @param curves      one of each run, of `figure`
/// @param figure      what the curves show
public record Comparison(
        List<RunSummary> runs,
        List<Difference> differences,
        List<RunColumn> figures,
        Protocols protocols,
        List<FigureCurve> curves,
        String figure,
        FigureCurve.Align align) {
    private static final List<String> FIGURES = List.of(
            "best.ndcg@10", "at-best.recall@10", "at-best.mrr@10", "best.accuracy", "best.loss", "test.ndcg@10", "test.recall@10", "test.hr@10", "test.mrr@10",
            "test.accuracy", "test.rmse");

    /// @param field  its path, or the name of a fact
    /// @param values one for each run; empty where a run has no such field
    public record Difference(String field, List<String> values) {}

    /// @param histories in the order of the runs
    public static Comparison of(List<RunSummary> runs, List<FigureCurve.History> histories, String figure, FigureCurve.Align align) {
        List<RunColumn> figures = RunColumns.of(runs).known(FIGURES).stream()
                .filter(column -> runs.stream().anyMatch(run -> !column.value(run).isAbsent()))
                .toList();
        List<RunColumn> measured = Stream.concat(figures.stream(), RunColumns.of(runs).known(List.of("last." + figure)).stream()).toList();
        return new Comparison(
                runs, differences(runs), figures, Protocols.of(runs, measured),
                histories.stream().map(history -> FigureCurve.of(history, figure, align)).toList(), figure, align);
    }

    /// The fields in which runs differ; none for a single run.
    public static List<Difference> differences(List<RunSummary> runs) {
        Map<String, Function<RunSummary, String>> all = new LinkedHashMap<>();
        Set<String> fields = new LinkedHashSet<>();
        runs.forEach(run -> fields.addAll(run.fields().keySet()));
        fields.forEach(field -> all.put(field, run -> run.fields().getOrDefault(field, "")));
        all.put("parent", run -> run.fork().map(Fork::parent).orElse(""));
        all.put("forked-at", run -> run.fork().map(fork -> Long.toString(fork.step())).orElse(""));
        all.put("data", run -> run.origin().dataHash());
        all.put("program", run -> run.origin().program());
        all.put("code", run -> run.origin().code());
        Set<String> machine = new LinkedHashSet<>();
        runs.forEach(run -> machine.addAll(run.origin().machine().keySet()));
        machine.forEach(name -> all.put("machine." + name, run -> run.origin().machine().getOrDefault(name, "")));
        List<Difference> differences = new ArrayList<>();
        all.forEach((field, value) -> {
            List<String> values = runs.stream().map(value).toList();
            if (values.stream().distinct().count() > 1) {
                differences.add(new Difference(field, values));
            }
        });
        return differences;
    }

    /// The best point of a run's curve, as text: `0.1310 at epoch 14`; empty without one.
    Optional<String> bestText(FigureCurve curve) {
        return curve.best(figure).map(best -> RunValue.figure(best[1]).shown() + " at " + switch (align) {
            case EPOCH -> "epoch " + (long) best[0];
            case STEP -> "step " + (long) best[0];
            case TIME -> RunValue.duration(java.time.Duration.ofSeconds((long) best[0])).shown();
        });
    }
}
