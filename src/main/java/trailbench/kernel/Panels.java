package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.broadcast;
import static trailbench.kernel.Vectors.get;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.Blas.Transpose;

/// Matrix products that read both factors where they lie.
///
/// OpenBLAS copies each factor into tiles before it multiplies, whatever the shape. Where the inner dimension is some hundred, as everywhere in
/// our output layers, that is a fifth of the work. Here a block of six rows of the result and two vectors of its columns stays in registers
/// while the inner dimension goes by; the second factor must be stored row by row, so that those two vectors lie side by side, and of the first one
/// number at a time is taken, so it may lie either way.
///
/// It is for products that come again and again: until the loop is compiled, OpenBLAS is a thousand times faster. Sums are made in the same order
/// whatever the number of rows and columns.
public final class Panels {
    private static final int ROWS = 6;
    private static final int COLUMNS = 2 * LANES;
    /// Of the inner dimension at once: what is read of the factors stays in the second cache.
    private static final int DEPTH = 256;
    /// Floats of the second factor that stay in the first cache with a block of the first.
    private static final int NEAR = 6_144;
    private static final ThreadLocal<FloatBuffer> BLOCK = ThreadLocal.withInitial(FloatBuffer::new);

    private Panels() {}

    /// The least number of columns, not below `columns`, that a product without a rest has.
    public static int padded(int columns) {
        return Math.ceilDiv(columns, COLUMNS) * COLUMNS;
    }

    /// `c = op(a) · b`, or `c = c + op(a) · b`, where op(a) is `[m, k]`, b `[k, n]`, c `[m, n]`. A shape that leaves a rest of columns, or has too
    /// few rows, goes to [Blas].
    ///
    /// @param add whether c holds numbers that are added to; otherwise what it holds is not read
    public static void multiply(Transpose transposeA, int m, int n, int k, Matrix a, Matrix b, boolean add, Matrix c) {
        if (m < ROWS || n == 0 || n % COLUMNS != 0 || k == 0) {
            Blas.multiply(transposeA, Transpose.NO, m, n, k, a, b, add ? 1 : 0, c);
            return;
        }
        boolean asItLies = transposeA == Transpose.NO;
        Blas.check(a, asItLies ? m : k, asItLies ? k : m);
        Blas.check(b, k, n);
        Blas.check(c, m, n);
        long acrossA = asItLies ? 4L * a.stride() : 4;
        long alongA = asItLies ? 4 : 4L * a.stride();
        long block = BLOCK.get().ensure((long) ROWS * COLUMNS).address();
        for (int from = 0; from < k; from += DEPTH) {
            int depth = Math.min(DEPTH, k - from);
            Work work = new Work(
                    a.floats().address() + from * alongA, acrossA, alongA, b.floats().address() + 4L * from * b.stride(), 4L * b.stride(),
                    c.floats().address(), 4L * c.stride(), m, n, depth, add || from > 0, block);
            if ((long) depth * n <= NEAR) {
                for (int row = 0; row < m; row += ROWS) {
                    for (int column = 0; column < n; column += COLUMNS) {
                        work.block(row, column);
                    }
                }
            } else {
                for (int column = 0; column < n; column += COLUMNS) {
                    for (int row = 0; row < m; row += ROWS) {
                        work.block(row, column);
                    }
                }
            }
        }
    }

    /// Some of the inner dimension. Addresses and steps in bytes.
    ///
    /// @param acrossA from one row of op(a) to the next
    /// @param alongA  from one column of op(a) to the next
    /// @param block   room for a block
    private record Work(
            long a, long acrossA, long alongA, long b, long stepB, long c, long stepC, int m, int n, int depth, boolean add, long block) {
        /// The last block of a column may begin higher, and makes some rows a second time; only what is new is added.
        void block(int row, int column) {
            int first = Math.min(row, m - ROWS);
            long from = a + first * acrossA;
            long panel = b + 4L * column;
            long target = c + first * stepC + 4L * column;
            if (add) {
                product(from, acrossA, alongA, panel, stepB, block, 4L * COLUMNS, depth);
                int known = row - first;
                addBlock(block + 4L * COLUMNS * known, target + known * stepC, stepC, ROWS - known);
            } else {
                product(from, acrossA, alongA, panel, stepB, target, stepC, depth);
            }
        }
    }

    /// Six rows, two vectors each. More vector operations in one method would be more than the compiler inlines: see [Vectors].
    private static void product(long a, long acrossA, long alongA, long b, long stepB, long c, long stepC, int depth) {
        FloatVector c00 = broadcast(0);
        FloatVector c01 = c00;
        FloatVector c10 = c00;
        FloatVector c11 = c00;
        FloatVector c20 = c00;
        FloatVector c21 = c00;
        FloatVector c30 = c00;
        FloatVector c31 = c00;
        FloatVector c40 = c00;
        FloatVector c41 = c00;
        FloatVector c50 = c00;
        FloatVector c51 = c00;
        long a1 = a + acrossA;
        long a2 = a1 + acrossA;
        long a3 = a2 + acrossA;
        long a4 = a3 + acrossA;
        long a5 = a4 + acrossA;
        long end = depth * alongA;
        long row = b;
        for (long at = 0; at < end; at += alongA) {
            FloatVector b0 = load(row);
            FloatVector b1 = load(row + 4 * LANES);
            row += stepB;
            FloatVector x = broadcast(get(a + at));
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = broadcast(get(a1 + at));
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = broadcast(get(a2 + at));
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = broadcast(get(a3 + at));
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = broadcast(get(a4 + at));
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = broadcast(get(a5 + at));
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
        }
        store(c00, c);
        store(c01, c + 4 * LANES);
        store(c10, c + stepC);
        store(c11, c + stepC + 4 * LANES);
        store(c20, c + 2 * stepC);
        store(c21, c + 2 * stepC + 4 * LANES);
        store(c30, c + 3 * stepC);
        store(c31, c + 3 * stepC + 4 * LANES);
        store(c40, c + 4 * stepC);
        store(c41, c + 4 * stepC + 4 * LANES);
        store(c50, c + 5 * stepC);
        store(c51, c + 5 * stepC + 4 * LANES);
    }

    private static void addBlock(long block, long c, long stepC, int rows) {
        for (int row = 0; row < rows; row++) {
            long from = block + 4L * COLUMNS * row;
            long to = c + row * stepC;
            store(load(from).add(load(to)), to);
            store(load(from + 4 * LANES).add(load(to + 4 * LANES)), to + 4 * LANES);
        }
    }
}
