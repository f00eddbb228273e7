package trailbench.log;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What one look at a table beside a log says: whom it is about, and how many of the log's ids are in it.
///
/// @param file     as it was asked for
/// @param about    items or users; empty if no column holds ids of the log
/// @param id       column with the ids; the first column if none holds them
/// @param title    column with the items' words for people
/// @param features further columns that look worth keeping
/// @param columns  names, or numbers from 0 where there is no header
/// @param types    as [LogReport#types]
/// @param ids      of each column, how many ids of the log are in it
/// @param sample   the first rows, `columns.size()` texts each
/// @param rows     rows in the table
/// @param items    items of the log
/// @param users    users of the log
public record TableReport(
        Path file,
        Optional<Clue.About> about,
        String id,
        Optional<String> title,
        List<String> features,
        List<String> columns,
        List<String> types,
        List<Ids> ids,
        List<List<String>> sample,
        long rows,
        int items,
        int users) {

    /// @param values different values of the column
    /// @param items  of the log that are among them
    /// @param users  of the log that are among them
    public record Ids(int values, int items, int users) {}

    /// Share of the log's ids that are in a column, 0 to 1; 0 for a column that is not there.
    public double found(Clue.About about, String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            return 0;
        }
        return about == Clue.About.ITEMS ? share(ids.get(index).items(), items) : share(ids.get(index).users(), users);
    }

    private static double share(int found, int all) {
        return all == 0 ? 0 : (double) found / all;
    }

    /// The table as part of a recipe.
    public LogRecipe.ItemTable asItems() {
        return new LogRecipe.ItemTable(file, id, title, features);
    }

    /// The table as part of a recipe.
    public LogRecipe.UserTable asUsers() {
        return new LogRecipe.UserTable(file, id, features);
    }

    /// Why it is taken for what it is; empty if no column holds ids of the log.
    public Optional<Clue.Joined> clue() {
        return about.map(whom -> new Clue.Joined(String.valueOf(file.getFileName()), whom, id, found(whom, id)));
    }
}
