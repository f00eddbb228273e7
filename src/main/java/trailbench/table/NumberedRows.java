package trailbench.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// The rows of a delimited file, each behind its line number, cut into columns by DuckDB. See the package for how.
///
/// Holds a copy of the file's text in a temporary folder until it is closed.
public final class NumberedRows implements AutoCloseable {
    /// Characters of a row's text that [#texts] gives at most.
    private static final int TEXT_LIMIT = 1_000;
    private static final int FAULTY_LIMIT = 1_000_000;
    /// Stands between the values of a row on their way out of DuckDB: the ASCII unit separator. In a value it becomes a space.
    private static final char SEPARATOR = 31;
    private static final long REPORT_EVERY = 1 << 16;

    private final DelimitedFile source;
    private final Database database;
    private final Path numbered;
    private final List<String> columns = new ArrayList<>();
    /// Lines of rows that DuckDB is asked to cut.
    private final BitSet lines = new BitSet();
    /// Rows with a quote that is not closed: line to text.
    private final TreeMap<Integer, String> faulty = new TreeMap<>();

    /// Takes rows as they come, in the order of the file.
    public interface Receiver {
        /// @param line   from 1
        /// @param values one text for each column asked for; empty if there is none. The array is used again for the next row.
        void row(int line, String[] values);

        /// Called after all rows, in the order of lines.
        void malformed(int line, String reason);
    }

    @FunctionalInterface
    public interface TextReceiver {
        void text(int line, String text);
    }

    private NumberedRows(DelimitedFile source, Database database) {
        this.source = source;
        this.database = database;
        this.numbered = database.folder().resolve("rows.txt");
    }

    /// Unpacks, checks and numbers the rows of `source`.
    ///
    /// @throws Fault.Request if the file is empty, is not text in the given encoding (with the line), or has a row that is too long
    /// @throws Fault.Work    if it cannot be read, or the temporary copy cannot be written
    public static NumberedRows cut(DelimitedFile source, Progress progress) {
        var rows = new NumberedRows(source, Database.open());
        try {
            rows.number(progress);
            return rows;
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    /// Column names by header, or numbers from 0 where there is none.
    public List<String> columns() {
        return columns;
    }

    /// Number of rows, without header and blank lines, with malformed ones.
    public long count() {
        return lines.cardinality() + faulty.size();
    }

    private void number(Progress progress) {
        try (FileChannel file = FileChannel.open(source.path());
                InputStream in = text(DelimitedFile.unpacked(source.path(), Channels.newInputStream(file)));
                OutputStream out = Files.newOutputStream(numbered)) {
            var cutter = new RowCutter(source.path(), in, source.delimiter());
            var writer = new RowWriter(out, source.delimiter());
            String phase = "Reading " + source.path().getFileName();
            try {
                for (long row = 0; cutter.next(); row++) {
                    if (row % REPORT_EVERY == 0) {
                        progress.checkpoint();
                        progress.report(phase, file.position(), file.size());
                    }
                    accept(cutter, writer);
                }
            } catch (CharacterCodingException e) {
                throw new Fault.Request(
                        "%s near line %,d: is not %s. Choose another encoding.", source.path(), cutter.line(), source.encoding(), e);
            } catch (TemporaryFull e) {
                throw new Fault.Work(
                        "The temporary copy of %s could not be written to %s: %s. Free some space or start with -Djava.io.tmpdir=<folder>.",
                        source.path(), numbered, e.getMessage(), e);
            }
            writer.flush();
        } catch (IOException e) {
            throw DelimitedFile.unreadable(source.path(), e);
        }
        Fault.require(!columns.isEmpty(), "%s is empty. Choose a file with one event a line.", source.path());
    }

    private InputStream text(InputStream in) {
        return source.encoding().equals(StandardCharsets.UTF_8) ? in : new Utf8Stream(in, source.encoding());
    }

    private void accept(RowCutter row, RowWriter writer) throws TemporaryFull {
        if (columns.isEmpty()) {
            List<String> first = fields(text(row));
            for (int i = 0; i < first.size(); i++) {
                columns.add(source.header() ? first.get(i).strip() : Integer.toString(i));
            }
            if (source.header()) {
                return;
            }
        }
        int line = Math.toIntExact(row.line());
        if (row.faulty()) {
            Fault.require(
                    faulty.size() < FAULTY_LIMIT,
                    "%s has more than %,d rows with a quote that is not closed. Check the delimiter.", source.path(), FAULTY_LIMIT);
            faulty.put(line, shortened(text(row)));
        } else {
            lines.set(line);
            writer.write(line, row);
        }
    }

    private static String text(RowCutter row) {
        return new String(row.bytes(), row.start(), row.end() - row.start(), StandardCharsets.UTF_8);
    }

    /// One row cut into columns here: the first one, before DuckDB knows how many columns there are.
    private List<String> fields(String row) {
        List<String> fields = new ArrayList<>();
        var field = new StringBuilder();
        boolean inQuotes = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"' && inQuotes && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"' && (inQuotes || field.isEmpty())) {
                inQuotes = !inQuotes;
            } else if (c == source.delimiter() && !inQuotes) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /// Gives every row to `receiver` once: cut into columns, or as malformed.
    ///
    /// @param wanted indices into [#columns()]
    public void read(int[] wanted, Receiver receiver, Progress progress) {
        BitSet missing = (BitSet) lines.clone();
        var malformed = new TreeMap<Integer, String>();
        faulty.keySet().forEach(line -> malformed.put(line, "quote not closed"));
        // JDBC is slow by the text, not by the character: one text a row takes half the processor time of four (2 million rows)
        String joined = IntStream.of(wanted)
                .mapToObj(column -> "replace(c" + column + ", chr(31), ' ')")
                .collect(Collectors.joining(", chr(31), ", "concat(", ")"));
        try {
            deliver("SELECT line, " + joined + " FROM " + table(), wanted.length, receiver, missing, progress);
            Map<Integer, String> reasons = missing.isEmpty() ? Map.of() : reasons();
            missing.stream().forEach(line -> malformed.put(line, reasons.getOrDefault(line, "malformed row")));
        } catch (SQLException e) {
            throw new Fault.Work("%s could not be cut into columns: %s", source.path(), e.getMessage(), e);
        }
        malformed.forEach(receiver::malformed);
    }

    private void deliver(String sql, int width, Receiver receiver, BitSet missing, Progress progress) throws SQLException {
        String phase = "Cutting " + source.path().getFileName() + " into columns";
        try (var statement = database.connection().createStatement();
                var rows = statement.executeQuery(sql)) {
            String[] values = new String[width];
            int last = 0;
            for (long row = 0; rows.next(); row++) {
                if (row % REPORT_EVERY == 0) {
                    progress.checkpoint();
                    progress.report(phase, row, count());
                }
                int line = rows.getInt(1);
                split(rows.getString(2), values);
                if (line <= last || !missing.get(line)) {
                    throw new Fault.Work("%s line %,d: came out of order from DuckDB. Please report this.", source.path(), line);
                }
                missing.clear(line);
                last = line;
                receiver.row(line, values);
            }
        }
    }

    private static void split(String joined, String[] values) {
        int start = 0;
        for (int i = 0; i < values.length - 1; i++) {
            int end = joined.indexOf(SEPARATOR, start);
            values[i] = joined.substring(start, end);
            start = end + 1;
        }
        values[values.length - 1] = joined.substring(start);
    }

    /// Every `step`-th line's row in all columns, at most `rows` of them, in the order of the file; malformed rows are left out.
    public List<List<String>> sample(int rows, long step) {
        String selected = IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String where = step <= 1 ? "" : " WHERE line % " + step + " = 0";
        try (var statement = database.connection().createStatement();
                var result = statement.executeQuery("SELECT " + selected + " FROM " + table() + where + " LIMIT " + rows)) {
            List<List<String>> sample = new ArrayList<>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int i = 0; i < columns.size(); i++) {
                    String value = result.getString(i + 1);
                    row.add(value == null ? "" : value);
                }
                sample.add(List.copyOf(row));
            }
            return sample;
        } catch (SQLException e) {
            throw new Fault.Work("%s could not be cut into columns: %s", source.path(), e.getMessage(), e);
        }
    }

