package trailbench.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// Recall, NDCG, MRR, MAP, precision and HR at one cut-off K, averaged over all orders of tied items. The formulas stand in the package's text.
final class Metrics {
    private final int k;
    /// `[k + 1]` sums of 1 / log₂(1 + r) and of 1 / r over the ranks r = 1 … index.
    private final double[] discountSums;
    private final double[] reciprocalSums;

    Metrics(int k) {
        this.k = k;
        discountSums = new double[k + 1];
        reciprocalSums = new double[k + 1];
        for (int rank = 1; rank <= k; rank++) {
            discountSums[rank] = discountSums[rank - 1] + Math.log(2) / Math.log(1.0 + rank);
            reciprocalSums[rank] = reciprocalSums[rank - 1] + 1.0 / rank;
        }
    }

    /// Metric name to mean, by metric and then by K in the order given: `recall@1, recall@5, … ndcg@1, … mrr@1, … map@1, … precision@1, … hr@1, …`.
    /// `hr@K` is there only if some history has more than one case. Without cases, empty.
    static Map<String, Double> of(Ranks ranks, List<Integer> at) {
        int count = ranks.cases().size();
        if (count == 0) {
            return Map.of();
        }
        SequencedMap<String, Double> means = new LinkedHashMap<>();
        for (PerCase figures : perCase(ranks, at)) {
            means.put(figures.metric, figures.mean());
        }
        return Collections.unmodifiableSequencedMap(means);
    }

    /// The probability that the target is among the first K.
    double recall(int higher, int tied) {
        return higher >= k ? 0 : Math.min(1, (k - higher) / (tied + 1.0));
    }

    double ndcg(int higher, int tied) {
        return meanOverTies(discountSums, higher, tied);
    }

    double mrr(int higher, int tied) {
        return meanOverTies(reciprocalSums, higher, tied);
    }

    private double meanOverTies(double[] sums, int higher, int tied) {
        if (higher >= k) {
            return 0;
        }
        int last = Math.min(higher + tied + 1, k);
        return (sums[last] - sums[higher]) / (tied + 1.0);
    }

    private interface OfCase {
        double value(int higher, int tied);
    }

