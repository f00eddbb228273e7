package trailbench.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import trailbench.evaluation.Evaluation.Row;
import trailbench.evaluation.Evaluation.Slice;
import trailbench.sequence.Cases;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Vocabulary;
import trailbench.work.Progress;

/// Ranks the same cases by several scorers, and says then what their figures are worth: intervals, leads, slices. For one thread.
public final class Measurement {
    private final SequenceStore store;
    private final Cases cases;
    private final EvaluationOptions options;
    private final List<Row> rows = new ArrayList<>();
    private final List<Ranks> ranks = new ArrayList<>();

    public Measurement(SequenceStore store, Cases cases, EvaluationOptions options) {
        this.store = store;
        this.cases = cases;
        this.options = options;
    }

    /// Ranks every case.
    ///
    /// @param model true for the trained model
    public void add(NamedScorer named, boolean model, Progress progress) {
        long start = System.nanoTime();
        Ranks ranked = Evaluator.rank(named.scorer(), store, cases, options, progress);
        rows.add(new Row(named.name(), model, Metrics.of(ranked, options.at()), named.seconds() + (System.nanoTime() - start) / 1e9));
        ranks.add(ranked);
    }

    /// The scorers in the order in which they were added, each with its intervals, baselines with the model's lead over them.
    public List<Row> rows(Progress progress) {
        if (cases.size() == 0 || rows.isEmpty()) {
            return List.copyOf(rows);
        }
        progress.checkpoint();
        progress.report("Drawing users anew", 0, 0);
        Confidence confidence = new Confidence(people(), ranks.stream().map(ranked -> Metrics.perCase(ranked, options.at())).toList());
        int model = model();
        return IntStream.range(0, rows.size())
                .mapToObj(i -> with(rows.get(i), confidence, i, model))
                .toList();
    }

    private static Row with(Row row, Confidence confidence, int number, int model) {
        return new Row(row.name(), row.model(), row.metrics(), row.seconds(), Optional.of(confidence.intervals(number)),
                row.model() || model < 0 ? Optional.empty() : Optional.of(confidence.lead(model, number)));
    }

    /// The model's figures by what cases have in common, the worst first; none without a model and a baseline.
    ///
    /// @param trainingEnds `[U]` exclusive store index of each user's training part
    public Optional<List<Slice>> slices(Vocabulary vocabulary, int[] trainingEnds) {
        int model = model();
        Optional<Integer> best = IntStream.range(0, rows.size()).boxed().filter(i -> i != model).max(Comparator.comparingDouble(i -> mean(ndcg(i))));
        if (model < 0 || best.isEmpty() || cases.size() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Slices(store, cases, people(), vocabulary, trainingEnds).of(ndcg(model), ndcg(best.get())));
    }

    /// Where the model placed each target; none without a model.
    public Optional<CaseRanks> ranks(Passport passport) {
        int model = model();
        return model < 0
                ? Optional.empty()
                : Optional.of(new CaseRanks(passport.line(), people(), cases.targets(), ranks.get(model).higher(), ranks.get(model).tied()));
    }

    private double[] ndcg(int scorer) {
        return Metrics.perCase(ranks.get(scorer), List.of(Slices.CUT_OFF)).stream()
                .filter(figures -> figures.metric().startsWith("ndcg"))
                .findFirst()
                .orElseThrow()
                .values();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private int model() {
        return IntStream.range(0, rows.size()).filter(i -> rows.get(i).model()).findFirst().orElse(-1);
    }

    private int[] people() {
        return Arrays.stream(cases.users()).map(store::owner).toArray();
    }
}
