package trailbench.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import trailbench.table.Columns.Column;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Columns in Parquet files (Zstandard), readable by every tool of the trade.
public final class Parquet {
    private Parquet() {}

    /// Writes `columns`, replacing `file`. Not atomic: write aside and move where that matters.
    ///
    /// @throws Fault.Request if there is no column
    /// @throws Fault.Work    if the file cannot be written
    public static void write(Path file, Columns columns) {
        Fault.require(!columns.columns().isEmpty(), "%s: a Parquet file needs at least one column.", file);
        try (Database database = Database.open()) {
            database.execute(columns.columns().stream()
                    .map(column -> Database.identifier(column.name()) + " " + sqlType(column))
                    .collect(Collectors.joining(", ", "CREATE TABLE columns (", ")")));
            append(database, columns);
            database.execute("COPY columns TO " + Database.literal(file.toAbsolutePath()) + " (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException e) {
            throw new Fault.Work("%s could not be written: %s. Check the folder and the space left on the disk.", file, Trouble.reason(e), e);
        }
    }

    /// @throws Fault.Request if the file is missing or holds a column type that [Columns] does not have
    /// @throws Fault.Work    if the file is broken
    public static Columns read(Path file) {
        Fault.require(Files.isRegularFile(file), "%s does not exist.", file);
        try (Database database = Database.open();
                var statement = database.connection().createStatement();
                var rows = statement.executeQuery("SELECT * FROM read_parquet(" + Database.literal(file.toAbsolutePath()) + ")")) {
            return collect(file, rows);
        } catch (SQLException e) {
            throw new Fault.Work("%s could not be read: %s. Make the file again from its run.", file, Trouble.reason(e), e);
        }
    }

    private static String sqlType(Column column) {
        return switch (column) {
            case Column.Text _ -> "VARCHAR";
            case Column.Ints _ -> "INTEGER";
            case Column.Longs _ -> "BIGINT";
            case Column.Floats _ -> "FLOAT";
            case Column.Doubles _ -> "DOUBLE";
        };
    }

    private static void append(Database database, Columns columns) throws SQLException {
        try (var appender = database.connection().createAppender("main", "columns")) {
            for (int row = 0; row < columns.rows(); row++) {
                appender.beginRow();
                for (Column column : columns.columns()) {
                    switch (column) {
                        case Column.Text text -> appender.append(text.values()[row]);
                        case Column.Ints ints -> appender.append(ints.values()[row]);
                        case Column.Longs longs -> appender.append(longs.values()[row]);
                        case Column.Floats floats -> appender.append(floats.values()[row]);
                        case Column.Doubles doubles -> appender.append(doubles.values()[row]);
                    }
                }
                appender.endRow();
            }
        }
    }

    private static Columns collect(Path file, ResultSet rows) throws SQLException {
        var about = rows.getMetaData();
        List<Growing> growing = new ArrayList<>();
        for (int column = 1; column <= about.getColumnCount(); column++) {
            String name = about.getColumnName(column);
            growing.add(switch (about.getColumnType(column)) {
                case Types.VARCHAR -> new Growing(new Column.Text(name, new String[1024]));
                case Types.INTEGER, Types.SMALLINT, Types.TINYINT -> new Growing(new Column.Ints(name, new int[1024]));
                case Types.BIGINT -> new Growing(new Column.Longs(name, new long[1024]));
                case Types.FLOAT, Types.REAL -> new Growing(new Column.Floats(name, new float[1024]));
                case Types.DOUBLE -> new Growing(new Column.Doubles(name, new double[1024]));
                default -> throw new Fault.Request(
                        "%s: column \"%s\" has type %s; text, whole numbers and numbers can be read.",
                        file, name, about.getColumnTypeName(column));
            });
        }
        int count = 0;
        for (; rows.next(); count++) {
            for (int column = 0; column < growing.size(); column++) {
                growing.get(column).set(count, rows, column + 1);
            }
        }
        int size = count;
        return new Columns(growing.stream().map(column -> column.resized(size)).toList());
    }

    /// A column whose length is not known yet.
    private static final class Growing {
        private Column column;

        Growing(Column column) {
            this.column = column;
        }

        void set(int row, ResultSet source, int index) throws SQLException {
            if (row == column.size()) {
                column = resized(row * 2);
            }
            switch (column) {
                case Column.Text text -> {
                    String value = source.getString(index);
                    text.values()[row] = value == null ? "" : value;
                }
                case Column.Ints ints -> ints.values()[row] = source.getInt(index);
                case Column.Longs longs -> longs.values()[row] = source.getLong(index);
                case Column.Floats floats -> floats.values()[row] = source.getFloat(index);
                case Column.Doubles doubles -> doubles.values()[row] = source.getDouble(index);
            }
        }

        Column resized(int size) {
            return switch (column) {
                case Column.Text text -> new Column.Text(text.name(), Arrays.copyOf(text.values(), size));
                case Column.Ints ints -> new Column.Ints(ints.name(), Arrays.copyOf(ints.values(), size));
                case Column.Longs longs -> new Column.Longs(longs.name(), Arrays.copyOf(longs.values(), size));
                case Column.Floats floats -> new Column.Floats(floats.name(), Arrays.copyOf(floats.values(), size));
                case Column.Doubles doubles -> new Column.Doubles(doubles.name(), Arrays.copyOf(doubles.values(), size));
            };
        }
    }
}
