package trailbench.engine.dl4j;

import java.util.stream.IntStream;
import trailbench.kernel.Floats;
import trailbench.kernel.PrincipalAxes;

/// What an embedding starts from that is given vectors: [trailbench.graph.Node.Embedding] says how.
final class GivenStart {
    private final float[] vectors;
    private final int items;
    private final int given;
    /// Items that have a vector, ascending.
    private final int[] known;

    /// @param vectors `[V + 1, D]`, zero where an item has none
    /// @param items   V
    GivenStart(float[] vectors, int items) {
        this.vectors = vectors;
        this.items = items;
        this.given = vectors.length / (items + 1);
        this.known = IntStream.rangeClosed(1, items).filter(this::isKnown).toArray();
    }

    private boolean isKnown(int item) {
        for (int i = 0; i < given; i++) {
            if (vectors[item * given + i] != 0) {
                return true;
            }
        }
        return false;
    }

    /// Writes the rows of the items that have a vector.
    ///
    /// @param table     `[V + 1 or more, width]`
    /// @param deviation root of the mean square that the coordinates come to
    void fill(Floats table, int width, double deviation) {
        if (known.length == 0) {
            return;
        }
        float[] rows = new float[known.length * given];
        for (int i = 0; i < known.length; i++) {
            System.arraycopy(vectors, known[i] * given, rows, i * given, given);
        }
        float[] start = given > width ? PrincipalAxes.project(rows, given, width) : rows;
        int columns = Math.min(given, width);
        double squares = 0;
        for (float number : start) {
            squares += (double) number * number;
        }
        float factor = (float) (deviation / Math.sqrt(squares / start.length));
        for (int i = 0; i < start.length && squares > 0; i++) {
            start[i] *= factor;
        }
        for (int i = 0; i < known.length; i++) {
            table.fromArray(start, i * columns, (long) known[i] * width, columns);
        }
    }
}
