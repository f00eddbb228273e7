package trailbench.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import trailbench.table.RowSource;
import trailbench.work.Fault;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// A recipe without its files, to be kept and used for the next log of the same kind.
public record LogMapping(LogRecipe.Format format, LogRecipe.Columns columns, LogRecipe.Clean clean, Optional<List<LogRecipe.Behaviour>> behaviours) {
    public static LogMapping of(LogRecipe recipe) {
        return new LogMapping(recipe.format(), recipe.columns(), recipe.clean(), recipe.behaviours());
    }

    /// The recipe for other files. It names them by their absolute paths.
    ///
    /// @param given files, folders or patterns
    /// @throws Fault.Request if a file is missing, or lacks a column that the mapping asks for: then all such columns are named
    public LogRecipe recipe(List<Path> given, Progress progress) {
        List<Path> files = LogFiles.expand(given, Path.of("").toAbsolutePath()).stream().map(LogFiles.Named::path).toList();
        for (Path file : files) {
            progress.checkpoint();
            RowSource rows = LogFiles.open(file, format);
            List<String> lacking = lacking(new ColumnIndex(file, rows.columns()));
            if (!lacking.isEmpty()) {
                throw new Fault.Request(
                        "%s lacks columns that the recipe asks for: %s. It has %s.%s Choose another file, or give the recipe its columns.",
                        file, String.join(", ", lacking), rows.columns().stream().limit(40).collect(Collectors.joining(", ")), otherFormat(file));
            }
        }
        return new LogRecipe(files, format, columns, clean, behaviours);
    }

    /// A sentence on a file that is cut otherwise than the recipe says; empty for one that is not.
    private Trouble otherFormat(Path file) {
        try {
            LogRecipe.Format own = LogFiles.openAsGuessed(file).format();
            boolean same = own.delimiter().equals(format.delimiter()) && own.header() == format.header();
            return same
                    ? Trouble.said("")
                    : Trouble.said(
                            " The recipe says format {delimiter: %s, header: %s}, the file looks like {delimiter: %s, header: %s}.",
                            format.delimiter(), format.header(), own.delimiter(), own.header());
        } catch (Fault.Request notToldByItself) {
            return Trouble.said("");
        }
    }

    /// What is asked for and not there, as `user "visitor"`.
    private List<String> lacking(ColumnIndex index) {
        List<String> lacking = new ArrayList<>();
        asked().forEach((field, names) -> names.stream()
                .filter(name -> index.find(name).isEmpty())
                .forEach(name -> lacking.add("%s \"%s\"".formatted(field, name))));
        return lacking;
    }

    private Map<String, List<String>> asked() {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        asked.put("user", List.of(columns.user()));
        asked.put("item", List.of(columns.item()));
        asked.put("time", columns.time().stream().toList());
        asked.put("session", columns.session().stream().toList());
        asked.put("behaviour", columns.behaviour().stream().toList());
        asked.put("title", columns.title().stream().toList());
        asked.put("value", columns.value().stream().toList());
        asked.put("feature", columns.features());
        asked.put("behaviour rule", columns.behaviourRules().stream().map(LogRecipe.BehaviourRule::column).distinct().toList());
        asked.put("cleaning step", clean.steps().stream().filter(CleaningStep.Values.class::isInstance).map(step -> ((CleaningStep.Values) step).column()).toList());
        return asked;
    }
}
