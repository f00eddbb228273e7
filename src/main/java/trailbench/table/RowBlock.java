package trailbench.table;

import java.util.Arrays;
import java.util.List;

/// Some whole rows of a file with the bounds of their values: what one thread cuts and another reads.
final class RowBlock extends OwnCacheLine {
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

        private static final Flaw[] ALL = values();

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
    /// Place of a [Flaw] among them.
    private byte[] flaws = new byte[1 << 12];
    private int[] starts;
    private int[] ends;
    private final List<RowSource.Lookup> lookups;
    /// `[lookups][rows]` numbers of values; room for them is made when they are wanted.
    private final int[][] numbers;
    /// How many of the lookups are done.
    private int lookedUp;
    /// Bytes of the file read so far.
    private long position;

    /// @param width number of columns that are asked for
    RowBlock(int width) {
        this(width, List.of());
    }

    /// @param width   number of columns that are asked for
    /// @param lookups by [#lookUp]
    RowBlock(int width, List<RowSource.Lookup> lookups) {
        this.width = width;
        this.lookups = lookups;
        numbers = new int[lookups.size()][];
        Arrays.fill(numbers, new int[0]);
        bytes = new byte[SIZE];
        starts = new int[width << 12];
        ends = new int[width << 12];
    }

    void clear() {
        rows = 0;
        lookedUp = 0;
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

    boolean isWhole(int row) {
        return flaws[row] == 0;
    }

    Flaw flaw(int row) {
        return Flaw.ALL[flaws[row]];
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
        flaws[rows++] = (byte) flaw.ordinal();
        if (rows == lines.length) {
            grow();
        }
    }

    /// Numbers the values that one lookup asks for of the rows from `from` on: the first lookup that is not done. False if all are.
    boolean lookUp(int from) {
        if (lookedUp == numbers.length) {
            return false;
        }
        RowSource.Lookup lookup = lookups.get(lookedUp);
        if (numbers[lookedUp].length < rows) {
            numbers[lookedUp] = new int[lines.length];
        }
        lookup.dictionary().number(this, from, lookup.place(), numbers[lookedUp++]);
        return true;
    }

    /// All lookups that are not done.
    void lookUpRest(int from) {
        boolean left = true;
        while (left) {
            left = lookUp(from);
        }
    }

    int number(int lookup, int row) {
        return numbers[lookup][row];
    }

    /// Gives the rows from `from` on to the receiver.
    void giveTo(RowSource.Receiver receiver, int from, double share) {
        var row = new Row(this);
        for (int i = from; i < rows; i++) {
            row.at(i);
            if (isWhole(i)) {
                receiver.row(row, share);
            } else {
                receiver.malformed(row, flaw(i).reason());
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
