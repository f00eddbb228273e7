package trailbench.cli;

import static trailbench.work.Fault.require;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.project.FolderRun;
import trailbench.project.RunFolder;
import trailbench.runs.Comparison;
import trailbench.runs.ComparisonText;
import trailbench.runs.FigureCurve;
import trailbench.runs.RunColumn;
import trailbench.runs.RunIndex;
import trailbench.runs.RunSummary;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Sets runs side by side: their figures, the fields in which they differ, and their curves.")
final class CompareCommand implements Callable<Integer> {
    private static final int WIDEST = 40;

    private final Session session;

    @Parameters(arity = "2..*", paramLabel = "RUN", description = "Folders of runs: PROJECT/runs/ID.")
    private List<Path> paths = List.of();

    @Option(names = "--figure", description = "What the curves show: ndcg@10, loss, training-loss … Default: the first that the runs have")
    private @Nullable String figure;

    @Option(names = "--align", description = "What curves are laid over one another by: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}", defaultValue = "EPOCH")
    private FigureCurve.Align align = FigureCurve.Align.EPOCH;

    @Mixin
    private TextOutput output = new TextOutput();

    CompareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<RunFolder> runs = paths.stream().map(path -> (RunFolder) FolderRun.open(path)).toList();
        List<FigureCurve.History> histories = runs.stream().map(run -> new FigureCurve.History(run.id(), run.inherited(), run.events())).toList();
        List<String> figures = FigureCurve.figures(histories);
        require(figure == null || figures.contains(figure), "--figure %s was measured in none of these runs. They have: %s.", figure, String.join(", ", figures));
        Comparison comparison = Comparison.of(RunIndex.read(runs), histories, figure == null ? figures.getFirst() : figure, align);
        output.form().ifPresentOrElse(
                form -> output.give(session, ComparisonText.of(comparison, form, "Comparison of " + runs.size() + " runs")),
                () -> show(comparison));
        if (!output.json() && output.form().isEmpty()) {
            session.print("");
            PairedLines.of(paths.stream().map(FolderRun::open).toList()).forEach(session::print);
        }
        return 0;
    }

    private void show(Comparison comparison) {
        if (output.json()) {
            session.printJson(Document.of(comparison));
            return;
        }
        List<String> names = comparison.runs().stream().map(RunSummary::id).toList();
        if (!comparison.figures().isEmpty()) {
            TextTable figures = new TextTable(header("figure", names), WIDEST);
            for (RunColumn column : comparison.figures()) {
                figures.row(header(column.name(), comparison.runs().stream().map(run -> column.value(run).shown()
                        + comparison.protocols().letter(column, run).map(letter -> " (" + letter + ")").orElse("")).toList()));
            }
            session.print(figures.toString());
            comparison.protocols().lines().forEach(session::print);
            session.print("");
        }
        if (comparison.differences().isEmpty()) {
            session.print("No differences: the runs have the same fields, data and program.");
            return;
        }
        TextTable differences = new TextTable(header("differs", names), WIDEST);
        comparison.differences().forEach(each -> differences.row(header(each.field(), each.values())));
        session.print(differences.toString());
    }

    private static List<String> header(String first, List<String> others) {
        List<String> cells = new ArrayList<>(List.of(first));
        cells.addAll(others);
        return cells;
    }

    /// What `--json` prints.
    ///
    /// @param figures     column to the values of the runs, NaN where one has none
    /// @param differences field to the values of the runs
    record Document(
            List<String> runs, Map<String, List<Double>> figures, List<String> warning, Map<String, List<String>> differences, String figure,
            FigureCurve.Align align, List<Line> curves) {

        record Line(String run, double[] x, double[] y) {}

        static Document of(Comparison comparison) {
            Map<String, List<Double>> figures = new LinkedHashMap<>();
            comparison.figures().forEach(column -> figures.put(column.name(), comparison.runs().stream().map(run -> column.value(run).number()).toList()));
            Map<String, List<String>> differences = new LinkedHashMap<>();
            comparison.differences().forEach(each -> differences.put(each.field(), each.values()));
            return new Document(
                    comparison.runs().stream().map(RunSummary::id).toList(), figures, comparison.protocols().lines(), differences,
                    comparison.figure(), comparison.align(),
                    comparison.curves().stream().map(curve -> new Line(curve.run(), curve.xs(), curve.ys())).toList());
        }
    }
}
