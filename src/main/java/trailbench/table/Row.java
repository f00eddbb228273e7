package trailbench.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One row as it passes by: valid until the receiver returns. A value is UTF-8 between two places of [#bytes], so that nobody makes a
/// string of what is only looked up. ASCII white space around a value is not part of it; a quoted value comes without its quotes.
public final class Row {
    private static final int TEXT_LIMIT = 1_000;
    private static final int NONE = -1;

    private final RowBlock block;
    private final byte[][] sources;
    private final int[] starts;
    private final int[] ends;
    /// The row of the block whose value stands at each place: a value is looked for when it is asked for.
    private final int[] found;
    /// Values whose doubled quotes were undone.
    private byte[] scratch = {};
    private int scratchUsed;
    private int index = NONE;

    Row(RowBlock block) {
        this.block = block;
        int width = block.width();
        sources = new byte[width][];
        starts = new int[width];
        ends = new int[width];
        found = new int[width];
        Arrays.fill(found, NONE);
    }

    /// The line in the file, from 1; the row's number where the file has no lines.
    public long line() {
        return block.line(index);
    }

    /// @param place index into the columns that were asked for
    public byte[] bytes(int place) {
        find(place);
        return sources[place];
    }

    /// First byte of the value.
    public int start(int place) {
        find(place);
        return starts[place];
    }

    /// Exclusive end of the value.
    public int end(int place) {
        find(place);
        return ends[place];
    }

    public boolean isEmpty(int place) {
        int start = block.valueStart(index, place);
        if (start >= 0 && start < block.valueEnd(index, place) && !isSpace(block.bytes()[start])) {
            return false; // most values are never looked at further
        }
        find(place);
        return starts[place] == ends[place];
    }

    public String text(int place) {
        find(place);
        return new String(sources[place], starts[place], ends[place] - starts[place], StandardCharsets.UTF_8);
    }

    /// The number of a value that was looked up while the block was cut.
    ///
    /// @param lookup index into the lookups that were asked for
    public int number(int lookup) {
        return block.number(lookup, index);
    }

    /// The row as it stands in the file, line ends as spaces, cut off after a thousand characters.
    public String whole() {
        String text = new String(block.bytes(), block.start(index), block.end(index) - block.start(index), StandardCharsets.UTF_8);
        String shown = text.length() <= TEXT_LIMIT ? text : text.substring(0, TEXT_LIMIT) + "…";
        return shown.replace('\n', ' ').replace('\r', ' ');
    }

    /// Goes to a row of the block; it has values unless it is malformed.
    void at(int row) {
        if (row != index) {
            index = row;
            scratchUsed = 0;
        }
    }

    private void find(int place) {
        if (found[place] != index) {
            value(place, block.valueStart(index, place), block.valueEnd(index, place));
            found[place] = index;
        }
    }

    private void value(int place, int start, int end) {
        byte[] bytes = block.bytes();
        int first = start;
        int last = end;
        if (start < 0) {
            first = scratchUsed;
            last = unquoted(~start, end);
            bytes = scratch;
        }
        while (first < last && isSpace(bytes[first])) {
            first++;
        }
        while (last > first && isSpace(bytes[last - 1])) {
            last--;
        }
        sources[place] = bytes;
        starts[place] = first;
        ends[place] = last;
    }

    /// Copies a value with its doubled quotes made single to the end of the scratch; the scratch's new end.
    private int unquoted(int from, int to) {
        if (scratch.length == 0) {
            scratch = new byte[RowCutter.ROW_LIMIT]; // of fixed size: values before this one stay where they are
        }
        for (int at = from; at < to; at++) {
            scratch[scratchUsed++] = block.bytes()[at];
            if (block.bytes()[at] == '"') {
                at++;
            }
        }
        return scratchUsed;
    }

    private static boolean isSpace(byte b) {
        return b <= ' ' && b >= 0;
    }
}
