package trailbench.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import trailbench.engine.Scorer;
import trailbench.sequence.Cases;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.SplitBounds;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Does the [OrderTest]: Markov-1 and decayed co-occurrence are counted on the training part and asked the test cases, once with the true order,
/// and then with training part **and** histories in drawn orders ([Shuffling]). Candidates, targets, seen items and ties are those of
/// any evaluation. Popularity stands beside them as the floor: it reads no order, so it cannot change.
///
/// The interval is that of a paired bootstrap over users (B. Efron, R. Tibshirani, "An Introduction to the Bootstrap", 1993): users are drawn with
/// replacement, each with all their cases, and each with both figures, so that what makes a user easy or hard drops out of the
/// difference. It covers the draw of users; that of orders is averaged over `shuffles`.
///
/// Why ask at all: sequential models are often compared on logs without a sequence to find (B. Hidasi, Á. T. Czapp, "Widespread flaws in offline
/// evaluation of recommender systems", RecSys 2023, call it a mismatch of data set and task). The test by shuffling is A. Klenitskiy,
/// A. Volodkevich, A. Pembek, A. Vasilev, "Does it look sequential? An analysis of datasets for evaluation of sequential recommendations",
/// RecSys 2024. We differ from it:
///
/// * Counting models instead of SASRec and GRU4Rec: seconds instead of hours. What only a deeper model could read in an order is not found.
/// * They shuffle what a model trained on true orders is asked. We shuffle the training part too: otherwise part of the loss is that the model is
///   asked something unlike all that it has learnt, and not that the order is gone.
/// * Baskets move as wholes, since their own events have no order to lose.
/// * An interval decides, not a threshold on a relative change.
public final class OrderTester {
    private final SequenceStore store;
    private final SplitBounds bounds;
    private final int items;
    private final Cases cases;
    private final EvaluationOptions evaluation;
    private final OrderTestOptions options;
    private final Progress progress;
    private final Bootstrap bootstrap;

    private OrderTester(
            SequenceStore store, SplitBounds bounds, int items, Cases cases, EvaluationOptions evaluation, OrderTestOptions options, Progress progress) {
        this.store = store;
        this.bounds = bounds;
        this.items = items;
        this.cases = cases;
        this.evaluation = evaluation;
        this.options = options;
        this.progress = progress;
        this.bootstrap = new Bootstrap(people(store, cases), options.resamples(), options.seed());
    }

    /// @param bounds       nothing at or after each user's training part is counted; what is asked for is popular by that
    /// @param items        V
    /// @param evaluation   only whether seen items are candidates is read: K is [OrderTest#CUT_OFF]
    /// @throws Fault.Request if fewer than two users have a test case
    public static OrderTest test(
            SequenceStore store,
            SplitBounds bounds,
            int items,
            Cases cases,
            EvaluationOptions evaluation,
            String dataHash,
            OrderTestOptions options,
            Progress progress) {
        int[] people = people(store, cases);
        int[] all = Arrays.stream(people).distinct().toArray();
        Fault.require(
                all.length >= 2,
                "The order test needs test cases of at least 2 users, and there are %s. Choose a split that holds out more.", all.length);
        Cases drawn = ofSomeUsers(cases, people, all, options);
        OrderTester tester = new OrderTester(store, bounds, items, drawn, evaluation, options, progress);
        return OrderTest.of(
                Passport.of(bounds.facts(), store, drawn, items, evaluation, dataHash), Math.min(all.length, options.users()), all.length, options, tester.rows());
    }

    /// `[C]` whose case it is, also where sequences are sessions.
    private static int[] people(SequenceStore store, Cases cases) {
        return Arrays.stream(cases.users()).map(store::owner).toArray();
    }

