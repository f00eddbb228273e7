package trailbench.ui.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import trailbench.log.Clue;
import trailbench.log.LogRecipe;
import trailbench.log.TableReport;

/// A table beside the log as the room lists it.
///
/// @param title column with the items' words; empty of users
record TableEntry(Clue.About about, Path file, String id, Optional<String> title, List<String> features) {
    static TableEntry of(TableReport report, Clue.About about) {
        return new TableEntry(about, report.file(), report.id(), about == Clue.About.ITEMS ? report.title() : Optional.empty(), report.features());
    }

    /// Tables of items, then those of users.
    static List<TableEntry> of(LogRecipe.Columns columns) {
        return Stream.concat(
                        columns.itemTables().stream().map(table -> new TableEntry(Clue.About.ITEMS, table.file(), table.id(), table.title(), table.features())),
                        columns.userTables().stream().map(table -> new TableEntry(Clue.About.USERS, table.file(), table.id(), Optional.empty(), table.features())))
                .toList();
    }

    static LogRecipe.Columns put(LogRecipe.Columns columns, List<TableEntry> entries) {
        return columns
                .withItemTables(entries.stream().filter(entry -> entry.about == Clue.About.ITEMS)
                        .map(entry -> new LogRecipe.ItemTable(entry.file, entry.id, entry.title, entry.features)).toList())
                .withUserTables(entries.stream().filter(entry -> entry.about == Clue.About.USERS)
                        .map(entry -> new LogRecipe.UserTable(entry.file, entry.id, entry.features)).toList());
    }

    TableEntry withId(String column) {
        return new TableEntry(about, file, column, title, features);
    }

    TableEntry withTitle(Optional<String> column) {
        return new TableEntry(about, file, id, column, features);
    }

    TableEntry withFeatures(List<String> columns) {
        return new TableEntry(about, file, id, title, columns);
    }

    String name() {
        return String.valueOf(file.getFileName());
    }
}
