package trailbench.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How many users (or items) have how many events: a histogram whose bins grow as 1, 2, 5, 10, 20, 50, …, and its middle and upper end.
///
/// Quantiles are those of the nearest rank: the smallest number that a share of all does not exceed.
///
/// @param bins   from few to many, without gaps; the last one is not empty
/// @param median half of all have at most so many
/// @param p90    nine of ten have at most so many
/// @param p99    99 of a hundred have at most so many
/// @param most   the largest number
public record CountHistogram(List<Bin> bins, int median, int p90, int p99, int most) {
    private static final int[] STEPS = {1, 2, 5};

    /// @param from  the fewest events in this bin
    /// @param to    the most events in this bin
    /// @param count users or items
    public record Bin(int from, int to, int count) {}

    /// @param counts events each; those without events are left out
    static CountHistogram of(int[] counts) {
        int[] sorted = Arrays.stream(counts).filter(count -> count > 0).sorted().toArray();
        if (sorted.length == 0) {
            return new CountHistogram(List.of(), 0, 0, 0, 0);
        }
        List<Bin> bins = new ArrayList<>();
        int next = 0;
        for (int step = 0; next < sorted.length; step++) {
            long from = edge(step);
            int to = (int) Math.min(Integer.MAX_VALUE, edge(step + 1) - 1);
            int first = next;
            while (next < sorted.length && sorted[next] <= to) {
                next++;
            }
            bins.add(new Bin((int) from, to, next - first));
        }
        return new CountHistogram(List.copyOf(bins), quantile(sorted, 0.5), quantile(sorted, 0.9), quantile(sorted, 0.99), sorted[sorted.length - 1]);
    }

    private static long edge(int step) {
        return STEPS[step % STEPS.length] * Math.powExact(10L, step / STEPS.length);
    }

    /// The nearest rank of an ascending array.
    static int quantile(int[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
