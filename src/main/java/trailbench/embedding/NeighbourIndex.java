package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Vectors made ready for being asked again and again who is nearest: their lengths are known, and each question goes over all of them once, in
/// single precision on all processors; the best are then measured in double precision, as [Neighbours] does. A million vectors of width 64 take
/// some hundredths of a second (`trailbench.bench.MapSpeed`), so that no structure is needed that might miss one.
///
/// May be asked by several threads at a time.
public final class NeighbourIndex {
    /// A fixed number, so that answers do not depend on the number of processors.
    private static final int SLICES = 16;
    /// More than are asked for: single precision may put near equals in another order.
    private static final int SPARE = 8;
    private static final int UNROLLED = 8;

    private final float[][] vectors;
    private final float[] lengths;

    /// @param vectors `[N][E]`; are kept, and must not change
    public NeighbourIndex(float[][] vectors) {
        this.vectors = vectors;
        this.lengths = new float[vectors.length];
        IntStream.range(0, SLICES).parallel().forEach(slice -> {
            for (int row = from(slice); row < from(slice + 1); row++) {
                lengths[row] = (float) Math.sqrt(dot(vectors[row], vectors[row]));
            }
        });
    }

    private int from(int slice) {
        return (int) ((long) vectors.length * slice / SLICES);
    }

    /// The `k` rows with the largest cosine to row `index`, as [Neighbours#nearest(float[][], int, int)] has them.
    public List<Neighbours.Found> nearest(int index, int k) {
        require(0 <= index && index < vectors.length, "row %s is not among the %s vectors", index, vectors.length);
        require(k >= 0, "k %s is below 0", k);
        int[] candidates = IntStream.range(0, SLICES)
                .parallel()
                .mapToObj(slice -> best(index, from(slice), from(slice + 1), k + SPARE))
                .flatMapToInt(Arrays::stream)
                .sorted()
                .toArray();
        float[][] few = new float[candidates.length + 1][];
        few[0] = vectors[index];
        for (int i = 0; i < candidates.length; i++) {
            few[i + 1] = vectors[candidates[i]];
        }
        return Neighbours.nearest(few, 0, k).stream()
                .map(found -> new Neighbours.Found(candidates[found.index() - 1], found.cosine(), found.distance()))
                .toList();
    }

    private int[] best(int index, int from, int to, int most) {
        float[] query = vectors[index];
        int[] rows = new int[most];
        float[] cosines = new float[most];
        int size = 0;
        for (int row = from; row < to; row++) {
            float near = lengths[row] == 0 ? 0 : dot(query, vectors[row]) / lengths[row];
            if (row == index || size == most && near <= cosines[most - 1]) {
                continue;
            }
            int place = size < most ? size++ : most - 1;
            for (; place > 0 && cosines[place - 1] < near; place--) {
                cosines[place] = cosines[place - 1];
                rows[place] = rows[place - 1];
            }
            cosines[place] = near;
            rows[place] = row;
        }
        return Arrays.copyOf(rows, size);
    }

    /// Eight sums side by side: one alone would wait for each addition.
    private static float dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int whole = a.length - a.length % UNROLLED;
        for (int i = 0; i < whole; i += UNROLLED) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
            s4 += a[i + 4] * b[i + 4];
            s5 += a[i + 5] * b[i + 5];
            s6 += a[i + 6] * b[i + 6];
            s7 += a[i + 7] * b[i + 7];
        }
        float sum = s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7));
        for (int i = whole; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
