package trailbench.table;

import java.nio.file.Path;
import java.util.List;
import trailbench.work.Progress;

/// A file of rows and named columns, read from its beginning as often as asked. Each row is given to its receiver once, in the order of
/// the file.
public interface RowSource {
    /// Why a row is malformed whose bytes are no text in the file's encoding.
    String NOT_IN_ENCODING = "not in the encoding";

    /// Takes rows as they come.
    interface Receiver {
        /// @param row   with the values of the columns that were asked for, in that order; empty where there is none
        /// @param share of the file that has been read, 0 to 1
        void row(Row row, double share);

        /// @param row    without values
        /// @param reason in words
        void malformed(Row row, String reason);
    }

    Path path();

    /// Column names by header, or numbers from 0 where there is none.
    List<String> columns();

    /// The first rows in all columns; malformed rows are left out.
    ///
    /// @param rows at most this many
    List<List<String>> head(int rows);

    /// Rows from all over the file in all columns, equally far apart; malformed rows are left out.
    ///
    /// @param rows at most this many, at least half as many from a longer file
    List<List<String>> spread(int rows, Progress progress);

    /// A column whose values are numbered while rows are cut, ahead of the receiver and maybe on another thread: nobody else uses the
    /// dictionary until all rows are read. It also numbers values of rows that the receiver then rejects.
    ///
    /// @param place index into the columns that are asked for
    record Lookup(int place, Dictionary dictionary) {}

    /// Gives every row to `receiver`: cut into columns, or as malformed.
    ///
    /// @param wanted indices into [#columns()]
    default void read(int[] wanted, Receiver receiver, Progress progress) {
        read(wanted, List.of(), receiver, progress);
    }

    /// As [#read(int[], Receiver, Progress)], with numbers that [Row#number(int)] tells.
    void read(int[] wanted, List<Lookup> lookups, Receiver receiver, Progress progress);
}