    /// One figure a case, or, of `map`, `precision` and `hr`, one a history at its first case.
    ///
    /// @param values `[C]`; NaN where the case is not the first of its history
    record PerCase(String metric, double[] values) {
        /// Summed in the order of cases, so that the same ranks give the same bits.
        double mean() {
            double sum = 0;
            int count = 0;
            for (double value : values) {
                if (!Double.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
            return sum / count;
        }
    }

    /// The figures whose means [#of] gives, in its order.
    static List<PerCase> perCase(Ranks ranks, List<Integer> at) {
        List<Metrics> metrics = at.stream().distinct().map(Metrics::new).toList();
        List<PerCase> all = new ArrayList<>();
        metrics.forEach(metric -> all.add(new PerCase("recall@" + metric.k, metric.values(ranks, metric::recall))));
        metrics.forEach(metric -> all.add(new PerCase("ndcg@" + metric.k, metric.values(ranks, metric::ndcg))));
        metrics.forEach(metric -> all.add(new PerCase("mrr@" + metric.k, metric.values(ranks, metric::mrr))));
        metrics.forEach(metric -> all.add(new PerCase("map@" + metric.k, ofHistories(ranks, metric::averagePrecision))));
        metrics.forEach(metric -> all.add(new PerCase("precision@" + metric.k, ofHistories(ranks, metric::precision))));
        if (severalTargets(ranks)) {
            metrics.forEach(metric -> all.add(new PerCase("hr@" + metric.k, ofHistories(ranks, metric::hitProbability))));
        }
        return all;
    }

    private double[] values(Ranks ranks, OfCase metric) {
        double[] values = new double[ranks.cases().size()];
        Arrays.setAll(values, i -> metric.value(ranks.higher()[i], ranks.tied()[i]));
        return values;
    }

    private interface OfHistory {
        /// Of cases `first … end - 1`, which share a history.
        double value(Ranks ranks, int first, int end);
    }

    private static double[] ofHistories(Ranks ranks, OfHistory metric) {
        double[] values = new double[ranks.cases().size()];
        Arrays.fill(values, Double.NaN);
        for (int first = 0; first < values.length; first = ranks.groupEnd(first)) {
            values[first] = metric.value(ranks, first, ranks.groupEnd(first));
        }
        return values;
    }

    /// How many different targets are expected among the first K, by K.
    private double precision(Ranks ranks, int first, int end) {
        double found = 0;
        for (int i = first; i < end; i++) {
            found += isAskedBefore(ranks, first, i) ? 0 : recall(ranks.higher()[i], ranks.tied()[i]);
        }
        return found / k;
    }

    /// Targets that cannot be ranked count among those that were to be found.
    private double averagePrecision(Ranks ranks, int first, int end) {
        int[] distinct = IntStream.range(first, end).filter(i -> !isAskedBefore(ranks, first, i)).toArray();
        double sum = 0;
        for (int i : distinct) {
            int higher = ranks.higher()[i];
            if (higher < k) {
                int before = (int) Arrays.stream(distinct).filter(other -> ranks.higher()[other] < higher).count();
                int beside = (int) Arrays.stream(distinct).filter(other -> ranks.higher()[other] == higher).count();
                sum += expectedPrecision(higher, ranks.tied()[i] + 1, before, beside);
            }
        }
        return sum / Math.min(distinct.length, k);
    }

    /// Of one of `beside` targets in a group of n tied items behind `higher` others, of which `before` are targets: the mean of the
    /// precision at its rank over all orders of the group, 0 where the rank is beyond K.
    private double expectedPrecision(int higher, int n, int before, int beside) {
        double share = n > 1 ? (beside - 1.0) / (n - 1) : 0;
        double sum = 0;
        for (int place = 1; place <= Math.min(n, k - higher); place++) {
            sum += (before + 1 + (place - 1) * share) / (higher + place);
        }
        return sum / n;
    }

    /// True if the case asks for an item that an earlier case of its history, from `first` on, asks for: a basket may hold one item twice.
    private static boolean isAskedBefore(Ranks ranks, int first, int i) {
        int[] targets = ranks.cases().targets();
        for (int earlier = first; earlier < i; earlier++) {
            if (targets[earlier] == targets[i]) {
                return true;
            }
        }
        return false;
    }

    private static boolean severalTargets(Ranks ranks) {
        return ranks.cases().size() > 0 && histories(ranks) < ranks.cases().size();
    }

    private static int histories(Ranks ranks) {
        int histories = 0;
        for (int first = 0; first < ranks.cases().size(); first = ranks.groupEnd(first)) {
            histories++;
        }
        return histories;
    }

    /// The probability that at least one target of cases `first … end - 1`, which share a history, is among the first K.
    ///
    /// Only the best placed targets matter: those with the least `higher` are tied with one another, and any other target's group
    /// reaches the first K only if theirs lies within it wholly.
    private double hitProbability(Ranks ranks, int first, int end) {
        int higher = Ranks.UNRANKED;
        int tied = 0;
        for (int i = first; i < end; i++) {
            if (ranks.higher()[i] < higher) {
                higher = ranks.higher()[i];
                tied = ranks.tied()[i];
            }
        }
        if (higher >= k) {
            return 0;
        }
        int group = tied + 1;
        int places = k - higher;
        int targets = distinctTargets(ranks, first, end, higher);
        double miss = 1;
        for (int target = 0; target < targets; target++) {
            miss *= Math.max(0, (double) (group - places - target) / (group - target));
        }
        return 1 - miss;
    }

    /// How many different items the cases with this `higher` ask for.
    private static int distinctTargets(Ranks ranks, int first, int end, int higher) {
        int distinct = 0;
        for (int i = first; i < end; i++) {
            distinct += ranks.higher()[i] == higher && !isAskedBefore(ranks, first, i) ? 1 : 0;
        }
        return distinct;
    }
}
