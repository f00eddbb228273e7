package trailbench.kernel;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import java.lang.ref.Reference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import trailbench.kernel.Blas.Matrix;

/// The directions in which some vectors differ most.
public final class PrincipalAxes {
    /// Each makes what lies outside the wanted directions smaller by the ratio of variances, squared.
    private static final int ROUNDS = 8;
    private static final long SEED = 1;

    private PrincipalAxes() {}

    /// Vectors without their mean, seen along the `axes` orthonormal directions in which they differ most. The directions span the space of the
    /// first principal components, but within it are not sorted: lengths and angles are those of the components all the same. Found by
    /// subspace iteration from fixed draws (N. Halko, P. Martinsson, J. Tropp, "Finding structure with randomness: probabilistic algorithms for
    /// constructing approximate matrix decompositions", SIAM Review 2011, algorithm 4.4).
    ///
    /// @param rows  `[n, width]`, row-major
    /// @param axes  at most `width`
    /// @return `[n, axes]`
    public static float[] project(float[] rows, int width, int axes) {
        int count = rows.length / width;
        float[] centred = centred(rows, count, width);
        FloatBuffer vectorBuffer = new FloatBuffer();
        FloatBuffer basisBuffer = new FloatBuffer();
        FloatBuffer seenBuffer = new FloatBuffer();
        Floats vectors = vectorBuffer.ensure((long) count * width);
        vectors.fromArray(centred, 0, 0, centred.length);
        Floats basis = basisBuffer.ensure((long) width * axes);
        Floats seen = seenBuffer.ensure((long) count * axes);
        float[] directions = new float[width * axes];
        IntStream.range(0, directions.length).forEach(i -> directions[i] = (float) Draws.normal(SEED, i));
        for (int round = 0; round < ROUNDS; round++) {
            orthonormalise(directions, width, axes);
            basis.fromArray(directions, 0, 0, directions.length);
            Blas.multiply(NO, NO, count, axes, width, Matrix.of(vectors, width), Matrix.of(basis, axes), 0, Matrix.of(seen, axes));
            Blas.multiply(YES, NO, width, axes, count, Matrix.of(vectors, width), Matrix.of(seen, axes), 0, Matrix.of(basis, axes));
            basis.toArray(0, directions, 0, directions.length);
        }
        orthonormalise(directions, width, axes);
        basis.fromArray(directions, 0, 0, directions.length);
        Blas.multiply(NO, NO, count, axes, width, Matrix.of(vectors, width), Matrix.of(basis, axes), 0, Matrix.of(seen, axes));
        float[] projected = new float[count * axes];
        seen.toArray(0, projected, 0, projected.length);
        Stream.of(vectorBuffer, basisBuffer, seenBuffer).forEach(Reference::reachabilityFence); // the runs above do not hold their memory
        return projected;
    }

    private static float[] centred(float[] rows, int count, int width) {
        double[] mean = new double[width];
        for (int i = 0; i < rows.length; i++) {
            mean[i % width] += rows[i];
        }
        float[] centred = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            centred[i] = (float) (rows[i] - mean[i % width] / count);
        }
        return centred;
    }

    /// Makes the columns of `[width, axes]` orthonormal, by Gram and Schmidt's method, twice over for precision; a column that depends on those
    /// before it becomes zero.
    private static void orthonormalise(float[] columns, int width, int axes) {
        for (int column = 0; column < axes; column++) {
            double length = length(columns, width, axes, column);
            for (int pass = 0; pass < 2; pass++) {
                for (int before = 0; before < column; before++) {
                    double along = 0;
                    for (int i = 0; i < width; i++) {
                        along += (double) columns[i * axes + column] * columns[i * axes + before];
                    }
                    for (int i = 0; i < width; i++) {
                        columns[i * axes + column] -= (float) (along * columns[i * axes + before]);
                    }
                }
            }
            double left = length(columns, width, axes, column);
            double factor = left > 1e-6 * length ? 1 / left : 0;
            for (int i = 0; i < width; i++) {
                columns[i * axes + column] = (float) (factor * columns[i * axes + column]);
            }
        }
    }

    private static double length(float[] columns, int width, int axes, int column) {
        double squares = 0;
        for (int i = 0; i < width; i++) {
            squares += (double) columns[i * axes + column] * columns[i * axes + column];
        }
        return Math.sqrt(squares);
    }
}
