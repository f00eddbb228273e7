package trailbench.log;

import java.util.List;
import java.util.Optional;
import trailbench.work.Trouble;

/// What one look at vectors beside a log says.
///
/// @param vectors   as they were asked for
/// @param idColumns of Parquet, the columns that may hold ids: those that hold neither lists nor floats
/// @param width     numbers a vector; 0 if they cannot be read
/// @param found     items of the log that have one
/// @param items     items of the log
/// @param problem   why they cannot be read as asked; empty if they can
public record VectorReport(LogRecipe.ItemVectors vectors, List<String> idColumns, int width, int found, int items, Optional<Trouble> problem) {
    /// Share of the log's items, 0 to 1.
    public double share() {
        return items == 0 ? 0 : (double) found / items;
    }
}
