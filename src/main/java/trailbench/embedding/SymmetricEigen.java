package trailbench.embedding;

import java.util.Comparator;
import java.util.stream.IntStream;

/// All eigenvalues and eigenvectors of a small symmetric matrix, by cyclic Jacobi rotations
/// (G. Golub, C. Van Loan, "Matrix Computations", 4th ed., §8.5).
///
/// @param values  `[n]` largest first
/// @param vectors `[n][n]` row `i` is the unit eigenvector of value `i`
record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int MOST_SWEEPS = 60;

    static SymmetricEigen of(double[][] matrix) {
        int size = matrix.length;
        double[][] a = new double[size][];
        double[][] vectors = new double[size][size];
        for (int i = 0; i < size; i++) {
            a[i] = matrix[i].clone();
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a) > 0; sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(a, vectors, p, q);
                }
            }
        }
        Integer[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -a[i][i]))
                .toArray(Integer[]::new);
        double[] values = new double[size];
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++) {
            values[i] = a[order[i]][order[i]];
            rows[i] = vectors[order[i]];
        }
        return new SymmetricEigen(values, rows);
    }

    /// Sum of squares off the diagonal that still matter beside the diagonal.
    private static double offDiagonal(double[][] a) {
        double off = 0;
        double diagonal = 0;
        for (int i = 0; i < a.length; i++) {
            diagonal += a[i][i] * a[i][i];
            for (int j = i + 1; j < a.length; j++) {
                off += a[i][j] * a[i][j];
            }
        }
        return off <= 1e-30 * diagonal ? 0 : off;
    }

    /// Makes `a[p][q]` zero.
    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cosine = 1 / Math.hypot(tangent, 1);
        double sine = tangent * cosine;
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = cosine * kp - sine * kq;
            a[k][q] = sine * kp + cosine * kq;
        }
        for (int k = 0; k < a.length; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = cosine * pk - sine * qk;
            a[q][k] = sine * pk + cosine * qk;
            double vp = vectors[p][k];
            double vq = vectors[q][k];
            vectors[p][k] = cosine * vp - sine * vq;
            vectors[q][k] = sine * vp + cosine * vq;
        }
    }
}
