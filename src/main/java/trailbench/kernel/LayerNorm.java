package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

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
            FloatVector sum = Vectors.broadcast(0);
            for (int i = 0; i < width; i += LANES) {
                sum = sum.add(load(x + 4L * i, width - i));
            }
            float mean = (float) (Vectors.sum(sum) / width);
            FloatVector squares = Vectors.broadcast(0);
            for (int i = 0; i < width; i += LANES) {
                FloatVector apart = apart(x + 4L * i, mean, width - i);
                squares = apart.fma(apart, squares);
            }
            float scale = (float) (1 / Math.sqrt(Vectors.sum(squares) / width + EPSILON));
            for (int i = 0; i < width; i += LANES) {
                int left = width - i;
                FloatVector normal = load(x + 4L * i, left).sub(mean).mul(scale);
                store(normal.fma(load(gain.address() + 4L * i, left), load(offset.address() + 4L * i, left)), y + 4L * i, left);
            }
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
            FloatVector sum = Vectors.broadcast(0);
            FloatVector along = Vectors.broadcast(0);
            for (int i = 0; i < width; i += LANES) {
                int left = width - i;
                FloatVector normal = load(x + 4L * i, left).sub(mean).mul(scale);
                FloatVector out = load(d + 4L * i, left); // zero beyond the row
                FloatVector inner = out.mul(load(gain.address() + 4L * i, left));
                sum = sum.add(inner);
                along = inner.fma(normal, along);
                store(out.fma(normal, load(gainGradient.address() + 4L * i, left)), gainGradient.address() + 4L * i, left);
                store(out.add(load(offsetGradient.address() + 4L * i, left)), offsetGradient.address() + 4L * i, left);
            }
            float average = (float) (Vectors.sum(sum) / width);
            float slope = (float) (Vectors.sum(along) / width);
            for (int i = 0; i < width; i += LANES) {
                int left = width - i;
                FloatVector normal = load(x + 4L * i, left).sub(mean).mul(scale);
                FloatVector inner = load(d + 4L * i, left).mul(load(gain.address() + 4L * i, left));
                FloatVector more = inner.sub(average).sub(normal.mul(slope)).mul(scale);
                store(more.add(load(to + 4L * i, left)), to + 4L * i, left);
            }
        }
    }

    /// x - μ; zero beyond the row.
    private static FloatVector apart(long address, float mean, int left) {
        FloatVector x = load(address, left);
        return left >= LANES ? x.sub(mean) : x.lanewise(VectorOperators.SUB, mean, Vectors.SPECIES.indexInRange(0, left));
    }

    private static void check(int rows, int width, Floats a, Floats b, Floats narrow, Floats narrow2, Floats stats) {
        a.check(0, (long) rows * width);
        b.check(0, (long) rows * width);
        narrow.check(0, width);
        narrow2.check(0, width);
        stats.check(0, 2L * rows);
    }
}
