package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;

/// The pointwise part of a gated recurrent unit, in the form of cuDNN and PyTorch, where the reset gate is applied after the
/// recurrent product (K. Cho et al., "Learning phrase representations using RNN encoder-decoder", EMNLP 2014, applies it before):
/// ```
/// r = σ(xᵣ + hᵣ)   z = σ(x_z + h_z)   n = tanh(xₙ + r · hₙ)   h' = n + z · (h - n)
/// ```
/// where x = W·input + b and h. = R·h + b', three blocks r, z, n of H floats a row.
public final class GruCell {
    private GruCell() {}

    /// One step of several rows.
    ///
    /// @param gates     `[rows, 3H]` in: x; out: r, z, n
    /// @param recurrent `[rows, 3H]` R·h + b'
    /// @param previous  `[rows, H]` h; [Floats#NONE] for zeros
    /// @param candidate `[rows, H]` out: hₙ
    /// @param output    `[rows, H]` out: h'
    public static void forward(int rows, int units, Floats gates, Floats recurrent, Floats previous, Floats candidate, Floats output) {
        check(rows, units, gates, recurrent, candidate, output);
        boolean first = previous.length() == 0;
        long block = 4L * units;
        for (int row = 0; row < rows; row++) {
            long g = gates.address() + 3 * block * row;
            long q = recurrent.address() + 3 * block * row;
            long p = previous.address() + block * row;
            long c = candidate.address() + block * row;
            long o = output.address() + block * row;
            for (int i = 0; i < units; i += LANES) {
                int left = units - i;
                long at = 4L * i;
                FloatVector r = Vectors.sigmoid(load(g + at, left).add(load(q + at, left)));
                FloatVector z = Vectors.sigmoid(load(g + block + at, left).add(load(q + block + at, left)));
                FloatVector hn = load(q + 2 * block + at, left);
                FloatVector n = Vectors.tanh(r.fma(hn, load(g + 2 * block + at, left)));
                FloatVector h = first ? Vectors.broadcast(0) : load(p + at, left);
                store(r, g + at, left);
                store(z, g + block + at, left);
                store(n, g + 2 * block + at, left);
                store(hn, c + at, left);
                store(z.fma(h.sub(n), n), o + at, left);
            }
        }
    }

    /// The gradient of one step.
    ///
    /// @param gates     `[rows, 3H]` in: r, z, n; out: gradient of x
    /// @param candidate `[rows, H]` hₙ
    /// @param previous  `[rows, H]` h; [Floats#NONE] for zeros
    /// @param gradient  `[rows, H]` in: gradient of h'; out: its direct part for h, z · gradient
    /// @param recurrent `[rows, 3H]` out: gradient of R·h + b'
    public static void backward(int rows, int units, Floats gates, Floats candidate, Floats previous, Floats gradient, Floats recurrent) {
        check(rows, units, gates, recurrent, candidate, gradient);
        boolean first = previous.length() == 0;
        long block = 4L * units;
        for (int row = 0; row < rows; row++) {
            long g = gates.address() + 3 * block * row;
            long q = recurrent.address() + 3 * block * row;
            long p = previous.address() + block * row;
            long c = candidate.address() + block * row;
            long d = gradient.address() + block * row;
            for (int i = 0; i < units; i += LANES) {
                int left = units - i;
                long at = 4L * i;
                FloatVector r = load(g + at, left);
                FloatVector z = load(g + block + at, left);
                FloatVector n = load(g + 2 * block + at, left);
                FloatVector hn = load(c + at, left);
                FloatVector h = first ? Vectors.broadcast(0) : load(p + at, left);
                FloatVector dh = load(d + at, left);
                FloatVector one = Vectors.broadcast(1);
                FloatVector dn = dh.mul(one.sub(z)).mul(one.sub(n.mul(n)));
                FloatVector dz = dh.mul(h.sub(n)).mul(z).mul(one.sub(z));
                FloatVector dr = dn.mul(hn).mul(r).mul(one.sub(r));
                store(dr, g + at, left);
                store(dz, g + block + at, left);
                store(dn, g + 2 * block + at, left);
                store(dr, q + at, left);
                store(dz, q + block + at, left);
                store(dn.mul(r), q + 2 * block + at, left);
                store(dh.mul(z), d + at, left);
            }
        }
    }

    private static void check(int rows, int units, Floats gates, Floats recurrent, Floats narrow, Floats narrow2) {
        long wide = 3L * rows * units;
        gates.check(0, wide);
        recurrent.check(0, wide);
        narrow.check(0, (long) rows * units);
        narrow2.check(0, (long) rows * units);
    }
}
