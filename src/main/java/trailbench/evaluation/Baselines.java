package trailbench.evaluation;

import java.util.ArrayList;
import java.util.List;
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

    /// Popularity, Markov-1, item-KNN and decayed co-occurrence, in this order, counted on training events only.
    ///
    /// @param trainingEnds `[U]` exclusive store index of each user's training part: nothing at or after it is read
    /// @param items        V
    /// @param targets      which events are asked for: popularity counts those alone
    public static List<NamedScorer> all(SequenceStore store, int[] trainingEnds, int items, TargetBehaviours targets) {
        TrainingEvents training = TrainingEvents.of(store, trainingEnds, items, targets);
        Popularity popularity = new Popularity(training);
        List<NamedScorer> all = new ArrayList<>();
        all.add(timed("popularity", () -> popularity));
        all.add(timed("markov-1", () -> Transitions.markov(training, popularity)));
        all.add(timed("item-knn", () -> new ItemKnn(training, popularity, ItemKnn.DENSE_ITEMS)));
        all.add(timed("decayed co-occurrence", () -> Transitions.decayedCooccurrence(training, popularity)));
        return List.copyOf(all);
    }

    private static NamedScorer timed(String name, Supplier<Scorer> count) {
        long start = System.nanoTime();
        Scorer scorer = count.get();
        return new NamedScorer(name, scorer, (System.nanoTime() - start) / 1e9);
    }
}