    /// Distinct values of some columns, empty ones not counted; an estimate beyond two million rows.
    ///
    /// @param wanted indices into [#columns()]
    public long[] distinct(int... wanted) {
        if (wanted.length == 0) {
            return new long[0];
        }
        String count = estimatesDistinct() ? "approx_count_distinct(c%d)" : "count(DISTINCT c%d)";
        String counts = IntStream.of(wanted).mapToObj(count::formatted).collect(Collectors.joining(", "));
        try (var statement = database.connection().createStatement();
                var row = statement.executeQuery("SELECT " + counts + " FROM " + table())) {
            row.next();
            long[] distinct = new long[wanted.length];
            for (int i = 0; i < distinct.length; i++) {
                distinct[i] = row.getLong(i + 1);
            }
            return distinct;
        } catch (SQLException e) {
            throw new Fault.Work("%s could not be counted: %s", source.path(), e.getMessage(), e);
        }
    }

    /// True if the file is so long that [#distinct()] estimates.
    public boolean estimatesDistinct() {
        return count() > 2_000_000;
    }

    private String table() {
        String types = IntStream.range(0, columns.size()).mapToObj(i -> ", 'c%d': 'VARCHAR'".formatted(i)).collect(Collectors.joining());
        return "read_csv(" + Database.literal(numbered) + ", auto_detect = false, header = false, delim = " + Database.literal(source.delimiter())
                + ", quote = '\"', escape = '\"', new_line = '\\n', max_line_size = " + 2 * RowCutter.ROW_LIMIT
                + ", store_rejects = true, columns = {'line': 'INTEGER'" + types + "})";
    }

    private Map<Integer, String> reasons() throws SQLException {
        Map<Integer, String> reasons = new HashMap<>();
        try (var statement = database.connection().createStatement();
                var errors = statement.executeQuery("SELECT csv_line, error_type FROM reject_errors")) {
            while (errors.next()) {
                String text = errors.getString(1);
                int cut = text == null ? -1 : text.indexOf(source.delimiter());
                if (text != null && cut > 0) {
                    reasons.putIfAbsent(Integer.valueOf(text.substring(0, cut)), errors.getString(2).toLowerCase(Locale.ROOT));
                }
            }
        }
        return reasons;
    }

    /// The text of some rows, line ends inside quotes as spaces, cut off after a thousand characters.
    ///
    /// @param wanted lines of rows, ascending
    public void texts(int[] wanted, TextReceiver receiver) {
        try (BufferedReader reader = Files.newBufferedReader(numbered)) {
            int line = 0;
            String row = "";
            for (int asked : wanted) {
                String text = faulty.get(asked);
                while (text == null && line < asked) {
                    row = reader.readLine();
                    line = Integer.parseInt(row, 0, row.indexOf(source.delimiter()), 10);
                }
                receiver.text(asked, text == null ? shortened(row.substring(row.indexOf(source.delimiter()) + 1)) : text);
            }
        } catch (IOException e) {
            throw DelimitedFile.unreadable(numbered, e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= TEXT_LIMIT ? text : text.substring(0, TEXT_LIMIT) + "…";
    }

    @Override
    public void close() {
        database.close();
    }
}
