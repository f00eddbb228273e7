/// Tables on disk: rows of delimited text one after another, Parquet read and written column by column.
///
/// This is the only package that knows DuckDB. A database lives in memory for one piece of work, spills into a temporary folder
/// that goes with it, and never fetches an extension from the network.
///
/// Delimited text is cut here and not by DuckDB: half of the time that a log took went into fetching its texts from the database one by
/// one, and each row must keep its true line, whatever stands between quotes, also when it cannot be read. [RowCutter] finds rows and
/// columns in the bytes of a [RowBlock]; a [RowSource] gives each [Row] to its receiver as bounds of bytes, so that ids are looked up
/// without making strings of them.
@NullMarked
package trailbench.table;

import org.jspecify.annotations.NullMarked;
