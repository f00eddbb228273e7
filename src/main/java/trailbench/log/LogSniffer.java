package trailbench.log;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import trailbench.table.DelimitedFile;
import trailbench.table.NumberedRows;
import trailbench.work.Progress;

/// Looks at a log and proposes how to read it.
public final class LogSniffer {
    /// Rows that types and roles are told from.
    private static final int LOOKED_AT = 1_000;
    private static final int SHOWN = 200;

    private LogSniffer() {}

    /// Finds format and roles by itself. The recipe names the file by its absolute path.
    ///
    /// @throws trailbench.work.Fault.Request if the file is missing, empty, or no table
    public static LogReport inspect(Path file, Progress progress) {
        FormatGuess format = FormatGuess.of(file);
        Path path = file.toAbsolutePath().normalize();
        var unknown = new LogRecipe(List.of(path), format.format(), LogRecipe.Columns.defaults(), LogRecipe.Clean.defaults());
        try (NumberedRows rows = NumberedRows.cut(LogFiles.of(unknown, path.getParent()).getFirst(), progress)) {
            List<List<String>> sample = rows.sample(LOOKED_AT, 1);
            var roles = new RoleGuess(rows.columns(), format.format().header(), sample);
            var recipe = new LogRecipe(List.of(path), format.format(), roles.columns(), roles.clean());
            Map<String, Clue> clues = new LinkedHashMap<>(format.clues());
            clues.putAll(columnClues(roles.why(), roles.roles(), rows));
            clues.putAll(roles.otherClues());
            return report(recipe, clues, rows, sample, rows.count());
        }
    }

    /// Looks at the files of a recipe as the recipe says: columns, types and sample of the first, rows of all.
    ///
    /// @throws trailbench.work.Fault.Request if a file or column is missing, or the format does not fit
    public static LogReport inspect(LogRecipe recipe, Path folder, Progress progress) {
        List<DelimitedFile> files = LogFiles.of(recipe, folder);
        try (NumberedRows rows = NumberedRows.cut(files.getFirst(), progress)) {
            var roles = new Roles(files.getFirst().path(), rows.columns(), recipe.columns());
            long count = rows.count();
            for (DelimitedFile file : files.subList(1, files.size())) {
                count += count(file, recipe, progress);
            }
            Map<String, Integer> used = columnsOf(recipe.columns(), roles);
            Map<String, Clue.Why> why = new LinkedHashMap<>();
            used.keySet().forEach(role -> why.put(role, Clue.Why.RECIPE));
            return report(recipe, columnClues(why, used, rows), rows, rows.sample(LOOKED_AT, 1), count);
        }
    }

    private static long count(DelimitedFile file, LogRecipe recipe, Progress progress) {
        try (NumberedRows rows = NumberedRows.cut(file, progress)) {
            new Roles(file.path(), rows.columns(), recipe.columns());
            return rows.count();
        }
    }

    private static Map<String, Integer> columnsOf(LogRecipe.Columns columns, Roles roles) {
        Map<String, Integer> used = new LinkedHashMap<>();
        roles.column(columns.user()).ifPresent(index -> used.put(ColumnNames.USER, index));
        roles.column(columns.item()).ifPresent(index -> used.put(ColumnNames.ITEM, index));
        columns.time().ifPresent(name -> roles.column(name).ifPresent(index -> used.put(ColumnNames.TIME, index)));
        columns.session().ifPresent(name -> roles.column(name).ifPresent(index -> used.put(ColumnNames.SESSION, index)));
        columns.behaviour().ifPresent(name -> roles.column(name).ifPresent(index -> used.put(ColumnNames.BEHAVIOUR, index)));
        columns.title().ifPresent(name -> roles.column(name).ifPresent(index -> used.put(ColumnNames.TITLE, index)));
        return used;
    }

    private static Map<String, Clue> columnClues(Map<String, Clue.Why> why, Map<String, Integer> roles, NumberedRows rows) {
        List<String> counted = roles.keySet().stream().toList();
        long[] distinct = rows.distinct(counted.stream().mapToInt(roles::get).toArray());
        Map<String, Clue> clues = new LinkedHashMap<>();
        why.forEach((role, reason) -> clues.put(
                role,
                new Clue.Column(role, rows.columns().get(roles.get(role)), reason, distinct[counted.indexOf(role)], rows.estimatesDistinct())));
        return clues;
    }

    private static LogReport report(LogRecipe recipe, Map<String, Clue> clues, NumberedRows rows, List<List<String>> sample, long count) {
        List<String> types = IntStream.range(0, rows.columns().size())
                .mapToObj(column -> ColumnTypes.of(sample.stream().map(row -> row.get(column)).toList()))
                .toList();
        return new LogReport(recipe, clues, List.copyOf(rows.columns()), types, sample.subList(0, Math.min(SHOWN, sample.size())), count);
    }
}
