package trailbench.log;

import static trailbench.log.ColumnNames.ITEM;
import static trailbench.log.ColumnNames.TITLE;
import static trailbench.log.ColumnNames.USER;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import trailbench.table.Dictionary;
import trailbench.table.Row;
import trailbench.table.RowSource;
import trailbench.table.VectorColumns;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Looks at tables beside a log: whether their rows are about its items or its users, told by the ids that both have.
///
/// A column holds ids if hardly any value comes twice and it has many of the log's. Of the columns, and of items and users, the pair with the
/// most ids in common for what either has alone wins (the index of Jaccard): users 1 to 943 are all among the ids of a table of items 1 to
/// 1,682, but the log's items are more like it.
public final class TableSniffer {
    private static final int LOOKED_AT = 1_000;
    private static final int SHOWN = 200;
    /// Share of a table's rows that have an id of their own.
    private static final double OWN_IDS = 0.9;
    /// Share of the log's ids that a table has at least.
    private static final double ENOUGH = 0.2;
    /// Tables are wider than logs at times; a catalogue's thousand columns are not all counted.
    private static final int MOST_COLUMNS = 256;

    private final Dictionary users = new Dictionary();
    private final Dictionary items = new Dictionary();
    private final Progress progress;

    private TableSniffer(Progress progress) {
        this.progress = progress;
    }

    /// Reads the log's ids once, then looks at each table.
    ///
    /// @param recipe of the log
    /// @param folder where paths start
    /// @param tables files, in any format that [SideTables] reads
    /// @throws Fault.Request if a file is missing or is no table, or the log lacks a column of its recipe
    public static List<TableReport> inspect(LogRecipe recipe, Path folder, List<Path> tables, Progress progress) {
        TableSniffer sniffer = knowing(recipe, folder, progress);
        return tables.stream().map(table -> sniffer.look(table, folder.resolve(table).normalize())).toList();
    }

    /// Reads vectors as they are asked for, and says of how many of the log's items there is one.
    ///
    /// @throws Fault.Request if the log lacks a column of its recipe
    public static List<VectorReport> inspectVectors(LogRecipe recipe, Path folder, List<LogRecipe.ItemVectors> vectors, Progress progress) {
        TableSniffer sniffer = knowing(recipe, folder, progress);
        return vectors.stream().map(each -> sniffer.look(each, folder)).toList();
    }

    private static TableSniffer knowing(LogRecipe recipe, Path folder, Progress progress) {
        var sniffer = new TableSniffer(progress);
        for (RowSource file : LogFiles.of(recipe, folder)) {
            sniffer.readIds(file, recipe.columns());
        }
        return sniffer;
    }

    private VectorReport look(LogRecipe.ItemVectors vectors, Path folder) {
        List<String> columns = List.of();
        try {
            columns = JoinedVectors.isNpy(vectors.file()) ? List.of() : VectorColumns.ids(folder.resolve(vectors.file()).normalize());
            JoinedVectors joined = JoinedVectors.read(vectors, folder, items.texts(), progress);
            return new VectorReport(vectors, columns, joined.width(), items.size() - joined.missing(), items.size(), Optional.empty());
        } catch (Fault unreadable) {
            return new VectorReport(vectors, columns, 0, 0, items.size(), Optional.of(unreadable.trouble()));
        }
    }

    private void readIds(RowSource file, LogRecipe.Columns columns) {
        var index = new ColumnIndex(file.path(), file.columns());
        int user = index.place("columns.user", columns.user());
        int item = index.place("columns.item", columns.item());
        file.read(index.wanted(), new RowSource.Receiver() {
            @Override
            public void row(Row row, double share) {
                if (!row.isEmpty(user) && !row.isEmpty(item)) {
                    users.number(row, user);
                    items.number(row, item);
                }
            }

            @Override
            public void malformed(Row row, String reason) {
                // the log's own reading tells of it
            }
        }, progress);
    }

