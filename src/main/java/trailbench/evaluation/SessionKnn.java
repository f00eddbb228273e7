package trailbench.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import trailbench.engine.Scorer;
import trailbench.sequence.History;
import trailbench.sequence.SequenceStore;

/// Sequences like this one: an item's score is the sum of the cosines of those of the [#NEIGHBOURS] most similar training sequences that hold it,
/// out of the [#SAMPLE] latest ones that share an item with the history (D. Jannach, M. Ludewig, "When recurrent neural networks meet the
/// neighborhood for session-based recommendation", RecSys 2017). Where sequences are users, not sessions, neighbours are users.
///
/// Cosine between sets of items: |s ∩ n| / √(|s| · |n|). How late a sequence is, is told by its last training event; of equally similar
/// ones the later is nearer. Popularity, scaled to at most 1e-6, is added.
final class SessionKnn implements Scorer {
    static final int NEIGHBOURS = 100;
    static final int SAMPLE = 500;

    /// Histories are scored in this many shares, so that each needs its buffer once.
    private static final int SLICES = 16;

    private final Popularity popularity;
    private final UserSets sets;
    /// `[U]` place of each sequence from the oldest to the latest.
    private final int[] recency;
    /// `[U]` the sequences in that order.
    private final int[] byRecency;

    SessionKnn(TrainingEvents training, Popularity popularity, UserSets sets) {
        this.popularity = popularity;
        this.sets = sets;
        this.recency = recency(training);
        this.byRecency = new int[recency.length];
        for (int sequence = 0; sequence < recency.length; sequence++) {
            byRecency[recency[sequence]] = sequence;
        }
    }

    private static int[] recency(TrainingEvents training) {
        SequenceStore store = training.store();
        Integer[] order = IntStream.range(0, store.users()).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingLong(user ->
                training.trainingEnds()[user] > store.start(user) ? store.times()[training.trainingEnds()[user] - 1] : Long.MIN_VALUE));
        int[] places = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = place;
        }
        return places;
    }

    @Override
    public int items() {
        return popularity.items();
    }

    @Override
    public void score(List<History> histories, float[][] scores) {
        IntStream.range(0, Math.min(SLICES, histories.size())).parallel().forEach(slice -> {
            SparseSum shared = new SparseSum(recency.length);
            for (int row = slice; row < histories.size(); row += SLICES) {
                popularity.fillBackground(scores[row]);
                score(Arrays.stream(histories.get(row).items()).distinct().toArray(), shared, scores[row]);
            }
        });
    }

    private record Near(int sequence, double cosine) {}

    private void score(int[] history, SparseSum shared, float[] scores) {
        int[] sequences = isCommon(history) ? walkBack(history, shared, scores.length) : throughItems(history, shared);
        for (Near near : nearest(sequences, shared, history.length)) {
            for (int at = sets.firstItem()[near.sequence]; at < sets.firstItem()[near.sequence + 1]; at++) {
                scores[sets.items()[at]] += (float) near.cosine;
            }
        }
        shared.clear();
    }

    /// True if so many sequences share an item that the latest of them are found sooner by looking at one after another, from the latest on, than
    /// through the items' lists. One in `all / most` shares the most common item at least.
    private boolean isCommon(int[] history) {
        long listed = 0;
        long most = 1;
        for (int item : history) {
            int users = sets.firstUser()[item + 1] - sets.firstUser()[item];
            listed += users;
            most = Math.max(most, users);
        }
        long walked = Math.min(recency.length, SAMPLE * (long) recency.length / most);
        return walked * (sets.items().length / Math.max(1, recency.length) + 1) < listed;
    }

    /// The [#SAMPLE] latest sequences that share an item; `shared` counts what they share.
    private int[] walkBack(int[] history, SparseSum shared, int items) {
        boolean[] asked = new boolean[items];
        for (int item : history) {
            asked[item] = true;
        }
        for (int place = byRecency.length - 1; place >= 0 && shared.size() < SAMPLE; place--) {
            int sequence = byRecency[place];
            int count = 0;
            for (int at = sets.firstItem()[sequence]; at < sets.firstItem()[sequence + 1]; at++) {
                count += asked[sets.items()[at]] ? 1 : 0;
            }
            if (count > 0) {
                shared.add(sequence, count);
            }
        }
        return shared.indices();
    }

    private int[] throughItems(int[] history, SparseSum shared) {
        for (int item : history) {
            for (int at = sets.firstUser()[item]; at < sets.firstUser()[item + 1]; at++) {
                shared.add(sets.users()[at], 1);
            }
        }
        return latest(shared);
    }

    /// The [#SAMPLE] latest of the sequences that share an item.
    private int[] latest(SparseSum shared) {
        if (shared.size() <= SAMPLE) {
            return shared.indices();
        }
        int[] places = Arrays.stream(shared.indices()).map(sequence -> recency[sequence]).sorted().toArray();
        return Arrays.stream(places, places.length - SAMPLE, places.length).map(place -> byRecency[place]).toArray();
    }

    private List<Near> nearest(int[] sequences, SparseSum shared, int size) {
        return Arrays.stream(sequences)
                .mapToObj(sequence -> new Near(sequence, shared.get(sequence)
                        / Math.sqrt((double) size * (sets.firstItem()[sequence + 1] - sets.firstItem()[sequence]))))
                .sorted(Comparator.comparingDouble((Near near) -> -near.cosine).thenComparingInt(near -> -recency[near.sequence]))
                .limit(NEIGHBOURS)
                .toList();
    }
}
