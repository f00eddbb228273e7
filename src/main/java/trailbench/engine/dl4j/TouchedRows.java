package trailbench.engine.dl4j;

import java.util.Arrays;

/// Which rows of a table a batch has touched, each once, in the order in which they were first touched.
final class TouchedRows {
    private final boolean[] touched;
    private int[] rows = new int[1024];
    private int count;

    /// @param size rows of the table
    TouchedRows(int size) {
        touched = new boolean[size];
    }

    void touch(int row) {
        if (touched[row]) {
            return;
        }
        touched[row] = true;
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
        }
        rows[count++] = row;
    }

    int count() {
        return count;
    }

    /// The `i`-th of the touched rows.
    int row(int i) {
        return rows[i];
    }

    /// As if nothing had been touched; takes as long as the touched rows are many.
    void forget() {
        for (int i = 0; i < count; i++) {
            touched[rows[i]] = false;
        }
        count = 0;
    }
}
