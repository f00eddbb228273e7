package trailbench.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;
import trailbench.kernel.Lanes;

/// How strongly each pair of near points is drawn together in t-SNE: the mean of both conditional probabilities, over all points 1 in sum.
/// Pairs of which neither is among the other's nearest have none (L. van der Maaten, "Accelerating t-SNE using tree-based algorithms",
/// JMLR 15, 2014, §4.1).
///
/// @param starts  `[N + 1]` where each point's pairs begin
/// @param others  the other point of each pair, in ascending order within a point
/// @param weights of each pair
record Affinities(int[] starts, int[] others, float[] weights) {
    private static final int MOST_STEPS = 64;
    private static final double TOLERANCE = 1e-5;

    static Affinities of(NearestLists near, double perplexity, Lanes lanes) {
        int k = near.k();
        int points = near.rows().length / k;
        float[] conditional = new float[points * k];
        lanes.run(lane -> {
            for (int i = lane; i < points; i += lanes.count()) {
                calibrate(near.squared(), i * k, k, Math.log(perplexity), conditional);
            }
        });
        return symmetric(near.rows(), conditional, k, (one, other) -> (one + other) / (2f * points));
    }

    /// What the weights that two points give each other come to.
    @FunctionalInterface
    interface Joint {
        /// @param one   0 where the first does not name the other
        /// @param other likewise
        float of(float one, float other);
    }

    /// Finds the width of the Gaussian round one point under which its neighbours' entropy is `wanted`.
    private static void calibrate(float[] squared, int first, int k, double wanted, float[] conditional) {
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double mean = 0;
        for (int j = 0; j < k; j++) {
            mean += squared[first + j] - squared[first];
        }
        double beta = mean > 0 ? k / mean : 1;
        double[] weights = new double[k];
        double sum = 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            sum = 0;
            double weighted = 0;
            for (int j = 0; j < k; j++) {
                double away = squared[first + j] - squared[first];
                weights[j] = Math.exp(-beta * away);
                sum += weights[j];
                weighted += weights[j] * away;
            }
            double excess = Math.log(sum) + beta * weighted / sum - wanted;
            if (Math.abs(excess) < TOLERANCE) {
                break;
            }
            if (excess > 0) {
                low = beta;
                beta = high == Double.POSITIVE_INFINITY ? Math.min(2 * beta, 1e30) : (low + high) / 2;
            } else {
                high = beta;
                beta = (low + high) / 2;
            }
        }
        for (int j = 0; j < k; j++) {
            conditional[first + j] = (float) (weights[j] / sum);
        }
    }

    /// @param rows        `[N · k]` whom each names
    /// @param conditional `[N · k]` how strongly
    static Affinities symmetric(int[] rows, float[] conditional, int k, Joint joint) {
        int points = rows.length / k;
        int[] reverseStarts = new int[points + 1];
        for (int row : rows) {
            reverseStarts[row + 1]++;
        }
        for (int i = 0; i < points; i++) {
            reverseStarts[i + 1] += reverseStarts[i];
        }
        int[] filled = reverseStarts.clone();
        int[] reverse = new int[rows.length]; // places in `rows`, so that the point that names another comes in ascending order
        for (int place = 0; place < rows.length; place++) {
            reverse[filled[rows[place]]++] = place;
        }
        int[] starts = new int[points + 1];
        int[] others = new int[2 * rows.length];
        float[] weights = new float[2 * rows.length];
        int size = 0;
        for (int i = 0; i < points; i++) {
            int first = i * k;
            int[] mine = IntStream.range(first, first + k)
                    .boxed()
                    .sorted((a, b) -> Integer.compare(rows[a], rows[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int a = 0;
            int b = reverseStarts[i];
            while (a < k || b < reverseStarts[i + 1]) {
                int named = a < k ? rows[mine[a]] : Integer.MAX_VALUE;
                int naming = b < reverseStarts[i + 1] ? reverse[b] / k : Integer.MAX_VALUE;
                float one = named <= naming ? conditional[mine[a++]] : 0;
                float other = naming <= named ? conditional[reverse[b++]] : 0;
                others[size] = Math.min(named, naming);
                weights[size++] = joint.of(one, other);
            }
            starts[i + 1] = size;
        }
        return new Affinities(starts, Arrays.copyOf(others, size), Arrays.copyOf(weights, size));
    }
}
