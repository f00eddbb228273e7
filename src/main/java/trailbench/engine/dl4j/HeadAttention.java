package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import trailbench.kernel.AttentionWeights;
import trailbench.kernel.AttentionWeights.Tile;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;

/// Attention of one lane, a head of a sequence at a time, in tiles of some rows: its matrix of weights never exists whole, and the part of
/// a causal one that is zero anyway is hardly computed. Weights are computed again in the backward pass.
final class HeadAttention {
    /// Rows of a tile: enough for a fast product, few enough for two tiles to stay in the second cache.
    private static final int ROWS = 64;

    private final FloatBuffer weightBuffer = new FloatBuffer();
    private final FloatBuffer gradientBuffer = new FloatBuffer();
    private final FloatBuffer productBuffer = new FloatBuffer();

    /// One head of one sequence.
    ///
    /// @param steps  T
    /// @param width  E of all heads
    /// @param head   which one
    /// @param heads  how many
    /// @param causal whether a step sees only itself and those before
    /// @param rate   share of weights to drop
    /// @param key    of the numbers that say which
    record Place(int steps, int width, int head, int heads, boolean causal, double rate, long key) {
        int size() {
            return width / heads;
        }

        float scale() {
            return (float) (1 / Math.sqrt(size()));
        }

        int columns(int from, int rows) {
            return causal ? from + rows : steps;
        }

        /// Queries (0), keys (1) or values (2) from step `from` on, in rows `[T, 3E]`.
        Matrix part(Floats qkv, int which, int from) {
            return at(qkv, 3 * width, which * width + head * size(), from);
        }

        /// This head's columns of `[T, E]` from step `from` on.
        Matrix own(Floats rows, int from) {
            return at(rows, width, head * size(), from);
        }

        private static Matrix at(Floats rows, int stride, int column, int from) {
            long start = (long) from * stride + column;
            return new Matrix(rows.slice(start, rows.length() - start), stride);
        }
    }

    /// @param first  step from which on the output is wanted
    /// @param qkv    `[T, 3E]`
    /// @param output `[T, E]` out: this head's columns
    void forward(Place place, int first, Floats qkv, Floats output) {
        for (int from = first; from < place.steps; from += ROWS) {
            Tile tile = tile(place, from);
            Floats weights = weights(place, tile, qkv);
            if (place.rate > 0) {
                AttentionWeights.drop(tile, weights, place.rate, place.key);
            }
            Blas.multiply(
                    NO, NO, tile.rows(), place.size(), tile.columns(),
                    Matrix.of(weights, tile.stride()), place.part(qkv, 2, 0), 0, place.own(output, from));
        }
    }

    /// @param output         `[T, E]` of the forward pass
    /// @param outputGradient `[T, E]`
    /// @param gradient       `[T, 3E]` in: zero; out: this head's columns
    void backward(Place place, Floats qkv, Floats output, Floats outputGradient, Floats gradient) {
        for (int from = 0; from < place.steps; from += ROWS) {
            Tile tile = tile(place, from);
            Floats weights = weights(place, tile, qkv);
            Floats slopes = gradientBuffer.ensure((long) tile.rows() * tile.stride());
            Floats products = productBuffer.ensure(ROWS);
            Matrix given = place.own(outputGradient, from);
            Blas.multiply(NO, YES, tile.rows(), tile.columns(), place.size(), given, place.part(qkv, 2, 0), 0, Matrix.of(slopes, tile.stride()));
            Matrix said = place.own(output, from);
            Pointwise.rowProducts(tile.rows(), place.size(), said.floats(), said.stride(), given.floats(), given.stride(), products);
            AttentionWeights.backward(tile, weights, slopes, products, place.scale(), place.rate, place.key);
            Blas.multiply(YES, NO, tile.columns(), place.size(), tile.rows(), Matrix.of(weights, tile.stride()), given, 1, place.part(gradient, 2, 0));
            Blas.multiply(
                    NO, NO, tile.rows(), place.size(), tile.columns(),
                    Matrix.of(slopes, tile.stride()), place.part(qkv, 1, 0), 0, place.part(gradient, 0, from));
            Blas.multiply(
                    YES, NO, tile.columns(), place.size(), tile.rows(),
                    Matrix.of(slopes, tile.stride()), place.part(qkv, 0, from), 1, place.part(gradient, 1, 0));
        }
    }

    /// How one step weighs all of them `[T]`, without dropout.
    float[] weights(Place place, int step, Floats qkv) {
        int columns = place.columns(step, 1);
        float[] weights = new float[place.steps];
        weights(place, new Tile(step, 1, columns, (columns + 15) / 16 * 16, place.causal), qkv).toArray(0, weights, 0, columns);
        return weights;
    }

    private static Tile tile(Place place, int from) {
        int rows = Math.min(ROWS, place.steps - from);
        int columns = place.columns(from, rows);
        return new Tile(from, rows, columns, (columns + 15) / 16 * 16, place.causal);
    }

    private Floats weights(Place place, Tile tile, Floats qkv) {
        Floats weights = weightBuffer.ensure((long) tile.rows() * tile.stride());
        Blas.multiply(
                NO, YES, tile.rows(), tile.columns(), place.size(),
                place.part(qkv, 0, tile.firstRow()), place.part(qkv, 1, 0), 0, Matrix.of(weights, tile.stride()));
        AttentionWeights.softmax(tile, weights, place.scale());
        return weights;
    }
}
