package trailbench.kernel;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import trailbench.kernel.Blas.Matrix;

/// Matrix products in the shapes that the layers ask for, on one lane. Start it with the environment's `OPENBLAS_CORETYPE` that
/// [CpuKernel] names: `src/bench/run.sh` does.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class ProductBenchmark {
    /// `m x n x k`: logits of a slab, its gradients down and of the weights, a step of an LSTM, a block's linear map, queries and keys of a
    /// sequence, and large squares for the peak.
    @Param({"256x3416x64", "256x64x3416", "3416x64x256", "64x512x128", "6000x64x64", "200x200x64", "1024x1024x1024"})
    public String shape = "";

    private final FloatBuffer memory = new FloatBuffer();
    private int m;
    private int n;
    private int k;
    private Matrix a = Matrix.of(Floats.NONE, 1);
    private Matrix b = Matrix.of(Floats.NONE, 1);
    private Matrix c = Matrix.of(Floats.NONE, 1);

    @Setup
    public void allocate() {
        String[] sizes = shape.split("x");
        m = Integer.parseInt(sizes[0]);
        n = Integer.parseInt(sizes[1]);
        k = Integer.parseInt(sizes[2]);
        long left = (long) m * k;
        long right = (long) k * n;
        Floats all = memory.ensure(left + right + (long) m * n);
        all.zero();
        a = Matrix.of(all.slice(0, left), k);
        b = Matrix.of(all.slice(left, right), n);
        c = Matrix.of(all.slice(left + right, (long) m * n), n);
    }

    @Benchmark
    public void plain() {
        Blas.multiply(NO, NO, m, n, k, a, b, 0, c);
    }

    /// As [#plain], by our own kernel where the shape allows.
    @Benchmark
    public void panels() {
        Panels.multiply(NO, m, n, k, a, b, false, c);
    }

    /// The second factor lies transposed, as item vectors do.
    @Benchmark
    public void transposed() {
        Blas.multiply(NO, YES, m, n, k, a, Matrix.of(b.floats(), k), 0, c);
    }
}
