package trailbench.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import trailbench.work.Fault;

/// Cuts UTF-8 bytes into rows and columns. Blank lines are no rows. A row ends at a line feed, a carriage return, or both.
///
/// A column that opens with a quote runs to its closing quote, over line ends if need be. If the quote does not close within
/// [#QUOTED_LIMIT] bytes, or something other than a delimiter follows it, its first line alone is the row, and the row is malformed.
/// So is a row with another number of columns than the first, and one that is not UTF-8 or holds a NUL byte.
final class RowCutter extends OwnCacheLine {
    /// Bytes; a longer row is not a row of a log.
    static final int ROW_LIMIT = 1_000_000;
    /// Bytes; a longer quoted column is a quote that somebody forgot.
    static final int QUOTED_LIMIT = 65_536;

    private static final int MORE = -1;
    private static final int BROKEN = -2;

    private final Path path;
    private final Charset encoding;
    private final InputStream in;
    private final byte[] delimiter;
    private final byte separator;
    /// Where the value of each column goes, or -1.
    private final int[] places;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    /// Made for the first row that is not ASCII.
    private CharBuffer decoded = CharBuffer.allocate(0);

    /// Text of the block before that belongs to no whole row.
    private byte[] rest = {};
    private boolean atStart = true;
    private boolean atEnd;
    private long line = 1;

    private byte[] bytes = {};
    private int limit;
    private int start;
    private int end;
    private int next;
    private boolean quoted;
    /// Whether the last quoted value holds doubled quotes.
    private boolean doubled;
    private boolean plain;
    private int columns;

    /// @param encoding that the bytes had before they were UTF-8
    /// @param places   for each column of the file, the place of its value in a row, or -1
    RowCutter(Path path, Charset encoding, InputStream utf8, byte[] delimiter, int[] places) {
        this.path = path;
        this.encoding = encoding;
        this.in = utf8;
        this.delimiter = delimiter;
        this.separator = delimiter[0];
        this.places = places;
    }

    /// Replaces the block's rows by the next rows of the file; false if there are none.
    boolean fill(RowBlock block) throws IOException {
        block.clear();
        if (atEnd && rest.length == 0) {
            return false;
        }
        bytes = block.bytes();
        System.arraycopy(rest, 0, bytes, 0, rest.length);
        limit = rest.length;
        limit += read();
        atEnd = limit < bytes.length;
        next = atStart && startsWithByteOrderMark() ? 3 : 0;
        atStart = false;
        cutAll(block);
        rest = Arrays.copyOfRange(bytes, next, limit);
        if (rest.length > ROW_LIMIT) {
            throw tooLong();
        }
        return block.rows() > 0 || !atEnd || rest.length > 0;
    }

    private int read() throws IOException {
        try {
            return in.readNBytes(bytes, limit, bytes.length - limit);
        } catch (CharacterCodingException e) {
            throw new Fault.Request("%s after line %,d: is not %s. Choose another encoding.", path, line, encoding, e);
        }
    }

    private boolean startsWithByteOrderMark() {
        return limit >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }

    private void cutAll(RowBlock block) {
        while (next < limit) {
            start = next;
            columns = 0;
            quoted = false;
            plain = true;
            int result = cut(block);
            RowBlock.Flaw flaw = columns == places.length ? RowBlock.Flaw.NONE : columns < places.length ? RowBlock.Flaw.FEW : RowBlock.Flaw.MANY;
            if (result == BROKEN) {
                flaw = RowBlock.Flaw.QUOTE;
                result = toLineEnd();
            }
            if (result == MORE) {
                next = start;
                return;
            }
            if (end - start > ROW_LIMIT) {
                throw tooLong();
            }
            if (end > start) {
                block.add(line, start, end, plain || isText() ? flaw : RowBlock.Flaw.ENCODING);
            }
            line += quoted && flaw != RowBlock.Flaw.QUOTE ? lineEnds() : next > end ? 1 : 0;
        }
    }