    private static Cases ofSomeUsers(Cases cases, int[] people, int[] all, OrderTestOptions options) {
        if (all.length <= options.users()) {
            return cases;
        }
        int[] drawn = all.clone();
        SplittableRandom random = new SplittableRandom(options.seed());
        for (int i = 0; i < options.users(); i++) {
            int j = i + random.nextInt(drawn.length - i);
            int kept = drawn[i];
            drawn[i] = drawn[j];
            drawn[j] = kept;
        }
        int[] chosen = Arrays.copyOf(drawn, options.users());
        Arrays.sort(chosen);
        int[] kept = IntStream.range(0, cases.size()).filter(i -> Arrays.binarySearch(chosen, people[i]) >= 0).toArray();
        return new Cases(
                cases.part(),
                Arrays.stream(kept).map(i -> cases.users()[i]).toArray(),
                Arrays.stream(kept).map(i -> cases.historyEnds()[i]).toArray(),
                Arrays.stream(kept).map(i -> cases.targets()[i]).toArray());
    }

    private List<OrderTest.Row> rows() {
        List<OrderTest.Row> rows = new ArrayList<>();
        PerCase floor = PerCase.of(rank(new Popularity(training(store)), Phase.of(Phase.Kind.IN_TRUE_ORDER, "popularity")));
        rows.add(row("popularity", false, floor, floor));
        rows.add(compare("markov-1", Transitions::markov));
        rows.add(compare("decayed co-occurrence", Transitions::decayedCooccurrence));
        return List.copyOf(rows);
    }

    private OrderTest.Row compare(String name, BiFunction<TrainingEvents, Popularity, Scorer> count) {
        PerCase ordered = PerCase.of(rank(counted(store, count), Phase.of(Phase.Kind.IN_TRUE_ORDER, name)));
        PerCase shuffled = new PerCase(new double[cases.size()], new double[cases.size()]);
        for (int draw = 1; draw <= options.shuffles(); draw++) {
            Shuffling shuffling = new Shuffling(options.seed() * 1_000 + draw);
            Scorer scorer = shuffling.shuffled(counted(shuffling.shuffled(store, bounds.trainingEnd()), count));
            Phase order = Phase.of(Phase.Kind.IN_DRAWN_ORDER, name, draw, options.shuffles());
            shuffled.add(PerCase.of(rank(scorer, order)), 1.0 / options.shuffles());
        }
        return row(name, true, ordered, shuffled);
    }

    private OrderTest.Row row(String name, boolean readsOrder, PerCase ordered, PerCase shuffled) {
        progress.checkpoint();
        progress.report(Phase.of(Phase.Kind.DRAWING_USERS_FOR, name), 0, 0);
        double[] differences = new double[cases.size()];
        Arrays.setAll(differences, i -> ordered.ndcg[i] - shuffled.ndcg[i]);
        Bootstrap.Interval interval = bootstrap.interval(differences, OrderTest.CONFIDENCE);
        return new OrderTest.Row(
                name, readsOrder, new OrderTest.Pair(mean(ordered.recall), mean(shuffled.recall)),
                new OrderTest.Pair(mean(ordered.ndcg), mean(shuffled.ndcg)), interval.low(), interval.high());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private TrainingEvents training(SequenceStore of) {
        return TrainingEvents.of(of, bounds.trainingEnd(), items, bounds.targets());
    }

    private Scorer counted(SequenceStore of, BiFunction<TrainingEvents, Popularity, Scorer> count) {
        progress.checkpoint();
        TrainingEvents training = training(of);
        return count.apply(training, new Popularity(training));
    }

    private Ranks rank(Scorer scorer, Phase order) {
        return Evaluator.rank(scorer, store, cases, evaluation, new Progress() {
            @Override
            public void report(Phase phase, long done, long total) {
                progress.report(order, done, total);
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        });
    }

    /// `[C]` each.
    private record PerCase(double[] recall, double[] ndcg) {
        static PerCase of(Ranks ranks) {
            Metrics metrics = new Metrics(OrderTest.CUT_OFF);
            int size = ranks.cases().size();
            PerCase values = new PerCase(new double[size], new double[size]);
            Arrays.setAll(values.recall, i -> metrics.recall(ranks.higher()[i], ranks.tied()[i]));
            Arrays.setAll(values.ndcg, i -> metrics.ndcg(ranks.higher()[i], ranks.tied()[i]));
            return values;
        }

        void add(PerCase other, double weight) {
            for (int i = 0; i < recall.length; i++) {
                recall[i] += weight * other.recall[i];
                ndcg[i] += weight * other.ndcg[i];
            }
        }
    }
}
