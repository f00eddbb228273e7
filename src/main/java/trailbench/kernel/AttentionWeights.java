package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

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
            FloatVector most = Vectors.broadcast(Float.NEGATIVE_INFINITY);
            int i = 0;
            for (; i + LANES <= n; i += LANES) {
                most = most.max(load(x + 4L * i, LANES));
            }
            VectorMask<Float> rest = Vectors.SPECIES.indexInRange(0, n - i);
            if (i < n) {
                most = most.lanewise(VectorOperators.MAX, load(x + 4L * i, n - i), rest);
            }
            float best = most.reduceLanes(VectorOperators.MAX) * scale;
            FloatVector factor = Vectors.broadcast(scale);
            FloatVector shift = Vectors.broadcast(-best);
            FloatVector sum = Vectors.broadcast(0);
            for (i = 0; i + LANES <= n; i += LANES) {
                FloatVector e = Vectors.exp(load(x + 4L * i, LANES).fma(factor, shift));
                store(e, x + 4L * i, LANES);
                sum = sum.add(e);
            }
            if (i < n) {
                FloatVector e = Vectors.exp(load(x + 4L * i, n - i).fma(factor, shift));
                store(e, x + 4L * i, n - i);
                sum = sum.lanewise(VectorOperators.ADD, e, rest);
            }
            float inverse = (float) (1 / Vectors.sum(sum));
            for (i = 0; i < n; i += LANES) {
                store(load(x + 4L * i, n - i).mul(inverse), x + 4L * i, n - i);
            }
            for (i = n; i < tile.columns; i++) {
                scores.set((long) row * tile.stride + i, 0);
            }
        }
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
            for (int i = 0; i < n; i += LANES) {
                int left = n - i;
                store(load(d + 4L * i, left).sub(product).mul(load(p + 4L * i, left)).mul(scale), d + 4L * i, left);
            }
            for (int i = n; i < tile.columns; i++) {
                gradient.set((long) row * tile.stride + i, 0);
            }
        }
        if (rate > 0) {
            drop(tile, weights, rate, key);
        }
    }

    private static void check(Tile tile, Floats floats) {
        floats.check(0, tile.rows == 0 ? 0 : (tile.rows - 1L) * tile.stride + tile.columns);
    }
}
