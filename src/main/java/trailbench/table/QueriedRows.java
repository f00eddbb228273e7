package trailbench.table;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// The rows of a Parquet file or of JSON lines, as text, by DuckDB. A row's line is its number.
///
/// JSON lines hold one object each; the columns are the keys of the first thousand. A line that is no object is malformed. Of an object
/// or a list within, the value is its JSON.
public final class QueriedRows implements RowSource {
    private static final int HEAD = 8;
    private static final int KEYS_FROM = 1_000;
    /// Stands between the values of a row on their way out of DuckDB: the ASCII unit separator. In a value it becomes a space.
    private static final char SEPARATOR = 31;

    private final Path path;
    /// What is selected from.
    private final String table;
    private final boolean json;
    private final List<String> columns;

    private QueriedRows(Path path, String table, boolean json, List<String> columns) {
        this.path = path;
        this.table = table;
        this.json = json;
        this.columns = columns;
        Fault.require(!columns.isEmpty(), "%s has no columns. Choose a file with one event a row.", path);
    }

    /// The file as a table if its first bytes are those of Parquet or of a JSON object.
    ///
    /// @throws Fault.Request if the file is missing
    /// @throws Fault.Work    if it cannot be read
    public static Optional<QueriedRows> of(Path path) {
        byte[] head = Unpacking.head(path, HEAD);
        String start = new String(head, StandardCharsets.ISO_8859_1).replace("\u00ef\u00bb\u00bf", "").strip();
        if (start.startsWith("PAR1")) {
            String table = "read_parquet(" + Database.literal(path.toAbsolutePath()) + ")";
            return Optional.of(new QueriedRows(path, table, false, parquetColumns(path, table)));
        }
        if (start.startsWith("{")) {
            String table = "read_ndjson_objects(" + Database.literal(path.toAbsolutePath()) + ", ignore_errors = true, maximum_object_size = 4000000, compression = '"
                    + compression(path) + "')";
            return Optional.of(new QueriedRows(path, table, true, keys(path, table)));
        }
        return Optional.empty();
    }

    private static String compression(Path path) {
        return switch (Unpacking.packing(path)) {
            case GZIP -> "gzip";
            case ZSTD -> "zstd";
            case NONE -> "uncompressed";
        };
    }

    private static List<String> parquetColumns(Path path, String table) {
        return query(path, "DESCRIBE SELECT * FROM " + table, rows -> {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        });
    }

    private static List<String> keys(Path path, String table) {
        return query(path, "SELECT array_to_string(json_keys(json), chr(31)) FROM " + table + " LIMIT " + KEYS_FROM, rows -> {
            Set<String> keys = new LinkedHashSet<>();
            while (rows.next()) {
                String ofRow = rows.getString(1);
                if (ofRow != null && !ofRow.isEmpty()) {
                    keys.addAll(List.of(ofRow.split(String.valueOf(SEPARATOR))));
                }
            }
            return List.copyOf(keys);
        });
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<List<String>> head(int rows) {
        return sample("SELECT " + joined(everyColumn()) + " FROM " + table + " LIMIT " + rows);
    }

    @Override
    public List<List<String>> spread(int rows, Progress progress) {
        long step = Math.max(1, count() / rows);
        return sample("SELECT " + joined(everyColumn()) + " FROM (SELECT *, row_number() OVER () AS number FROM " + table + ") WHERE number % "
                + step + " = 0 LIMIT " + rows);
    }

    private int[] everyColumn() {
        return IntStream.range(0, columns.size()).toArray();
    }

    private List<List<String>> sample(String sql) {
        return query(path, sql, rows -> {
            List<List<String>> sample = new ArrayList<>();
            while (rows.next()) {
                String row = rows.getString(1);
                if (row != null) {
                    sample.add(List.of(row.split(String.valueOf(SEPARATOR), -1)));
                }
            }
            return sample;
        });
    }

    private long count() {
        return query(path, "SELECT count(*) FROM " + table, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    /// One text a row; NULL for a line that is no object. JDBC is slow by the text, not by the character.
    private String joined(int[] wanted) {
        String values = IntStream.of(wanted).mapToObj(this::value).collect(Collectors.joining(", chr(31), ", "concat(", ")"));
        return json ? "CASE WHEN json_type(json) = 'OBJECT' THEN " + values + " END" : values;
    }

    private String value(int column) {
        String name = columns.get(column);
        String text = json
                ? "json_extract_string(json, " + Database.literal("$.\"" + name.replace("\"", "\\\"") + "\"") + ")"
                : "CAST(" + Database.identifier(name) + " AS VARCHAR)";
        return "replace(" + text + ", chr(31), ' ')";
    }

    @Override
    public void read(int[] wanted, List<Lookup> lookups, Receiver receiver, Progress progress) {
        long rows = count();
        Phase phase = Phase.of(Phase.Kind.READING, path.getFileName());
        query(path, "SELECT " + (wanted.length == 0 ? "''" : joined(wanted)) + " FROM " + table, result -> {
            var block = new RowBlock(wanted.length, lookups);
            var filling = new Filling(block);
            for (long number = 1; result.next(); number++) {
                if (!filling.add(number, result.getString(1))) {
                    progress.checkpoint();
                    progress.report(phase, number, rows);
                    block.lookUpRest(0);
                    block.giveTo(receiver, 0, (double) number / rows);
                    filling.clear();
                    Fault.require(
                            filling.add(number, result.getString(1)),
                            "%s row %,d: is longer than %,d bytes. Check that this file has one event a row.", path, number, RowBlock.SIZE);
                }
            }
            progress.checkpoint();
            block.lookUpRest(0);
            block.giveTo(receiver, 0, 1);
            return rows;
        });
    }

    /// Puts texts into a block one behind the other.
    private static final class Filling {
        private final RowBlock block;
        private int used;

        Filling(RowBlock block) {
            this.block = block;
        }

        void clear() {
            block.clear();
            used = 0;
        }

        /// False if there is no room left.
        boolean add(long number, @Nullable String joined) {
            byte[] text = joined == null ? new byte[0] : joined.getBytes(StandardCharsets.UTF_8);
            if (text.length > RowBlock.SIZE - used) {
                return false;
            }
            System.arraycopy(text, 0, block.bytes(), used, text.length);
            int end = used + text.length;
            int from = used;
            for (int place = 0; place < block.width() && joined != null; place++) {
                int to = from;
                while (to < end && block.bytes()[to] != SEPARATOR) {
                    to++;
                }
                block.value(place, from, to);
                from = to + 1;
            }
            block.add(number, used, end, joined == null ? RowBlock.Flaw.NO_OBJECT : RowBlock.Flaw.NONE);
            used = end;
            return true;
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private static <T> T query(Path path, String sql, Reading<T> reading) {
        try (Database database = Database.open();
                var statement = database.connection().createStatement();
                var rows = statement.executeQuery(sql)) {
            return reading.read(rows);
        } catch (SQLException e) {
            throw new Fault.Work("%s could not be read: %s. Check that the file is whole.", path, brief(e), e);
        }
    }

    private static String brief(SQLException e) {
        return String.valueOf(e.getMessage()).lines().limit(2).collect(Collectors.joining("; "));
    }
}
