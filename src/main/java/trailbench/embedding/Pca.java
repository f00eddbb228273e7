package trailbench.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The two directions in which points differ most (K. Pearson, "On lines and planes of closest fit to systems of points in space", 1901).
///
/// Plain Java, since the linear algebra of Smile looks for libraries of the system that a user's machine does not have. The leading eigenvectors of the
/// covariance are found by subspace iteration with Rayleigh-Ritz projection (G. Golub, C. Van Loan, "Matrix Computations", 4th ed., §8.2), which,
/// unlike power iteration one by one, does not stall where the first two variances are close. The same input gives the same picture
/// on every machine.
///
/// @param x        `[N]` coordinate along the first direction
/// @param y        `[N]` along the second
/// @param variance `[2]` share of the points' variance along each, in [0, 1]
public record Pca(float[] x, float[] y, double[] variance) {
    /// More directions than the two that are asked for: convergence goes by the ratio of the second to the ninth variance.
    private static final int BLOCK = 8;
    private static final int MOST_ITERATIONS = 1_000;
    private static final double TOLERANCE = 1e-10;
    /// A fixed number, so that sums do not depend on the number of processors.
    private static final int SLICES = 16;

    /// @param vectors `[N][E]`, N and E at least 1
    public static Pca of(float[][] vectors) {
        double[] mean = mean(vectors);
        double[][] covariance = covariance(vectors, mean);
        double[][] axes = leadingAxes(covariance);
        double total = IntStream.range(0, mean.length).mapToDouble(i -> covariance[i][i]).sum();
        float[][] coordinates = new float[2][vectors.length];
        double[] variance = new double[2];
        for (int axis = 0; axis < axes.length; axis++) {
            double[] direction = pointed(axes[axis]);
            for (int row = 0; row < vectors.length; row++) {
                coordinates[axis][row] = (float) along(direction, vectors[row], mean);
            }
            variance[axis] = total == 0 ? 0 : dot(direction, times(covariance, direction)) / total;
        }
        return new Pca(coordinates[0], coordinates[1], variance);
    }

    /// An eigenvector's sign is free: the entry farthest from 0 (the first of them) is made positive.
    private static double[] pointed(double[] axis) {
        int farthest = 0;
        for (int i = 1; i < axis.length; i++) {
            // a hair's breadth decides nothing, or rounding would turn pictures over
            farthest = Math.abs(axis[i]) > Math.abs(axis[farthest]) * (1 + 1e-6) ? i : farthest;
        }
        return axis[farthest] < 0 ? Arrays.stream(axis).map(value -> -value).toArray() : axis;
    }

    private static double along(double[] axis, float[] vector, double[] mean) {
        double sum = 0;
        for (int i = 0; i < axis.length; i++) {
            sum += axis[i] * (vector[i] - mean[i]);
        }
        return sum;
    }

