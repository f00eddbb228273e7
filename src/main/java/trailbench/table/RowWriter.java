package trailbench.table;

import java.io.IOException;
import java.io.OutputStream;

/// Writes rows behind their line numbers, one a line: line ends inside quoted columns become spaces.
final class RowWriter {
    private final OutputStream out;
    private final byte delimiter;
    private final byte[] buffer = new byte[2 * RowCutter.ROW_LIMIT];
    private int used;

    RowWriter(OutputStream out, char delimiter) {
        this.out = out;
        this.delimiter = (byte) delimiter;
    }

    void write(int line, RowCutter row) throws TemporaryFull {
        int length = row.end() - row.start();
        if (buffer.length - used < length + 12) {
            flush();
        }
        number(line);
        buffer[used++] = delimiter;
        System.arraycopy(row.bytes(), row.start(), buffer, used, length);
        if (row.quoted()) {
            flatten(used, used + length);
        }
        used += length;
        buffer[used++] = '\n';
    }

    void flush() throws TemporaryFull {
        try {
            out.write(buffer, 0, used);
            used = 0;
        } catch (IOException e) {
            throw new TemporaryFull(e);
        }
    }

    private void number(int line) {
        int digits = 1;
        for (int rest = line / 10; rest > 0; rest /= 10) {
            digits++;
        }
        for (int place = used + digits - 1, rest = line; place >= used; place--, rest /= 10) {
            buffer[place] = (byte) ('0' + rest % 10);
        }
        used += digits;
    }

    private void flatten(int from, int to) {
        for (int at = from; at < to; at++) {
            if (buffer[at] == '\n' || buffer[at] == '\r') {
                buffer[at] = ' ';
            }
        }
    }
}
