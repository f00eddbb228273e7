package trailbench.cli;

import static trailbench.work.Fault.require;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.project.Project;
import trailbench.runs.RunColumn;
import trailbench.runs.RunColumns;
import trailbench.runs.RunIndex;
import trailbench.runs.RunSummary;
import trailbench.runs.RunTable;
import trailbench.runs.TableText;
import trailbench.training.RunState;

@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Lists the runs of a project: filtered, sorted, grouped, with any field or figure as a column.",
        footer = {
            "",
            "A filter is a question: --filter \"ndcg@10 > .1 and graph = sasrec\", \"tag = paper or not state = failed\".",
            "Figures: best.M, last.M, at-best.M (validation) and test.M; a bare M is the best on validation."
        },
        synopsisSubcommandLabel = "[VERB]")
final class RunsCommand implements Callable<Integer> {
    private static final int WIDEST = 48;

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "PROJECT", description = "The project's folder. Default: this folder.")
    private Path project = Path.of("");

    @Option(names = "--filter", paramLabel = "QUESTION", description = "Shows the runs that answer it.")
    private String filter = "";

    @Option(names = "--sort", paramLabel = "COLUMN", split = ",", description = "By this column, then by the next; -COLUMN for the greatest first. Default: newest first")
    private List<String> sort = new ArrayList<>();

    @Option(names = "--group", paramLabel = "COLUMN", description = "Runs that have the same value there stand together.")
    private @Nullable String group;

    @Option(names = "--columns", paramLabel = "COLUMN", split = ",", description = "What is shown: facts, fields and figures. --columns help lists them all.")
    private List<String> columns = RunColumns.DEFAULT;

    @Option(names = "--trash", description = "Lists the runs in the trash instead.")
    private boolean trash;

    @Mixin
    private TextOutput output = new TextOutput();

    private RunsCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        return new CommandLine(new RunsCommand(session))
                .addSubcommand(new CompareCommand(session))
                .addSubcommand(new MarkCommands.Tag(session))
                .addSubcommand(new MarkCommands.Note(session))
                .addSubcommand(new MarkCommands.Star(session))
                .addSubcommand(new TrashCommands.Trash(session))
                .addSubcommand(new TrashCommands.Restore(session))
                .addSubcommand(new TrashCommands.EmptyTrash(session));
    }

    @Override
    public Integer call() {
        require(
                Files.isRegularFile(project.resolve("project.yaml")),
                "%s is no project: it holds no project.yaml. Name a project's folder, or one of: compare, tag, note, star, trash, restore, empty-trash.",
                project.toAbsolutePath().normalize());
        Map<String, String> unreadable = new LinkedHashMap<>();
        Project opened = session.projects().openShared(project);
        List<RunSummary> runs = trash
                ? RunIndex.read(opened.trashed())
                : new RunIndex(opened).glance((run, fault) -> unreadable.put(run.id(), String.valueOf(fault.getMessage()))).stream()
                        .map(RunIndex.Entry::summary)
                        .toList();
        if (columns.equals(List.of("help"))) {
            RunColumns.of(runs).names().forEach(session::print);
            return 0;
        }
        RunTable table = RunTable.of(
                runs, new RunTable.Request(filter, sort.stream().map(RunTable.Order::parse).toList(), Optional.ofNullable(group), columns, Set.of()));
        output.form().ifPresentOrElse(
                form -> output.give(session, TableText.of(table, form, "Runs of " + opened.title())),
                () -> show(table, unreadable));
        return 0;
    }

    private void show(RunTable table, Map<String, String> unreadable) {
        if (output.json()) {
            session.printJson(Document.of(table, unreadable));
            return;
        }
        List<String> names = new ArrayList<>(List.of("run"));
        table.columns().forEach(column -> names.add(column.name()));
        TextTable text = new TextTable(names, WIDEST);
        for (RunTable.Line line : table.lines()) {
            List<String> cells = new ArrayList<>(List.of(name(line)));
            table.columns().forEach(column -> cells.add(line.run().map(run -> TableText.cell(table, column, run)).orElse("")));
            text.row(cells);
        }
        session.print(text.toString());
        session.print(table.runs() == table.all() ? table.all() + " runs" : table.runs() + " of " + table.all() + " runs");
        table.protocols().lines().forEach(session::print);
        unreadable.forEach((run, why) -> session.print("Not shown: " + run + ": " + why));
    }

    private static String name(RunTable.Line line) {
        String indent = line.depth() == 0 ? "" : "   ".repeat(line.depth() - 1) + "└─ ";
        return line.run().map(run -> indent + (run.marks().starred() ? "★ " : "") + run.id())
                .orElseGet(() -> "▾ " + (line.title().isEmpty() ? "(none)" : line.title()) + " (" + line.count() + ")");
    }

    /// What `--json` prints.
    ///
    /// @param warning    empty if each column's figures were measured alike
    /// @param unreadable run to what is wrong with it
    record Document(List<Row> runs, int all, List<String> warning, Map<String, String> unreadable) {

        /// @param depth     how far a fork is indented
        /// @param values    column to text; a column that the run has nothing for is left out
        /// @param protocols column of a figure to what it was measured by
        record Row(String run, RunState state, Optional<String> parent, int depth, Map<String, String> values, Map<String, String> protocols) {}

        static Document of(RunTable table, Map<String, String> unreadable) {
            return new Document(
                    table.lines().stream().flatMap(line -> line.run().map(run -> row(table, line, run)).stream()).toList(),
                    table.all(), table.protocols().lines(), unreadable);
        }

        private static Row row(RunTable table, RunTable.Line line, RunSummary run) {
            Map<String, String> values = new LinkedHashMap<>();
            for (RunColumn column : table.columns()) {
                if (!column.value(run).isAbsent()) {
                    values.put(column.name(), column.value(run).text());
                }
            }
            Map<String, String> protocols = table.columns().stream()
                    .filter(column -> column.protocol(run).isPresent())
                    .collect(Collectors.toMap(RunColumn::name, column -> column.protocol(run).orElseThrow(), (a, b) -> a, LinkedHashMap::new));
            return new Row(run.id(), run.state(), run.fork().map(fork -> fork.parent()), line.depth(), values, protocols);
        }
    }
}
