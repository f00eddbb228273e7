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
        FloatVector sum = Vectors.broadcast(0);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            sum = load(a.address() + 4L * i, left).fma(load(b.address() + 4L * i, left), sum);
        }
        return (float) Vectors.sum(sum);
    }
}
