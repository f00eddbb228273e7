package trailbench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.Blas.Transpose;

class KernelTest {
    /// Views do not keep their memory alive: its owners stand here.
    private static final List<FloatBuffer> OWNERS = new ArrayList<>();

    @Test
    void productOfTwoMatricesInAllTranspositions() {
        // [1 2 3; 4 5 6] · [1 2; 3 4; 5 6] = [22 28; 49 64]
        Floats a = floats(1, 2, 3, 4, 5, 6);
        Floats transposedA = floats(1, 4, 2, 5, 3, 6);
        Floats b = floats(1, 2, 3, 4, 5, 6);
        Floats transposedB = floats(1, 3, 5, 2, 4, 6);
        for (Transpose ta : Transpose.values()) {
            for (Transpose tb : Transpose.values()) {
                Floats c = floats(1, 1, 1, 1);
                Matrix left = ta == Transpose.NO ? Matrix.of(a, 3) : Matrix.of(transposedA, 2);
                Matrix right = tb == Transpose.NO ? Matrix.of(b, 2) : Matrix.of(transposedB, 3);
                Blas.multiply(ta, tb, 2, 2, 3, left, right, 1, Matrix.of(c, 2));
                assertValues(c, 23, 29, 50, 65);
            }
        }
    }

    @Test
    void fewRowsAreMultipliedAsManyAre() {
        // rows of 3 and 5 within wider ones; a row of ones times each row or column of b = 0, 1, 2 …
        Floats b = room(24);
        Floats a = room(8 * 4);
        for (int i = 0; i < 24; i++) {
            b.set(i, i);
        }
        for (Transpose tb : Transpose.values()) {
            for (int rows = 1; rows <= 8; rows++) {
                Floats c = room(8 * 6);
                for (int i = 0; i < 48; i++) {
                    c.set(i, i % 6 < 5 ? Float.NaN : 7);
                }
                for (int i = 0; i < 32; i++) {
                    a.set(i, i % 4 < 3 ? i / 4 + 1 : Float.NaN);
                }
                Blas.multiply(Transpose.NO, tb, rows, 5, 3, new Matrix(a, 4), tb == Transpose.NO ? new Matrix(b, 6) : new Matrix(b, 4), 0, new Matrix(c, 6));
                Blas.multiply(Transpose.NO, tb, rows, 5, 3, new Matrix(a, 4), tb == Transpose.NO ? new Matrix(b, 6) : new Matrix(b, 4), 1, new Matrix(c, 6));
                for (int row = 0; row < rows; row++) {
                    for (int n = 0; n < 5; n++) {
                        float sum = tb == Transpose.NO ? 3 * n + 18 : 12 * n + 3; // (n) + (6 + n) + (12 + n), or 4n + (4n + 1) + (4n + 2)
                        assertEquals(2 * (row + 1) * sum, c.get(6 * row + n), 1e-4, "row %s of %s, column %s".formatted(row, rows, n));
                    }
                    assertEquals(7, c.get(6 * row + 5));
                }
            }
        }
    }

