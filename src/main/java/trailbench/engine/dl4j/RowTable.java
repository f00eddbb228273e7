package trailbench.engine.dl4j;

import java.util.function.Supplier;
import trailbench.kernel.Floats;

/// A table of parameters that learns only in the rows that a batch has touched.
///
/// Its gradient stands in its dense place, but only touched rows are written, read and zeroed again: nothing here walks the table.
///
/// @param name     of the layer and the parameter, unique in the network
/// @param width    floats a row
/// @param values   the table
/// @param gradient of the same size, zero outside touched rows
/// @param rows     may be shared with a table that is touched in the same rows
/// @param first    row that learns: those before it stand for what is unknown, and stay zero
record RowTable(String name, int width, Supplier<Floats> values, Supplier<Floats> gradient, TouchedRows rows, int first) {

    /// Of which every row learns.
    RowTable(String name, int width, Supplier<Floats> values, Supplier<Floats> gradient, TouchedRows rows) {
        this(name, width, values, gradient, rows, 0);
    }

    /// The floats of the `i`-th touched row.
    Floats touched(Floats matrix, int i) {
        return matrix.slice((long) rows.row(i) * width, width);
    }

    /// Zeroes what the last batch has left. The rows themselves are to be forgotten after that.
    void zeroGradient() {
        Floats all = gradient.get();
        for (int i = 0; i < rows.count(); i++) {
            touched(all, i).zero();
        }
    }
}
