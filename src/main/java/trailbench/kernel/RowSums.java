package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.SPECIES;
import static trailbench.kernel.Vectors.load;

import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;

/// A matrix of which sums of some rows are asked again and again. It is held in strips of a few columns each, so that a strip of all rows fits into the
/// processor's own cache and its sum stays in registers.
public final class RowSums {
    /// Columns of a strip: four vectors.
    private static final int WIDTH = 4 * LANES;

    private final int height;
    private final int columns;
    private final FloatBuffer buffer = new FloatBuffer();
    private final Floats strips;

    /// @param rows all of one length
    public RowSums(float[][] rows) {
        height = rows.length;
        columns = height == 0 ? 0 : rows[0].length;
        strips = buffer.zeros((long) height * WIDTH * strips());
        for (int strip = 0; strip < strips(); strip++) {
            int from = strip * WIDTH;
            for (int row = 0; row < height; row++) {
                strips.fromArray(rows[row], from, ((long) strip * height + row) * WIDTH, Math.min(WIDTH, columns - from));
            }
        }
    }

    /// How many strips the columns are cut into.
    public int strips() {
        return (columns + WIDTH - 1) / WIDTH;
    }

    /// Adds rows to the columns of one strip of `sum`, one after another: the same bits as a plain loop.
    public void add(int strip, int[] rows, float[] sum) {
        for (int row : rows) {
            if (row < 0 || row >= height) {
                throw new IndexOutOfBoundsException("row %s of %s".formatted(row, height));
            }
        }
        long address = strips.slice((long) strip * height * WIDTH, (long) height * WIDTH).address();
        int from = strip * WIDTH;
        if (from + WIDTH <= sum.length) {
            add(address, rows, sum, from);
        } else {
            float[] part = new float[WIDTH];
            System.arraycopy(sum, from, part, 0, columns - from);
            add(address, rows, part, 0);
            System.arraycopy(part, 0, sum, from, columns - from);
        }
        Reference.reachabilityFence(buffer);
    }

    private static void add(long strip, int[] rows, float[] sum, int at) {
        FloatVector a = FloatVector.fromArray(SPECIES, sum, at);
        FloatVector b = FloatVector.fromArray(SPECIES, sum, at + LANES);
        FloatVector c = FloatVector.fromArray(SPECIES, sum, at + 2 * LANES);
        FloatVector d = FloatVector.fromArray(SPECIES, sum, at + 3 * LANES);
        for (int row : rows) {
            long address = strip + 4L * WIDTH * row;
            a = load(address).add(a);
            b = load(address + 4L * LANES).add(b);
            c = load(address + 8L * LANES).add(c);
            d = load(address + 12L * LANES).add(d);
        }
        a.intoArray(sum, at);
        b.intoArray(sum, at + LANES);
        c.intoArray(sum, at + 2 * LANES);
        d.intoArray(sum, at + 3 * LANES);
    }
}
