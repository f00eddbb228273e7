package trailbench.kernel;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import java.lang.ref.Reference;
import trailbench.kernel.Blas.Matrix;

/// Inverts symmetric, positive definite matrices by sweeping blocks of rows: it needs no pivoting. A sweep keeps the matrix symmetric, so that the
/// upper triangle alone is worked on (A. Dempster, "Elements of Continuous Multivariate Analysis", 1969). Nearly all work is products of blocks.
public final class PositiveDefinite {
    /// Rows that are swept at once, and rows of a product that one lane makes at a time.
    static final int BLOCK = 128;

    private final int size;
    private final FloatBuffer matrixBuffer = new FloatBuffer();
    private final FloatBuffer blockBuffer = new FloatBuffer();
    private final FloatBuffer rowsBuffer = new FloatBuffer();
    private final FloatBuffer squareBuffer = new FloatBuffer();
    private final Floats matrix;
    /// `[BLOCK, size]` the swept rows, whole, with their sign turned.
    private final Floats block;
    /// `[BLOCK, size]` D⁻¹ times the swept rows.
    private final Floats rows;
    private final Floats square;
    private final float[] line;

    private PositiveDefinite(int size) {
        this.size = size;
        matrix = matrixBuffer.ensure((long) size * size);
        block = blockBuffer.ensure((long) BLOCK * size);
        rows = rowsBuffer.ensure((long) BLOCK * size);
        square = squareBuffer.ensure((long) BLOCK * BLOCK);
        line = new float[size];
    }

    /// Puts the inverse in the place of `matrix`, of which the upper triangle is read.
    public static void invert(float[][] matrix) {
        PositiveDefinite sweeping = new PositiveDefinite(matrix.length);
        for (int i = 0; i < matrix.length; i++) {
            sweeping.matrix.fromArray(matrix[i], i, (long) i * matrix.length + i, matrix.length - i);
        }
        try (Lanes lanes = Lanes.ofProcessors()) {
            for (int first = 0; first < matrix.length; first += BLOCK) {
                sweeping.sweep(first, Math.min(first + BLOCK, matrix.length), lanes);
            }
        }
        for (int i = 0; i < matrix.length; i++) {
            sweeping.matrix.toArray((long) i * matrix.length + i, matrix[i], i, matrix.length - i);
        }
        for (int i = 0; i < matrix.length; i++) {
            for (int j = i; j < matrix.length; j++) {
                matrix[i][j] = -matrix[i][j];
                matrix[j][i] = matrix[i][j];
            }
        }
        Reference.reachabilityFence(sweeping); // runs of floats do not hold their memory
    }

    /// With K the block's rows and D its own square: A(K, ·) becomes D⁻¹ · A(K, ·), every other A(i, j) loses A(i, K) · D⁻¹ · A(K, j), and the
    /// square becomes -D⁻¹. Reads and writes j ≥ i alone.
    private void sweep(int first, int end, Lanes lanes) {
        int height = end - first;
        float[][] inverse = inverse(first, end);
        for (int k = 0; k < height; k++) {
            square.fromArray(inverse[k], 0, (long) k * height, height);
            gather(first, k);
            block.fromArray(line, 0, (long) k * size, size);
        }
        Blas.multiply(NO, NO, height, size, height, Matrix.of(square, height), Matrix.of(block, size), 0, Matrix.of(rows, size));
        for (int k = 0; k < height; k++) {
            rows.toArray((long) k * size, line, 0, size);
            block.fromArray(line, 0, (long) k * size, size);
            gather(first, k);
            for (int j = 0; j < size; j++) {
                line[j] = -line[j];
            }
            rows.fromArray(line, 0, (long) k * size, size);
        }
        // rows now holds -A(K, ·), block D⁻¹ · A(K, ·)
        lanes.run(lane -> {
            for (int from = lane * BLOCK; from < size; from += lanes.count() * BLOCK) {
                if (from != first) {
                    int count = Math.min(BLOCK, size - from);
                    Blas.multiply(YES, NO, count, size - from, height, at(rows, from), at(block, from), 1, at(matrix, (long) from * size + from));
                }
            }
        });
        for (int k = 0; k < height; k++) {
            block.toArray((long) k * size, line, 0, size);
            for (int i = 0; i < first; i++) {
                matrix.set((long) i * size + first + k, line[i]);
            }
            for (int j = k; j < height; j++) {
                line[first + j] = -inverse[k][j];
            }
            matrix.fromArray(line, first + k, (long) (first + k) * size + first + k, size - first - k);
        }
    }

    private Matrix at(Floats floats, long from) {
        return Matrix.of(floats.slice(from, floats.length() - from), size);
    }

    /// Row `first + k` of the matrix, whole, into `line`.
    private void gather(int first, int k) {
        int row = first + k;
        for (int j = 0; j < row; j++) {
            line[j] = matrix.get((long) j * size + row);
        }
        matrix.toArray((long) row * size + row, line, row, size - row);
    }

    /// The inverse of the block's own square.
    private float[][] inverse(int first, int end) {
        double[][] own = new double[end - first][end - first];
        for (int k = 0; k < own.length; k++) {
            for (int j = k; j < own.length; j++) {
                own[k][j] = matrix.get((long) (first + k) * size + first + j);
                own[j][k] = own[k][j];
            }
        }
        invertSmall(own);
        float[][] inverse = new float[own.length][own.length];
        for (int k = 0; k < own.length; k++) {
            for (int j = 0; j < own.length; j++) {
                inverse[k][j] = (float) own[k][j];
            }
        }
        return inverse;
    }

    private static void invertSmall(double[][] square) {
        for (int pivot = 0; pivot < square.length; pivot++) {
            double inverse = 1 / square[pivot][pivot];
            square[pivot][pivot] = 1;
            for (int j = 0; j < square.length; j++) {
                square[pivot][j] *= inverse;
            }
            for (int i = 0; i < square.length; i++) {
                if (i != pivot) {
                    double factor = square[i][pivot];
                    square[i][pivot] = 0;
                    add(square[i], square[pivot], -factor);
                }
            }
        }
    }

    private static void add(double[] row, double[] other, double factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] += factor * other[j];
        }
    }
}
