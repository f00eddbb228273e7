package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;

import jdk.incubator.vector.FloatVector;

/// Loops over single rows of tables.
public final class Rows {
    private Rows() {}

    /// Copies rows of `table` one after another into `target`.
    ///
    /// @param rows  which, from index `from` on
    /// @param width floats a row
    public static void gather(Floats table, int[] rows, int from, int count, int width, Floats target) {
        for (int r = 0; r < count; r++) {
            target.copyFrom(table, (long) rows[from + r] * width, (long) r * width, width);
        }
    }

    /// Σ aᵢ bᵢ
    public static float dot(Floats a, Floats b) {
        int n = Math.toIntExact(a.length());
        b.check(0, n);
        return dot(a.address(), b.address(), n);
    }

    static float dot(long a, long b, int n) {
        FloatVector sum = Vectors.broadcast(0);
        int whole = Vectors.whole(n);
        for (int i = 0; i < whole; i += LANES) {
            sum = load(a + 4L * i).fma(load(b + 4L * i), sum);
        }
        double total = Vectors.sum(sum);
        for (int i = whole; i < n; i++) {
            total += (double) Vectors.get(a + 4L * i) * Vectors.get(b + 4L * i);
        }
        return (float) total;
    }
}
