package trailbench.table;

import static trailbench.work.Fault.require;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import trailbench.work.Fault;

/// An ordered table of named columns of equal length.
///
/// @param columns in order; names differ
public record Columns(List<Column> columns) {

    public Columns {
        columns = List.copyOf(columns);
        var names = new HashSet<String>();
        for (Column column : columns) {
            require(names.add(column.name()), "Two columns are called \"%s\". Give each column its own name.", column.name());
            require(
                    column.size() == columns.getFirst().size(),
                    "Column \"%s\" has %s values, column \"%s\" has %s. Columns of one table are equally long.",
                    column.name(), column.size(), columns.getFirst().name(), columns.getFirst().size());
        }
    }

    /// One column. The array belongs to the table: nobody changes it.
    public sealed interface Column {
        String name();

        int size();

        record Text(String name, String[] values) implements Column {
            @Override
            public int size() {
                return values.length;
            }
        }

        record Ints(String name, int[] values) implements Column {
            @Override
            public int size() {
                return values.length;
            }
        }

        record Longs(String name, long[] values) implements Column {
            @Override
            public int size() {
                return values.length;
            }
        }

        record Floats(String name, float[] values) implements Column {
            @Override
            public int size() {
                return values.length;
            }
        }

        record Doubles(String name, double[] values) implements Column {
            @Override
            public int size() {
                return values.length;
            }
        }
    }

    public static Columns none() {
        return new Columns(List.of());
    }

    public Columns with(String name, String... values) {
        return with(new Column.Text(name, values));
    }

    public Columns with(String name, List<String> values) {
        return with(new Column.Text(name, values.toArray(String[]::new)));
    }

    public Columns with(String name, int[] values) {
        return with(new Column.Ints(name, values));
    }

    public Columns with(String name, long[] values) {
        return with(new Column.Longs(name, values));
    }

    public Columns with(String name, float[] values) {
        return with(new Column.Floats(name, values));
    }

    public Columns with(String name, double[] values) {
        return with(new Column.Doubles(name, values));
    }

    public Columns with(Column column) {
        var longer = new ArrayList<>(columns);
        longer.add(column);
        return new Columns(longer);
    }

    /// Number of rows.
    public int rows() {
        return columns.isEmpty() ? 0 : columns.getFirst().size();
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    public boolean has(String name) {
        return names().contains(name);
    }

    public String[] text(String name) {
        return find(name) instanceof Column.Text column ? column.values() : wrongType(name, "text");
    }

    public int[] ints(String name) {
        return find(name) instanceof Column.Ints column ? column.values() : wrongType(name, "32-bit whole numbers");
    }

    public long[] longs(String name) {
        return find(name) instanceof Column.Longs column ? column.values() : wrongType(name, "64-bit whole numbers");
    }

    public float[] floats(String name) {
        return find(name) instanceof Column.Floats column ? column.values() : wrongType(name, "32-bit numbers");
    }

    public double[] doubles(String name) {
        return find(name) instanceof Column.Doubles column ? column.values() : wrongType(name, "64-bit numbers");
    }

    /// @throws trailbench.work.Fault.Request if there is no such column
    public Column find(String name) {
        for (Column column : columns) {
            if (column.name().equals(name)) {
                return column;
            }
        }
        throw new Fault.Request("The table has no column \"%s\". Its columns: %s.", name, String.join(", ", names()));
    }

    private <T> T wrongType(String name, String wanted) {
        throw new Fault.Request(
                "Column \"%s\" does not hold %s but %s.", name, wanted, find(name).getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }
}
