package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import trailbench.table.Columns;
import trailbench.table.Parquet;

/// Vectors with their ids, titles and columns as a Parquet file: `id`, `title`, what else is known, `v0`, `v1`, … one row a vector.
public final class VectorFile {
    private VectorFile() {}

    /// @param ids     `[N]` original ids
    /// @param titles  `[N]` words for people
    /// @param rows    `[N][E]`
    /// @param columns what else is known, `[N]` texts each, by name
    public record Vectors(List<String> ids, List<String> titles, float[][] rows, Map<String, List<String>> columns) {
        public Vectors {
            require(
                    ids.size() == rows.length && titles.size() == rows.length,
                    "%s ids and %s titles do not fit %s vectors", ids.size(), titles.size(), rows.length);
            columns.forEach((name, texts) -> require(texts.size() == ids.size(), "column \"%s\" has %s texts for %s vectors", name, texts.size(), ids.size()));
        }

        /// Of which nothing else is known.
        public Vectors(List<String> ids, List<String> titles, float[][] rows) {
            this(ids, titles, rows, Map.of());
        }

        /// E, or 0 without vectors.
        public int width() {
            return rows.length == 0 ? 0 : rows[0].length;
        }

        /// The columns under names that no file has for itself (`id`, `title`, `v0`) and that differ in more than their case: others go as
        /// `feature_id`.
        Map<String, List<String>> namedColumns() {
            Map<String, List<String>> named = new LinkedHashMap<>();
            Set<String> taken = new HashSet<>();
            columns.forEach((name, texts) -> {
                String free = name;
                while (free.matches("(?i)id|title|v\\d+") || !taken.add(free.toLowerCase(Locale.ROOT))) {
                    free = "feature_" + free;
                }
                named.put(free, texts);
            });
            return named;
        }
    }

    /// Replaces `file`. Not atomic: write aside and move.
    public static void write(Path file, Vectors vectors) {
        Columns columns = Columns.none().with("id", vectors.ids()).with("title", vectors.titles());
        for (Map.Entry<String, List<String>> column : vectors.namedColumns().entrySet()) {
            columns = columns.with(column.getKey(), column.getValue());
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
        Map<String, List<String>> known = new LinkedHashMap<>();
        for (Columns.Column column : columns.columns()) {
            if (column instanceof Columns.Column.Text(String name, String[] texts) && !name.equals("id") && !name.equals("title")) {
                known.put(name, List.of(texts));
            }
        }
        return new Vectors(List.of(columns.text("id")), List.of(columns.text("title")), rows, known);
    }
}
