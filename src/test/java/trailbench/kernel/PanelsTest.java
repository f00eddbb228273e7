package trailbench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.Blas.Transpose;

class PanelsTest {
    private static final int UNUSED = 3;
    private static final List<FloatBuffer> OWNERS = new ArrayList<>();

    @Test
    void productsAreThoseOfTheDefinitionWhateverTheShape() {
        Random random = new Random(1);
        int panel = Panels.padded(1);
        for (int m : new int[] {1, 5, 6, 7, 12, 23}) {
            for (int n : new int[] {1, panel, 2 * panel, panel + 1}) {
                for (int k : new int[] {1, 2, 64, 256, 300, 700}) {
                    for (Transpose transpose : Transpose.values()) {
                        for (boolean add : new boolean[] {false, true}) {
                            assertProduct(random, transpose, m, n, k, add);
                        }
                    }
                }
            }
        }
    }

    /// Rows lie within wider ones, and what is beside the result stays as it was.
    private static void assertProduct(Random random, Transpose transpose, int m, int n, int k, boolean add) {
        String shape = "%s x %s x %s, %s, %s".formatted(m, n, k, transpose, add ? "added" : "set");
        boolean asItLies = transpose == Transpose.NO;
        int strideA = (asItLies ? k : m) + UNUSED;
        int strideB = n + UNUSED;
        int strideC = n + UNUSED;
        Floats a = drawn(random, (asItLies ? m : k) * strideA);
        Floats b = drawn(random, k * strideB);
        Floats c = drawn(random, m * strideC);
        float[] before = new float[m * strideC];
        c.toArray(0, before, 0, before.length);
        if (!add) {
            for (int i = 0; i < m * strideC; i++) {
                c.set(i, i % strideC < n ? Float.NaN : before[i]);
            }
        }
        Panels.multiply(transpose, m, n, k, new Matrix(a, strideA), new Matrix(b, strideB), add, new Matrix(c, strideC));
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = add ? before[i * strideC + j] : 0;
                for (int step = 0; step < k; step++) {
                    sum += (double) a.get(asItLies ? i * strideA + step : step * strideA + i) * b.get(step * strideB + j);
                }
                assertEquals(sum, c.get(i * strideC + j), 2e-5 * Math.sqrt(k), shape);
            }
            for (int j = n; j < strideC; j++) {
                assertEquals(before[i * strideC + j], c.get(i * strideC + j), shape);
            }
        }
    }

    @Test
    void aRowIsTheSameAmongMoreRowsAndColumns() {
        Random random = new Random(2);
        int panel = Panels.padded(1);
        Floats a = drawn(random, 20 * 500);
        Floats b = drawn(random, 500 * 3 * panel);
        Floats many = drawn(random, 20 * 3 * panel);
        Floats few = drawn(random, 6 * panel);
        Panels.multiply(Transpose.NO, 20, 3 * panel, 500, Matrix.of(a, 500), Matrix.of(b, 3 * panel), false, Matrix.of(many, 3 * panel));
        Panels.multiply(Transpose.NO, 6, panel, 500, Matrix.of(a, 500), new Matrix(b, 3 * panel), false, Matrix.of(few, panel));
        for (int row = 0; row < 6; row++) {
            for (int column = 0; column < panel; column++) {
                assertEquals(many.get(row * 3 * panel + column), few.get(row * panel + column));
            }
        }
    }

    @Test
    void aMatrixThatIsTooShortIsRefused() {
        int panel = Panels.padded(1);
        Floats enough = drawn(new Random(3), 8 * panel);
        Floats few = drawn(new Random(3), 8 * panel - 1);
        assertThrows(IndexOutOfBoundsException.class,
                () -> Panels.multiply(Transpose.NO, 8, panel, 8, Matrix.of(enough, 8), Matrix.of(few, panel), false, Matrix.of(enough, panel)));
    }

    @Test
    void columnsAreRoundedUpToWholePanels() {
        assertEquals(0, Panels.padded(0));
        assertTrue(Panels.padded(1) >= 2);
        assertEquals(Panels.padded(1), Panels.padded(Panels.padded(1)));
        assertEquals(2 * Panels.padded(1), Panels.padded(Panels.padded(1) + 1));
    }

    private static Floats drawn(Random random, int n) {
        FloatBuffer owner = new FloatBuffer();
        OWNERS.add(owner);
        Floats floats = owner.ensure(n).slice(0, n);
        for (int i = 0; i < n; i++) {
            floats.set(i, (float) random.nextGaussian());
        }
        return floats;
    }
}
