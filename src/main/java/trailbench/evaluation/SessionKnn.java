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
    /// `[U]` the sequences from the oldest to the latest.
    private final int[] byRecency;
    /// As the users of [UserSets], but by their places in that order.
    private final int[] places;

    SessionKnn(TrainingEvents training, Popularity popularity, UserSets sets) {
        this.popularity = popularity;
        this.sets = sets;
        this.byRecency = byRecency(training);
        int[] recency = new int[byRecency.length];
        for (int place = 0; place < recency.length; place++) {
            recency[byRecency[place]] = place;
        }
        this.places = Arrays.stream(sets.users()).map(sequence -> recency[sequence]).toArray();
    }

    private static int[] byRecency(TrainingEvents training) {
        SequenceStore store = training.store();
        return IntStream.range(0, store.users())
                .boxed()
                .sorted(Comparator.comparingLong(user ->
                        training.trainingEnds()[user] > store.start(user) ? store.times()[training.trainingEnds()[user] - 1] : Long.MIN_VALUE))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Override
    public int items() {
        return popularity.items();
    }

    @Override
    public void score(List<History> histories, float[][] scores) {
        IntStream.range(0, Math.min(SLICES, histories.size())).parallel().forEach(slice -> {
            Shared shared = new Shared(byRecency.length);
            for (int row = slice; row < histories.size(); row += SLICES) {
                popularity.fillBackground(scores[row]);
                score(LinearScores.distinct(histories.get(row).items()), shared, scores[row]);
            }
        });
    }

    /// How many items each sequence shares with the history that is asked about. For one thread.
    private static final class Shared {
        /// By place.
        private final int[] counts;
        /// The places that share some, in no order.
        private final int[] touched;
        private int size;

        Shared(int sequences) {
            counts = new int[sequences];
            touched = new int[sequences];
        }

        void add(int place, int items) {
            if (counts[place] == 0) {
                touched[size++] = place;
            }
            counts[place] += items;
        }

        /// The latest places that share an item, at most [#SAMPLE].
        int[] latest() {
            if (size <= SAMPLE) {
                return Arrays.copyOf(touched, size);
            }
            if (size < counts.length / 16) {
                int[] sorted = Arrays.copyOf(touched, size);
                Arrays.sort(sorted);
                return Arrays.copyOfRange(sorted, size - SAMPLE, size);
            }
            int[] latest = new int[SAMPLE];
            for (int place = counts.length - 1, found = 0; found < SAMPLE; place--) {
                if (counts[place] > 0) {
                    latest[found++] = place;
                }
            }
            return latest;
        }

        void clear() {
            for (int i = 0; i < size; i++) {
                counts[touched[i]] = 0;
            }
            size = 0;
        }
    }

    private void score(int[] history, Shared shared, float[] scores) {
        if (isCommon(history)) {
            walkBack(history, shared, scores.length);
        } else {
            throughItems(history, shared);
        }
        long[] near = ascending(shared, history.length);
        for (int i = near.length - 1; i >= Math.max(0, near.length - NEIGHBOURS); i--) {
            float cosine = Float.intBitsToFloat((int) (near[i] >>> Integer.SIZE));
            int sequence = byRecency[(int) near[i]];
            for (int at = sets.firstItem()[sequence]; at < sets.firstItem()[sequence + 1]; at++) {
                scores[sets.items()[at]] += cosine;
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
        long walked = Math.min(byRecency.length, SAMPLE * (long) byRecency.length / most);
        return walked * (sets.items().length / Math.max(1, byRecency.length) + 1) < listed;
    }

    /// From the latest sequence on, until enough share an item.
    private void walkBack(int[] history, Shared shared, int items) {
        boolean[] asked = new boolean[items];
        for (int item : history) {
            asked[item] = true;
        }
        for (int place = byRecency.length - 1; place >= 0 && shared.size < SAMPLE; place--) {
            int sequence = byRecency[place];
            int count = 0;
            for (int at = sets.firstItem()[sequence]; at < sets.firstItem()[sequence + 1]; at++) {
                count += asked[sets.items()[at]] ? 1 : 0;
            }
            if (count > 0) {
                shared.add(place, count);
            }
        }
    }

    private void throughItems(int[] history, Shared shared) {
        for (int item : history) {
            for (int at = sets.firstUser()[item]; at < sets.firstUser()[item + 1]; at++) {
                shared.add(places[at], 1);
            }
        }
    }

    /// The latest sequences that share an item: the cosine in the upper half of each number, the place in the lower. Numbers are in order as cosines
    /// are, since those are positive.
    private long[] ascending(Shared shared, int size) {
        int[] latest = shared.latest();
        long[] near = new long[latest.length];
        for (int i = 0; i < near.length; i++) {
            int sequence = byRecency[latest[i]];
            double cosine = shared.counts[latest[i]] / Math.sqrt((double) size * (sets.firstItem()[sequence + 1] - sets.firstItem()[sequence]));
            near[i] = (long) Float.floatToIntBits((float) cosine) << Integer.SIZE | latest[i];
        }
        Arrays.sort(near);
        return near;
    }
}
