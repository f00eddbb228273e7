/// Tables on disk: delimited text read row by row, Parquet read and written column by column.
///
/// This is the only package that knows DuckDB. A database lives in memory for one piece of work, spills into a temporary folder
/// that goes with it, and never fetches an extension from the network.
///
/// Delimited text passes through two hands. [NumberedRows] cuts the bytes into rows: it unpacks gzip, checks or changes the encoding,
/// finds where quoted fields end, and writes each row behind its line number into a temporary file. DuckDB then splits these
/// rows into columns, on all cores, and gives back every row or says why it cannot. So each row keeps its true line, whatever stands
/// between quotes, and a row that DuckDB did not deliver is known to be missing.
@NullMarked
package trailbench.table;

import org.jspecify.annotations.NullMarked;
