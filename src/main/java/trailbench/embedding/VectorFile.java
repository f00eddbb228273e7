package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.nio.file.Path;
import java.util.List;
import trailbench.table.Columns;
import trailbench.table.Parquet;

/// Vectors with their ids and titles as a Parquet file: columns `id`, `title`, `v0`, `v1`, … one row a vector.
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
        Columns columns = Columns.none().with("id", vectors.ids()).with("title", vectors.titles());
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
