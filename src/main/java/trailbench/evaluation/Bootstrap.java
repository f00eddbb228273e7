package trailbench.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Intervals of a mean over cases when users, not cases, are what was drawn: users are drawn anew with replacement, each with all their cases, and
/// the interval lies between quantiles of the means of those draws (the percentile interval of B. Efron, R. Tibshirani, "An Introduction to
/// the Bootstrap", 1993, chapter 13).
///
/// Cases of one user depend on one another: taken as single draws, they would make an interval look narrower than it is.
final class Bootstrap {
    private final int[] users;
    private final int count;
    private final int resamples;
    private final long seed;

    /// @param userOfCase `[C]` whose case it is; one user's cases stand side by side
    Bootstrap(int[] userOfCase, int resamples, long seed) {
        this.users = new int[userOfCase.length];
        int number = -1;
        for (int i = 0; i < userOfCase.length; i++) {
            number += i == 0 || userOfCase[i] != userOfCase[i - 1] ? 1 : 0;
            users[i] = number;
        }
        this.count = number + 1;
        this.resamples = resamples;
        this.seed = seed;
    }

    record Interval(double low, double high) {}

    /// @param values     `[C]` one a case
    /// @param confidence the share of draws between the ends
    Interval interval(double[] values, double confidence) {
        double[] sums = new double[count];
        int[] sizes = new int[count];
        for (int i = 0; i < values.length; i++) {
            sums[users[i]] += values[i];
            sizes[users[i]]++;
        }
        double[] means = IntStream.range(0, resamples).parallel().mapToDouble(draw -> meanOfDraw(draw, sums, sizes)).toArray();
        Arrays.sort(means);
        return new Interval(quantile(means, (1 - confidence) / 2), quantile(means, (1 + confidence) / 2));
    }

    private double meanOfDraw(int draw, double[] sums, int[] sizes) {
        SplittableRandom random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + draw);
        double sum = 0;
        long size = 0;
        for (int i = 0; i < count; i++) {
            int user = random.nextInt(count);
            sum += sums[user];
            size += sizes[user];
        }
        return sum / size;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
