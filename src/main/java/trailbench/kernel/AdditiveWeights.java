package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.broadcast;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;

/// Weights of additive attention: `α[t, j] = Σ_d v[d] · σ(a[t, d] + b[j, d])` for j ≤ t, and their gradients.
///
/// No exponential stands in the inner loop: σ(a + b) = 1 / (1 + e⁻ᵃ · e⁻ᵇ), and the powers are taken once a row ([#powers]). Two sigmoids
/// share a division: on the way forward two of one step, so that no bit of a step depends on what comes after it. Halves a and b beyond ±30
/// are taken as ±30, where the powers keep within the range of floats; where the product of two leaves it, both sigmoids are next to nothing.
///
/// Steps j lie in the lanes of the vectors, so the powers of b are wanted in blocks of as many steps as a vector has lanes, each `[units, lanes]`
/// ([#toBlocks]); σ of each (t, j, d) is worked out again on the way back instead of being kept.
public final class AdditiveWeights {
    private static final float WIDEST = 30f;

    private AdditiveWeights() {}

    /// Floats from one row of steps to the next, for `steps` of them: whole vectors.
    public static int stride(int steps) {
        return (steps + LANES - 1) / LANES * LANES;
    }

    /// Floats on the heap that `count` rows want.
    public static int numbers(int count, int units) {
        return (count + 1) * units;
    }

    /// Floats of scratch memory that [#backward] wants.
    public static long scratch(int units) {
        return (3L * units + 1) * LANES;
    }

    /// Replaces x by e⁻ˣ.
    public static void powers(Floats halves) {
        int n = Math.toIntExact(halves.length());
        for (int i = 0; i < n; i += LANES) {
            long at = halves.address() + 4L * i;
            store(Vectors.exp(load(at, n - i).neg().max(-WIDEST).min(WIDEST)), at, n - i);
        }
    }

    /// `[steps, units]` to blocks of steps, zeros behind the last.
    ///
    /// @param blocks `stride(steps) · units` floats
    public static void toBlocks(Floats rows, int steps, int units, Floats blocks) {
        rows.check(0, (long) steps * units);
        blocks.check(0, (long) units * stride(steps));
        blocks.slice(0, (long) units * stride(steps)).zero();
        for (int t = 0; t < steps; t++) {
            long from = rows.address() + 4L * t * units;
            long to = blocks.address() + 4L * inBlocks(t, units);
            for (int d = 0; d < units; d++) {
                Vectors.set(to + 4L * d * LANES, Vectors.get(from + 4L * d));
            }
        }
    }

    /// The way back from [#toBlocks].
    public static void fromBlocks(Floats blocks, int steps, int units, Floats rows) {
        rows.check(0, (long) steps * units);
        blocks.check(0, (long) units * stride(steps));
        for (int t = 0; t < steps; t++) {
            long from = blocks.address() + 4L * inBlocks(t, units);
            long to = rows.address() + 4L * t * units;
            for (int d = 0; d < units; d++) {
                Vectors.set(to + 4L * d, Vectors.get(from + 4L * d * LANES));
            }
        }
    }

    private static long inBlocks(int step, int units) {
        return (long) (step / LANES) * units * LANES + step % LANES;
    }

    /// The weights of steps `from` to `from + count`.
    ///
    /// @param powersA `[T, units]` e⁻ᵃ
    /// @param powersB e⁻ᵇ from [#toBlocks]
    /// @param v       `[units]`
    /// @param stride  floats from one row of `weights` to the next, [#stride]
    /// @param numbers [#numbers] floats on the heap, where the compiler reads single numbers with less ado
    /// @param weights `[count, stride]` out, zero for j > t up to j = from + count
    public static void forward(
            int from, int count, int units, Floats powersA, Floats powersB, Floats v, int stride, float[] numbers, Floats weights) {
        powersA.check(0, (long) (from + count) * units);
        powersB.check(0, (long) units * stride);
        v.check(0, units);
        weights.check(0, (long) count * stride);
        powersA.toArray((long) from * units, numbers, 0, count * units);
        v.toArray(0, numbers, count * units, units);
        for (int row = 0; row < count; row += 2) {
            int second = Math.min(row + 1, count - 1); // the last of an odd number is worked out twice
            long y0 = weights.address() + 4L * row * stride;
            long y1 = weights.address() + 4L * second * stride;
            for (int j = 0; j < from + count; j += LANES) {
                int last0 = from + row - j;
                int last1 = from + second - j;
                if (last1 < 0) {
                    store(broadcast(0), y0 + 4L * j, LANES);
                    store(broadcast(0), y1 + 4L * j, LANES);
                } else {
                    block(units, numbers, row * units, second * units, count * units, powersB.address() + 4L * j * units, last0, last1, y0 + 4L * j, y1 + 4L * j);
                }
            }
        }
    }

