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
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Ranks the same cases by several scorers, and says then what their figures are worth: intervals, leads, slices. For one thread.
public final class Measurement {
    private final SequenceStore store;
    private final Cases cases;
    private final EvaluationOptions options;
    private final Optional<ListFacts> facts;
    private final Optional<DrawnCandidates> drawn;
    private final List<Row> rows = new ArrayList<>();
    private final List<Ranks> ranks = new ArrayList<>();
    private Optional<Evaluation.Likelihood> likelihood = Optional.empty();

    /// Among all items, without a look at lists.
    public Measurement(SequenceStore store, Cases cases, EvaluationOptions options) {
        this(store, cases, options, Optional.empty());
    }

    /// @param facts what lists are judged by, and what candidates are drawn by; empty for a measurement of neither
    public Measurement(SequenceStore store, Cases cases, EvaluationOptions options, Optional<ListFacts> facts) {
        this.store = store;
        this.cases = cases;
        this.options = options;
        this.facts = facts;
        this.drawn = options.candidates() instanceof Candidates.Sampled sampled
                ? Optional.of(new DrawnCandidates(sampled, store, Ranks.ofSize(cases), options.excludeSeen(), facts.orElseThrow().counts()))
                : Optional.empty();
    }

    /// Ranks every case.
    ///
    /// @param kind what the scorer is
    public void add(NamedScorer named, Kind kind, Progress progress) {
        long start = System.nanoTime();
        Optional<ListFacts> judged = facts.filter(known -> drawn.isEmpty());
        int places = judged.isPresent() ? options.at().stream().mapToInt(k -> k).max().orElse(0) : 0;
        Evaluator.Ranked found = Evaluator.rank(
                named.scorer(), store, cases, options, drawn, new Evaluator.Watched(places, kind == Kind.MODEL_OF_PROBABILITIES), progress);
        double seconds = named.seconds() + (System.nanoTime() - start) / 1e9;
        rows.add(new Row(
                named.name(), kind != Kind.BASELINE, Metrics.of(found.ranks(), options.at()), seconds, Optional.empty(), Optional.empty(),
                judged.filter(known -> cases.size() > 0).map(known -> new ListMetrics(found.listed(), known).of(options.at()))));
        ranks.add(found.ranks());
        if (kind == Kind.MODEL_OF_PROBABILITIES && cases.size() > 0) {
            double crossEntropy = mean(found.surprises());
            likelihood = Optional.of(new Evaluation.Likelihood(crossEntropy, Math.exp(crossEntropy)));
        }
    }

    public enum Kind {
        BASELINE,
        /// The trained model.
        MODEL,
        /// The trained model, whose scores are logits of a softmax over all items.
        MODEL_OF_PROBABILITIES
    }

    /// Of a model of probabilities; empty without one.
    public Optional<Evaluation.Likelihood> likelihood() {
        return likelihood;
    }

    /// The scorers in the order in which they were added, each with its intervals, baselines with the model's lead over them.
    public List<Row> rows(Progress progress) {
        if (cases.size() == 0 || rows.isEmpty()) {
            return List.copyOf(rows);
        }
        progress.checkpoint();
        progress.report(Phase.of(Phase.Kind.DRAWING_USERS), 0, 0);
        Confidence confidence = new Confidence(people(), ranks.stream().map(ranked -> Metrics.perCase(ranked, options.at())).toList());
        int model = model();
        return IntStream.range(0, rows.size())
                .mapToObj(i -> with(rows.get(i), confidence, i, model))
                .toList();
    }

    private static Row with(Row row, Confidence confidence, int number, int model) {
        return new Row(row.name(), row.model(), row.metrics(), row.seconds(), Optional.of(confidence.intervals(number)),
                row.model() || model < 0 ? Optional.empty() : Optional.of(confidence.lead(model, number)), row.lists());
    }

    /// The model's figures by what cases have in common, the worst first; none without a model and a baseline.
    ///
    /// @param trainingEnds `[U]` exclusive store index of each user's training part
    public Optional<List<Slice>> slices(Vocabulary vocabulary, int[] trainingEnds) {
        int model = model();
        Optional<Integer> best = best(model);
        if (model < 0 || best.isEmpty() || cases.size() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Slices(store, cases, people(), vocabulary, trainingEnds).of(ndcg(model), ndcg(best.get())));
    }

    /// Every metric by behaviour and transition, those with most cases first; none without a model and a baseline, or where all cases are alike.
    public Optional<List<Evaluation.Part>> parts(Vocabulary vocabulary, int[] trainingEnds) {
        int model = model();
        Optional<Integer> best = best(model);
        if (model < 0 || best.isEmpty() || cases.size() == 0) {
            return Optional.empty();
        }
        List<Evaluation.Part> parts = new Slices(store, cases, people(), vocabulary, trainingEnds).parts(ranks.get(model), ranks.get(best.get()), options.at());
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
    }

    private Optional<Integer> best(int model) {
        return IntStream.range(0, rows.size()).boxed().filter(i -> i != model).max(Comparator.comparingDouble(i -> mean(ndcg(i))));
    }

    /// Where the model placed each target; none without a model.
    public Optional<CaseRanks> ranks(Passport passport) {
        int model = model();
        return model < 0
                ? Optional.empty()
                : Optional.of(new CaseRanks(passport.protocol(), people(), cases.targets(), ranks.get(model).higher(), ranks.get(model).tied()));
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
