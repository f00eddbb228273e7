package trailbench.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import trailbench.engine.Scorer;
import trailbench.sequence.Cases;
import trailbench.sequence.History;
import trailbench.sequence.SequenceStore;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Ranks every candidate for every case. The scorer is called on the calling thread, ranks are counted on all processors.
public final class Evaluator {
    private static final int HISTORIES_A_BATCH = 256;
    /// Bounds the scores held at once to 64 MB, whatever the catalogue.
    private static final int SCORES_A_BATCH = 1 << 24;

    private final Scorer scorer;
    private final SequenceStore store;
    private final EvaluationOptions options;
    private final Ranks ranks;
    private final Optional<DrawnCandidates> drawn;
    private final Watched watched;

    /// What is kept of each history beside ranks.
    ///
    /// @param places      length of the list of best candidates, 0 for none
    /// @param likelihoods true if scores are logits of a softmax over all items
    record Watched(int places, boolean likelihoods) {
        static final Watched NOTHING = new Watched(0, false);
    }

    /// @param ranks  of each case
    /// @param lists  best candidates of each history, at its first case; empty arrays elsewhere
    /// @param surprises `[C]` nats: -ln of the softmax's probability of the target among all V items; empty if scores are no logits
    record Ranked(Ranks ranks, int[][] lists, double[] surprises) {
        /// `[L][≤ K]`, one a history.
        int[][] listed() {
            return IntStream.range(0, lists.length).filter(i -> lists[i].length > 0).mapToObj(i -> lists[i]).toArray(int[][]::new);
        }
    }

    private final int[][] lists;
    private final double[] surprises;

    private Evaluator(Scorer scorer, SequenceStore store, Cases cases, EvaluationOptions options, Optional<DrawnCandidates> drawn, Watched watched) {
        this.scorer = scorer;
        this.store = store;
        this.options = options;
        this.ranks = Ranks.ofSize(cases);
        this.drawn = drawn;
        this.watched = watched;
        this.lists = new int[cases.size()][0];
        this.surprises = new double[watched.likelihoods ? cases.size() : 0];
    }

    /// Metric name ("ndcg@10") to value in [0, 1], in a fixed order: see the package's text for names and formulas.
    ///
    /// Cases that share a history are scored once. Empty without cases.
    ///
    /// @throws Fault.Work    if a score is not a number
    /// @throws Fault.Request if a case has no history, or the scorer ranks nothing
    public static Map<String, Double> evaluate(
            Scorer scorer, SequenceStore store, Cases cases, EvaluationOptions options, Progress progress) {
        return Metrics.of(rank(scorer, store, cases, options, progress), options.at());
    }

    static Ranks rank(Scorer scorer, SequenceStore store, Cases cases, EvaluationOptions options, Progress progress) {
        Fault.require(options.candidates() instanceof Candidates.All, "Drawn candidates are for the test alone.");
        return rank(scorer, store, cases, options, Optional.empty(), Watched.NOTHING, progress).ranks();
    }

    /// @param drawn what targets are ranked among; empty for all candidates
    static Ranked rank(
            Scorer scorer, SequenceStore store, Cases cases, EvaluationOptions options, Optional<DrawnCandidates> drawn, Watched watched, Progress progress) {
        Evaluator evaluator = new Evaluator(scorer, store, cases, options, drawn, watched);
        return new Ranked(evaluator.run(progress), evaluator.lists, evaluator.surprises);
    }

    /// How many cases ask for an item of their own history: misses when seen items are excluded.
    static int seenTargets(SequenceStore store, Cases cases) {
        return (int) IntStream.range(0, cases.size())
                .parallel()
                .filter(i -> contains(
                        store.items(), store.start(cases.users()[i]), cases.historyEnds()[i], cases.targets()[i]))
                .count();
    }

    private Ranks run(Progress progress) {
        int count = ranks.cases().size();
        Phase phase = Phase.of(Phase.Kind.RANKING, scorer.items(), count);
        int batchSize = Math.clamp(SCORES_A_BATCH / (scorer.items() + 1), 1, HISTORIES_A_BATCH);
        float[][] scores = new float[batchSize][scorer.items() + 1];
        int next = 0;
        while (next < count) {
            progress.checkpoint();
            progress.report(phase, next, count);
            List<Asked> batch = new ArrayList<>(batchSize);
            while (batch.size() < batchSize && next < count) {
                Asked asked = asked(next);
                batch.add(asked);
                next = asked.lastCase();
            }
            rank(batch, batch.size() == batchSize ? scores : Arrays.copyOf(scores, batch.size()));
        }
        progress.report(phase, count, count);
        return ranks;
    }

    /// The events `start … end - 1` of the store, asked about by cases `firstCase … lastCase - 1`.
    private record Asked(int firstCase, int lastCase, int start, int end, History history) {}

    private Asked asked(int firstCase) {
        int user = ranks.cases().users()[firstCase];
        int end = ranks.cases().historyEnds()[firstCase];
        Fault.require(
                end > store.start(user),
                "The case of user %s asks for an item without any event before it. Split so that every user keeps at least one.",
                store.userIds().get(user));
        return new Asked(firstCase, ranks.groupEnd(firstCase), store.start(user), end, store.history(user, end));
    }

