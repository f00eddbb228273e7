package trailbench.log;

import java.util.List;
import java.util.Map;

/// What one look at a log file says, before anything is decided.
///
/// @param recipe     the proposed recipe
/// @param reasons    why each role was proposed ("user": "column CustomerID: named like a user, 4,372 values")
/// @param columns    column names, or numbers from 0 where there is no header
/// @param types      what each column seems to hold: "whole number", "number", "text", "time"
/// @param sample     the first rows, `columns.size()` texts each
/// @param rows       rows in the file
public record LogReport(
        LogRecipe recipe, Map<String, String> reasons, List<String> columns, List<String> types, List<List<String>> sample, long rows) {}
