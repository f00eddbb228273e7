package trailbench.embedding;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import trailbench.kernel.Lanes;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Which share of each item's nearest neighbours two representations have in common, in the original spaces and by cosine: what can be compared
/// between spaces that are turned against each other, as those of two runs always are (L. Wendlandt, J. Kummerfeld, R. Mihalcea, "Factors
/// influencing the surprising instability of word embeddings", NAACL 2018).
///
/// @param ids    of the items in both
/// @param shares `[ids]` in [0, 1]; by chance k / N
/// @param k      neighbours that were compared
public record NeighbourOverlap(List<String> ids, float[] shares, int k) {
    public static final int NEIGHBOURS = 10;

    /// @throws Fault.Request if fewer than 3 items are in both
    public static NeighbourOverlap between(VectorFile.Vectors one, VectorFile.Vectors other, Progress progress) {
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < other.ids().size(); row++) {
            rows.putIfAbsent(other.ids().get(row), row);
        }
        int[] shared = IntStream.range(0, one.ids().size()).filter(row -> rows.containsKey(one.ids().get(row))).toArray();
        Fault.require(shared.length >= 3, "%s items are in both runs; at least 3 are needed. Compare runs on the same log.", shared.length);
        List<String> ids = IntStream.of(shared).mapToObj(one.ids()::get).toList();
        float[][] first = IntStream.of(shared).mapToObj(row -> one.rows()[row]).toArray(float[][]::new);
        float[][] second = ids.stream().map(id -> other.rows()[rows.get(id)]).toArray(float[][]::new);
        int k = k(ids.size());
        try (Lanes lanes = Lanes.ofProcessors()) {
            return new NeighbourOverlap(ids, shares(lists(first, ids, lanes, progress), lists(second, ids, lanes, progress)), k);
        }
    }

    static int k(int items) {
        return Math.min(NEIGHBOURS, items - 1);
    }

    static NearestLists lists(float[][] vectors, List<String> ids, Lanes lanes, Progress progress) {
        float[][] units = IntStream.range(0, vectors.length)
                .mapToObj(row -> Projection.unit(vectors[row], ids.get(row)))
                .toArray(float[][]::new);
        return NearestLists.of(units, k(vectors.length), 1, lanes, progress);
    }

    static float[] shares(NearestLists one, NearestLists other) {
        int k = one.k();
        float[] shares = new float[one.rows().length / k];
        for (int i = 0; i < shares.length; i++) {
            int[] a = Arrays.copyOfRange(one.rows(), i * k, (i + 1) * k);
            int[] b = Arrays.copyOfRange(other.rows(), i * k, (i + 1) * k);
            Arrays.sort(b);
            shares[i] = (float) Arrays.stream(a).filter(row -> Arrays.binarySearch(b, row) >= 0).count() / k;
        }
        return shares;
    }

    public double mean() {
        return mean(shares);
    }

    static double mean(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(Double.NaN);
    }
}
