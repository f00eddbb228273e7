package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Weights of additive attention: `α[t, j] = Σ_d v[d] · σ(a[t, d] + b[j, d])` for j ≤ t, and their gradients.
///
/// No exponential stands in the inner loop: σ(a + b) = 1 / (1 + e⁻ᵃ · e⁻ᵇ), and the powers are taken once a row ([#powers]). Two sigmoids
/// share a division. Halves a and b beyond ±30 are taken as ±30, where the powers and their products keep within the range of floats.
///
/// Steps j lie in the lanes of the vectors, so the powers of b are wanted with the steps along the rows ([#transpose]); σ of each (t, j, d)
/// is worked out again on the way back instead of being kept.
public final class AdditiveWeights {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final float WIDEST = 30f;

    private AdditiveWeights() {}

    /// Floats from one row of steps to the next, for `steps` of them: whole vectors.
    public static int stride(int steps) {
        return (steps + LANES - 1) / LANES * LANES;
    }

    /// Floats of scratch memory that [#backward] wants.
    public static long scratch(int units) {
        return 3L * units * LANES;
    }

    /// Replaces x by e⁻ˣ.
    public static void powers(Floats halves) {
        int n = Math.toIntExact(halves.length());
        for (int i = 0; i < n; i += LANES) {
            long at = halves.address() + 4L * i;
            store(Vectors.exp(load(at, n - i).neg().max(-WIDEST).min(WIDEST)), at, n - i);
        }
    }

    /// `[steps, units]` to `[units, stride]`, zeros behind the steps.
    public static void transpose(Floats rows, int steps, int units, Floats columns) {
        int stride = stride(steps);
        rows.check(0, (long) steps * units);
        columns.check(0, (long) units * stride);
        columns.slice(0, (long) units * stride).zero();
        for (int t = 0; t < steps; t++) {
            for (int d = 0; d < units; d++) {
                Floats.MEMORY.set(FLOAT, columns.address() + 4L * ((long) d * stride + t), get(rows.address(), (long) t * units + d));
            }
        }
    }

    /// The transpose of [#transpose].
    public static void transposeBack(Floats columns, int steps, int units, Floats rows) {
        int stride = stride(steps);
        rows.check(0, (long) steps * units);
        columns.check(0, (long) units * stride);
        for (int t = 0; t < steps; t++) {
            for (int d = 0; d < units; d++) {
                Floats.MEMORY.set(FLOAT, rows.address() + 4L * ((long) t * units + d), get(columns.address(), (long) d * stride + t));
            }
        }
    }

    /// The weights of steps `from` to `from + count`.
    ///
    /// @param powersA `[T, units]` e⁻ᵃ
    /// @param powersB `[units, stride]` e⁻ᵇ from [#transpose]
    /// @param v       `[units]`
    /// @param stride  of `powersB` and `weights`
    /// @param weights `[count, stride]` out, zero for j > t up to j = from + count
    public static void forward(int from, int count, int units, Floats powersA, Floats powersB, Floats v, int stride, Floats weights) {
        powersA.check(0, (long) (from + count) * units);
        powersB.check(0, (long) units * stride);
        v.check(0, units);
        weights.check(0, (long) count * stride);
        for (int row = 0; row < count; row += 2) {
            int second = Math.min(row + 1, count - 1); // the last of an odd number is worked out twice
            long a0 = powersA.address() + 4L * (from + row) * units;
            long a1 = powersA.address() + 4L * (from + second) * units;
            for (int j = 0; j < from + count; j += LANES) {
                long b = powersB.address() + 4L * j;
                FloatVector sum0 = Vectors.broadcast(0);
                FloatVector sum1 = Vectors.broadcast(0);
                if (j <= from + second) {
                    FloatVector one = Vectors.broadcast(1);
                    for (int d = 0; d < units; d++) {
                        FloatVector k = load(b + 4L * d * stride, LANES);
                        FloatVector x0 = k.fma(Vectors.broadcast(get(a0, d)), one);
                        FloatVector x1 = k.fma(Vectors.broadcast(get(a1, d)), one);
                        FloatVector shared = Vectors.broadcast(get(v.address(), d)).div(x0.mul(x1));
                        sum0 = shared.fma(x1, sum0);
                        sum1 = shared.fma(x0, sum1);
                    }
                }
                store(upTo(sum0, from + row - j), weights.address() + 4L * ((long) row * stride + j), LANES);
                store(upTo(sum1, from + second - j), weights.address() + 4L * ((long) second * stride + j), LANES);
            }
        }
    }