    @Test
    void productRefusesMatricesThatAreTooSmall() {
        Floats four = floats(1, 2, 3, 4);
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> Blas.multiply(Transpose.NO, Transpose.NO, 3, 2, 2, Matrix.of(four, 2), Matrix.of(four, 2), 0, Matrix.of(four, 2)));
    }

    @Test
    void exponentialIsExactToThreeUnitsInTheLastPlace() {
        for (double x = -85; x < 87; x += 0.0137) {
            float value = (float) x;
            double exact = StrictMath.exp(value);
            double ours = Vectors.exp(Vectors.broadcast(value)).lane(0);
            assertEquals(exact, ours, 3 * Math.ulp((float) exact), "x = " + value);
        }
        assertTrue(Vectors.exp(Vectors.broadcast(Float.NEGATIVE_INFINITY)).lane(0) < 1e-37);
        assertEquals(StrictMath.tanh(0.3), Vectors.tanh(Vectors.broadcast(0.3f)).lane(0), 1e-7);
        assertEquals(1, Vectors.tanh(Vectors.broadcast(50)).lane(0));
        assertEquals(-1, Vectors.tanh(Vectors.broadcast(-50)).lane(0));
    }

    @Test
    void softmaxAndItsLossByHand() {
        // logits + bias = ln 1, ln 2, ln 5: probabilities .125, .25, .625; loss of the second: ln 4
        Floats logits = floats(0, (float) Math.log(2), 0);
        Softmax.Row row = Softmax.probabilities(logits, floats(0, 0, (float) Math.log(5)), 1, 2);
        assertValues(logits, 0.25f, 0.5f, 1.25f);
        assertEquals(Math.log(4), row.loss(), 1e-6);
        assertEquals(Math.log(5), row.best(), 1e-6);
    }

    @Test
    void softmaxOfGreatLogitsStaysFinite() {
        for (int n : new int[] {3, 8, 16, 33, 100}) {
            Floats logits = room(n);
            for (int i = 0; i < n; i++) {
                logits.set(i, i == 2 ? 1e4f : -1e4f);
            }
            Floats bias = room(n);
            bias.zero();
            Softmax.Row row = Softmax.probabilities(logits, bias, 2, 1);
            assertEquals(0, row.loss(), 1e-6);
            assertEquals(1, logits.get(2), 1e-6);
            assertEquals(0, logits.get(0), 1e-6);
        }
    }

    @Test
    void dropoutZeroesItsShareAndScalesTheRest() {
        int n = 100_000;
        Floats ones = room(n);
        for (int i = 0; i < n; i++) {
            ones.set(i, 1);
        }
        Floats dropped = room(n);
        Pointwise.dropout(ones, dropped, 0.3, Draws.key(42, 7, 1), 0);
        int zeros = 0;
        for (int i = 0; i < n; i++) {
            if (dropped.get(i) == 0) {
                zeros++;
            } else {
                assertEquals(1 / 0.7, dropped.get(i), 1e-6);
            }
        }
        // binomial deviation √(100,000 · .3 · .7) = 145
        assertEquals(30_000, zeros, 600);
        Floats part = room(10);
        Pointwise.dropout(ones.slice(50, 10), part, 0.3, Draws.key(42, 7, 1), 50);
        for (int i = 0; i < 10; i++) {
            assertEquals(dropped.get(50 + i), part.get(i), "counters, not order, decide");
        }
    }

    @Test
    void drawsAreUniformAndNormal() {
        int n = 200_000;
        double sum = 0;
        double normal = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            sum += Draws.uniform(5, i);
            double value = Draws.normal(6, i);
            normal += value;
            squares += value * value;
        }
        assertEquals(0.5, sum / n, 0.005);
        assertEquals(0, normal / n, 0.01);
        assertEquals(1, squares / n, 0.02);
    }

    @Test
    void sumsMapsAndNorms() {
        Floats matrix = floats(1, -2, 3, 4, 5, -6);
        Floats sums = floats(9, 9, 9);
        Pointwise.sumRows(matrix, 2, sums);
        assertValues(sums, 5, 3, -3);
        assertEquals(91, Pointwise.sumOfSquares(matrix), 1e-6);
        Pointwise.relu(matrix);
        assertValues(matrix, 1, 0, 3, 4, 5, 0);
        Floats gradient = floats(1, 1, 1, 1, 1, 1);
        Pointwise.reluBackward(matrix, gradient);
        assertValues(gradient, 1, 0, 1, 1, 1, 0);
        assertTrue(Pointwise.hasNaN(floats(1, 2, Float.NaN)) && !Pointwise.hasNaN(matrix));
    }

    @Test
    void lanesAllRunAndTheirFaultsArrive() {
        try (Lanes lanes = Lanes.of(3)) {
            AtomicInteger sum = new AtomicInteger();
            lanes.run(lane -> sum.addAndGet(1 << lane));
            assertEquals(7, sum.get());
            assertThrows(IllegalArgumentException.class, () -> lanes.run(lane -> {
                if (lane == 2) {
                    throw new IllegalArgumentException("lane 2");
                }
            }));
        }
    }

    @Test
    void blasKernelFollowsTheFlagsOfTheProcessor() {
        assertEquals(Optional.of("SkylakeX"), CpuKernel.coreType("vendor_id : GenuineIntel\nflags\t\t: fma avx2 avx512f avx512dq avx512cd avx512bw avx512vl\n"));
        assertEquals(Optional.of("Haswell"), CpuKernel.coreType("vendor_id : GenuineIntel\nflags\t\t: sse fma avx2\n"));
        assertEquals(Optional.of("Zen"), CpuKernel.coreType("vendor_id : AuthenticAMD\nflags\t\t: sse fma avx2\n"));
        assertEquals(Optional.empty(), CpuKernel.coreType("flags\t\t: sse sse2\n"));
    }

    static Floats floats(float... values) {
        Floats floats = room(values.length);
        floats.fromArray(values, 0, 0, values.length);
        return floats;
    }

    private static Floats room(int length) {
        FloatBuffer owner = new FloatBuffer();
        OWNERS.add(owner);
        return owner.ensure(length);
    }

    private static void assertValues(Floats floats, float... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], floats.get(i), 1e-5, "element " + i);
        }
    }
}
