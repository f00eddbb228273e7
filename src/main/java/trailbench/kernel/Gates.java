package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;

/// Smooth activations and products with a gate, forward and backward.
public final class Gates {
    private Gates() {}

    /// `target = ½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))` (D. Hendrycks, K. Gimpel, "Gaussian error linear units (GELUs)",
    /// arXiv 1606.08415, 2016, the approximation of its section 2), worked out as `x σ(w)` with `w = 2 √(2/π) (x + 0.044715 x³)`: the same, but
    /// nothing cancels where x is far below 0.
    public static void gelu(Floats source, Floats target) {
        int n = Pointwise.same(source, target);
        int whole = Vectors.whole(n);
        long x = source.address();
        long y = target.address();
        for (int i = 0; i < whole; i += LANES) {
            store(Vectors.gelu(load(x + 4L * i)), y + 4L * i);
        }
        if (whole < n) {
            geluOfRest(x + 4L * whole, y + 4L * whole, n - whole);
        }
    }

    private static void geluOfRest(long x, long y, int left) {
        store(Vectors.gelu(load(x, left)), y, left);
    }

    /// Turns the gradient of [#gelu]'s output into that of its input.
    public static void geluBackward(Floats source, Floats gradient) {
        int n = Pointwise.same(source, gradient);
        int whole = Vectors.whole(n);
        long x = source.address();
        long d = gradient.address();
        for (int i = 0; i < whole; i += LANES) {
            store(Vectors.geluSlope(load(x + 4L * i)).mul(load(d + 4L * i)), d + 4L * i);
        }
        if (whole < n) {
            geluBackwardOfRest(x + 4L * whole, d + 4L * whole, n - whole);
        }
    }

    private static void geluBackwardOfRest(long x, long d, int left) {
        store(Vectors.geluSlope(load(x, left)).mul(load(d, left)), d, left);
    }

    /// `target = a · σ(a) · b` in rows whose first half is a and whose second half is b (N. Shazeer, "GLU variants improve transformer",
    /// arXiv 2002.05202, 2020: SwiGLU).
    ///
    /// @param source `[rows, 2 · width]`
    /// @param target `[rows, width]`
    public static void swiglu(int rows, int width, Floats source, Floats target) {
        source.check(0, 2L * rows * width);
        target.check(0, (long) rows * width);
        int whole = Vectors.whole(width);
        for (int row = 0; row < rows; row++) {
            long a = source.address() + 8L * row * width;
            long b = a + 4L * width;
            long y = target.address() + 4L * row * width;
            swiglu(a, b, y, whole);
            if (whole < width) {
                swigluOfRest(a + 4L * whole, b + 4L * whole, y + 4L * whole, width - whole);
            }
        }
    }

    private static void swiglu(long a, long b, long y, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector x = load(a + 4L * i);
            store(x.mul(Vectors.sigmoid(x)).mul(load(b + 4L * i)), y + 4L * i);
        }
    }

    private static void swigluOfRest(long a, long b, long y, int left) {
        FloatVector x = load(a, left);
        store(x.mul(Vectors.sigmoid(x)).mul(load(b, left)), y, left);
    }

    /// @param source   `[rows, 2 · width]` in: what came in; out: its gradient
    /// @param gradient `[rows, width]` gradient of what went out
    public static void swigluBackward(int rows, int width, Floats source, Floats gradient) {
        source.check(0, 2L * rows * width);
        gradient.check(0, (long) rows * width);
        int whole = Vectors.whole(width);
        for (int row = 0; row < rows; row++) {
            long a = source.address() + 8L * row * width;
            long b = a + 4L * width;
            long d = gradient.address() + 4L * row * width;
            swigluBackward(a, b, d, whole);
            for (int i = whole; i < width; i++) {
                swigluBackwardOfOne(a + 4L * i, b + 4L * i, Vectors.get(d + 4L * i));
            }
        }
    }

    private static void swigluBackward(long a, long b, long d, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector x = load(a + 4L * i);
            FloatVector linear = load(b + 4L * i);
            FloatVector out = load(d + 4L * i);
            FloatVector s = Vectors.sigmoid(x);
            FloatVector slope = Vectors.broadcast(1f).sub(s).mul(x).add(1f).mul(s); // σ (1 + x (1 - σ))
            store(out.mul(linear).mul(slope), a + 4L * i);
            store(out.mul(x).mul(s), b + 4L * i);
        }
    }

    private static void swigluBackwardOfOne(long a, long b, float out) {
        float x = Vectors.get(a);
        float s = sigmoid(x);
        Vectors.set(a, out * Vectors.get(b) * (((1 - s) * x + 1) * s));
        Vectors.set(b, out * x * s);
    }

    /// `gate = σ(gate)`, `target += gate · value`
    public static void open(Floats gate, Floats value, Floats target) {
        int n = Pointwise.same(gate, value);
        Pointwise.same(gate, target);
        Vectors.sigmoidAll(gate.address(), n);
        int whole = Vectors.whole(n);
        long g = gate.address();
        long v = value.address();
        long y = target.address();
        for (int i = 0; i < whole; i += LANES) {
            store(load(g + 4L * i).fma(load(v + 4L * i), load(y + 4L * i)), y + 4L * i);
        }
        for (int i = whole; i < n; i++) {
            Vectors.set(y + 4L * i, Math.fma(Vectors.get(g + 4L * i), Vectors.get(v + 4L * i), Vectors.get(y + 4L * i)));
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
        int whole = Vectors.whole(n);
        long g = gate.address();
        long v = value.address();
        long d = gradient.address();
        for (int i = 0; i < whole; i += LANES) {
            FloatVector open = load(g + 4L * i);
            FloatVector out = load(d + 4L * i);
            store(out.mul(load(v + 4L * i)).mul(open).mul(Vectors.broadcast(1f).sub(open)), g + 4L * i);
            store(out.mul(open), v + 4L * i);
        }
        for (int i = whole; i < n; i++) {
            float open = Vectors.get(g + 4L * i);
            float out = Vectors.get(d + 4L * i);
            Vectors.set(g + 4L * i, out * Vectors.get(v + 4L * i) * open * (1 - open));
            Vectors.set(v + 4L * i, out * open);
        }
    }

    private static float sigmoid(float x) {
        return (float) (1 / (1 + StrictMath.exp(-x)));
    }
}
