package trailbench.kernel;

import java.util.Arrays;
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

/// Loops over floats as the layers call them, on one lane: a slab of softmax rows, a step of a cell, eˣ, an activation, a block of additive
/// attention. `-prof gc` says what they leave on the heap: nothing.
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
    /// Of a window, and those whose attention exists at once.
    private static final int STEPS = 200;
    private static final int BLOCK = 32;

    private final FloatBuffer memory = new FloatBuffer();
    private Floats logits = Floats.NONE;
    private Floats bias = Floats.NONE;
    private Floats gates = Floats.NONE;
    private Floats states = Floats.NONE;
    private Floats outputs = Floats.NONE;
    private final FloatBuffer attention = new FloatBuffer();
    private Floats powersA = Floats.NONE;
    private Floats powersB = Floats.NONE;
    private Floats factors = Floats.NONE;
    private Floats weights = Floats.NONE;
    private Floats gradientA = Floats.NONE;
    private Floats gradientB = Floats.NONE;
    private Floats gradientV = Floats.NONE;
    private Floats weightGradients = Floats.NONE;
    private Floats scratch = Floats.NONE;
    private final float[] numbers = new float[AdditiveWeights.numbers(BLOCK, UNITS)];

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
        long stride = AdditiveWeights.stride(STEPS);
        long[] lengths = {
            STEPS * UNITS, UNITS * stride, UNITS, BLOCK * stride, STEPS * UNITS, UNITS * stride, UNITS, BLOCK * stride, AdditiveWeights.scratch(UNITS)
        };
        Floats room = attention.ensure(Arrays.stream(lengths).sum());
        room.zero();
        Floats[] parts = new Floats[lengths.length];
        long from = 0;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = room.slice(from, lengths[i]);
            from += lengths[i];
        }
        powersA = parts[0];
        powersB = parts[1];
        factors = parts[2];
        weights = parts[3];
        gradientA = parts[4];
        gradientB = parts[5];
        gradientV = parts[6];
        weightGradients = parts[7];
        scratch = parts[8];
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

    /// GELU of 64 · 128 floats.
    @Benchmark
    public void gelu() {
        Gates.gelu(states, outputs);
    }

    /// Its gradient.
    @Benchmark
    public void geluBackward() {
        Gates.geluBackward(states, outputs);
    }

    /// Additive attention of the last 32 of 200 steps, 128 units.
    @Benchmark
    public void additive() {
        AdditiveWeights.forward(STEPS - BLOCK, BLOCK, UNITS, powersA, powersB, factors, AdditiveWeights.stride(STEPS), numbers, weights);
    }

    /// Its gradients.
    @Benchmark
    public void additiveBackward() {
        AdditiveWeights.backward(
                STEPS - BLOCK, BLOCK, UNITS, powersA, powersB, factors, AdditiveWeights.stride(STEPS), weightGradients, gradientA, gradientB,
                gradientV, numbers, scratch, weights);
    }
}
