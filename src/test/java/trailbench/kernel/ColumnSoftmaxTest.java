package trailbench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnSoftmaxTest {
    private static final int ITEMS = 201;
    private static final List<FloatBuffer> OWNERS = new ArrayList<>();

    @Test
    void columnsAreAsRowsOfTheSameLogits() {
        int columns = Panels.padded(1);
        for (float spread : new float[] {1, 30, 1e4f}) {
            for (boolean biased : new boolean[] {false, true}) {
                assertColumns(columns, spread, biased);
            }
        }
    }

    private static void assertColumns(int columns, float spread, boolean biased) {
        int steps = columns - 1; // the last column is of nobody
        Random random = new Random(1);
        Floats slab = room((long) ITEMS * columns);
        Floats rows = room((long) ITEMS * columns);
        Floats offsets = biased ? room(ITEMS) : Floats.NONE;
        for (int item = 0; item < ITEMS; item++) {
            for (int column = 0; column < columns; column++) {
                float logit = spread * (float) random.nextGaussian();
                slab.set((long) item * columns + column, logit);
                rows.set((long) column * ITEMS + item, logit);
            }
            if (biased) {
                offsets.set(item, (float) random.nextGaussian());
            }
        }
        int[] targets = IntStream.range(0, steps).map(column -> 7 * column % ITEMS).toArray();
        Softmax.Row[] found = ColumnSoftmax.exponentials(slab, columns, offsets, targets, room(2L * columns));
        assertEquals(steps, found.length);
        for (int column = 0; column < steps; column++) {
            Floats row = rows.slice((long) column * ITEMS, ITEMS);
            Softmax.Row expected = Softmax.exponentials(row, offsets, targets[column]);
            assertEquals(expected.loss(), found[column].loss(), 1e-6 * (1 + Math.abs(expected.loss())));
            assertEquals(expected.best(), found[column].best());
            assertEquals(1, found[column].inverse() / expected.inverse(), 1e-6);
            for (int item = 0; item < ITEMS; item++) {
                assertEquals(row.get(item), slab.get((long) item * columns + column));
            }
        }
    }

    @Test
    void columnsThatFillNoVectorAndTargetsThatAreNoItemAreRefused() {
        int columns = Panels.padded(1);
        Floats slab = room(4L * (columns + 1));
        slab.zero();
        Floats spare = room(2L * (columns + 1));
        assertThrows(IllegalArgumentException.class, () -> ColumnSoftmax.exponentials(slab, columns + 1, Floats.NONE, new int[1], spare));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> ColumnSoftmax.exponentials(slab.slice(0, 4L * columns), columns, Floats.NONE, new int[] {4}, spare));
    }

    private static Floats room(long n) {
        FloatBuffer owner = new FloatBuffer();
        OWNERS.add(owner);
        return owner.ensure(n);
    }
}
