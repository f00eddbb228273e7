package trailbench.kernel;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vector code that the other loops are made of. Exact in the same way interpreted and compiled.
///
/// The compiler stops inlining in a method that has grown beyond 18,000 of its nodes, and a vector that crosses a call is boxed: some
/// hundred cycles. That is about forty vector operations, and an exponential alone is twenty. So a hot loop has a method of its own with one
/// exponential at most and no masks; the rest of a row that fills no vector goes to another method, or through scalars. The methods here are
/// inlined into such loops, and the loops nowhere: see [Compilation].
///
/// What goes round a loop, a sum or a maximum, is the argument of an operation and never its receiver: `load(x).add(sum)`, not
/// `sum.add(load(x))`. Of a receiver the compiler must know the class, and of what went round a loop it knows it only from what it saw
/// before it compiled; where it saw too little, the whole loop runs on the heap, at a hundredth of the speed.
final class Vectors {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SPECIES.vectorShape());
    /// 0, 1, 2 …
    private static final IntVector INDEX = IntVector.zero(INTS).addIndex(1);

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final float LOG2E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;
    /// 1.5 · 2²³: adding it rounds to an integer, which then stands in the low bits.
    private static final float ROUND = 12_582_912f;
    private static final float GELU_LINE = 1.5957691216f; // 2 √(2 / π)
    private static final float GELU_CUBE = 0.0713548162f; // that times 0.044715
    private static final float LOWEST = -86f;
    private static final float HIGHEST = 88f;

    private Vectors() {}

    /// The floats at `address`; with fewer than a full vector left, the rest of the lanes is zero.
    static FloatVector load(long address, int left) {
        return left >= LANES
                ? FloatVector.fromMemorySegment(SPECIES, Floats.MEMORY, address, ORDER)
                : FloatVector.fromMemorySegment(SPECIES, Floats.MEMORY, address, ORDER, SPECIES.indexInRange(0, left));
    }

    /// A full vector.
    static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(SPECIES, Floats.MEMORY, address, ORDER);
    }

    static void store(FloatVector vector, long address) {
        vector.intoMemorySegment(Floats.MEMORY, address, ORDER);
    }

    static float get(long address) {
        return Floats.MEMORY.get(FLOAT, address);
    }

    static void set(long address, float value) {
        Floats.MEMORY.set(FLOAT, address, value);
    }

    /// The part of `n` that full vectors cover.
    static int whole(int n) {
        return n & -LANES;
    }

    static void store(FloatVector vector, long address, int left) {
        if (left >= LANES) {
            vector.intoMemorySegment(Floats.MEMORY, address, ORDER);
        } else {
            vector.intoMemorySegment(Floats.MEMORY, address, ORDER, SPECIES.indexInRange(0, left));
        }
    }

    /// eˣ to about 2 units in the last place (S. Moshier, Cephes library, expf). Below -86 it stays at e⁻⁸⁶, above 88 at e⁸⁸.
    static FloatVector exp(FloatVector value) {
        return expInRange(value.max(LOWEST).min(HIGHEST));
    }

    /// eˣ for x not above 0.
    static FloatVector expOfNegative(FloatVector value) {
        return expInRange(value.max(LOWEST));
    }

    private static FloatVector expInRange(FloatVector x) {
        FloatVector shifted = x.mul(LOG2E).add(ROUND);
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = n.fma(broadcast(-LN2_HIGH), x);
        r = n.fma(broadcast(-LN2_LOW), r);
        FloatVector p = broadcast(1.9875691500e-4f);
        p = p.fma(r, broadcast(1.3981999507e-3f));
        p = p.fma(r, broadcast(8.3334519073e-3f));
        p = p.fma(r, broadcast(4.1665795894e-2f));
        p = p.fma(r, broadcast(1.6666665459e-1f));
        p = p.fma(r, broadcast(5.0000001201e-1f));
        FloatVector y = p.fma(r.mul(r), r).add(1f);
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        return y.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }

    /// For each lane, 24 random bits as a function of a key and a counter, which goes up by one from lane to lane: C. Wellons' "lowbias32"
    /// mixing function of 32 bits, with half the key before and half within. Good for dropout; [Draws] is for what needs more.
    static IntVector draws(long key, int counter) {
        IntVector x = INDEX.add(counter + (int) key);
        x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16)).mul(0x9E3779B1);
        x = x.lanewise(VectorOperators.XOR, (int) (key >>> 32));
        x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16)).mul(0x7FEB352D);
        x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15)).mul(0x846CA68B);
        return x.lanewise(VectorOperators.LSHR, 8);
    }

    /// Zeroes the lanes whose draw is below `least`.
    static FloatVector dropout(FloatVector value, long key, int counter, int least) {
        IntVector keep = IntVector.broadcast(INTS, least - 1).sub(draws(key, counter)).lanewise(VectorOperators.ASHR, 31);
        return value.reinterpretAsInts().and(keep).reinterpretAsFloats();
    }

    /// 1 / (1 + e⁻ˣ)
    static FloatVector sigmoid(FloatVector x) {
        return broadcast(1f).div(exp(x.neg()).add(1f));
    }

    /// (1 - e⁻²ˣ) / (1 + e⁻²ˣ)
    static FloatVector tanh(FloatVector x) {
        FloatVector e = exp(x.mul(-2f));
        return broadcast(1f).sub(e).div(e.add(1f));
    }

    /// x σ(w), w = 2 √(2/π) (x + 0.044715 x³)
    static FloatVector gelu(FloatVector x) {
        return x.div(geluPower(x).add(1f));
    }

    /// The slope of [#gelu]: with s = σ(w) it is `s + s (1 - s) x w'`.
    static FloatVector geluSlope(FloatVector x) {
        FloatVector s = broadcast(1f).div(geluPower(x).add(1f));
        FloatVector bent = x.mul(x).fma(broadcast(3 * GELU_CUBE), broadcast(GELU_LINE)).mul(x); // x w'
        return s.neg().fma(bent, bent).fma(s, s);
    }

    /// e⁻ʷ
    private static FloatVector geluPower(FloatVector x) {
        return exp(x.mul(x).fma(broadcast(-GELU_CUBE), broadcast(-GELU_LINE)).mul(x));
    }

    /// v / x + w / y by one division.
    static FloatVector fractions(FloatVector x, FloatVector y, float v, float w) {
        return y.fma(broadcast(v), x.mul(w)).div(x.mul(y));
    }

    /// Zeroes the lanes beyond `last`.
    static FloatVector upTo(FloatVector vector, int last) {
        return vector.blend(0f, SPECIES.indexInRange(0, Math.clamp(last + 1, 0, LANES)).not());
    }

    /// `x = σ(x)` over `n` floats.
    static void sigmoidAll(long x, int n) {
        int whole = whole(n);
        for (int i = 0; i < whole; i += LANES) {
            store(sigmoid(load(x + 4L * i)), x + 4L * i);
        }
        if (whole < n) {
            sigmoidOfRest(x + 4L * whole, n - whole);
        }
    }

    private static void sigmoidOfRest(long x, int n) {
        store(sigmoid(load(x, n)), x, n);
    }

    /// `x = tanh(x)` over `n` floats.
    static void tanhAll(long x, int n) {
        int whole = whole(n);
        for (int i = 0; i < whole; i += LANES) {
            store(tanh(load(x + 4L * i)), x + 4L * i);
        }
        if (whole < n) {
            tanhOfRest(x + 4L * whole, n - whole);
        }
    }

    private static void tanhOfRest(long x, int n) {
        store(tanh(load(x, n)), x, n);
    }

    /// The greatest lane.
    static float greatest(FloatVector vector) {
        return vector.reduceLanes(VectorOperators.MAX);
    }

    /// The sum of all lanes, first to last.
    static double sum(FloatVector vector) {
        double sum = 0;
        for (int lane = 0; lane < LANES; lane++) {
            sum += vector.lane(lane);
        }
        return sum;
    }

    static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
