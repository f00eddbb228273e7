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
            Vectors.sigmoidAll(a, 2 * units);
            Vectors.tanhAll(a + 2 * block, units);
            Vectors.sigmoidAll(a + 3 * block, units);
            remember(a, block, units, first ? 0 : p, c);
            speak(a + 3 * block, c, h, units);
        }
    }

    /// c' = f · c + i · g
    ///
    /// @param p address of c; 0 for zeros
    private static void remember(long a, long block, int units, long p, long c) {
        int whole = Vectors.whole(units);
        for (int index = 0; index < whole; index += LANES) {
            long at = 4L * index;
            FloatVector cell = load(a + at).mul(load(a + 2 * block + at));
            store(p == 0 ? cell : load(a + block + at).fma(load(p + at), cell), c + at);
        }
        for (int index = whole; index < units; index++) {
            long at = 4L * index;
            float cell = Vectors.get(a + at) * Vectors.get(a + 2 * block + at);
            Vectors.set(c + at, p == 0 ? cell : Math.fma(Vectors.get(a + block + at), Vectors.get(p + at), cell));
        }
    }

    /// h' = o · tanh(c')
    private static void speak(long o, long c, long h, int units) {
        int whole = Vectors.whole(units);
        for (int index = 0; index < whole; index += LANES) {
            long at = 4L * index;
            store(load(o + at).mul(Vectors.tanh(load(c + at))), h + at);
        }
        if (whole < units) {
            speakRest(o + 4L * whole, c + 4L * whole, h + 4L * whole, units - whole);
        }
    }

    private static void speakRest(long o, long c, long h, int left) {
        store(load(o, left).mul(Vectors.tanh(load(c, left))), h, left);
    }

    /// The gradient of one step.
    ///
    /// @param gates    `[rows, 4H]` in: i, f, g, o; out: gradient of a
    /// @param previous `[rows, H]` c; [Floats#NONE] for zeros
    /// @param cells    `[rows, H]` in: c'; out: tanh(c'), which no step before needs
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
            Vectors.tanhAll(c, units);
            open(a + 3 * block, c, d, m, units);
            forget(a, block, first ? 0 : p, m, units);
        }
    }

    /// With t = tanh(c'): the gradient of the output gate into o, that of c' into m.
    private static void open(long o, long t, long d, long m, int units) {
        int whole = Vectors.whole(units);
        for (int index = 0; index < whole; index += LANES) {
            long at = 4L * index;
            FloatVector gate = load(o + at);
            FloatVector said = load(t + at);
            FloatVector passed = load(d + at).mul(gate);
            store(said.mul(said).neg().fma(passed, passed).add(load(m + at)), m + at);
            store(passed.mul(said).mul(gate.neg().add(1f)), o + at);
        }
        for (int index = whole; index < units; index++) {
            long at = 4L * index;
            float gate = Vectors.get(o + at);
            float said = Vectors.get(t + at);
            float passed = Vectors.get(d + at) * gate;
            Vectors.set(m + at, Math.fma(-(said * said), passed, passed) + Vectors.get(m + at));
            Vectors.set(o + at, passed * said * (1 - gate));
        }
    }

    /// The gradients of the other gates, and that of c into m.
    ///
    /// @param p address of c; 0 for zeros
    private static void forget(long a, long block, long p, long m, int units) {
        int whole = Vectors.whole(units);
        for (int index = 0; index < whole; index += LANES) {
            long at = 4L * index;
            FloatVector dc = load(m + at);
            FloatVector i = load(a + at);
            FloatVector g = load(a + 2 * block + at);
            FloatVector f = load(a + block + at);
            FloatVector passed = dc.mul(i);
            store(passed.mul(g).mul(i.neg().add(1f)), a + at);
            store(g.mul(g).neg().fma(passed, passed), a + 2 * block + at);
            FloatVector back = dc.mul(f);
            store(back, m + at);
            FloatVector before = p == 0 ? Vectors.broadcast(0) : load(p + at);
            store(back.mul(before).mul(f.neg().add(1f)), a + block + at);
        }
        for (int index = whole; index < units; index++) {
            long at = 4L * index;
            float i = Vectors.get(a + at);
            float g = Vectors.get(a + 2 * block + at);
            float f = Vectors.get(a + block + at);
            float passed = Vectors.get(m + at) * i;
            float back = Vectors.get(m + at) * f;
            Vectors.set(a + at, passed * g * (1 - i));
            Vectors.set(a + 2 * block + at, Math.fma(-(g * g), passed, passed));
            Vectors.set(m + at, back);
            Vectors.set(a + block + at, back * (p == 0 ? 0 : Vectors.get(p + at)) * (1 - f));
        }
    }

    private static void check(int rows, int units, Floats gates, Floats narrow, Floats narrow2) {
        gates.check(0, 4L * rows * units);
        narrow.check(0, (long) rows * units);
        narrow2.check(0, (long) rows * units);
    }
}
