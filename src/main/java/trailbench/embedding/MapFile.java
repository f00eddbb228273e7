package trailbench.embedding;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trailbench.table.Columns;
import trailbench.table.Parquet;

/// A [PointMap] as one Parquet file: columns `id`, `title`, `x`, `y`, then `column.<name>` for each column to colour by. The words about
/// the whole map, `method` and `caption`, stand in every row, where compression makes them cost nothing and no second file can get lost.
public final class MapFile {
    private static final String PREFIX = "column.";

    private MapFile() {}

    /// Replaces `file`. Not atomic: write aside and move.
    public static void write(Path file, PointMap map) {
        Columns columns = Columns.none()
                .with("id", map.ids())
                .with("title", map.titles())
                .with("x", map.x())
                .with("y", map.y())
                .with("method", Collections.nCopies(map.size(), map.method()))
                .with("caption", Collections.nCopies(map.size(), map.caption()));
        for (Map.Entry<String, List<String>> column : map.columns().entrySet()) {
            columns = columns.with(PREFIX + column.getKey(), column.getValue());
        }
        Parquet.write(file, columns);
    }

    /// @throws trailbench.work.Fault.Request if the file is missing or is not a map
    public static PointMap read(Path file) {
        Columns columns = Parquet.read(file);
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String name : columns.names()) {
            if (name.startsWith(PREFIX)) {
                values.put(name.substring(PREFIX.length()), List.of(columns.text(name)));
            }
        }
        return new PointMap(
                first(columns.text("method")),
                first(columns.text("caption")),
                List.of(columns.text("id")),
                List.of(columns.text("title")),
                columns.floats("x"),
                columns.floats("y"),
                Collections.unmodifiableMap(values));
    }

    private static String first(String[] values) {
        return values.length == 0 ? "" : values[0];
    }
}
