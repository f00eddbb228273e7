package trailbench.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import trailbench.log.LogRecipe.ItemTable;
import trailbench.table.Row;
import trailbench.table.RowSource;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Joins what tables beside the log say of its items, by id.
final class ItemTables {
    private ItemTables() {}

    /// Features of the log's own columns, then of each table.
    ///
    /// @throws Fault.Request if two have one name
    static List<String> featureNames(LogRecipe recipe) {
        List<String> names = new ArrayList<>(recipe.columns().features());
        recipe.columns().itemTables().forEach(table -> names.addAll(table.features()));
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            Fault.require(seen.add(name), "The feature \"%s\" is named twice in columns.features and item_tables. Name it once.", name);
        }
        return names;
    }

    /// @throws Fault.Request if a file or a column is missing, or no row of a table is about an item of the log
    static void join(LogRecipe recipe, Path folder, Dictionary items, ItemColumns columns, Progress progress) {
        int first = recipe.columns().features().size();
        for (ItemTable table : recipe.columns().itemTables()) {
            join(table, folder.resolve(table.file()).normalize(), items, columns, first, progress);
            first += table.features().size();
        }
    }

    private static void join(ItemTable table, Path file, Dictionary items, ItemColumns columns, int first, Progress progress) {
        Fault.require(!table.file().toString().isEmpty(), "item_tables: file is missing. Name the file of the table.");
        RowSource rows = LogFiles.openAsGuessed(file).rows();
        var index = new ColumnIndex(file, rows.columns());
        int id = index.place("item_tables.id", table.id());
        int title = table.title().map(name -> index.place("item_tables.title", name)).orElse(Roles.NONE);
        int[] features = table.features().stream().mapToInt(name -> index.place("item_tables.features", name)).toArray();
        int[] joined = {0};
        rows.read(index.wanted(), new RowSource.Receiver() {
            @Override
            public void row(Row row, double share) {
                int item = items.find(row, id);
                if (item >= 0) {
                    joined[0]++;
                    columns.put(item, row, title, features, first);
                }
            }

            @Override
            public void malformed(Row row, String reason) {
                throw new Fault.Request("%s line %,d: %s. Mend the row, or choose another table.", file, row.line(), reason);
            }
        }, progress);
        Fault.require(
                joined[0] > 0, "%s: no value of column \"%s\" is an item of the log. Choose the column that holds the ids of the log.", file, table.id());
    }
}
