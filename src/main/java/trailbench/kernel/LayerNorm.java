package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;

/// Layer normalisation of rows (J. Ba, J. Kiros, G. Hinton, "Layer normalization", arXiv 1607.06450, 2016):
/// ```
/// y = gain · (x - μ) / √(σ² + ε) + offset
/// ```
/// with mean μ and variance σ² over the row.
public final class LayerNorm {
    /// ε, as in the published SASRec: PyTorch's default of 1e-5 is not small beside the variance of vectors that start at 0.02.
    public static final double EPSILON = 1e-8;

    private LayerNorm() {}

    /// @param source `[rows, width]`
    /// @param gain   `[width]`
    /// @param offset `[width]`
    /// @param stats  `[rows, 2]` out: μ and 1 / √(σ² + ε)
    /// @param target `[rows, width]` out; may be `source`
    public static void forward(int rows, int width, Floats source, Floats gain, Floats offset, Floats stats, Floats target) {
        check(rows, width, source, target, gain, offset, stats);
        for (int row = 0; row < rows; row++) {
            long x = source.address() + 4L * row * width;
            long y = target.address() + 4L * row * width;
            float mean = (float) (sum(x, width) / width);
            float scale = (float) (1 / Math.sqrt(squares(x, width, mean) / width + EPSILON));
            write(x, y, width, mean, scale, gain.address(), offset.address());
            stats.set(2L * row, mean);
            stats.set(2L * row + 1, scale);
        }
    }

    /// Adds to the gradients of gain and offset, and to that of the source.
    ///
    /// @param source         `[rows, width]` what came in
    /// @param stats          `[rows, 2]` from [#forward]
    /// @param gradient       `[rows, width]` gradient of what went out
    /// @param gainGradient   `[width]` in and out
    /// @param offsetGradient `[width]` in and out
    /// @param sourceGradient `[rows, width]` in and out: the gradient is added; must not be `gradient`
    public static void backward(
            int rows,
            int width,
            Floats source,
            Floats gain,
            Floats stats,
            Floats gradient,
            Floats gainGradient,
            Floats offsetGradient,
            Floats sourceGradient) {
        check(rows, width, source, gradient, gain, gainGradient, stats);
        offsetGradient.check(0, width);
        sourceGradient.check(0, (long) rows * width);
        for (int row = 0; row < rows; row++) {
            long x = source.address() + 4L * row * width;
            long d = gradient.address() + 4L * row * width;
            long to = sourceGradient.address() + 4L * row * width;
            float mean = stats.get(2L * row);
            float scale = stats.get(2L * row + 1);
            float average = (float) (weighted(d, gain.address(), width) / width);
            float slope = (float) (along(x, d, gain.address(), width, mean, scale, gainGradient.address(), offsetGradient.address()) / width);
            write(x, d, gain.address(), to, width, mean, scale, average, slope);
        }
    }

    private static double sum(long x, int width) {
        int whole = Vectors.whole(width);
        FloatVector sum = Vectors.broadcast(0);
        for (int i = 0; i < whole; i += LANES) {
            sum = load(x + 4L * i).add(sum);
        }
        double total = Vectors.sum(sum);
        for (int i = whole; i < width; i++) {
            total += Vectors.get(x + 4L * i);
        }
        return total;
    }

    /// Σ (x - μ)²
    private static double squares(long x, int width, float mean) {
        int whole = Vectors.whole(width);
        FloatVector sum = Vectors.broadcast(0);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector apart = load(x + 4L * i).sub(mean);
            sum = apart.fma(apart, sum);
        }
        double total = Vectors.sum(sum);
        for (int i = whole; i < width; i++) {
            float apart = Vectors.get(x + 4L * i) - mean;
            total += apart * apart;
        }
        return total;
    }

    private static void write(long x, long y, int width, float mean, float scale, long gain, long offset) {
        int whole = Vectors.whole(width);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector normal = load(x + 4L * i).sub(mean).mul(scale);
            store(normal.fma(load(gain + 4L * i), load(offset + 4L * i)), y + 4L * i);
        }
        for (int i = whole; i < width; i++) {
            float normal = (Vectors.get(x + 4L * i) - mean) * scale;
            Vectors.set(y + 4L * i, Math.fma(normal, Vectors.get(gain + 4L * i), Vectors.get(offset + 4L * i)));
        }
    }

    /// Σ d · gain
    private static double weighted(long d, long gain, int width) {
        int whole = Vectors.whole(width);
        FloatVector sum = Vectors.broadcast(0);
        for (int i = 0; i < whole; i += LANES) {
            sum = load(d + 4L * i).fma(load(gain + 4L * i), sum);
        }
        double total = Vectors.sum(sum);
        for (int i = whole; i < width; i++) {
            total += Vectors.get(d + 4L * i) * Vectors.get(gain + 4L * i);
        }
        return total;
    }

    /// Adds to the gradients of gain and offset, and returns Σ d · gain · (x - μ) · scale.
    private static double along(long x, long d, long gain, int width, float mean, float scale, long gainGradient, long offsetGradient) {
        int whole = Vectors.whole(width);
        FloatVector sum = Vectors.broadcast(0);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector out = load(d + 4L * i);
            FloatVector product = load(x + 4L * i).sub(mean).mul(scale).mul(out);
            sum = product.fma(load(gain + 4L * i), sum);
            store(load(gainGradient + 4L * i).add(product), gainGradient + 4L * i);
            store(load(offsetGradient + 4L * i).add(out), offsetGradient + 4L * i);
        }
        double total = Vectors.sum(sum);
        for (int i = whole; i < width; i++) {
            float out = Vectors.get(d + 4L * i);
            float product = (Vectors.get(x + 4L * i) - mean) * scale * out;
            total += product * Vectors.get(gain + 4L * i);
            Vectors.set(gainGradient + 4L * i, Vectors.get(gainGradient + 4L * i) + product);
            Vectors.set(offsetGradient + 4L * i, Vectors.get(offsetGradient + 4L * i) + out);
        }
        return total;
    }

    private static void write(long x, long d, long gain, long to, int width, float mean, float scale, float average, float slope) {
        int whole = Vectors.whole(width);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector normal = load(x + 4L * i).sub(mean).mul(scale);
            FloatVector inner = load(d + 4L * i).mul(load(gain + 4L * i));
            store(inner.sub(average).sub(normal.mul(slope)).mul(scale).add(load(to + 4L * i)), to + 4L * i);
        }
        for (int i = whole; i < width; i++) {
            float normal = (Vectors.get(x + 4L * i) - mean) * scale;
            float inner = Vectors.get(d + 4L * i) * Vectors.get(gain + 4L * i);
            Vectors.set(to + 4L * i, (inner - average - normal * slope) * scale + Vectors.get(to + 4L * i));
        }
    }

    private static void check(int rows, int width, Floats a, Floats b, Floats narrow, Floats narrow2, Floats stats) {
        a.check(0, (long) rows * width);
        b.check(0, (long) rows * width);
        narrow.check(0, width);
        narrow2.check(0, width);
        stats.check(0, 2L * rows);
    }
}
