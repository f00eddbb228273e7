package trailbench.log;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import trailbench.log.LogRecipe.ItemTable;
import trailbench.log.LogRecipe.UserTable;
import trailbench.table.Dictionary;
import trailbench.table.Row;
import trailbench.table.RowSource;
import trailbench.work.Fault;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Joins what tables beside the log say of its items and users, by id.
final class SideTables {
    private final LogRecipe.Columns columns;
    private final Path folder;
    private final Progress progress;

    /// @param folder where the recipe's paths start
    SideTables(LogRecipe.Columns columns, Path folder, Progress progress) {
        this.columns = columns;
        this.folder = folder;
        this.progress = progress;
    }

    /// Features of items, of the log's own columns and then of each table.
    ///
    /// @throws Fault.Request if two have one name
    static List<String> itemFeatures(LogRecipe recipe) {
        return different(recipe.columns().itemFeatures(), "columns.features and item_tables");
    }

    /// Features of users.
    ///
    /// @throws Fault.Request if two have one name
    static List<String> userFeatures(LogRecipe recipe) {
        return different(recipe.columns().userFeatures(), "columns.user_tables");
    }

    private static List<String> different(List<String> names, String where) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            Fault.require(seen.add(name), "The feature \"%s\" is named twice in %s. Name it once.", name, where);
        }
        return names;
    }

    /// @param items       numbers of the log's items
    /// @param itemColumns what is known of them
    /// @param users       numbers of the log's users
    /// @param userColumns what is known of them
    /// @throws Fault.Request if a file or a column is missing, or no row of a table is about an item or a user of the log
    void join(Dictionary items, ItemColumns itemColumns, Dictionary users, ItemColumns userColumns) {
        int first = columns.features().size();
        for (ItemTable table : columns.itemTables()) {
            join(new Table("item_tables", Trouble.said("an item"), table.file(), table.id(), table.title(), table.features()), items, itemColumns, first);
            first += table.features().size();
        }
        first = 0;
        for (UserTable table : columns.userTables()) {
            join(new Table("user_tables", Trouble.said("a user"), table.file(), table.id(), Optional.empty(), table.features()), users, userColumns, first);
            first += table.features().size();
        }
    }

    /// @param field of the recipe that names it
    /// @param about what its rows are about
    private record Table(String field, Trouble about, Path file, String id, Optional<String> title, List<String> features) {}

    private void join(Table table, Dictionary ids, ItemColumns known, int first) {
        Fault.require(!table.file().toString().isEmpty(), "%s: file is missing. Name the file of the table.", table.field());
        Path file = folder.resolve(table.file()).normalize();
        RowSource rows = LogFiles.openAsGuessed(file).rows();
        var index = new ColumnIndex(file, rows.columns());
        int id = index.place(table.field() + ".id", table.id());
        int title = table.title().map(name -> index.place(table.field() + ".title", name)).orElse(Roles.NONE);
        int[] features = table.features().stream().mapToInt(name -> index.place(table.field() + ".features", name)).toArray();
        int[] joined = {0};
        rows.read(index.wanted(), new RowSource.Receiver() {
            @Override
            public void row(Row row, double share) {
                int number = ids.find(row, id);
                if (number >= 0) {
                    joined[0]++;
                    known.put(number, row, title, features, first);
                }
            }

            @Override
            public void malformed(Row row, String reason) {
                throw new Fault.Request("%s line %,d: %s. Mend the row, or choose another table.", file, row.line(), Trouble.said(reason));
            }
        }, progress);
        Fault.require(
                joined[0] > 0, "%s: no value of column \"%s\" is %s of the log. Choose the column that holds the ids of the log.", file, table.id(), table.about());
    }
}