    private void rank(List<Asked> batch, float[][] scores) {
        scorer.score(batch.stream().map(Asked::history).toList(), scores);
        for (int row = 0; row < batch.size(); row++) {
            requireNumbers(batch.get(row), scores[row]);
        }
        IntStream.range(0, batch.size()).parallel().forEach(row -> rank(batch.get(row), scores[row]));
    }

    private void rank(Asked asked, float[] scores) {
        float[] targetScores = new float[asked.lastCase - asked.firstCase];
        for (int i = 0; i < targetScores.length; i++) {
            targetScores[i] = scores[ranks.cases().targets()[asked.firstCase + i]];
        }
        if (watched.likelihoods) {
            double partition = logPartition(scores);
            for (int i = 0; i < targetScores.length; i++) {
                surprises[asked.firstCase + i] = partition - targetScores[i];
            }
        }
        if (options.excludeSeen()) {
            for (int event = asked.start; event < asked.end; event++) {
                scores[store.items()[event]] = Float.NEGATIVE_INFINITY;
            }
        }
        if (watched.places > 0) {
            lists[asked.firstCase] = TopItems.of(scores, watched.places);
        }
        for (int i = 0; i < targetScores.length; i++) {
            rank(asked, asked.firstCase + i, targetScores[i], scores);
        }
    }

    private void rank(Asked asked, int index, float targetScore, float[] scores) {
        int target = ranks.cases().targets()[index];
        if (options.excludeSeen() && contains(store.items(), asked.start, asked.end, target)) {
            ranks.higher()[index] = Ranks.UNRANKED;
            return;
        }
        drawn.ifPresentOrElse(
                candidates -> countAmong(candidates.of(asked.firstCase), asked, index, targetScore, scores),
                () -> countAmongAll(asked, index, targetScore, scores));
        switch (options.ties()) {
            case EXPECTED -> {}
            case OPTIMISTIC -> ranks.tied()[index] = 0;
            case PESSIMISTIC -> {
                ranks.higher()[index] += ranks.tied()[index];
                ranks.tied()[index] = 0;
            }
        }
    }

    private void countAmongAll(Asked asked, int index, float targetScore, float[] scores) {
        int higher = 0;
        int equal = 0;
        for (int item = 1; item < scores.length; item++) {
            higher += scores[item] > targetScore ? 1 : 0;
            equal += scores[item] == targetScore ? 1 : 0;
        }
        if (options.excludeSeen() && targetScore == Float.NEGATIVE_INFINITY) {
            equal -= distinctItems(asked);
        }
        ranks.higher()[index] = higher;
        ranks.tied()[index] = equal - 1;
    }

    /// Among drawn items and the history's other targets, as far as they are candidates.
    private void countAmong(int[] negatives, Asked asked, int index, float targetScore, float[] scores) {
        int higher = 0;
        int tied = 0;
        for (int item : negatives) {
            higher += scores[item] > targetScore ? 1 : 0;
            tied += scores[item] == targetScore ? 1 : 0;
        }
        int[] targets = ranks.cases().targets();
        for (int other = asked.firstCase; other < asked.lastCase; other++) {
            boolean candidate = !contains(targets, asked.firstCase, other, targets[other]) && targets[other] != targets[index]
                    && !(options.excludeSeen() && contains(store.items(), asked.start, asked.end, targets[other]));
            higher += candidate && scores[targets[other]] > targetScore ? 1 : 0;
            tied += candidate && scores[targets[other]] == targetScore ? 1 : 0;
        }
        ranks.higher()[index] = higher;
        ranks.tied()[index] = tied;
    }

    /// ln Σ exp(score)
    private static double logPartition(float[] scores) {
        float greatest = Float.NEGATIVE_INFINITY;
        for (int item = 1; item < scores.length; item++) {
            greatest = Math.max(greatest, scores[item]);
        }
        double sum = 0;
        for (int item = 1; item < scores.length; item++) {
            sum += Math.exp(scores[item] - greatest);
        }
        return greatest + Math.log(sum);
    }

    private int distinctItems(Asked asked) {
        return (int) Arrays.stream(store.items(), asked.start, asked.end).distinct().count();
    }

    private void requireNumbers(Asked asked, float[] scores) {
        int broken = 0;
        for (int item = 1; item < scores.length; item++) {
            broken += scores[item] != scores[item] ? 1 : 0;
        }
        if (broken > 0) {
            throw new Fault.Work(
                    "The scorer %s gave %,d of %,d items a score that is not a number, first for case %,d (user %s)."
                            + " Its parameters have most likely overflowed: train again with a lower learning rate or gradient clipping.",
                    scorer.getClass().getSimpleName(), broken, scores.length - 1, asked.firstCase + 1,
                    store.userIds().get(ranks.cases().users()[asked.firstCase]));
        }
    }

    private static boolean contains(int[] items, int start, int end, int item) {
        for (int event = start; event < end; event++) {
            if (items[event] == item) {
                return true;
            }
        }
        return false;
    }
}
