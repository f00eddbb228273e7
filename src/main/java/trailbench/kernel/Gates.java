package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;

/// Smooth activations and products with a gate, forward and backward.
public final class Gates {
    private static final float GELU_LINE = 1.5957691216f; // 2 √(2 / π)
    private static final float GELU_CUBE = 0.0713548162f; // that times 0.044715

    private Gates() {}

    /// `target = ½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))` (D. Hendrycks, K. Gimpel, "Gaussian error linear units (GELUs)",
    /// arXiv 1606.08415, 2016, the approximation of its section 2), worked out as `x σ(w)` with `w = 2 √(2/π) (x + 0.044715 x³)`: the same, but
    /// nothing cancels where x is far below 0.
    public static void gelu(Floats source, Floats target) {
        int n = Pointwise.same(source, target);
        int whole = Vectors.whole(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector x = load(at(source, i));
            store(x.div(geluPower(x).add(1f)), at(target, i));
        }
        if (whole < n) {
            geluOfRest(at(source, whole), at(target, whole), n - whole);
        }
    }

    private static void geluOfRest(long source, long target, int left) {
        FloatVector x = load(source, left);
        store(x.div(geluPower(x).add(1f)), target, left);
    }

    /// Turns the gradient of [#gelu]'s output into that of its input: with s = σ(w) the slope is `s + s (1 - s) x w'`.
    public static void geluBackward(Floats source, Floats gradient) {
        int n = Pointwise.same(source, gradient);
        int whole = Vectors.whole(n);
        for (int i = 0; i < whole; i += LANES) {
            store(geluSlope(load(at(source, i))).mul(load(at(gradient, i))), at(gradient, i));
        }
        if (whole < n) {
            geluBackwardOfRest(at(source, whole), at(gradient, whole), n - whole);
        }
    }

    private static void geluBackwardOfRest(long source, long gradient, int left) {
        store(geluSlope(load(source, left)).mul(load(gradient, left)), gradient, left);
    }

    private static FloatVector geluSlope(FloatVector x) {
        FloatVector s = Vectors.broadcast(1f).div(geluPower(x).add(1f));
        FloatVector bent = x.mul(x).fma(Vectors.broadcast(3 * GELU_CUBE), Vectors.broadcast(GELU_LINE)).mul(x); // x w'
        return s.neg().fma(bent, bent).fma(s, s);
    }

    /// e⁻ʷ
    private static FloatVector geluPower(FloatVector x) {
        return Vectors.exp(x.mul(x).fma(Vectors.broadcast(-GELU_CUBE), Vectors.broadcast(-GELU_LINE)).mul(x));
    }

    /// `target = a · σ(a) · b` in rows whose first half is a and whose second half is b (N. Shazeer, "GLU variants improve transformer",
    /// arXiv 2002.05202, 2020: SwiGLU).
    ///
    /// @param source `[rows, 2 · width]`
    /// @param target `[rows, width]`
    public static void swiglu(int rows, int width, Floats source, Floats target) {
        source.check(0, 2L * rows * width);
        target.check(0, (long) rows * width);
        for (int row = 0; row < rows; row++) {
            long a = source.address() + 8L * row * width;
            long b = a + 4L * width;
            long y = target.address() + 4L * row * width;
            for (int i = 0; i < width; i += LANES) {
                FloatVector x = load(a + 4L * i, width - i);
                store(x.mul(Vectors.sigmoid(x)).mul(load(b + 4L * i, width - i)), y + 4L * i, width - i);
            }
        }
    }

    /// @param source   `[rows, 2 · width]` in: what came in; out: its gradient
    /// @param gradient `[rows, width]` gradient of what went out
    public static void swigluBackward(int rows, int width, Floats source, Floats gradient) {
        source.check(0, 2L * rows * width);
        gradient.check(0, (long) rows * width);
        for (int row = 0; row < rows; row++) {
            long a = source.address() + 8L * row * width;
            long b = a + 4L * width;
            long d = gradient.address() + 4L * row * width;
            for (int i = 0; i < width; i += LANES) {
                int left = width - i;
                FloatVector x = load(a + 4L * i, left);
                FloatVector linear = load(b + 4L * i, left);
                FloatVector out = load(d + 4L * i, left);
                FloatVector s = Vectors.sigmoid(x);
                FloatVector slope = Vectors.broadcast(1f).sub(s).mul(x).add(1f).mul(s); // σ (1 + x (1 - σ))
                store(out.mul(linear).mul(slope), a + 4L * i, left);
                store(out.mul(x).mul(s), b + 4L * i, left);
            }
        }
    }

    /// `gate = σ(gate)`, `target += gate · value`
    public static void open(Floats gate, Floats value, Floats target) {
        int n = Pointwise.same(gate, value);
        Pointwise.same(gate, target);
        for (int i = 0; i < n; i += LANES) {
            FloatVector g = Vectors.sigmoid(load(at(gate, i), n - i));
            store(g, at(gate, i), n - i);
            store(g.fma(load(at(value, i), n - i), load(at(target, i), n - i)), at(target, i), n - i);
        }
    }

    /// The gradients of [#open].
    ///
    /// @param gate     in: σ(gate); out: gradient of what the gate was made from
    /// @param value    in: the value; out: its gradient
    /// @param gradient of the target
    public static void openBackward(Floats gate, Floats value, Floats gradient) {
        int n = Pointwise.same(gate, value);
        Pointwise.same(gate, gradient);
        for (int i = 0; i < n; i += LANES) {
            FloatVector g = load(at(gate, i), n - i);
            FloatVector v = load(at(value, i), n - i);
            FloatVector d = load(at(gradient, i), n - i);
            store(d.mul(v).mul(g).mul(Vectors.broadcast(1f).sub(g)), at(gate, i), n - i);
            store(d.mul(g), at(value, i), n - i);
        }
    }

    private static long at(Floats floats, int index) {
        return floats.address() + 4L * index;
    }
}
