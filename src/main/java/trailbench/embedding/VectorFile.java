package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import trailbench.table.Columns;
import trailbench.table.Parquet;

/// Vectors with their ids and titles as a Parquet file: columns `id`, `title`, what else is known, `v0`, `v1`, … one row a vector.
public final class VectorFile {
    private VectorFile() {}

    /// @param ids    `[N]` original ids
    /// @param titles `[N]` words for people
    /// @param rows   `[N][E]`
    public record Vectors(List<String> ids, List<String> titles, float[][] rows) {
        public Vectors {
            require(
                    ids.size() == rows.length && titles.size() == rows.length,
                    "%s ids and %s titles do not fit %s vectors", ids.size(), titles.size(), rows.length);
        }

        /// E, or 0 without vectors.
        public int width() {
            return rows.length == 0 ? 0 : rows[0].length;
        }
    }

    /// Replaces `file`. Not atomic: write aside and move.
    public static void write(Path file, Vectors vectors) {
        write(file, vectors, Map.of());
    }

    /// As [#write(Path, Vectors)], with what else is known of each row between title and vector. A name that the file has for itself (`id`,
    /// `title`, `v0`) goes as `feature_id`.
    ///
    /// @param known named columns of `[N]` texts
    public static void write(Path file, Vectors vectors, Map<String, List<String>> known) {
        Columns columns = Columns.none().with("id", vectors.ids()).with("title", vectors.titles());
        for (Map.Entry<String, List<String>> column : known.entrySet()) {
            boolean own = column.getKey().toLowerCase(Locale.ROOT).matches("id|title|v\\d+");
            columns = columns.with(own ? "feature_" + column.getKey() : column.getKey(), column.getValue());
        }
        for (int coordinate = 0; coordinate < vectors.width(); coordinate++) {
            float[] values = new float[vectors.rows().length];
            for (int row = 0; row < values.length; row++) {
                values[row] = vectors.rows()[row][coordinate];
            }
            columns = columns.with("v" + coordinate, values);
        }
        Parquet.write(file, columns);
    }

    /// @throws trailbench.work.Fault.Request if the file is missing or lacks a column
    public static Vectors read(Path file) {
        Columns columns = Parquet.read(file);
        int width = 0;
        while (columns.has("v" + width)) {
            width++;
        }
        float[][] rows = new float[columns.rows()][width];
        for (int coordinate = 0; coordinate < width; coordinate++) {
            float[] values = columns.floats("v" + coordinate);
            for (int row = 0; row < values.length; row++) {
                rows[row][coordinate] = values[row];
            }
        }
        return new Vectors(List.of(columns.text("id")), List.of(columns.text("title")), rows);
    }
}