    /// Two rows, which start at a0 and a1 of `a` as the factors do at v, against one block of steps.
    private static void block(int units, float[] a, int a0, int a1, int v, long b, int last0, int last1, long y0, long y1) {
        FloatVector one = broadcast(1);
        FloatVector sum0 = broadcast(0);
        FloatVector sum1 = broadcast(0);
        int pairs = units - units % 2;
        for (int d = 0; d < pairs; d += 2) {
            FloatVector k = load(b + 4L * d * LANES);
            FloatVector l = load(b + 4L * (d + 1) * LANES);
            sum0 = Vectors.fractions(k.fma(broadcast(a[a0 + d]), one), l.fma(broadcast(a[a0 + d + 1]), one), a[v + d], a[v + d + 1]).add(sum0);
            sum1 = Vectors.fractions(k.fma(broadcast(a[a1 + d]), one), l.fma(broadcast(a[a1 + d + 1]), one), a[v + d], a[v + d + 1]).add(sum1);
        }
        if (pairs < units) {
            FloatVector k = load(b + 4L * pairs * LANES);
            sum0 = broadcast(a[v + pairs]).div(k.fma(broadcast(a[a0 + pairs]), one)).add(sum0);
            sum1 = broadcast(a[v + pairs]).div(k.fma(broadcast(a[a1 + pairs]), one)).add(sum1);
        }
        store(Vectors.upTo(sum0, last0), y0);
        store(Vectors.upTo(sum1, last1), y1);
    }

    /// The gradients of [#forward], all added to what is there, and the weights once more.
    ///
    /// @param weightGradients `[count, stride]` gradient of the weights; what stands at j > t does not count
    /// @param gradientA       `[T, units]` in and out: of a
    /// @param gradientB       in and out: of b, without the factor v, in blocks as `powersB`
    /// @param gradientV       `[units]` in and out
    /// @param numbers         [#numbers] floats on the heap
    /// @param scratch         [#scratch] floats
    /// @param weights         `[count, stride]` out, as in [#forward] but for rounding
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
            float[] numbers,
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
        long none = sumsV + 4L * units * LANES;
        powersA.toArray((long) from * units, numbers, 0, count * units);
        v.toArray(0, numbers, count * units, units);
        for (int row = 0; row < count; row += 2) {
            int second = Math.min(row + 1, count - 1);
            long y0 = weights.address() + 4L * row * stride;
            long y1 = weights.address() + 4L * second * stride;
            long g0 = weightGradients.address() + 4L * row * stride;
            long g1 = weightGradients.address() + 4L * second * stride;
            for (int j = 0; j < from + count; j += LANES) {
                long b = powersB.address() + 4L * j * units;
                long db = gradientB.address() + 4L * j * units;
                int last0 = from + row - j;
                int last1 = from + second - j;
                if (last1 < 0) {
                    store(broadcast(0), y0 + 4L * j, LANES);
                    store(broadcast(0), y1 + 4L * j, LANES);
                } else {
                    blockBackward(
                            units, numbers, row * units, second * units, count * units, b, g0 + 4L * j, second == row ? none : g1 + 4L * j, last0, last1, db, sums0, y0 + 4L * j, y1 + 4L * j);
                }
            }
            gather(sums0, units, v, gradientA, from + row);
            gather(sums1, units, v, gradientA, from + second);
        }
        for (int d = 0; d < units; d++) {
            gradientV.set(d, gradientV.get(d) + (float) Vectors.sum(load(sumsV + 4L * d * LANES, LANES)));
        }
    }

    /// Two rows against one block of steps. A method of its own, without a choice between vectors, or the compiler keeps them on the heap.
    private static void blockBackward(
            int units, float[] a, int a0, int a1, int v, long b, long g0, long g1, int last0, int last1, long db, long sums, long y0, long y1) {
        FloatVector one = broadcast(1);
        FloatVector given0 = Vectors.upTo(load(g0), last0);
        FloatVector given1 = Vectors.upTo(load(g1), last1);
        FloatVector sum0 = broadcast(0);
        FloatVector sum1 = broadcast(0);
        long next = 4L * units * LANES;
        for (int d = 0; d < units; d++) {
            long lane = 4L * d * LANES;
            long s = sums + lane;
            FloatVector k = load(b + lane);
            FloatVector x0 = k.fma(broadcast(a[a0 + d]), one);
            FloatVector x1 = k.fma(broadcast(a[a1 + d]), one);
            FloatVector shared = one.div(x0.mul(x1));
            FloatVector s0 = shared.mul(x1);
            FloatVector s1 = shared.mul(x0);
            FloatVector factor = broadcast(a[v + d]);
            sum0 = s0.fma(factor, sum0);
            sum1 = s1.fma(factor, sum1);
            FloatVector ds0 = s0.mul(given0);
            FloatVector ds1 = s1.mul(given1);
            FloatVector w0 = ds0.sub(ds0.mul(s0));
            FloatVector w1 = ds1.sub(ds1.mul(s1));
            store(load(s).add(w0), s);
            store(load(s + next).add(w1), s + next);
            store(load(s + 2 * next).add(ds0.add(ds1)), s + 2 * next);
            store(load(db + lane).add(w0.add(w1)), db + lane);
        }
        store(Vectors.upTo(sum0, last0), y0);
        store(Vectors.upTo(sum1, last1), y1);
    }

    /// Adds v times the sums over the lanes to one row, and clears them.
    private static void gather(long sums, int units, Floats v, Floats gradient, int row) {
        for (int d = 0; d < units; d++) {
            long at = (long) row * units + d;
            long lane = sums + 4L * d * LANES;
            gradient.set(at, gradient.get(at) + (float) (v.get(d) * Vectors.sum(load(lane, LANES))));
            store(broadcast(0), lane, LANES);
        }
    }
}
