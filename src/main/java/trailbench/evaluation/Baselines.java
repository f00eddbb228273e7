package trailbench.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import trailbench.engine.Scorer;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.TargetBehaviours;

/// Scorers that only count. They cost seconds and say what a model is worth: a model below popularity has learnt nothing, one below
/// the best of them is not useful.
public final class Baselines {
    private Baselines() {}

    /// Every event can be asked for.
    public static List<NamedScorer> all(SequenceStore store, int[] trainingEnds, int items) {
        return all(store, trainingEnds, items, TargetBehaviours.ALL);
    }

    /// Popularity, Markov-1, item-KNN, decayed co-occurrence, recent popularity, repeat last, session-KNN and, if there are no more items than
    /// [Ease#ITEMS], EASE, in this order, counted on training events only.
    ///
    /// @param trainingEnds `[U]` exclusive store index of each user's training part: nothing at or after it is read
    /// @param items        V
    /// @param targets      which events are asked for: popularity counts those alone
    public static List<NamedScorer> all(SequenceStore store, int[] trainingEnds, int items, TargetBehaviours targets) {
        TrainingEvents training = TrainingEvents.of(store, trainingEnds, items, targets);
        Popularity popularity = new Popularity(training);
        UserSets sets = UserSets.of(training);
        List<NamedScorer> all = new ArrayList<>();
        all.add(timed("popularity", () -> popularity));
        all.add(timed("markov-1", () -> Transitions.markov(training, popularity)));
        long start = System.nanoTime();
        Optional<float[][]> together = items <= ItemKnn.DENSE_ITEMS ? Optional.of(sets.together()) : Optional.empty();
        all.add(timed("item-knn", start, () -> new ItemKnn(popularity, sets, together)));
        all.add(timed("decayed co-occurrence", () -> Transitions.decayedCooccurrence(training, popularity)));
        all.add(timed("recent popularity", () -> new RecentPopularity(training, popularity)));
        all.add(timed("repeat last", () -> new RepeatLast(popularity)));
        all.add(timed("session-knn", () -> new SessionKnn(training, popularity, sets)));
        together.filter(counts -> leftOut(items).isEmpty()).ifPresent(counts -> all.add(timed("ease", () -> new Ease(popularity, counts))));
        return List.copyOf(all);
    }

    /// Which baseline is left out of a catalogue of this size and why, as one English sentence.
    public static Optional<String> leftOut(int items) {
        return items <= Ease.ITEMS
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "ease is left out: it inverts a matrix of items by items, which is done for up to %,d items, and there are %,d.",
                        Ease.ITEMS, items));
    }

    private static NamedScorer timed(String name, Supplier<Scorer> count) {
        return timed(name, System.nanoTime(), count);
    }

    private static NamedScorer timed(String name, long start, Supplier<Scorer> count) {
        Scorer scorer = count.get();
        return new NamedScorer(name, scorer, (System.nanoTime() - start) / 1e9);
    }
}
