package trailbench.evaluation;

import java.util.List;
import java.util.Optional;
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
    /// Empty where users are walked instead.
    private final Optional<LinearScores> cosines;

    /// @param together [UserSets#together]; empty where users are walked instead
    ItemKnn(Popularity popularity, UserSets sets, Optional<float[][]> together) {
        this.popularity = popularity;
        this.sets = sets;
        this.cosines = together.map(counts -> new LinearScores(popularity, cosines(counts, sets.inverseRoot())));
    }

    @Override
    public int items() {
        return popularity.items();
    }

    @Override
    public void score(List<History> histories, float[][] scores) {
        cosines.ifPresentOrElse(linear -> linear.score(histories, scores), () -> walkUsers(histories, scores));
    }

    private static float[][] cosines(float[][] together, float[] inverseRoot) {
        float[][] cosines = new float[together.length][together.length];
        IntStream.range(1, together.length).parallel().forEach(item -> {
            for (int other = 1; other < together.length; other++) {
                cosines[item][other] = together[item][other] * inverseRoot[Math.min(item, other)] * inverseRoot[Math.max(item, other)];
            }
            cosines[item][item] = 0;
        });
        return cosines;
    }

    private void walkUsers(List<History> histories, float[][] scores) {
        IntStream.range(0, Math.min(SLICES, histories.size())).parallel().forEach(slice -> {
            SparseSum users = new SparseSum(sets.firstItem().length - 1);
            for (int row = slice; row < histories.size(); row += SLICES) {
                popularity.fillBackground(scores[row]);
                walkUsers(LinearScores.distinct(histories.get(row).items()), users, scores[row]);
            }
        });
    }

    private void walkUsers(int[] history, SparseSum users, float[] scores) {
        for (int item : history) {
            for (int at = sets.firstUser()[item]; at < sets.firstUser()[item + 1]; at++) {
                users.add(sets.users()[at], sets.inverseRoot()[item]);
            }
        }
        float[] sums = new float[scores.length];
        for (int user : users.indices()) {
            float weight = (float) users.get(user);
            for (int at = sets.firstItem()[user]; at < sets.firstItem()[user + 1]; at++) {
                sums[sets.items()[at]] += weight;
            }
        }
        users.clear();
        for (int item : history) {
            // cos(i, i) = 1 is in the sum of every item of the history that has users
            sums[item] = Math.max(0, sums[item] - (sets.inverseRoot()[item] > 0 ? 1 / sets.inverseRoot()[item] : 0));
        }
        for (int item = 1; item < scores.length; item++) {
            scores[item] += sums[item] * sets.inverseRoot()[item];
        }
    }
}
