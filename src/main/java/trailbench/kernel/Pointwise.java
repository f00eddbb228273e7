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
        add(source.address(), target.address(), same(source, target));
    }

    /// `y += x` over `n` floats.
    static void add(long x, long y, int n) {
        int whole = Vectors.whole(n);
        for (int i = 0; i < whole; i += LANES) {
            store(load(y + 4L * i).add(load(x + 4L * i)), y + 4L * i);
        }
        for (int i = whole; i < n; i++) {
            Vectors.set(y + 4L * i, Vectors.get(y + 4L * i) + Vectors.get(x + 4L * i));
        }
    }

    /// `target += factor · source`
    public static void addScaled(Floats source, float factor, Floats target) {
        int n = same(source, target);
        int whole = Vectors.whole(n);
        long x = source.address();
        long y = target.address();
        FloatVector scale = Vectors.broadcast(factor);
        for (int i = 0; i < whole; i += LANES) {
            store(load(x + 4L * i).fma(scale, load(y + 4L * i)), y + 4L * i);
        }
        for (int i = whole; i < n; i++) {
            Vectors.set(y + 4L * i, Math.fma(Vectors.get(x + 4L * i), factor, Vectors.get(y + 4L * i)));
        }
    }

    /// `target = factor · source`
    public static void scaled(Floats source, float factor, Floats target) {
        scaled(source.address(), factor, target.address(), same(source, target));
    }

    /// `y = factor · x` over `n` floats.
    private static void scaled(long x, float factor, long y, int n) {
        int whole = Vectors.whole(n);
        for (int i = 0; i < whole; i += LANES) {
            store(load(x + 4L * i).mul(factor), y + 4L * i);
        }
        for (int i = whole; i < n; i++) {
            Vectors.set(y + 4L * i, Vectors.get(x + 4L * i) * factor);
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
            products.set(row, Rows.dot(a.address() + 4L * row * strideA, b.address() + 4L * row * strideB, width));
        }
    }

    /// `target -= source`
    public static void subtract(Floats source, Floats target) {
        int n = same(source, target);
        int whole = Vectors.whole(n);
        long x = source.address();
        long y = target.address();
        for (int i = 0; i < whole; i += LANES) {
            store(load(y + 4L * i).sub(load(x + 4L * i)), y + 4L * i);
        }
        for (int i = whole; i < n; i++) {
            Vectors.set(y + 4L * i, Vectors.get(y + 4L * i) - Vectors.get(x + 4L * i));
        }
    }

    /// `target *= source`
    public static void multiply(Floats source, Floats target) {
        int n = same(source, target);
        int whole = Vectors.whole(n);
        long x = source.address();
        long y = target.address();
        for (int i = 0; i < whole; i += LANES) {
            store(load(y + 4L * i).mul(load(x + 4L * i)), y + 4L * i);
        }
        for (int i = whole; i < n; i++) {
            Vectors.set(y + 4L * i, Vectors.get(y + 4L * i) * Vectors.get(x + 4L * i));
        }
    }

    public static void scale(Floats values, float factor) {
        scaled(values, factor, values);
    }

    public static double sumOfSquares(Floats values) {
        int n = Math.toIntExact(values.length());
        double total = 0;
        for (int start = 0; start < n; start += 4096) { // short partial sums keep the precision of float
            int end = Math.min(n, start + 4096);
            Floats part = values.slice(start, end - start);
            total += Rows.dot(part, part);
        }
        return total;
    }

    public static boolean hasNaN(Floats values) {
        int n = Math.toIntExact(values.length());
        int whole = Vectors.whole(n);
        long x = values.address();
        for (int i = 0; i < whole; i += LANES) {
            if (load(x + 4L * i).test(VectorOperators.IS_NAN).anyTrue()) {
                return true;
            }
        }
        for (int i = whole; i < n; i++) {
            if (Float.isNaN(Vectors.get(x + 4L * i))) {
                return true;
            }
        }
        return false;
    }

    public static void tanh(Floats values) {
        Vectors.tanhAll(values.address(), Math.toIntExact(values.length()));
    }

    public static void relu(Floats values) {
        int n = Math.toIntExact(values.length());
        int whole = Vectors.whole(n);
        long x = values.address();
        for (int i = 0; i < whole; i += LANES) {
            store(load(x + 4L * i).max(0f), x + 4L * i);
        }
        for (int i = whole; i < n; i++) {
            Vectors.set(x + 4L * i, Math.max(Vectors.get(x + 4L * i), 0));
        }
    }

    /// Turns the gradient of tanh's output into that of its input: `gradient *= 1 - output²`.
    public static void tanhBackward(Floats output, Floats gradient) {
        int n = same(output, gradient);
        int whole = Vectors.whole(n);
        long y = output.address();
        long d = gradient.address();
        for (int i = 0; i < whole; i += LANES) {
            FloatVector out = load(y + 4L * i);
            store(load(d + 4L * i).mul(Vectors.broadcast(1f).sub(out.mul(out))), d + 4L * i);
        }
        for (int i = whole; i < n; i++) {
            float out = Vectors.get(y + 4L * i);
            Vectors.set(d + 4L * i, Vectors.get(d + 4L * i) * (1 - out * out));
        }
    }

    /// Zeroes the gradient where the rectifier's output is not above 0.
    public static void reluBackward(Floats output, Floats gradient) {
        int n = same(output, gradient);
        int whole = Vectors.whole(n);
        long y = output.address();
        long d = gradient.address();
        for (int i = 0; i < whole; i += LANES) {
            var open = load(y + 4L * i).compare(VectorOperators.GT, 0f);
            store(Vectors.broadcast(0).blend(load(d + 4L * i), open), d + 4L * i);
        }
        for (int i = whole; i < n; i++) {
            Vectors.set(d + 4L * i, Vectors.get(y + 4L * i) > 0 ? Vectors.get(d + 4L * i) : 0);
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
        int width = Math.toIntExact(sums.length());
        matrix.check(0, (long) rows * width);
        long x = matrix.address();
        long y = sums.address();
        int together = 4 * LANES;
        int j = 0;
        for (; j + together <= width; j += together) {
            addColumns(x + 4L * j, rows, 4L * width, y + 4L * j);
        }
        for (; j < width; j += LANES) {
            int columns = Math.min(LANES, width - j);
            for (int row = 0; row < rows; row++) {
                add(x + 4L * ((long) row * width + j), y + 4L * j, columns);
            }
        }
    }

    /// Four vectors of columns, which stay in registers from the first row to the last.
    ///
    /// @param stride bytes from one row to the next
    private static void addColumns(long x, int rows, long stride, long y) {
        FloatVector a = load(y);
        FloatVector b = load(y + 4L * LANES);
        FloatVector c = load(y + 8L * LANES);
        FloatVector d = load(y + 12L * LANES);
        for (int row = 0; row < rows; row++) {
            long at = x + row * stride;
            a = load(at).add(a);
            b = load(at + 4L * LANES).add(b);
            c = load(at + 8L * LANES).add(c);
            d = load(at + 12L * LANES).add(d);
        }
        store(a, y);
        store(b, y + 4L * LANES);
        store(c, y + 8L * LANES);
        store(d, y + 12L * LANES);
    }

    /// Inverted dropout: zeroes elements with probability `rate` and scales the others by 1 / (1 - rate). Element `i` draws number
    /// `first + i` of `key`, so that the backward pass, called in the same way on gradients, finds the same zeros. Numbers are 32 bits
    /// wide, of which a draw uses 24: see [Vectors#draws].
    public static void dropout(Floats source, Floats target, double rate, long key, long first) {
        int n = same(source, target);
        float kept = (float) (1 / (1 - rate));
        int least = (int) Math.round(rate * (1 << 24));
        int whole = Vectors.whole(n);
        long x = source.address();
        long y = target.address();
        for (int i = 0; i < whole; i += LANES) {
            store(Vectors.dropout(load(x + 4L * i).mul(kept), key, (int) (first + i), least), y + 4L * i);
        }
        if (whole < n) {
            dropoutOfRest(x + 4L * whole, y + 4L * whole, n - whole, kept, key, (int) (first + whole), least);
        }
    }

    private static void dropoutOfRest(long x, long y, int left, float kept, long key, int counter, int least) {
        store(Vectors.dropout(load(x, left).mul(kept), key, counter, least), y, left);
    }

    static int same(Floats a, Floats b) {
        if (a.length() != b.length()) {
            throw new IllegalArgumentException("runs of %s and %s floats".formatted(a.length(), b.length()));
        }
        return Math.toIntExact(a.length());
    }
}
