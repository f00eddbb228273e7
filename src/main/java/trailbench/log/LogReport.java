package trailbench.log;

import java.util.List;
import java.util.Map;

/// What one look at a log file says, before anything is decided.
///
/// @param recipe     the proposed recipe
/// @param clues      why each part was proposed, by role or field of the recipe ("user", "time_format", "delimiter")
/// @param columns    column names, or numbers from 0 where there is no header
/// @param types      what each column seems to hold: "whole number", "number", "text", "time"
/// @param sample     the first rows, `columns.size()` texts each
/// @param rows       rows in the file
public record LogReport(
        LogRecipe recipe, Map<String, Clue> clues, List<String> columns, List<String> types, List<List<String>> sample, long rows) {}
