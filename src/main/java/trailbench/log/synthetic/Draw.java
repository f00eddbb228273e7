package trailbench.log.synthetic;

import java.util.SplittableRandom;

/// Draws an index by weights, in the time of a binary search.
final class Draw {
    private final double[] upTo;

    /// @param weights 0 or more each, not all 0
    Draw(double... weights) {
        upTo = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            upTo[i] = sum;
        }
    }

    /// `count` indices, the one at place r (from 0) with weight 1 / (r + 1): Zipf's law.
    static Draw zipf(int count) {
        double[] weights = new double[count];
        for (int rank = 0; rank < count; rank++) {
            weights[rank] = 1.0 / (rank + 1);
        }
        return new Draw(weights);
    }

    int from(SplittableRandom random) {
        double at = random.nextDouble() * upTo[upTo.length - 1];
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
