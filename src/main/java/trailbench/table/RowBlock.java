package trailbench.table;

import java.util.Arrays;

/// Some whole rows of a file with the bounds of their values: what one thread cuts and another reads.
final class RowBlock {
    /// Bytes of text; at least one row of any length fits beside the beginning of the next.
    static final int SIZE = 1 << 21;

    /// Why a row could not be cut into columns.
    enum Flaw {
        NONE(""),
        QUOTE("quote not closed"),
        FEW("missing columns"),
        MANY("too many columns"),
        ENCODING(RowSource.NOT_IN_ENCODING),
        NO_OBJECT("not a JSON object");

        private final String reason;

        Flaw(String reason) {
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    private final byte[] bytes;
    private final int width;
    private int rows;
    private long[] lines = new long[1 << 12];
    private int[] rowStarts = new int[1 << 12];
    private int[] rowEnds = new int[1 << 12];
    private Flaw[] flaws = new Flaw[1 << 12];
    private int[] starts;
    private int[] ends;
    /// Bytes of the file read so far.
    private long position;

    /// @param width number of columns that are asked for
    RowBlock(int width) {
        this.width = width;
        bytes = new byte[SIZE];
        starts = new int[width << 12];
        ends = new int[width << 12];
    }

    void clear() {
        rows = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int width() {
        return width;
    }

    int rows() {
        return rows;
    }

    long line(int row) {
        return lines[row];
    }

    int start(int row) {
        return rowStarts[row];
    }

    int end(int row) {
        return rowEnds[row];
    }

    Flaw flaw(int row) {
        return flaws[row];
    }

    /// First byte of a value; the complement of it if the value holds doubled quotes.
    int valueStart(int row, int place) {
        return starts[row * width + place];
    }

    int valueEnd(int row, int place) {
        return ends[row * width + place];
    }

    /// Sets a value of the row that is about to be added.
    void value(int place, int start, int end) {
        starts[rows * width + place] = start;
        ends[rows * width + place] = end;
    }

    void add(long line, int start, int end, Flaw flaw) {
        lines[rows] = line;
        rowStarts[rows] = start;
        rowEnds[rows] = end;
        flaws[rows++] = flaw;
        if (rows == lines.length) {
            grow();
        }
    }

    /// Gives the rows from `from` on to the receiver.
    void giveTo(RowSource.Receiver receiver, int from, double share) {
        var row = new Row(this);
        for (int i = from; i < rows; i++) {
            row.at(i);
            if (flaws[i] == Flaw.NONE) {
                receiver.row(row, share);
            } else {
                receiver.malformed(row, flaws[i].reason());
            }
        }
    }

    private void grow() {
        int capacity = rows * 2;
        lines = Arrays.copyOf(lines, capacity);
        rowStarts = Arrays.copyOf(rowStarts, capacity);
        rowEnds = Arrays.copyOf(rowEnds, capacity);
        flaws = Arrays.copyOf(flaws, capacity);
        starts = Arrays.copyOf(starts, capacity * width);
        ends = Arrays.copyOf(ends, capacity * width);
    }

    long position() {
        return position;
    }

    void position(long bytesRead) {
        position = bytesRead;
    }
}
