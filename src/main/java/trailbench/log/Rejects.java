package trailbench.log;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import trailbench.table.NumberedRows;
import trailbench.work.Fault;

/// Rows that could not be events: counted by reason, and written with file, line, reason and text as tab-separated values.
final class Rejects implements AutoCloseable {
    static final String NO_USER = "no user";
    static final String NO_ITEM = "no item";
    static final String NO_TIME = "no time";
    static final String BAD_TIME = "bad time";
    static final String DUPLICATE = "duplicate";

    private final Path path;
    private final Writer writer;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Dictionary reasons = new Dictionary();
    /// Rows of the file that is being read: line in the upper, reason in the lower half.
    private long[] rows = new long[256];
    private int size;

    Rejects(Path path) {
        this.path = path;
        try {
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            writer = Files.newBufferedWriter(path);
            writer.write("file\tline\treason\trow\n");
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    void add(int line, String reason) {
        counts.merge(reason, 1L, Long::sum);
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
        }
        rows[size++] = (long) line << 32 | reasons.number(reason);
    }

    /// Writes what was added since the last call, in the order of lines.
    void write(Path file, NumberedRows source) {
        Arrays.sort(rows, 0, size);
        Map<Integer, String> reasonOf = HashMap.newHashMap(size);
        int[] lines = new int[size];
        for (int i = 0; i < size; i++) {
            lines[i] = (int) (rows[i] >>> 32);
            reasonOf.put(lines[i], reasons.texts().get((int) rows[i]));
        }
        size = 0;
        source.texts(lines, (line, text) -> {
            try {
                writer.write(file + "\t" + line + "\t" + reasonOf.get(line) + "\t" + text.replace("\t", "\\t") + "\n");
            } catch (IOException e) {
                throw unwritable(e);
            }
        });
    }

    /// Reason to number of rows.
    Map<String, Long> counts() {
        return counts;
    }

    private Fault unwritable(IOException e) {
        return new Fault.Work("Rejected rows could not be written to %s: %s. Check the folder and the space left on the disk.", path, e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }
}
