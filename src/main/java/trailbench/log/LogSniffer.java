package trailbench.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trailbench.table.Dictionary;
import trailbench.table.Row;
import trailbench.table.RowSource;
import trailbench.work.Fault;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Looks at a log and proposes how to read it.
public final class LogSniffer {
    /// Rows that types and roles are told from.
    private static final int LOOKED_AT = 1_000;
    private static final int SHOWN = 200;

    private LogSniffer() {}

    /// Finds format and roles by itself. The recipe names the files by their absolute paths.
    ///
    /// @param given files, folders or patterns. Of several, the largest that looks like a log is looked at; those with other columns are taken
    ///              as tables of its items or users if they hold their ids, and are left out otherwise
    /// @throws trailbench.work.Fault.Request if a file is missing, empty, or no table
    public static LogReport inspect(List<Path> given, Progress progress) {
        List<Path> files = LogFiles.expand(given, Path.of("").toAbsolutePath()).stream().map(LogFiles.Named::path).toList();
        Path lead = lead(files);
        LogFiles.Guessed guessed = LogFiles.openAsGuessed(lead);
        LogRecipe.Format format = guessed.format();
        RowSource rows = guessed.rows();
        Map<String, Clue> clues = new LinkedHashMap<>(guessed.clues());
        List<Path> others = new ArrayList<>();
        List<Path> alike = new ArrayList<>();
        for (Path file : files) {
            (file.equals(lead) || sameColumns(file, format, rows.columns()) ? alike : others).add(file);
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
        if (!others.isEmpty()) {
            recipe = withTables(recipe, others, clues, progress);
        }
        return report(recipe, clues, rows.columns(), sample, Optional.ofNullable(roles.roles().get(ColumnNames.TIME)), false, count);
    }

    /// The largest file with a column for users and one for items that are no mere guess; the largest of all if none has.
    private static Path lead(List<Path> files) {
        List<Path> bySize = files.stream().sorted(Comparator.comparingLong(LogSniffer::size).reversed()).toList();
        return bySize.size() == 1 ? bySize.getFirst() : bySize.stream().filter(LogSniffer::looksLikeALog).findFirst().orElse(bySize.getFirst());
    }

    private static boolean looksLikeALog(Path file) {
        try {
            LogFiles.Guessed guessed = LogFiles.openAsGuessed(file);
            Map<String, Clue.Why> why = new RoleGuess(guessed.rows().columns(), guessed.format().header(), guessed.rows().head(LOOKED_AT)).why();
            return isSure(why.get(ColumnNames.USER)) && isSure(why.get(ColumnNames.ITEM));
        } catch (Fault.Request noTable) {
            return false;
        }
    }

    private static boolean isSure(Clue.@Nullable Why why) {
        return why != null && why != Clue.Why.FIRST_LEFT && why != Clue.Why.NEXT_LEFT;
    }

    /// Adds those files that are tables of the log's items or users, and says which are left out.
    private static LogRecipe withTables(LogRecipe recipe, List<Path> files, Map<String, Clue> clues, Progress progress) {
        List<LogRecipe.ItemTable> items = new ArrayList<>();
        List<LogRecipe.UserTable> users = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        Set<String> features = new HashSet<>(recipe.columns().features());
        Set<String> userFeatures = new HashSet<>();
        for (Path file : files) {
            Optional<TableReport> table = tableOf(recipe, file, progress).filter(report -> report.about().isPresent());
            table.flatMap(TableReport::clue).ifPresentOrElse(
                    clue -> clues.put("table " + clue.file(), clue), () -> leftOut.add(file.getFileName().toString()));
            table.ifPresent(report -> {
                if (report.about().equals(Optional.of(Clue.About.ITEMS))) {
                    items.add(new LogRecipe.ItemTable(file, report.id(), report.title(), report.features().stream().filter(features::add).toList()));
                } else {
                    users.add(new LogRecipe.UserTable(file, report.id(), report.features().stream().filter(userFeatures::add).toList()));
                }
            });
        }
        if (!leftOut.isEmpty()) {
            clues.put("files", new Clue.LeftOut(leftOut));
        }
        return recipe.with(recipe.columns().withItemTables(items).withUserTables(users));
    }

    private static Optional<TableReport> tableOf(LogRecipe recipe, Path file, Progress progress) {
        try {
            return Optional.of(TableSniffer.inspect(recipe, Path.of(""), List.of(file), progress).getFirst());
        } catch (Fault.Request noTable) {
            return Optional.empty();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new Fault.Work("%s could not be read: %s", file, Trouble.reason(e), e);
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
        List<List<String>> sample = first.head(LOOKED_AT);
        var guess = new RoleGuess(first.columns(), recipe.format().header(), sample);
        LogRecipe.Columns proposed = guess.columns();
        Map<String, Clue.Why> why = new LinkedHashMap<>();
        used.forEach((role, column) -> why.put(role, column.equals(guess.roles().get(role)) ? guess.why().get(role) : Clue.Why.RECIPE));
        Map<String, Clue> clues = formatClues(first.path(), recipe.format());
        clues.putAll(columnClues(why, used, first.columns(), counts));
        keepWhereAsProposed(clues, guess.otherClues(), recipe.columns(), proposed);
        boolean chosen = !recipe.columns().timeFormat().equals(proposed.timeFormat());
        return report(recipe, clues, first.columns(), sample, Optional.ofNullable(used.get(ColumnNames.TIME)), chosen, rows);
    }

    /// What speaks for each part of a format, or that it was chosen.
    private static Map<String, Clue> formatClues(Path file, LogRecipe.Format format) {
        Map<String, Clue> clues = new LinkedHashMap<>();
        LogFiles.Guessed guessed;
        try {
            guessed = LogFiles.openAsGuessed(file);
        } catch (Fault.Request notToldByItself) {
            return clues;
        }
        LogRecipe.Format proposed = guessed.format();
        guessed.clues().forEach((part, clue) -> clues.put(part, switch (part) {
            case "delimiter" -> proposed.delimiter().equals(format.delimiter()) ? clue : new Clue.Chosen(proposed.delimiter());
            case "header" -> proposed.header() == format.header() ? clue : new Clue.Chosen(proposed.header() ? "one with a header" : "one without a header");
            default -> proposed.encoding().equals(format.encoding()) ? clue : new Clue.Chosen(proposed.encoding());
        }));
        return clues;
    }

    private static void keepWhereAsProposed(Map<String, Clue> clues, Map<String, Clue> other, LogRecipe.Columns own, LogRecipe.Columns proposed) {
        other.forEach((part, clue) -> {
            boolean kept = switch (clue) {
                case Clue.Known _ -> true;
                case Clue.Features _ -> own.features().equals(proposed.features());
                case Clue.Values _ -> own.behaviour().equals(proposed.behaviour()) && own.behaviours().equals(proposed.behaviours());
                case Clue.Cancellations _ -> own.behaviourRules().equals(proposed.behaviourRules());
                default -> false;
            };
            if (kept) {
                clues.put(part, clue);
            }
        });
    }

    private static Map<String, Integer> columnsOf(LogRecipe.Columns columns, Roles roles) {
        Map<String, Integer> used = new LinkedHashMap<>();
        roles.column(columns.user()).ifPresent(index -> used.put(ColumnNames.USER, index));
        roles.column(columns.item()).ifPresent(index -> used.put(ColumnNames.ITEM, index));
        columns.time().ifPresent(name -> roles.column(name).ifPresent(index -> used.put(ColumnNames.TIME, index)));
        columns.session().ifPresent(name -> roles.column(name).ifPresent(index -> used.put(ColumnNames.SESSION, index)));
        columns.behaviour().ifPresent(name -> roles.column(name).ifPresent(index -> used.put(ColumnNames.BEHAVIOUR, index)));
        columns.title().ifPresent(name -> roles.column(name).ifPresent(index -> used.put(ColumnNames.TITLE, index)));
        columns.value().ifPresent(name -> roles.column(name).ifPresent(index -> used.put(ColumnNames.VALUE, index)));
        return used;
    }

    private static Map<String, Clue> columnClues(Map<String, Clue.Why> why, Map<String, Integer> roles, List<String> columns, Counts counts) {
        Map<String, Clue> clues = new LinkedHashMap<>();
        why.forEach((role, reason) -> clues.put(role, new Clue.Column(role, columns.get(roles.get(role)), reason, counts.different(role))));
        return clues;
    }

    /// @param time   index of the time column
    /// @param chosen true if somebody has named the time format
    private static LogReport report(
            LogRecipe recipe, Map<String, Clue> clues, List<String> columns, List<List<String>> sample, Optional<Integer> time, boolean chosen, long rows) {
        List<String> types = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            ColumnTypes.Told told = ColumnTypes.tell(values(sample, column));
            types.add(told.type());
            clues.put(LogReport.typeKey(columns.get(column)), new Clue.Type(columns.get(column), told.type(), told.share()));
        }
        List<List<String>> shown = sample.subList(0, Math.min(SHOWN, sample.size()));
        List<String> times = time.map(column -> {
            TimeReading reading = TimeReading.of(recipe.columns(), values(sample, column), chosen);
            clues.putAll(reading.clues());
            return reading.instants(values(shown, column));
        }).orElse(List.of());
        return new LogReport(recipe, clues, columns, types, shown, times, rows);
    }

    private static List<String> values(List<List<String>> rows, int column) {
        return rows.stream().map(row -> row.get(column)).toList();
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