    /// Cuts the row at [#start] and sets [#end] and [#next]; or says [#MORE] or [#BROKEN].
    private int cut(RowBlock block) {
        int at = start;
        while (true) {
            int from = at;
            int to;
            if (at < limit && bytes[at] == '"') {
                int after = afterQuoted(at);
                if (after < 0) {
                    return after;
                }
                at = after;
                to = after - 1;
                quoted = true;
                from = doubled ? ~(from + 1) : from + 1;
            } else {
                at = valueEnd(at);
                to = at;
            }
            if (at == limit && !atEnd || at < 0) {
                return MORE;
            }
            if (columns < places.length && places[columns] >= 0) {
                block.value(places[columns], from, to);
            }
            columns++;
            if (at == limit || bytes[at] == '\n' || bytes[at] == '\r') {
                return endsAt(at);
            }
            at += delimiter.length;
        }
    }

    /// The end of the unquoted value at `from`: the next delimiter, line end, or the end of the bytes.
    private int valueEnd(int from) {
        int at = from;
        for (; at < limit; at++) {
            byte b = bytes[at];
            if (b == separator) {
                if (delimiter.length == 1 || isDelimiter(at)) {
                    return at;
                }
            } else if (b <= '\r') {
                if (b == '\n' || b == '\r') {
                    return at;
                }
                plain &= b > 0;
            }
        }
        return at;
    }

    private boolean isDelimiter(int at) {
        for (int i = 1; i < delimiter.length; i++) {
            if (at + i >= limit || bytes[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    /// The index behind the closing quote of the quote at `open`.
    private int afterQuoted(int open) {
        doubled = false;
        for (int at = open + 1; at < limit; at++) {
            byte b = bytes[at];
            if (at - open > QUOTED_LIMIT) {
                return BROKEN;
            }
            if (b != '"') {
                plain &= b > 0;
            } else if (at + delimiter.length >= limit && !atEnd) {
                return MORE;
            } else if (at + 1 == limit) {
                return limit;
            } else if (bytes[at + 1] == '"') {
                doubled = true;
                at++;
            } else {
                byte follower = bytes[at + 1];
                boolean ends = follower == '\n' || follower == '\r' || follower == separator && (delimiter.length == 1 || isDelimiter(at + 1));
                return ends ? at + 1 : BROKEN;
            }
        }
        return atEnd ? BROKEN : MORE;
    }

    private int toLineEnd() {
        plain = true;
        for (int at = start; at < limit; at++) {
            byte b = bytes[at];
            if (b == '\n' || b == '\r') {
                return endsAt(at);
            }
            plain &= b > 0;
        }
        return atEnd ? endsAt(limit) : MORE;
    }

    private int endsAt(int at) {
        if (at < limit && bytes[at] == '\r' && at + 1 == limit && !atEnd) {
            return MORE;
        }
        end = at;
        next = at == limit ? limit : bytes[at] == '\r' && at + 1 < limit && bytes[at + 1] == '\n' ? at + 2 : at + 1;
        return end;
    }

    private long lineEnds() {
        long lines = 0;
        for (int at = start; at < next; at++) {
            boolean lone = bytes[at] == '\r' && !(at + 1 < limit && bytes[at + 1] == '\n');
            lines += bytes[at] == '\n' || lone ? 1 : 0;
        }
        return lines;
    }

    private boolean isText() {
        for (int at = start; at < end; at++) {
            if (bytes[at] == 0) {
                return false;
            }
        }
        if (decoded.capacity() < ROW_LIMIT) {
            decoded = CharBuffer.allocate(ROW_LIMIT);
        }
        decoded.clear();
        utf8.reset();
        return !utf8.decode(ByteBuffer.wrap(bytes, start, end - start), decoded, true).isError();
    }

    private Fault tooLong() {
        return new Fault.Request(
                "%s line %,d: the row is longer than %,d bytes. Check that this is a text file with one event a line.", path, line, ROW_LIMIT);
    }
}
