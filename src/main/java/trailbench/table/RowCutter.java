package trailbench.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import trailbench.work.Fault;

/// Finds where rows begin and end in UTF-8 bytes. Blank lines are no rows.
///
/// A column that opens with a quote runs to its closing quote, over line ends if need be. If the quote does not close within
/// [#QUOTED_LIMIT] bytes, or something other than a delimiter follows it, its first line alone is the row, and the row is [#faulty()].
final class RowCutter {
    /// Bytes; a longer row is not a row of a log.
    static final int ROW_LIMIT = 1_000_000;
    /// Bytes; a longer quoted column is a quote that somebody forgot.
    static final int QUOTED_LIMIT = 65_536;

    private static final int MORE = -1;
    private static final int BROKEN = -2;

    private final Path path;
    private final InputStream in;
    private final byte delimiter;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final byte[] buffer = new byte[1 << 21];
    private int limit;
    private boolean atEnd;

    private int start;
    private int end;
    private int next;
    private long line = 1;
    private long nextLine = 1;
    private boolean faulty;
    private boolean quoted;
    private boolean ascii;

    RowCutter(Path path, InputStream utf8, char delimiter) throws IOException {
        this.path = path;
        this.in = utf8;
        this.delimiter = (byte) delimiter;
        fill();
        boolean byteOrderMark = limit >= 3 && buffer[0] == (byte) 0xef && buffer[1] == (byte) 0xbb && buffer[2] == (byte) 0xbf;
        next = byteOrderMark ? 3 : 0;
    }

    /// Goes to the next row; false at the end of the file.
    boolean next() throws IOException {
        do {
            start = next;
            line = nextLine;
            if (start == limit) {
                fill();
                if (start == limit) {
                    return false;
                }
            }
            scan();
        } while (end == start);
        if (end - start > ROW_LIMIT) {
            throw tooLong();
        }
        if (!ascii) {
            checkUtf8();
        }
        return true;
    }

    /// The bytes around the row; the row is `start() … end() - 1`, without its line end.
    byte[] bytes() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /// The row's first line in the file, from 1.
    long line() {
        return line;
    }

    /// True if a quote in the row is not closed as it should be.
    boolean faulty() {
        return faulty;
    }

    /// True if a quoted column may hold line ends.
    boolean quoted() {
        return quoted;
    }

    private void scan() throws IOException {
        int result;
        do {
            faulty = false;
            quoted = false;
            ascii = true;
            result = findEnd();
        } while (result == MORE && fill());
        if (result == MORE) {
            end = limit;
            next = limit;
        } else if (result == BROKEN) {
            faulty = true;
            do {
                result = findLineEnd();
            } while (result == MORE && fill());
            if (result == MORE) {
                end = limit;
                next = limit;
            }
        }
        nextLine = line + (quoted && !faulty ? linesBefore(next) : next > end ? 1 : 0);
    }

    /// Sets [#end] and [#next] and returns the former, or [#MORE] or [#BROKEN].
    private int findEnd() {
        boolean opening = true;
        for (int at = start; at < limit; at++) {
            byte b = buffer[at];
            if (b > '"' && b != delimiter) {
                opening = false;
            } else if (b == delimiter) {
                opening = true;
            } else if (b == '"' && opening) {
                int after = afterQuoted(at);
                if (after < 0) {
                    return after;
                }
                at = after - 1;
                opening = false;
                quoted = true;
            } else if (b == '\n' || b == '\r') {
                return endsAt(at);
            } else {
                check(b);
                opening = false;
            }
        }
        return MORE;
    }

    private int findLineEnd() {
        for (int at = start; at < limit; at++) {
            byte b = buffer[at];
            if (b == '\n' || b == '\r') {
                return endsAt(at);
            }
            check(b);
        }
        return MORE;
    }

    private int endsAt(int at) {
        boolean carriageReturn = buffer[at] == '\r';
        if (carriageReturn && at + 1 == limit && !atEnd) {
            return MORE;
        }
        end = at;
        next = carriageReturn && at + 1 < limit && buffer[at + 1] == '\n' ? at + 2 : at + 1;
        return end;
    }

    /// The index behind the closing quote of the quote at `open`.
    private int afterQuoted(int open) {
        int at = open + 1;
        for (; at < limit; at++) {
            byte b = buffer[at];
            if (at - open > QUOTED_LIMIT) {
                return BROKEN;
            }
            if (b != '"') {
                check(b);
            } else if (at + 1 == limit) {
                return atEnd ? limit : MORE;
            } else if (buffer[at + 1] == '"') {
                at++;
            } else {
                byte follower = buffer[at + 1];
                return follower == delimiter || follower == '\n' || follower == '\r' ? at + 1 : BROKEN;
            }
        }
        return atEnd ? BROKEN : MORE;
    }

    private void check(byte b) {
        if (b < 0) {
            ascii = false;
        } else if (b == 0) {
            throw new Fault.Request(
                    "%s line %,d: holds a NUL byte, so this is not text in the chosen encoding. Choose another encoding (UTF-16?), or another file.",
                    path, line);
        }
    }

    private long linesBefore(int stop) {
        long lines = 0;
        for (int at = start; at < stop; at++) {
            boolean lone = buffer[at] == '\r' && !(at + 1 < limit && buffer[at + 1] == '\n');
            lines += buffer[at] == '\n' || lone ? 1 : 0;
        }
        return lines;
    }

    private void checkUtf8() {
        try {
            utf8.decode(ByteBuffer.wrap(buffer, start, end - start));
        } catch (CharacterCodingException e) {
            throw new Fault.Request("%s line %,d: is not UTF-8. Choose another encoding, for instance ISO-8859-1 or GBK.", path, line, e);
        }
    }

    private Fault tooLong() {
        return new Fault.Request(
                "%s line %,d: the row is longer than %,d bytes. Check that this is a text file with one event a line.", path, line, ROW_LIMIT);
    }

    /// Moves the current row to the front and reads more; false if the end was known before.
    private boolean fill() throws IOException {
        if (atEnd) {
            return false;
        }
        System.arraycopy(buffer, start, buffer, 0, limit - start);
        limit -= start;
        start = 0;
        if (limit == buffer.length) {
            throw tooLong();
        }
        limit += in.readNBytes(buffer, limit, buffer.length - limit);
        atEnd = limit < buffer.length;
        return true;
    }
}
