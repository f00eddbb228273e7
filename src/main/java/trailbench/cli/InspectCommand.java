package trailbench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.format.Yaml;
import trailbench.log.Clue;
import trailbench.log.LogReport;

@Command(name = "inspect", mixinStandardHelpOptions = true, description = "Looks at a log file and proposes how to read it.")
final class InspectCommand implements Callable<Integer> {
    private static final int ROWS_SHOWN = 5;

    private final Session session;

    @Parameters(
            paramLabel = "FILE", arity = "1..*",
            description = "Files, folders or patterns: delimited text or JSON lines (plain, .gz or .zst), or Parquet.")
    private List<Path> files = List.of();

    @Option(names = "--recipe", paramLabel = "FILE", description = "Reads the log by a recipe that was saved from another one.")
    private Optional<Path> recipe = Optional.empty();

    @Option(names = "--save-recipe", paramLabel = "FILE", description = "Keeps the recipe, without the files, for the next log of the kind.")
    private Optional<Path> saved = Optional.empty();

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        LogReport report = recipe
                .map(file -> session.workbench().inspect(files, file, session.progress()))
                .orElseGet(() -> session.workbench().inspect(files, session.progress()));
        saved.ifPresent(file -> session.workbench().saveRecipe(report.recipe(), file));
        if (json) {
            session.printJson(report);
            return 0;
        }
        TextTable sample = new TextTable(report.columns());
        sample.row(report.types());
        report.sample().stream().limit(ROWS_SHOWN).forEach(sample::row);
        session.print(String.format(Locale.ROOT, "%s: %,d rows, %d columns", files.size() == 1 ? files.getFirst() : files, report.rows(), report.columns().size()));
        session.print(sample.toString());
        report.clues().forEach((part, clue) -> {
            if (!(clue instanceof Clue.Type)) {
                session.print("  %s: %s (%s)".formatted(part, clue.text(), clue.confidence().word()));
            }
        });
        session.print("");
        session.print(recipe.isPresent() ? "Recipe:" : "Proposed recipe:");
        session.print(Yaml.text(report.recipe()).indent(2).stripTrailing());
        return 0;
    }
}
