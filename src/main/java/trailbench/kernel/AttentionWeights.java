package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;

/// The pointwise part of attention (A. Vaswani et al., "Attention is all you need", NeurIPS 2017), on a tile of its matrix of scores: some
/// rows (queries) of one head of one sequence by the columns (keys) that they may see.
///
/// Dropout falls on the weights: element (i, j) draws number `i · 2¹⁶ + j` of a key, i and j counted from the sequence's first step.
public final class AttentionWeights {
    private static final int ROW = 1 << 16;

    private AttentionWeights() {}

    /// A tile.
    ///
    /// @param firstRow step of the first row
    /// @param rows     number of rows
    /// @param columns  number of columns, from step 0
    /// @param stride   floats from one row to the next
    /// @param causal   true if a row sees the columns up to its own step only
    public record Tile(int firstRow, int rows, int columns, int stride, boolean causal) {
        int seen(int row) {
            return causal ? Math.min(columns, firstRow + row + 1) : columns;
        }
    }

    /// Replaces scores by weights: softmax(scale · score) over what each row sees, zero elsewhere.
    public static void softmax(Tile tile, Floats scores, float scale) {
        check(tile, scores);
        for (int row = 0; row < tile.rows; row++) {
            long x = scores.address() + 4L * row * tile.stride;
            int n = tile.seen(row);
            softmax(x, n, scale);
            for (int i = n; i < tile.columns; i++) {
                Vectors.set(x + 4L * i, 0);
            }
        }
    }

    private static void softmax(long x, int n, float scale) {
        float shift = -Softmax.greatest(x, n) * scale;
        int whole = Vectors.whole(n);
        double sum = exponentials(x, whole, scale, shift);
        if (whole < n) {
            sum += exponentialsOfRest(x + 4L * whole, n - whole, scale, shift);
        }
        float inverse = (float) (1 / sum);
        for (int i = 0; i < whole; i += LANES) {
            store(load(x + 4L * i).mul(inverse), x + 4L * i);
        }
        for (int i = whole; i < n; i++) {
            Vectors.set(x + 4L * i, Vectors.get(x + 4L * i) * inverse);
        }
    }

    private static double exponentials(long x, int n, float scale, float shift) {
        FloatVector factor = Vectors.broadcast(scale);
        FloatVector offset = Vectors.broadcast(shift);
        FloatVector sum = Vectors.broadcast(0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector e = Vectors.exp(load(x + 4L * i).fma(factor, offset));
            store(e, x + 4L * i);
            sum = e.add(sum);
        }
        return Vectors.sum(sum);
    }

    private static double exponentialsOfRest(long x, int n, float scale, float shift) {
        FloatVector e = Vectors.exp(load(x, n).fma(Vectors.broadcast(scale), Vectors.broadcast(shift)));
        store(e, x, n);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += e.lane(i);
        }
        return sum;
    }

    /// Drops a share of the weights and scales the others.
    public static void drop(Tile tile, Floats weights, double rate, long key) {
        check(tile, weights);
        for (int row = 0; row < tile.rows; row++) {
            int n = tile.seen(row);
            Floats own = weights.slice((long) row * tile.stride, n);
            Pointwise.dropout(own, own, rate, key, (long) (tile.firstRow + row) * ROW);
        }
    }

    /// The gradient of one tile.
    ///
    /// @param weights  in: weights before dropout; out: after it
    /// @param gradient in: gradient of the weights after dropout; out: of the scores before they were scaled
    /// @param products `[rows]` for each row, the product of its output with the gradient of its output, which is the sum over its
    ///                 weights times their gradients (T. Dao et al., "FlashAttention", NeurIPS 2022, appendix B)
    public static void backward(Tile tile, Floats weights, Floats gradient, Floats products, float scale, double rate, long key) {
        check(tile, weights);
        check(tile, gradient);
        products.check(0, tile.rows);
        for (int row = 0; row < tile.rows; row++) {
            long p = weights.address() + 4L * row * tile.stride;
            long d = gradient.address() + 4L * row * tile.stride;
            int n = tile.seen(row);
            if (rate > 0) {
                Floats own = gradient.slice((long) row * tile.stride, n);
                Pointwise.dropout(own, own, rate, key, (long) (tile.firstRow + row) * ROW);
            }
            float product = products.get(row);
            slopes(p, d, n, product, scale);
            for (int i = n; i < tile.columns; i++) {
                gradient.set((long) row * tile.stride + i, 0);
            }
        }
        if (rate > 0) {
            drop(tile, weights, rate, key);
        }
    }

    /// `d = (d - product) · p · scale`
    private static void slopes(long p, long d, int n, float product, float scale) {
        int whole = Vectors.whole(n);
        for (int i = 0; i < whole; i += LANES) {
            store(load(d + 4L * i).sub(product).mul(load(p + 4L * i)).mul(scale), d + 4L * i);
        }
        for (int i = whole; i < n; i++) {
            Vectors.set(d + 4L * i, (Vectors.get(d + 4L * i) - product) * Vectors.get(p + 4L * i) * scale);
        }
    }

    private static void check(Tile tile, Floats floats) {
        floats.check(0, tile.rows == 0 ? 0 : (tile.rows - 1L) * tile.stride + tile.columns);
    }
}
