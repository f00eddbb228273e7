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
            add(q, g, 2 * units);
            Vectors.sigmoidAll(g, 2 * units);
            propose(g, q + 2 * block, g + 2 * block, c, units);
            Vectors.tanhAll(g + 2 * block, units);
            blend(g + block, g + 2 * block, first ? 0 : p, o, units);
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

    /// `n += r · hₙ`, and keeps hₙ.
    private static void propose(long r, long recurrent, long n, long candidate, int units) {
        int whole = Vectors.whole(units);
        for (int i = 0; i < whole; i += LANES) {
            long at = 4L * i;
            FloatVector hn = load(recurrent + at);
            store(hn, candidate + at);
            store(load(r + at).fma(hn, load(n + at)), n + at);
        }
        for (int i = whole; i < units; i++) {
            long at = 4L * i;
            float hn = Vectors.get(recurrent + at);
            Vectors.set(candidate + at, hn);
            Vectors.set(n + at, Math.fma(Vectors.get(r + at), hn, Vectors.get(n + at)));
        }
    }

    /// `output = n + z · (h - n)`
    ///
    /// @param h address; 0 for zeros
    private static void blend(long z, long n, long h, long output, int units) {
        int whole = Vectors.whole(units);
        for (int i = 0; i < whole; i += LANES) {
            long at = 4L * i;
            FloatVector next = load(n + at);
            FloatVector before = h == 0 ? Vectors.broadcast(0) : load(h + at);
            store(load(z + at).fma(before.sub(next), next), output + at);
        }
        for (int i = whole; i < units; i++) {
            long at = 4L * i;
            float next = Vectors.get(n + at);
            Vectors.set(output + at, Math.fma(Vectors.get(z + at), (h == 0 ? 0 : Vectors.get(h + at)) - next, next));
        }
    }

    /// `to += from`
    private static void add(long from, long to, int n) {
        int whole = Vectors.whole(n);
        for (int i = 0; i < whole; i += LANES) {
            store(load(from + 4L * i).add(load(to + 4L * i)), to + 4L * i);
        }
        for (int i = whole; i < n; i++) {
            Vectors.set(to + 4L * i, Vectors.get(from + 4L * i) + Vectors.get(to + 4L * i));
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