    /// The gradients of [#forward], all added to what is there, and the weights once more.
    ///
    /// @param weightGradients `[count, stride]` gradient of the weights; what stands at j > t does not count
    /// @param gradientA       `[T, units]` in and out: of a
    /// @param gradientB       `[units, stride]` in and out: of b, without the factor v, steps along the rows
    /// @param gradientV       `[units]` in and out
    /// @param scratch         [#scratch] floats
    /// @param weights         `[count, stride]` out, as in [#forward]
    public static void backward(
            int from,
            int count,
            int units,
            Floats powersA,
            Floats powersB,
            Floats v,
            int stride,
            Floats weightGradients,
            Floats gradientA,
            Floats gradientB,
            Floats gradientV,
            Floats scratch,
            Floats weights) {
        powersA.check(0, (long) (from + count) * units);
        gradientA.check(0, (long) (from + count) * units);
        powersB.check(0, (long) units * stride);
        gradientB.check(0, (long) units * stride);
        v.check(0, units);
        gradientV.check(0, units);
        weightGradients.check(0, (long) count * stride);
        weights.check(0, (long) count * stride);
        scratch.check(0, scratch(units));
        scratch.zero();
        long sums0 = scratch.address();
        long sums1 = sums0 + 4L * units * LANES;
        long sumsV = sums1 + 4L * units * LANES;
        for (int row = 0; row < count; row += 2) {
            int second = Math.min(row + 1, count - 1);
            long a0 = powersA.address() + 4L * (from + row) * units;
            long a1 = powersA.address() + 4L * (from + second) * units;
            for (int j = 0; j < from + count; j += LANES) {
                FloatVector sum0 = Vectors.broadcast(0);
                FloatVector sum1 = Vectors.broadcast(0);
                if (j <= from + second) {
                    FloatVector one = Vectors.broadcast(1);
                    FloatVector g0 = upTo(load(weightGradients.address() + 4L * ((long) row * stride + j), LANES), from + row - j);
                    FloatVector g1 = second == row
                            ? Vectors.broadcast(0)
                            : upTo(load(weightGradients.address() + 4L * ((long) second * stride + j), LANES), from + second - j);
                    for (int d = 0; d < units; d++) {
                        long b = 4L * ((long) d * stride + j);
                        long lane = 4L * d * LANES;
                        FloatVector k = load(powersB.address() + b, LANES);
                        FloatVector x0 = k.fma(Vectors.broadcast(get(a0, d)), one);
                        FloatVector x1 = k.fma(Vectors.broadcast(get(a1, d)), one);
                        FloatVector shared = one.div(x0.mul(x1));
                        FloatVector s0 = shared.mul(x1);
                        FloatVector s1 = shared.mul(x0);
                        FloatVector factor = Vectors.broadcast(get(v.address(), d));
                        sum0 = s0.fma(factor, sum0);
                        sum1 = s1.fma(factor, sum1);
                        FloatVector ds0 = s0.mul(g0);
                        FloatVector ds1 = s1.mul(g1);
                        store(load(sumsV + lane, LANES).add(ds0.add(ds1)), sumsV + lane, LANES);
                        FloatVector w0 = ds0.sub(ds0.mul(s0));
                        FloatVector w1 = ds1.sub(ds1.mul(s1));
                        store(load(gradientB.address() + b, LANES).add(w0.add(w1)), gradientB.address() + b, LANES);
                        store(load(sums0 + lane, LANES).add(w0), sums0 + lane, LANES);
                        store(load(sums1 + lane, LANES).add(w1), sums1 + lane, LANES);
                    }
                }
                store(upTo(sum0, from + row - j), weights.address() + 4L * ((long) row * stride + j), LANES);
                store(upTo(sum1, from + second - j), weights.address() + 4L * ((long) second * stride + j), LANES);
            }
            gather(sums0, units, v, gradientA, from + row);
            gather(sums1, units, v, gradientA, from + second);
        }
        for (int d = 0; d < units; d++) {
            gradientV.set(d, gradientV.get(d) + (float) Vectors.sum(load(sumsV + 4L * d * LANES, LANES)));
        }
    }

    /// Adds v times the sums over the lanes to one row, and clears them.
    private static void gather(long sums, int units, Floats v, Floats gradient, int row) {
        for (int d = 0; d < units; d++) {
            long at = (long) row * units + d;
            long lane = sums + 4L * d * LANES;
            gradient.set(at, gradient.get(at) + (float) (v.get(d) * Vectors.sum(load(lane, LANES))));
            store(Vectors.broadcast(0), lane, LANES);
        }
    }

    /// Zeroes the lanes beyond `last`.
    private static FloatVector upTo(FloatVector vector, int last) {
        if (last >= LANES - 1) {
            return vector;
        }
        VectorMask<Float> mask = Vectors.SPECIES.indexInRange(0, Math.max(0, last + 1));
        return vector.blend(0f, mask.not());
    }

    private static float get(long address, long index) {
        return Floats.MEMORY.get(FLOAT, address + 4 * index);
    }
}