    private TableReport look(Path named, Path file) {
        RowSource rows = LogFiles.openAsGuessed(file).rows();
        List<String> columns = rows.columns();
        List<List<String>> sample = rows.head(LOOKED_AT);
        List<String> types = IntStream.range(0, columns.size()).mapToObj(column -> ColumnTypes.of(values(sample, column))).toList();
        int counted = Math.min(columns.size(), MOST_COLUMNS);
        var counts = new Counts(counted);
        rows.read(IntStream.range(0, counted).toArray(), counts, progress);
        List<TableReport.Ids> ids = new ArrayList<>(counts.ids());
        while (ids.size() < columns.size()) {
            ids.add(new TableReport.Ids(0, 0, 0));
        }
        Pair best = best(columns, ids, counts.rows);
        String id = columns.get(best.column);
        Optional<String> title = best.about.filter(Clue.About.ITEMS::equals).flatMap(_ -> title(columns, types, ids, sample, best.column, counts.rows));
        List<String> features = IntStream.range(0, columns.size())
                .filter(column -> column != best.column && !title.equals(Optional.of(columns.get(column))) && repeats(ids.get(column), counts.rows) && !isFlag(values(sample, column)))
                .mapToObj(columns::get).toList();
        return new TableReport(
                named, best.about, id, title, features, columns, types, List.copyOf(ids), sample.subList(0, Math.min(SHOWN, sample.size())), counts.rows,
                items.size(), users.size());
    }

    private static List<String> values(List<List<String>> sample, int column) {
        return sample.stream().map(row -> row.get(column)).toList();
    }

    /// @param likeness index of Jaccard, and more for a column that is named so
    private record Pair(int column, Optional<Clue.About> about, double likeness) {}

    private Pair best(List<String> columns, List<TableReport.Ids> ids, long rows) {
        Pair best = new Pair(0, Optional.empty(), 0);
        for (int column = 0; column < ids.size(); column++) {
            TableReport.Ids own = ids.get(column);
            if (own.values() < OWN_IDS * rows) {
                continue;
            }
            for (Pair pair : List.of(
                    new Pair(column, Optional.of(Clue.About.ITEMS), likeness(own.values(), own.items(), items.size(), ITEM, columns, column)),
                    new Pair(column, Optional.of(Clue.About.USERS), likeness(own.values(), own.users(), users.size(), USER, columns, column)))) {
                best = pair.likeness > best.likeness ? pair : best;
            }
        }
        return best;
    }

    private static double likeness(int values, int both, int ofLog, String role, List<String> columns, int column) {
        if (both < ENOUGH * ofLog) {
            return 0;
        }
        boolean named = ColumnNames.find(role, List.of(columns.get(column))).isPresent();
        return (double) both / (values + ofLog - both) + (named ? 1 : 0);
    }

    /// By name; else the first column of texts that hardly repeat and are no addresses.
    private static Optional<String> title(
            List<String> columns, List<String> types, List<TableReport.Ids> ids, List<List<String>> sample, int id, long rows) {
        Optional<Integer> named = ColumnNames.find(TITLE, columns).filter(column -> column != id);
        Stream<Integer> texts = IntStream.range(0, columns.size()).boxed()
                .filter(column -> column != id && types.get(column).equals(ColumnTypes.TEXT) && ids.get(column).values() >= OWN_IDS * rows
                        && sample.stream().noneMatch(row -> row.get(column).startsWith("http")));
        return named.or(texts::findFirst).map(columns::get);
    }

    /// One of dozens of columns of 0 and 1 says little; it is left to be chosen.
    private static boolean isFlag(List<String> values) {
        return values.stream().allMatch(value -> value.isBlank() || value.equals("0") || value.equals("1"));
    }

    /// Values that many share say something of all of them.
    private static boolean repeats(TableReport.Ids own, long rows) {
        return own.values() >= 2 && own.values() <= 0.5 * rows;
    }

    /// Different values of each column, and those that are the log's.
    private final class Counts implements RowSource.Receiver {
        private final List<Dictionary> values;
        private final int[] itemCounts;
        private final int[] userCounts;
        private long rows;

        Counts(int columns) {
            values = IntStream.range(0, columns).mapToObj(_ -> new Dictionary()).toList();
            itemCounts = new int[columns];
            userCounts = new int[columns];
        }

        List<TableReport.Ids> ids() {
            return IntStream.range(0, values.size())
                    .mapToObj(column -> new TableReport.Ids(values.get(column).size(), itemCounts[column], userCounts[column]))
                    .toList();
        }

        @Override
        public void row(Row row, double share) {
            rows++;
            for (int column = 0; column < values.size(); column++) {
                Dictionary own = values.get(column);
                int known = own.size();
                if (!row.isEmpty(column) && own.number(row, column) == known) {
                    itemCounts[column] += items.find(row, column) >= 0 ? 1 : 0;
                    userCounts[column] += users.find(row, column) >= 0 ? 1 : 0;
                }
            }
        }

        @Override
        public void malformed(Row row, String reason) {
            rows++;
        }
    }
}
