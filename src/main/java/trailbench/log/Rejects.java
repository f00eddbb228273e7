package trailbench.log;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import trailbench.table.Row;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Rows that could not be events: counted by reason, and written as tab-separated values with file, line, reason and the row's text.
/// First those that cannot be read, in the order of the files; then the duplicates, with the file and line that they repeat in place of a text.
final class Rejects implements AutoCloseable {
    static final String NO_USER = "no user";
    static final String NO_ITEM = "no item";
    static final String NO_TIME = "no time";
    static final String BAD_TIME = "bad time";
    static final String DUPLICATE = "duplicate";

    private static final int ROOM = 1 << 14;

    private final Path path;
    private final Writer writer;
    /// Rows that are not written yet.
    private final StringBuilder waiting = new StringBuilder(ROOM);
    private final SequencedMap<String, Long> counts = new LinkedHashMap<>();

    Rejects(Path path) {
        this.path = path;
        try {
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            writer = Files.newBufferedWriter(path);
        } catch (IOException e) {
            throw unwritable(e);
        }
        waiting.append("file\tline\treason\trow\n");
    }

    void add(Path file, Row row, String reason) {
        write(file, row.line(), reason, row.whole().replace("\t", "\\t"));
    }

    void addDuplicate(LogLines.Place place, LogLines.Place original) {
        write(place.file(), place.line(), DUPLICATE, repeated(original));
    }

    /// In place of a duplicate's text: `= log.csv:17`, a word of no language.
    static String repeated(LogLines.Place original) {
        return "= " + original.file() + ":" + original.line();
    }

    private void write(Path file, long line, String reason, String text) {
        counts.merge(reason, 1L, Long::sum);
        waiting.append(file).append('\t').append(line).append('\t').append(reason).append('\t').append(text).append('\n');
        if (waiting.length() > ROOM) {
            write();
        }
    }

    private void write() {
        try {
            writer.append(waiting);
        } catch (IOException e) {
            throw unwritable(e);
        }
        waiting.setLength(0);
    }

    /// Reason to number of rows, in the order in which the reasons appeared.
    SequencedMap<String, Long> counts() {
        return counts;
    }

    private Fault unwritable(IOException e) {
        return new Fault.Work("Rejected rows could not be written to %s: %s. Check the folder and the space left on the disk.", path, Trouble.reason(e), e);
    }

    @Override
    public void close() {
        try (writer) {
            write();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }
}
