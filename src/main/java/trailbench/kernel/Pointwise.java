package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Loops over runs of floats, element by element.
public final class Pointwise {
    private Pointwise() {}

    /// `target += source`
    public static void add(Floats source, Floats target) {
        int n = same(source, target);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            store(load(at(target, i), left).add(load(at(source, i), left)), at(target, i), left);
        }
    }

    /// `target += factor · source`
    public static void addScaled(Floats source, float factor, Floats target) {
        int n = same(source, target);
        FloatVector scale = Vectors.broadcast(factor);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            store(load(at(source, i), left).fma(scale, load(at(target, i), left)), at(target, i), left);
        }
    }

    /// `target = factor · source`
    public static void scaled(Floats source, float factor, Floats target) {
        int n = same(source, target);
        for (int i = 0; i < n; i += LANES) {
            store(load(at(source, i), n - i).mul(factor), at(target, i), n - i);
        }
    }

    /// `products[r] = Σᵢ a[r, i] · b[r, i]`
    ///
    /// @param strideA floats from one row of a to the next
    /// @param strideB the same for b
    public static void rowProducts(int rows, int width, Floats a, int strideA, Floats b, int strideB, Floats products) {
        a.check(0, rows == 0 ? 0 : (rows - 1L) * strideA + width);
        b.check(0, rows == 0 ? 0 : (rows - 1L) * strideB + width);
        for (int row = 0; row < rows; row++) {
            long x = a.address() + 4L * row * strideA;
            long y = b.address() + 4L * row * strideB;
            FloatVector sum = Vectors.broadcast(0);
            for (int i = 0; i < width; i += LANES) {
                sum = load(x + 4L * i, width - i).fma(load(y + 4L * i, width - i), sum);
            }
            products.set(row, (float) Vectors.sum(sum));
        }
    }

    /// `target -= source`
    public static void subtract(Floats source, Floats target) {
        int n = same(source, target);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            store(load(at(target, i), left).sub(load(at(source, i), left)), at(target, i), left);
        }
    }

    /// `target *= source`
    public static void multiply(Floats source, Floats target) {
        int n = same(source, target);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            store(load(at(target, i), left).mul(load(at(source, i), left)), at(target, i), left);
        }
    }

    public static void scale(Floats values, float factor) {
        int n = Math.toIntExact(values.length());
        for (int i = 0; i < n; i += LANES) {
            store(load(at(values, i), n - i).mul(factor), at(values, i), n - i);
        }
    }

    public static double sumOfSquares(Floats values) {
        int n = Math.toIntExact(values.length());
        double total = 0;
        for (int start = 0; start < n; start += 4096) { // short partial sums keep the precision of float
            int end = Math.min(n, start + 4096);
            FloatVector sum = Vectors.broadcast(0);
            for (int i = start; i < end; i += LANES) {
                FloatVector value = load(at(values, i), end - i);
                sum = value.fma(value, sum);
            }
            total += Vectors.sum(sum);
        }
        return total;
    }

    public static boolean hasNaN(Floats values) {
        int n = Math.toIntExact(values.length());
        for (int i = 0; i < n; i += LANES) {
            if (load(at(values, i), n - i).test(VectorOperators.IS_NAN).anyTrue()) {
                return true;
            }
        }
        return false;
    }

    public static void tanh(Floats values) {
        int n = Math.toIntExact(values.length());
        for (int i = 0; i < n; i += LANES) {
            store(Vectors.tanh(load(at(values, i), n - i)), at(values, i), n - i);
        }
    }

    public static void relu(Floats values) {
        int n = Math.toIntExact(values.length());
        for (int i = 0; i < n; i += LANES) {
            store(load(at(values, i), n - i).max(0f), at(values, i), n - i);
        }
    }

    /// Turns the gradient of tanh's output into that of its input: `gradient *= 1 - output²`.
    public static void tanhBackward(Floats output, Floats gradient) {
        int n = same(output, gradient);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            FloatVector y = load(at(output, i), left);
            store(load(at(gradient, i), left).mul(Vectors.broadcast(1f).sub(y.mul(y))), at(gradient, i), left);
        }
    }

    /// Zeroes the gradient where the rectifier's output is not above 0.
    public static void reluBackward(Floats output, Floats gradient) {
        int n = same(output, gradient);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            var open = load(at(output, i), left).compare(VectorOperators.GT, 0f);
            store(Vectors.broadcast(0).blend(load(at(gradient, i), left), open), at(gradient, i), left);
        }
    }

    /// Writes `row` into each of the rows of `matrix`.
    public static void fillRows(Floats row, Floats matrix, int rows) {
        for (int r = 0; r < rows; r++) {
            matrix.copyFrom(row, 0, r * row.length(), row.length());
        }
    }

    /// `sums[j] = Σᵢ matrix[i, j]`, rows first to last.
    public static void sumRows(Floats matrix, int rows, Floats sums) {
        sums.zero();
        addRows(matrix, rows, sums);
    }

    /// `sums[j] += Σᵢ matrix[i, j]`, rows first to last.
    public static void addRows(Floats matrix, int rows, Floats sums) {
        for (int r = 0; r < rows; r++) {
            add(matrix.slice(r * sums.length(), sums.length()), sums);
        }
    }

    /// Inverted dropout: zeroes elements with probability `rate` and scales the others by 1 / (1 - rate). Element `i` draws number
    /// `first + i` of `key`, so that the backward pass, called in the same way on gradients, finds the same zeros. Numbers are 32 bits
    /// wide, of which a draw uses 24: see [Vectors#draws].
    public static void dropout(Floats source, Floats target, double rate, long key, long first) {
        int n = same(source, target);
        float kept = (float) (1 / (1 - rate));
        int least = (int) Math.round(rate * (1 << 24));
        for (int i = 0; i < n; i += LANES) {
            var keep = Vectors.draws(key, (int) (first + i)).compare(VectorOperators.GE, least).cast(Vectors.SPECIES);
            store(Vectors.broadcast(0).blend(load(at(source, i), n - i).mul(kept), keep), at(target, i), n - i);
        }
    }

    static int same(Floats a, Floats b) {
        if (a.length() != b.length()) {
            throw new IllegalArgumentException("runs of %s and %s floats".formatted(a.length(), b.length()));
        }
        return Math.toIntExact(a.length());
    }

    private static long at(Floats floats, int index) {
        return floats.address() + 4L * index;
    }
}
