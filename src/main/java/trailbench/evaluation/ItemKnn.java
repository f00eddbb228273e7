package trailbench.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import trailbench.engine.Scorer;
import trailbench.sequence.History;

/// Item-based neighbours: an item's score is the sum of its cosines with the items of the history, without a cut-off
/// (M. Deshpande, G. Karypis, "Item-based top-N recommendation algorithms", ACM TOIS 22(1), 2004).
///
/// cos(i, j) = |U_i ∩ U_j| / √(|U_i| · |U_j|) over the sets of users with a training event on i and j. An item is no neighbour of
/// itself; an item that stands in the history twice counts once.
///
/// Up to [#DENSE_ITEMS] items the cosines are held as a matrix. Beyond that they are summed user by user, which needs no
/// memory: Σ_i cos(i, j) = 1/√|U_j| · Σ_{u ∈ U_j} Σ_{i ∈ history ∩ items of u} 1/√|U_i|.
final class ItemKnn implements Scorer {
    /// A matrix of 6,000² floats is 144 MB.
    static final int DENSE_ITEMS = 6_000;

    /// Histories are scored in this many shares, so that each needs its buffer once.
    private static final int SLICES = 16;

    private final Popularity popularity;
    private final UserSets sets;
    /// `[V + 1][V + 1]`, or no rows where users are walked instead.
    private final float[][] cosines;

    ItemKnn(TrainingEvents training, Popularity popularity, int denseItems) {
        this.popularity = popularity;
        this.sets = UserSets.of(training);
        this.cosines = training.items() <= denseItems ? cosines() : new float[0][];
    }

    @Override
    public int items() {
        return popularity.items();
    }

    @Override
    public void score(List<History> histories, float[][] scores) {
        IntStream.range(0, Math.min(SLICES, histories.size())).parallel().forEach(slice -> {
            SparseSum users = new SparseSum(cosines.length > 0 ? 0 : sets.firstItem.length - 1);
            for (int row = slice; row < histories.size(); row += SLICES) {
                popularity.fillBackground(scores[row]);
                int[] history = Arrays.stream(histories.get(row).items()).distinct().toArray();
                if (cosines.length > 0) {
                    sumRows(history, scores[row]);
                } else {
                    walkUsers(history, users, scores[row]);
                }
            }
        });
    }

    private float[][] cosines() {
        float[][] rows = new float[items() + 1][items() + 1];
        IntStream.rangeClosed(1, items()).parallel().forEach(item -> {
            int[] together = new int[items() + 1];
            for (int at = sets.firstUser[item]; at < sets.firstUser[item + 1]; at++) {
                int user = sets.users[at];
                for (int other = sets.firstItem[user]; other < sets.firstItem[user + 1]; other++) {
                    together[sets.items[other]]++;
                }
            }
            together[item] = 0;
            for (int other = 1; other <= items(); other++) {
                rows[item][other] = together[other] * sets.inverseRoot[item] * sets.inverseRoot[other];
            }
        });
        return rows;
    }

    private void sumRows(int[] history, float[] scores) {
        for (int item : history) {
            float[] row = cosines[item];
            for (int other = 1; other < scores.length; other++) {
                scores[other] += row[other];
            }
        }
    }

    private void walkUsers(int[] history, SparseSum users, float[] scores) {
        for (int item : history) {
            for (int at = sets.firstUser[item]; at < sets.firstUser[item + 1]; at++) {
                users.add(sets.users[at], sets.inverseRoot[item]);
            }
        }
        float[] sums = new float[scores.length];
        for (int user : users.indices()) {
            float weight = (float) users.get(user);
            for (int at = sets.firstItem[user]; at < sets.firstItem[user + 1]; at++) {
                sums[sets.items[at]] += weight;
            }
        }
        users.clear();
        for (int item : history) {
            // cos(i, i) = 1 is in the sum of every item of the history that has users
            sums[item] = Math.max(0, sums[item] - (sets.inverseRoot[item] > 0 ? 1 / sets.inverseRoot[item] : 0));
        }
        for (int item = 1; item < scores.length; item++) {
            scores[item] += sums[item] * sets.inverseRoot[item];
        }
    }

    /// Which users have which items in training, each pair once, both ways.
    ///
    /// @param firstUser   `[V + 2]` where each item's users begin
    /// @param users       by item
    /// @param firstItem   `[U + 1]` where each user's items begin
    /// @param items       by user
    /// @param inverseRoot `[V + 1]` 1 / √ number of users, 0 for an item without
    private record UserSets(int[] firstUser, int[] users, int[] firstItem, int[] items, float[] inverseRoot) {

        static UserSets of(TrainingEvents training) {
            int userCount = training.store().users();
            int[] firstUser = new int[training.items() + 2];
            int[] users = new int[training.events().length];
            int[] firstItem = new int[userCount + 1];
            float[] inverseRoot = new float[training.items() + 1];
            int pairs = 0;
            for (int item = 0; item <= training.items(); item++) {
                firstUser[item] = pairs;
                for (int at = training.firsts()[item]; at < training.firsts()[item + 1]; at++) {
                    // an item's events stand in store order, so those of one user stand side by side
                    int user = training.users()[training.events()[at]];
                    if (pairs == firstUser[item] || users[pairs - 1] != user) {
                        users[pairs++] = user;
                        firstItem[user + 1]++;
                    }
                }
                inverseRoot[item] = pairs == firstUser[item] ? 0 : (float) (1 / Math.sqrt(pairs - firstUser[item]));
            }
            firstUser[training.items() + 1] = pairs;
            for (int user = 0; user < userCount; user++) {
                firstItem[user + 1] += firstItem[user];
            }
            int[] next = firstItem.clone();
            int[] items = new int[pairs];
            for (int item = 1; item <= training.items(); item++) {
                for (int at = firstUser[item]; at < firstUser[item + 1]; at++) {
                    items[next[users[at]]++] = item;
                }
            }
            return new UserSets(firstUser, Arrays.copyOf(users, pairs), firstItem, items, inverseRoot);
        }
    }
}
