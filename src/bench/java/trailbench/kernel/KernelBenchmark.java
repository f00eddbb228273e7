package trailbench.kernel;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Loops over floats as the layers call them, on one lane: a slab of softmax rows, a step of a cell, eˣ.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class KernelBenchmark {
    private static final int ITEMS = 3_416;
    private static final int ROWS = 64;
    private static final int UNITS = 128;

    private final FloatBuffer memory = new FloatBuffer();
    private Floats logits = Floats.NONE;
    private Floats bias = Floats.NONE;
    private Floats gates = Floats.NONE;
    private Floats states = Floats.NONE;
    private Floats outputs = Floats.NONE;

    @Setup
    public void allocate() {
        long rowFloats = (long) ROWS * UNITS;
        Floats all = memory.ensure(2L * ITEMS + 8 * rowFloats);
        all.zero();
        logits = all.slice(0, ITEMS);
        bias = all.slice(ITEMS, ITEMS);
        gates = all.slice(2L * ITEMS, 4 * rowFloats);
        states = all.slice(2L * ITEMS + 4 * rowFloats, rowFloats);
        outputs = all.slice(2L * ITEMS + 5 * rowFloats, rowFloats);
    }

    /// One row of 3,416 logits to probabilities.
    @Benchmark
    public double softmaxRow() {
        return Softmax.probabilities(logits, bias, 7, 1).loss();
    }

    /// tanh of 64 · 128 floats, in place.
    @Benchmark
    public void tanh() {
        Pointwise.tanh(outputs);
    }

    /// Sum of squares of 64 · 128 floats.
    @Benchmark
    public double sumOfSquares() {
        return Pointwise.sumOfSquares(outputs);
    }
}
