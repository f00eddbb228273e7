package trailbench.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.jspecify.annotations.Nullable;

/// Matrix products by OpenBLAS, row-major, on one BLAS thread: our [Lanes] share the work instead, which scales better for products
/// with few rows.
///
/// LAPACK stays out: its class alone is 2.5 MB. Which of OpenBLAS's kernels runs is decided by the environment when the process starts:
/// see [CpuKernel].
public final class Blas {
    /// Up to so many rows are multiplied one by one. A product of matrices copies the second one into tiles first, which pays from some rows on,
    /// four to twelve by shape: `[1, 128] · [128, 512]` takes 45 µs so, and 4 as a vector's product.
    private static final int SINGLE_ROWS = 4;

    static {
        openblas_nolapack.blas_set_num_threads(1);
    }

    private Blas() {}

    /// Loads the library, if it is not loaded yet.
    public static void load() {
        openblas_nolapack.blas_get_num_threads();
    }

    /// Whether a factor is taken as it lies or transposed.
    public enum Transpose {
        NO,
        YES
    }

    /// A matrix in native memory.
    ///
    /// @param floats its first element and what follows
    /// @param stride floats from one row to the next
    public record Matrix(Floats floats, int stride) {
        public static Matrix of(Floats floats, int columns) {
            return new Matrix(floats, columns);
        }
    }

    /// `c = op(a) · op(b) + beta · c`, where op(a) is `[m, k]`, op(b) `[k, n]`, c `[m, n]`.
    public static void multiply(Transpose transposeA, Transpose transposeB, int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c) {
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 0) {
            if (beta == 0) {
                clear(c, m, n);
            }
            return;
        }
        check(a, transposeA == Transpose.NO ? m : k, transposeA == Transpose.NO ? k : m);
        check(b, transposeB == Transpose.NO ? k : n, transposeB == Transpose.NO ? n : k);
        check(c, m, n);
        if (transposeA == Transpose.NO && m <= SINGLE_ROWS) {
            for (int row = 0; row < m; row++) {
                multiplyRow(transposeB, n, k, a.floats.slice((long) row * a.stride, k), b, beta, c.floats.slice((long) row * c.stride, n));
            }
            return;
        }
        openblas_nolapack.cblas_sgemm(
                openblas_nolapack.CblasRowMajor, code(transposeA), code(transposeB), m, n, k, 1f,
                new At(a.floats), a.stride, new At(b.floats), b.stride, beta, new At(c.floats), c.stride);
    }

    /// `c = a · op(b) + beta · c` for a row a of k floats and a row c of n.
    private static void multiplyRow(Transpose transposeB, int n, int k, Floats a, Matrix b, float beta, Floats c) {
        if (beta == 0) {
            c.zero(); // what stood there may be no number
        }
        boolean across = transposeB == Transpose.NO;
        openblas_nolapack.cblas_sgemv(
                openblas_nolapack.CblasRowMajor, code(across ? Transpose.YES : Transpose.NO), across ? k : n, across ? n : k, 1f,
                new At(b.floats), b.stride, new At(a), 1, beta == 0 ? 1 : beta, new At(c), 1);
    }

    private static int code(Transpose transpose) {
        return transpose == Transpose.NO ? openblas_nolapack.CblasNoTrans : openblas_nolapack.CblasTrans;
    }

    private static void clear(Matrix c, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            c.floats.slice((long) row * c.stride, columns).zero();
        }
    }

    static void check(Matrix matrix, int rows, int columns) {
        if (columns > matrix.stride) {
            throw new IndexOutOfBoundsException("%s columns in rows of %s".formatted(columns, matrix.stride));
        }
        matrix.floats.check(0, (rows - 1L) * matrix.stride + columns);
    }

    /// A pointer to memory that somebody else owns: no copy, no deallocator.
    private static final class At extends FloatPointer {
        At(Floats floats) {
            super((@Nullable Pointer) null);
            this.address = floats.address();
        }
    }
}
