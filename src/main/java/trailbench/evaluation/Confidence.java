package trailbench.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import trailbench.evaluation.Evaluation.Interval;

/// Intervals of many means over the same draws of users, so that two of them can be held against each other: what makes a user easy or hard for every
/// scorer drops out of their difference (the paired percentile bootstrap, as in [Bootstrap]).
final class Confidence {
    static final double SHARE = 0.95;
    static final int DRAWS = 1_000;
    static final long SEED = 1;

    private final List<List<Metrics.PerCase>> scorers;
    private final int metrics;
    /// `[draws][scorers · metrics]` means.
    private final double[][] means;

    /// @param people  `[C]` whose case it is; one user's cases stand side by side
    /// @param scorers the same metrics of each, over the same cases; at least one case
    Confidence(int[] people, List<List<Metrics.PerCase>> scorers) {
        this.scorers = scorers;
        this.metrics = scorers.getFirst().size();
        int columns = scorers.size() * metrics;
        int[] users = numbered(people);
        int count = users[users.length - 1] + 1;
        // sums of a user's figures, and behind them how many there are of each
        double[][] totals = new double[count][2 * columns];
        for (int column = 0; column < columns; column++) {
            double[] values = scorers.get(column / metrics).get(column % metrics).values();
            for (int i = 0; i < values.length; i++) {
                if (!Double.isNaN(values[i])) {
                    totals[users[i]][column] += values[i];
                    totals[users[i]][columns + column]++;
                }
            }
        }
        means = IntStream.range(0, DRAWS).parallel().mapToObj(draw -> meansOfDraw(draw, totals, columns)).toArray(double[][]::new);
    }

    private static int[] numbered(int[] people) {
        int[] users = new int[people.length];
        for (int i = 1; i < people.length; i++) {
            users[i] = users[i - 1] + (people[i] != people[i - 1] ? 1 : 0);
        }
        return users;
    }

    private static double[] meansOfDraw(int draw, double[][] totals, int columns) {
        SplittableRandom random = new SplittableRandom(SEED * 0x9e3779b97f4a7c15L + draw);
        double[] sums = new double[2 * columns];
        for (int i = 0; i < totals.length; i++) {
            double[] user = totals[random.nextInt(totals.length)];
            for (int column = 0; column < sums.length; column++) {
                sums[column] += user[column];
            }
        }
        double[] drawn = new double[columns];
        Arrays.setAll(drawn, column -> sums[column] / sums[columns + column]);
        return drawn;
    }

    /// Of each metric of one scorer.
    Map<String, Interval> intervals(int scorer) {
        return by(scorer, metric -> column(scorer, metric));
    }

    /// Of each metric of one scorer minus the other's.
    Map<String, Interval> lead(int scorer, int other) {
        return by(scorer, metric -> {
            double[] differences = column(scorer, metric);
            double[] others = column(other, metric);
            Arrays.setAll(differences, i -> differences[i] - others[i]);
            return differences;
        });
    }

    private interface Draws {
        double[] of(int metric);
    }

    private Map<String, Interval> by(int scorer, Draws draws) {
        Map<String, Interval> intervals = new LinkedHashMap<>();
        for (int metric = 0; metric < metrics; metric++) {
            double[] sorted = draws.of(metric);
            Arrays.sort(sorted);
            intervals.put(scorers.get(scorer).get(metric).metric(),
                    new Interval(quantile(sorted, (1 - SHARE) / 2), quantile(sorted, (1 + SHARE) / 2)));
        }
        return intervals;
    }

    private double[] column(int scorer, int metric) {
        return Arrays.stream(means).mapToDouble(draw -> draw[scorer * metrics + metric]).toArray();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
