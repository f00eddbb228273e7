package trailbench.log;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one look at a log file says, before anything is decided.
///
/// @param recipe     the proposed recipe
/// @param clues      why each part was proposed, by role or field of the recipe ("user", "time_format", "delimiter"); "type" and a column's
///                   name for what the column holds
/// @param columns    column names, or numbers from 0 where there is no header
/// @param types      what each column seems to hold: "whole number", "number", "text", "time"
/// @param sample     the first rows, `columns.size()` texts each
/// @param times      when each row of the sample happened, as it is read: ISO-8601 in UTC, empty where it cannot be; none without a time column
/// @param rows       rows in the file
public record LogReport(
        LogRecipe recipe, Map<String, Clue> clues, List<String> columns, List<String> types, List<List<String>> sample, List<String> times, long rows) {

    /// Why a column seems to hold what it does.
    public Optional<Clue> typeClue(String column) {
        return Optional.ofNullable(clues.get(typeKey(column)));
    }

    static String typeKey(String column) {
        return "type " + column;
    }
}
