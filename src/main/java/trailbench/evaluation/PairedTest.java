package trailbench.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import trailbench.evaluation.Evaluation.Interval;
import trailbench.work.Fault;

/// Whether two runs differ by more than chance on the cases that both were asked.
///
/// The interval is that of [Confidence]. The p-value is that of a randomisation test by users (E. Noreen, "Computer-intensive methods for testing
/// hypotheses", 1989): if the runs were equal, which of the two a user's figures come from would be chance, so the sign of each user's difference is
/// drawn anew [#FLIPS] times, and p is the share of draws, the true one among them, that differ at least as much as the runs do.
///
/// @param metric     "ndcg@10"
/// @param difference second minus first
/// @param interval   of the difference, 95 %
/// @param p          in (0, 1]
/// @param users      with a case
public record PairedTest(String metric, double first, double second, double difference, Interval interval, double p, int users) {
    static final int FLIPS = 9_999;

    /// NDCG and recall at K.
    ///
    /// @throws Fault.Request if the two were not asked the same cases under one protocol
    public static List<PairedTest> of(CaseRanks first, CaseRanks second, int k) {
        Fault.require(
                first.passport().equals(second.passport()) && Arrays.equals(first.people(), second.people()) && Arrays.equals(first.targets(), second.targets()),
                "The runs were not asked the same cases, so no paired test says anything about them: %s; against: %s. Evaluate both under one protocol.",
                first.passport(), second.passport());
        Fault.require(first.people().length > 0, "There is no case to hold the runs against each other by. Choose a split that holds out more.");
        Metrics metrics = new Metrics(k);
        List<Metrics.PerCase> ofFirst = figures(metrics, first, k);
        List<Metrics.PerCase> ofSecond = figures(metrics, second, k);
        Confidence confidence = new Confidence(first.people(), List.of(ofFirst, ofSecond));
        List<PairedTest> tests = new ArrayList<>();
        for (int i = 0; i < ofFirst.size(); i++) {
            double[] differences = differencesByUser(first.people(), ofFirst.get(i).values(), ofSecond.get(i).values());
            double one = mean(ofFirst.get(i).values());
            double two = mean(ofSecond.get(i).values());
            tests.add(new PairedTest(
                    ofFirst.get(i).metric(), one, two, two - one, confidence.lead(1, 0).get(ofFirst.get(i).metric()), p(differences), differences.length));
        }
        return List.copyOf(tests);
    }

    private static List<Metrics.PerCase> figures(Metrics metrics, CaseRanks ranks, int k) {
        double[] ndcg = new double[ranks.higher().length];
        double[] recall = new double[ndcg.length];
        Arrays.setAll(ndcg, i -> metrics.ndcg(ranks.higher()[i], ranks.tied()[i]));
        Arrays.setAll(recall, i -> metrics.recall(ranks.higher()[i], ranks.tied()[i]));
        return List.of(new Metrics.PerCase("ndcg@" + k, ndcg), new Metrics.PerCase("recall@" + k, recall));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /// One user's cases stand side by side.
    private static double[] differencesByUser(int[] people, double[] first, double[] second) {
        double[] sums = new double[people.length];
        int count = 0;
        for (int i = 0; i < people.length; i++) {
            count += i == 0 || people[i] != people[i - 1] ? 1 : 0;
            sums[count - 1] += second[i] - first[i];
        }
        return Arrays.copyOf(sums, count);
    }

    static double p(double[] differences) {
        // rounding must not make a draw that equals the truth smaller than it
        double least = Math.abs(Arrays.stream(differences).sum()) * (1 - 1e-12);
        long asFar = IntStream.range(0, FLIPS).parallel().filter(draw -> Math.abs(flipped(draw, differences)) >= least).count();
        return (asFar + 1.0) / (FLIPS + 1.0);
    }

    private static double flipped(int draw, double[] differences) {
        SplittableRandom random = new SplittableRandom(Confidence.SEED * 0x9e3779b97f4a7c15L + draw);
        double sum = 0;
        long signs = 0;
        for (int i = 0; i < differences.length; i++) {
            signs = i % 64 == 0 ? random.nextLong() : signs >>> 1;
            sum += (signs & 1) == 0 ? differences[i] : -differences[i];
        }
        return sum;
    }
}
