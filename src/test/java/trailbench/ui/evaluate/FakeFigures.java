package trailbench.ui.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.evaluation.Candidates;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.Evaluation.ReconstructionFigures;
import trailbench.evaluation.Evaluation.Row;
import trailbench.evaluation.Passport;
import trailbench.evaluation.Ties;
import trailbench.sequence.Cases;
import trailbench.sequence.ColdItems;
import trailbench.sequence.SplitFacts;

/// Evaluations with figures like those of MovieLens 100K.
final class FakeFigures {
    private FakeFigures() {}

    private static final Passport PASSPORT = new Passport(new SplitFacts.LeaveOneOut(false, 0), Cases.Part.TEST, 1_682, new Passport.Seen(true, 0), Ties.EXPECTED, 943, "9f3c01");

    /// @param ndcg at 10, of a model named gru-next
    static Evaluation ranking(double ndcg) {
        return ranking(ndcg, PASSPORT);
    }

    /// By another protocol than the usual one.
    static Evaluation ranking(Candidates candidates, Ties ties, boolean seenExcluded, ColdItems coldItems) {
        return ranking(0.1210, new Passport(
                PASSPORT.split(), PASSPORT.part(), PASSPORT.items(), new Passport.Seen(seenExcluded, 0), ties, PASSPORT.cases(), PASSPORT.dataHash(),
                Optional.of(new Cases.Cold(coldItems, 0, 0)), Optional.empty(), Optional.of(candidates)));
    }

    private static Evaluation ranking(double ndcg, Passport passport) {
        return new Evaluation(passport, List.of(row("gru-next", true, ndcg), row("popularity", false, 0.0449), row("markov-1", false, 0.0766),
                row("item-knn", false, 0.0558), row("decayed co-occurrence", false, 0.1110)), Optional.empty());
    }

    static Evaluation reconstructing() {
        List<Row> baselines = ranking(0).rows().stream().filter(row -> !row.model()).toList();
        return new Evaluation(PASSPORT, baselines, Optional.of(new ReconstructionFigures(
                42_313, 0.2471, 0.0058, 0.000521, 0.02283, ReconstructionFigures.Target.ITEM_DISTRIBUTION)));
    }

    private static Row row(String name, boolean model, double ndcg) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int k : new int[] {1, 5, 10, 20}) {
            double share = Math.log(k + 1) / Math.log(11);
            metrics.put("recall@" + k, ndcg * 1.85 * share);
            metrics.put("ndcg@" + k, ndcg * (0.3 + 0.7 * share));
            metrics.put("mrr@" + k, ndcg * (0.35 + 0.4 * share));
        }
        return new Row(name, model, metrics, model ? 3.1 : 0.42);
    }
}
