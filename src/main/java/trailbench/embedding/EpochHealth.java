package trailbench.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// How the representation of one epoch stands.
///
/// @param epoch      of the checkpoint
/// @param health     whether its vectors use the room they have
/// @param alignment  mean squared distance, at length 1, of items that follow each other in training histories (T. Wang, P. Isola,
///                   "Understanding contrastive representation learning through alignment and uniformity on the hypersphere", ICML 2020): lower where
///                   what goes together lies together; 2 by chance; NaN without such pairs
/// @param popularity correlation (Pearson) of a vector's length with the logarithm of 1 + training events: near 0 where length says nothing of fame
/// @param still      items whose vector is that of the checkpoint before, bit for bit; 0 at the first
/// @param probes     what classes can be read off the vectors
/// @param amounts    what amounts can; empty if measured before they were
public record EpochHealth(int epoch, Health health, double alignment, double popularity, int still, List<Probe> probes, Optional<List<AmountProbe>> amounts) {

    /// @param vectors  `[V][E]`
    /// @param before   `[V][E]` of the checkpoint before; empty at the first
    /// @param events   `[V]` training events of each item
    /// @param pairs    `[P][2]` rows of items that follow each other
    /// @param columns  `[V]` values each
    public static EpochHealth of(
            int epoch, float[][] vectors, float[][] before, int[] events, int[][] pairs, Map<String, List<String>> columns) {
        int still = before.length == 0
                ? 0
                : (int) IntStream.range(0, vectors.length).filter(row -> Arrays.equals(vectors[row], before[row])).count();
        return new EpochHealth(
                epoch, Health.of(vectors), alignment(vectors, pairs), popularity(vectors, events), still, Probe.of(vectors, columns),
                Optional.of(AmountProbe.of(vectors, columns)));
    }

    private static double alignment(float[][] vectors, int[][] pairs) {
        double sum = 0;
        int count = 0;
        for (int[] pair : pairs) {
            double lengths = length(vectors[pair[0]]) * length(vectors[pair[1]]);
            if (lengths > 0) {
                sum += 2 - 2 * Health.dot(vectors[pair[0]], vectors[pair[1]]) / lengths;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static double popularity(float[][] vectors, int[] events) {
        double[] lengths = new double[vectors.length];
        double[] fame = new double[vectors.length];
        for (int row = 0; row < lengths.length; row++) {
            lengths[row] = length(vectors[row]);
            fame[row] = Math.log1p(events[row]);
        }
        return correlation(lengths, fame);
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = IntStream.range(0, a.length).mapToDouble(i -> a[i]).average().orElse(0);
        double meanB = IntStream.range(0, b.length).mapToDouble(i -> b[i]).average().orElse(0);
        double products = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            products += (a[i] - meanA) * (b[i] - meanB);
            squaresA += (a[i] - meanA) * (a[i] - meanA);
            squaresB += (b[i] - meanB) * (b[i] - meanB);
        }
        return squaresA == 0 || squaresB == 0 ? 0 : products / Math.sqrt(squaresA * squaresB);
    }

    private static double length(float[] vector) {
        return Math.sqrt(Health.dot(vector, vector));
    }
}
