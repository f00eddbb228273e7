package trailbench.kernel;

/// Random numbers as a function of a key and a counter: the same wherever, whenever and in whatever order they are drawn.
///
/// The mixing function is that of SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
public final class Draws {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Draws() {}

    /// A key made of parts, such as (seed, step, layer).
    public static long key(long... parts) {
        long key = 0;
        for (long part : parts) {
            key = mix(key + GOLDEN + mix(part + GOLDEN));
        }
        return key;
    }

    /// Uniform in [0, 1).
    public static double uniform(long key, long counter) {
        return (mix(key + counter * GOLDEN) >>> 11) * 0x1.0p-53;
    }

    /// Standard normal (G. Box, M. Muller, "A note on the generation of random normal deviates", 1958).
    public static double normal(long key, long counter) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(key, 2 * counter)));
        return radius * StrictMath.cos(2 * Math.PI * uniform(key, 2 * counter + 1));
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