    private static double[] mean(float[][] vectors) {
        double[] mean = new double[vectors[0].length];
        for (float[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i];
            }
        }
        return Arrays.stream(mean).map(sum -> sum / vectors.length).toArray();
    }

    private static double[][] covariance(float[][] vectors, double[] mean) {
        List<double[][]> parts = IntStream.range(0, SLICES)
                .parallel()
                .mapToObj(slice -> scatter(
                        vectors,
                        (int) ((long) vectors.length * slice / SLICES),
                        (int) ((long) vectors.length * (slice + 1) / SLICES),
                        mean))
                .toList();
        int width = mean.length;
        double[][] covariance = new double[width][width];
        for (int i = 0; i < width; i++) {
            for (int j = i; j < width; j++) {
                double sum = 0;
                for (double[][] part : parts) {
                    sum += part[i][j];
                }
                covariance[i][j] = sum / vectors.length;
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }

    /// The upper triangle of Σ (v − mean)(v − mean)ᵀ over rows `from … to - 1`.
    private static double[][] scatter(float[][] vectors, int from, int to, double[] mean) {
        int width = mean.length;
        double[][] sums = new double[width][width];
        double[] centred = new double[width];
        for (int row = from; row < to; row++) {
            for (int i = 0; i < width; i++) {
                centred[i] = vectors[row][i] - mean[i];
            }
            for (int i = 0; i < width; i++) {
                double[] sum = sums[i];
                for (int j = i; j < width; j++) {
                    sum[j] += centred[i] * centred[j];
                }
            }
        }
        return sums;
    }

    /// Unit eigenvectors of the largest and second largest eigenvalue; only one where the width is 1.
    private static double[][] leadingAxes(double[][] matrix) {
        int width = matrix.length;
        if (width <= BLOCK) {
            return Arrays.copyOf(SymmetricEigen.of(matrix).vectors(), Math.min(2, width));
        }
        double[][] basis = start(width);
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            double[][] images = Arrays.stream(basis).map(vector -> times(matrix, vector)).toArray(double[][]::new);
            double[][] projected = new double[BLOCK][BLOCK];
            for (int i = 0; i < BLOCK; i++) {
                for (int j = 0; j < BLOCK; j++) {
                    projected[i][j] = (dot(basis[i], images[j]) + dot(basis[j], images[i])) / 2;
                }
            }
            SymmetricEigen eigen = SymmetricEigen.of(projected);
            double[][] axes = combine(eigen.vectors(), basis);
            double[][] axisImages = combine(eigen.vectors(), images);
            if (converged(axes, axisImages, eigen.values())) {
                return Arrays.copyOf(axes, 2);
            }
            basis = orthonormal(axisImages, axes);
        }
        return Arrays.copyOf(basis, 2);
    }

    /// Directions that no sensible data are orthogonal to, the same each time.
    private static double[][] start(int width) {
        double[][] basis = new double[BLOCK][width];
        for (int i = 0; i < BLOCK; i++) {
            for (int j = 0; j < width; j++) {
                basis[i][j] = Math.sin(1.0 + j * (i + 1.0) + i * i) + (j % BLOCK == i ? 1 : 0);
            }
        }
        return orthonormal(basis, basis);
    }

    private static boolean converged(double[][] axes, double[][] images, double[] values) {
        for (int axis = 0; axis < 2; axis++) {
            double residual = 0;
            for (int i = 0; i < axes[axis].length; i++) {
                double off = images[axis][i] - values[axis] * axes[axis][i];
                residual += off * off;
            }
            if (Math.sqrt(residual) > TOLERANCE * values[0]) {
                return false;
            }
        }
        return true;
    }

    /// Rows `Σ_j weights[i][j] · vectors[j]`.
    private static double[][] combine(double[][] weights, double[][] vectors) {
        double[][] sums = new double[weights.length][vectors[0].length];
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < vectors.length; j++) {
                for (int at = 0; at < vectors[j].length; at++) {
                    sums[i][at] += weights[i][j] * vectors[j][at];
                }
            }
        }
        return sums;
    }

    /// Gram-Schmidt, twice for accuracy. A row that vanishes (the points lie in fewer dimensions) is replaced by that of `spare`.
    private static double[][] orthonormal(double[][] rows, double[][] spare) {
        double[][] basis = new double[rows.length][];
        double largest = Arrays.stream(rows).mapToDouble(row -> dot(row, row)).max().orElse(0);
        for (int i = 0; i < rows.length; i++) {
            double[] row = withoutEarlier(rows[i], basis, i);
            if (dot(row, row) <= 1e-24 * largest) {
                row = withoutEarlier(spare[i], basis, i);
            }
            double norm = Math.sqrt(dot(row, row));
            basis[i] = Arrays.stream(row).map(value -> norm == 0 ? 0 : value / norm).toArray();
        }
        return basis;
    }

    private static double[] withoutEarlier(double[] row, double[][] basis, int count) {
        double[] rest = row.clone();
        for (int pass = 0; pass < 2; pass++) {
            for (int j = 0; j < count; j++) {
                double share = dot(rest, basis[j]);
                for (int at = 0; at < rest.length; at++) {
                    rest[at] -= share * basis[j][at];
                }
            }
        }
        return rest;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        return Arrays.stream(matrix).mapToDouble(row -> dot(row, vector)).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
