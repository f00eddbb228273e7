package trailbench.table;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Vectors in a Parquet file: a column of lists, or a column for each number.
public final class VectorColumns {
    private final Path file;
    private final String source;
    /// Name to DuckDB's type.
    private final Map<String, String> types;

    private VectorColumns(Path file, String source, Map<String, String> types) {
        this.file = file;
        this.source = source;
        this.types = types;
    }

    /// Takes the rows of a file as they come.
    public interface Receiver {
        /// @param row    from 1
        /// @param id     as text; empty where there is none
        /// @param vector NaN where the file has no number
        void row(long row, String id, float[] vector);
    }

    /// Rows without a vector are left out.
    ///
    /// @param id     column with the ids
    /// @param vector one column of lists, or a column for each number; of none, the file's only column of lists or else all its columns of
    ///               floats but the id
    /// @throws Fault.Request if the file is missing, or lacks such columns
    /// @throws Fault.Work    if it is broken
    public static void read(Path file, String id, List<String> vector, Receiver receiver) {
        Unpacking.requireExists(file);
        String source = "read_parquet(" + Database.literal(file.toAbsolutePath()) + ")";
        try (Database database = Database.open(); var statement = database.connection().createStatement()) {
            var columns = new VectorColumns(file, source, types(statement, source));
            try (ResultSet rows = statement.executeQuery(columns.query(id, vector))) {
                give(rows, receiver);
            }
        } catch (SQLException e) {
            throw new Fault.Work("%s could not be read: %s. Check that it is a Parquet file with numbers.", file, Trouble.reason(e), e);
        }
    }

    /// Columns that may hold ids: those that hold neither lists nor floats.
    ///
    /// @throws Fault.Request if the file is missing
    /// @throws Fault.Work    if it is no Parquet file
    public static List<String> ids(Path file) {
        Unpacking.requireExists(file);
        try (Database database = Database.open(); var statement = database.connection().createStatement()) {
            Map<String, String> types = types(statement, "read_parquet(" + Database.literal(file.toAbsolutePath()) + ")");
            return types.keySet().stream().filter(name -> !isList(types.get(name)) && !isFloat(types.get(name))).toList();
        } catch (SQLException e) {
            throw new Fault.Work("%s could not be read: %s. Check that it is a Parquet file.", file, Trouble.reason(e), e);
        }
    }

    private static Map<String, String> types(Statement statement, String source) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
            while (rows.next()) {
                types.put(rows.getString(1), rows.getString(2));
            }
        }
        return types;
    }

    private String query(String id, List<String> vector) {
        require("id", id);
        vector.forEach(column -> require("vector", column));
        List<String> chosen = vector.isEmpty() ? proposed(id) : vector;
        boolean list = chosen.size() == 1 && isList(types.get(chosen.getFirst()));
        for (String column : list ? List.<String>of() : chosen) {
            Fault.require(
                    isNumber(types.get(column)), "%s: column \"%s\" is of type %s, which is no number. Name one column of lists, or columns of numbers.",
                    file, column, types.get(column));
        }
        String numbers = list
                ? "CAST(" + Database.identifier(chosen.getFirst()) + " AS FLOAT[])"
                : chosen.stream().map(column -> "CAST(" + Database.identifier(column) + " AS FLOAT)").collect(Collectors.joining(", ", "[", "]"));
        return "SELECT CAST(" + Database.identifier(id) + " AS VARCHAR), " + numbers + " FROM " + source;
    }

    private void require(String field, String column) {
        Fault.require(
                types.containsKey(column), "%s has no column \"%s\" (item_vectors.%s). Its columns: %s.", file, column, field,
                types.keySet().stream().limit(40).collect(Collectors.joining(", ")));
    }

    private List<String> proposed(String id) {
        List<String> lists = types.keySet().stream().filter(name -> isList(types.get(name))).toList();
        Fault.require(lists.size() <= 1, "%s has several columns of lists (%s). Name one as item_vectors.vector.", file, String.join(", ", lists));
        List<String> chosen = lists.isEmpty()
                ? types.keySet().stream().filter(name -> !name.equals(id) && isFloat(types.get(name))).toList()
                : lists;
        Fault.require(!chosen.isEmpty(), "%s has neither a column of lists nor columns of floats. Its columns: %s.", file, types);
        return chosen;
    }

    private static boolean isList(String type) {
        return type.endsWith("]");
    }

    private static boolean isFloat(String type) {
        return type.equals("FLOAT") || type.equals("DOUBLE");
    }

    private static boolean isNumber(String type) {
        return type.matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*");
    }

    private static void give(ResultSet rows, Receiver receiver) throws SQLException {
        for (long row = 1; rows.next(); row++) {
            Array array = rows.getArray(2);
            if (array != null) {
                @Nullable Object[] numbers = (@Nullable Object[]) array.getArray();
                float[] vector = new float[numbers.length];
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = numbers[i] instanceof Number number ? number.floatValue() : Float.NaN;
                }
                String id = rows.getString(1);
                receiver.row(row, id == null ? "" : id.strip(), vector);
            }
        }
    }
}
