package trailbench.log;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import trailbench.table.Npy;
import trailbench.table.VectorColumns;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Vectors that were made elsewhere, joined to a log's items by id.
///
/// @param name    as a graph asks for them
/// @param width   D
/// @param values  `[V + 1, D]`, row-major: row `i + 1` belongs to the `i`-th id; zero at row 0 and where an item has none
/// @param missing items without a vector
public record JoinedVectors(String name, int width, float[] values, int missing) {

    /// @param folder where the recipe's paths start
    /// @param ids    `[V]` the log's items
    /// @throws Fault.Request if the file is missing or is of another shape, an id stands there twice, a number is none, or no id is the log's
    public static JoinedVectors read(LogRecipe.ItemVectors recipe, Path folder, List<String> ids, Progress progress) {
        Path file = folder.resolve(recipe.file()).normalize();
        Fault.require(!recipe.file().toString().isEmpty(), "item_vectors: file is missing. Name the file with the vectors.");
        progress.report(Phase.of(Phase.Kind.READING_VECTORS, file.getFileName()), 0, 0);
        var join = new Join(file, ids);
        if (isNpy(file)) {
            readNpy(recipe, folder, file, join, progress);
        } else {
            String id = recipe.id().orElseThrow(() -> new Fault.Request("%s: item_vectors.id is missing. Name the column with the items' ids.", file));
            VectorColumns.read(file, id, recipe.vector(), (row, own, vector) -> {
                progress.checkpoint();
                join.put(row, own, vector);
            });
        }
        return join.joined(recipe.called());
    }

    static boolean isNpy(Path file) {
        return file.getFileName().toString().endsWith(".npy");
    }

    private static void readNpy(LogRecipe.ItemVectors recipe, Path folder, Path file, Join join, Progress progress) {
        Path idFile = folder.resolve(recipe.ids().orElseThrow(() -> new Fault.Request(
                "%s: item_vectors.ids is missing. Name a file with the id of each row, one a line.", file))).normalize();
        List<String> own = IdFile.read(idFile);
        Npy.read(file, new Npy.Receiver() {
            @Override
            public void shape(int rows, int width) {
                Fault.require(rows == own.size(), "%s has %,d rows, but %s has %,d ids. Each row needs its id, in the same order.", file, rows, idFile, own.size());
            }

            @Override
            public void row(int row, float[] vector) {
                progress.checkpoint();
                join.put(row + 1L, own.get(row), vector);
            }
        });
    }

    /// Vectors by the log's ids.
    private static final class Join {
        private final Path file;
        private final Map<String, Integer> rows = new HashMap<>();
        private final int items;
        private final BitSet found = new BitSet();
        private int width;
        private float[] values = {};

        Join(Path file, List<String> ids) {
            this.file = file;
            this.items = ids.size();
            for (int item = 0; item < items; item++) {
                rows.put(ids.get(item), item + 1);
            }
        }

        /// @param row in the file, from 1, for messages
        void put(long row, String id, float[] vector) {
            if (width == 0) {
                width = vector.length;
                Fault.require(width > 0, "%s row %,d: the vector of \"%s\" is empty.", file, row, id);
                Fault.require(
                        (items + 1L) * width <= Integer.MAX_VALUE - 8,
                        "%s: vectors of %,d numbers for %,d items are more than fit into one table. Make them shorter.", file, width, items);
                values = new float[(items + 1) * width];
            }
            Fault.require(vector.length == width, "%s row %,d: the vector of \"%s\" has %,d numbers, those before have %,d.", file, row, id, vector.length, width);
            Integer item = rows.get(id);
            if (item == null) {
                return;
            }
            Fault.require(!found.get(item), "%s row %,d: \"%s\" has a vector already. Keep one row an id.", file, row, id);
            found.set(item);
            for (int i = 0; i < width; i++) {
                Fault.require(Float.isFinite(vector[i]), "%s row %,d: number %,d of \"%s\" is %s. Mend the vector, or leave it out.", file, row, i + 1, id, vector[i]);
                values[item * width + i] = vector[i];
            }
        }

        JoinedVectors joined(String name) {
            Fault.require(!found.isEmpty(), "%s: none of its ids is an item of the log. Choose the column or the file that holds the ids of the log.", file);
            return new JoinedVectors(name, width, values, items - found.cardinality());
        }
    }
}
