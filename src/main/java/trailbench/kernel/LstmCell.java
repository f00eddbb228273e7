package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;

/// The pointwise part of a long short-term memory (S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 1997,
/// with the forget gate of F. Gers, J. Schmidhuber, F. Cummins, 2000; no peepholes):
/// ```
/// i = σ(aᵢ)   f = σ(a_f)   g = tanh(a_g)   o = σ(aₒ)   c' = f · c + i · g   h' = o · tanh(c')
/// ```
/// where a = W·input + R·h + b, four blocks i, f, g, o of H floats a row.
public final class LstmCell {
    private LstmCell() {}

    /// One step of several rows.
    ///
    /// @param gates    `[rows, 4H]` in: a; out: i, f, g, o
    /// @param previous `[rows, H]` c; [Floats#NONE] for zeros
    /// @param cells    `[rows, H]` out: c'
    /// @param output   `[rows, H]` out: h'
    public static void forward(int rows, int units, Floats gates, Floats previous, Floats cells, Floats output) {
        check(rows, units, gates, cells, output);
        boolean first = previous.length() == 0;
        long block = 4L * units;
        for (int row = 0; row < rows; row++) {
            long a = gates.address() + 4 * block * row;
            long p = previous.address() + block * row;
            long c = cells.address() + block * row;
            long h = output.address() + block * row;
            for (int index = 0; index < units; index += LANES) {
                int left = units - index;
                long at = 4L * index;
                FloatVector i = Vectors.sigmoid(load(a + at, left));
                FloatVector f = Vectors.sigmoid(load(a + block + at, left));
                FloatVector g = Vectors.tanh(load(a + 2 * block + at, left));
                FloatVector o = Vectors.sigmoid(load(a + 3 * block + at, left));
                FloatVector cell = i.mul(g);
                if (!first) {
                    cell = f.fma(load(p + at, left), cell);
                }
                store(i, a + at, left);
                store(f, a + block + at, left);
                store(g, a + 2 * block + at, left);
                store(o, a + 3 * block + at, left);
                store(cell, c + at, left);
                store(o.mul(Vectors.tanh(cell)), h + at, left);
            }
        }
    }

    /// The gradient of one step.
    ///
    /// @param gates    `[rows, 4H]` in: i, f, g, o; out: gradient of a
    /// @param previous `[rows, H]` c; [Floats#NONE] for zeros
    /// @param cells    `[rows, H]` c'
    /// @param gradient `[rows, H]` gradient of h'
    /// @param memory   `[rows, H]` in: gradient of c' from the steps after; out: gradient of c
    public static void backward(int rows, int units, Floats gates, Floats previous, Floats cells, Floats gradient, Floats memory) {
        check(rows, units, gates, cells, gradient);
        memory.check(0, (long) rows * units);
        boolean first = previous.length() == 0;
        long block = 4L * units;
        for (int row = 0; row < rows; row++) {
            long a = gates.address() + 4 * block * row;
            long p = previous.address() + block * row;
            long c = cells.address() + block * row;
            long d = gradient.address() + block * row;
            long m = memory.address() + block * row;
            for (int index = 0; index < units; index += LANES) {
                int left = units - index;
                long at = 4L * index;
                FloatVector i = load(a + at, left);
                FloatVector f = load(a + block + at, left);
                FloatVector g = load(a + 2 * block + at, left);
                FloatVector o = load(a + 3 * block + at, left);
                FloatVector t = Vectors.tanh(load(c + at, left));
                FloatVector dh = load(d + at, left);
                FloatVector one = Vectors.broadcast(1);
                FloatVector dc = dh.mul(o).fma(one.sub(t.mul(t)), load(m + at, left));
                FloatVector before = first ? Vectors.broadcast(0) : load(p + at, left);
                store(dc.mul(g).mul(i).mul(one.sub(i)), a + at, left);
                store(dc.mul(before).mul(f).mul(one.sub(f)), a + block + at, left);
                store(dc.mul(i).mul(one.sub(g.mul(g))), a + 2 * block + at, left);
                store(dh.mul(t).mul(o).mul(one.sub(o)), a + 3 * block + at, left);
                store(dc.mul(f), m + at, left);
            }
        }
    }

    private static void check(int rows, int units, Floats gates, Floats narrow, Floats narrow2) {
        gates.check(0, 4L * rows * units);
        narrow.check(0, (long) rows * units);
        narrow2.check(0, (long) rows * units);
    }
}
