package trailbench.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Recall, NDCG, MRR and HR at one cut-off K, averaged over all orders of tied items. The formulas stand in the package's text.
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

    /// Metric name to mean, by metric and then by K in the order given: `recall@1, recall@5, … ndcg@1, … mrr@1, … hr@1, …`.
    /// `hr@K` is there only if some history has more than one case. Without cases, empty.
    static Map<String, Double> of(Ranks ranks, List<Integer> at) {
        int count = ranks.cases().size();
        if (count == 0) {
            return Map.of();
        }
        List<Metrics> metrics = at.stream().distinct().map(Metrics::new).toList();
        SequencedMap<String, Double> means = new LinkedHashMap<>();
        for (Metrics metric : metrics) {
            means.put("recall@" + metric.k, metric.mean(ranks, metric::recall));
        }
        for (Metrics metric : metrics) {
            means.put("ndcg@" + metric.k, metric.mean(ranks, metric::ndcg));
        }
        for (Metrics metric : metrics) {
            means.put("mrr@" + metric.k, metric.mean(ranks, metric::mrr));
        }
        if (severalTargets(ranks)) {
            for (Metrics metric : metrics) {
                means.put("hr@" + metric.k, metric.hitRate(ranks));
            }
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

    private double mean(Ranks ranks, OfCase metric) {
        double sum = 0;
        for (int i = 0; i < ranks.cases().size(); i++) {
            sum += metric.value(ranks.higher()[i], ranks.tied()[i]);
        }
        return sum / ranks.cases().size();
    }

    /// One figure a case, or, of `hr`, one a history at its first case.
    ///
    /// @param values `[C]`; NaN where the case is not the first of its history
    record PerCase(String metric, double[] values) {}

    /// The figures whose means [#of] gives, in its order.
    static List<PerCase> perCase(Ranks ranks, List<Integer> at) {
        List<Metrics> metrics = at.stream().distinct().map(Metrics::new).toList();
        List<PerCase> all = new ArrayList<>();
        metrics.forEach(metric -> all.add(new PerCase("recall@" + metric.k, metric.values(ranks, metric::recall))));
        metrics.forEach(metric -> all.add(new PerCase("ndcg@" + metric.k, metric.values(ranks, metric::ndcg))));
        metrics.forEach(metric -> all.add(new PerCase("mrr@" + metric.k, metric.values(ranks, metric::mrr))));
        if (severalTargets(ranks)) {
            metrics.forEach(metric -> all.add(new PerCase("hr@" + metric.k, metric.hits(ranks))));
        }
        return all;
    }

    private double[] values(Ranks ranks, OfCase metric) {
        double[] values = new double[ranks.cases().size()];
        Arrays.setAll(values, i -> metric.value(ranks.higher()[i], ranks.tied()[i]));
        return values;
    }

    private double[] hits(Ranks ranks) {
        double[] values = new double[ranks.cases().size()];
        Arrays.fill(values, Double.NaN);
        for (int first = 0; first < values.length; first = ranks.groupEnd(first)) {
            values[first] = hitProbability(ranks, first, ranks.groupEnd(first));
        }
        return values;
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

    private double hitRate(Ranks ranks) {
        double hits = 0;
        for (int first = 0; first < ranks.cases().size(); first = ranks.groupEnd(first)) {
            hits += hitProbability(ranks, first, ranks.groupEnd(first));
        }
        return hits / histories(ranks);
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

    /// How many different items the cases with this `higher` ask for: a basket may hold one item twice.
    private static int distinctTargets(Ranks ranks, int first, int end, int higher) {
        int[] targets = ranks.cases().targets();
        int distinct = 0;
        for (int i = first; i < end; i++) {
            boolean known = ranks.higher()[i] != higher;
            for (int earlier = first; earlier < i && !known; earlier++) {
                known = targets[earlier] == targets[i];
            }
            distinct += known ? 0 : 1;
        }
        return distinct;
    }
}
