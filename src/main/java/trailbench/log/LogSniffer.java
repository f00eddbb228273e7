package trailbench.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import trailbench.table.Row;
import trailbench.table.RowSource;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Looks at a log and proposes how to read it.
public final class LogSniffer {
    /// Rows that types and roles are told from.
    private static final int LOOKED_AT = 1_000;
    private static final int SHOWN = 200;

    private LogSniffer() {}

    /// Finds format and roles by itself. The recipe names the files by their absolute paths.
    ///
    /// @param given files, folders or patterns; of several files the largest is looked at, and those with other columns are left out
    /// @throws trailbench.work.Fault.Request if a file is missing, empty, or no table
    public static LogReport inspect(List<Path> given, Progress progress) {
        List<Path> files = LogFiles.expand(given, Path.of("").toAbsolutePath()).stream().map(LogFiles.Named::path).toList();
        Path lead = files.stream().max(Comparator.comparingLong(LogSniffer::size)).orElseThrow();
        LogFiles.Guessed guessed = LogFiles.openAsGuessed(lead);
        LogRecipe.Format format = guessed.format();
        RowSource rows = guessed.rows();
        Map<String, Clue> clues = new LinkedHashMap<>(guessed.clues());
        List<Path> others = new ArrayList<>();
        List<Path> alike = new ArrayList<>();
        for (Path file : files) {
            (file.equals(lead) || sameColumns(file, format, rows.columns()) ? alike : others).add(file);
        }
        if (!others.isEmpty()) {
            clues.put("files", new Clue.LeftOut(others.stream().map(file -> file.getFileName().toString()).toList()));
        }
        List<List<String>> sample = rows.head(LOOKED_AT);
        var roles = new RoleGuess(rows.columns(), format.header(), sample);
        var recipe = new LogRecipe(alike, format, roles.columns(), roles.clean());
        Counts counts = Counts.of(rows, roles.roles(), progress);
        long count = counts.rows;
        for (Path file : alike) {
            count += file.equals(lead) ? 0 : Counts.of(LogFiles.open(file, format), Map.of(), progress).rows;
        }
        clues.putAll(columnClues(roles.why(), roles.roles(), rows.columns(), counts));
        clues.putAll(roles.otherClues());
        return report(recipe, clues, rows.columns(), sample, count);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new Fault.Work("%s could not be read: %s", file, e.getMessage(), e);
        }
    }

    /// A file that is no table has other columns.
    private static boolean sameColumns(Path file, LogRecipe.Format format, List<String> columns) {
        try {
            List<String> own = LogFiles.open(file, format).columns();
            return own.equals(columns);
        } catch (Fault.Request noTable) {
            return false;
        }
    }

    /// Looks at the files of a recipe as the recipe says: columns, types and sample of the first, rows of all.
    ///
    /// @throws trailbench.work.Fault.Request if a file or column is missing, or the format does not fit
    public static LogReport inspect(LogRecipe recipe, Path folder, Progress progress) {
        List<RowSource> files = LogFiles.of(recipe, folder);
        RowSource first = files.getFirst();
        var roles = new Roles(first.path(), first.columns(), recipe);
        Map<String, Integer> used = columnsOf(recipe.columns(), roles);
        Counts counts = Counts.of(first, used, progress);
        long rows = counts.rows;
        for (RowSource file : files.subList(1, files.size())) {
            new Roles(file.path(), file.columns(), recipe);
            rows += Counts.of(file, Map.of(), progress).rows;
        }
        Map<String, Clue.Why> why = new LinkedHashMap<>();
        used.keySet().forEach(role -> why.put(role, Clue.Why.RECIPE));
        List<List<String>> sample = first.head(LOOKED_AT);
        Map<String, Clue> clues = columnClues(why, used, first.columns(), counts);
        KnownLog.of(first.columns(), recipe.format().header(), sample).ifPresent(known -> clues.put("log", new Clue.Known(known.name())));
        return report(recipe, clues, first.columns(), sample, rows);
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

    private static Map<String, Clue> columnClues(Map<String, Clue.Why> why, Map<String, Integer> roles, List<String> columns, Counts counts) {
        Map<String, Clue> clues = new LinkedHashMap<>();
        why.forEach((role, reason) -> clues.put(role, new Clue.Column(role, columns.get(roles.get(role)), reason, counts.different(role))));
        return clues;
    }

    private static LogReport report(LogRecipe recipe, Map<String, Clue> clues, List<String> columns, List<List<String>> sample, long rows) {
        List<String> types = IntStream.range(0, columns.size())
                .mapToObj(column -> ColumnTypes.of(sample.stream().map(row -> row.get(column)).toList()))
                .toList();
        return new LogReport(recipe, clues, columns, types, sample.subList(0, Math.min(SHOWN, sample.size())), rows);
    }

    /// Rows of a file, and different values of the columns that have a role; empty values are none.
    private static final class Counts implements RowSource.Receiver {
        private final List<String> roles;
        private final List<Dictionary> values;
        private long rows;

        private Counts(List<String> roles) {
            this.roles = roles;
            this.values = roles.stream().map(_ -> new Dictionary()).toList();
        }

        static Counts of(RowSource file, Map<String, Integer> columns, Progress progress) {
            var counts = new Counts(List.copyOf(columns.keySet()));
            file.read(columns.values().stream().mapToInt(column -> column).toArray(), counts, progress);
            return counts;
        }

        long different(String role) {
            return values.get(roles.indexOf(role)).size();
        }

        @Override
        public void row(Row row, double share) {
            rows++;
            for (int place = 0; place < values.size(); place++) {
                if (!row.isEmpty(place)) {
                    values.get(place).number(row, place);
                }
            }
        }

        @Override
        public void malformed(Row row, String reason) {
            rows++;
        }
    }
}
