package trailbench.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.TargetBehaviours;
import trailbench.sequence.Vocabulary;

/// What is known of items that lists of them are judged by, counted on training events alone.
///
/// @param people     users with a training event
/// @param users      `[V + 1]` of them, those with the item
/// @param counts     `[V + 1]` training events
/// @param categories by column: `[V + 1]` number of the item's value, 0 where unknown
/// @param vectors    by name: `[V + 1][D]` of length 1, empty where an item has none
public record ListFacts(int people, int[] users, int[] counts, Map<String, int[]> categories, Map<String, float[][]> vectors) {
    /// A column with more values than this share of the items names them; it does not sort them.
    private static final double CATEGORIES = 0.2;

    /// @param trainingEnds `[U]` exclusive store index of each user's training part
    /// @param vectors      by name: joined vectors `[V + 1, D]`, row-major, zero where an item has none
    public static ListFacts of(SequenceStore store, int[] trainingEnds, Vocabulary vocabulary, Map<String, float[]> vectors) {
        int[] users = new int[vocabulary.size() + 1];
        int[] last = new int[users.length];
        Arrays.fill(last, -1);
        int people = 0;
        int known = -1;
        for (int user = 0; user < store.users(); user++) {
            int owner = store.owner(user);
            people += trainingEnds[user] > store.start(user) && owner != known ? 1 : 0;
            known = trainingEnds[user] > store.start(user) ? owner : known;
            for (int event = store.start(user); event < trainingEnds[user]; event++) {
                int item = store.items()[event];
                users[item] += last[item] == owner ? 0 : 1;
                last[item] = owner;
            }
        }
        Map<String, int[]> categories = new LinkedHashMap<>(vocabulary.featureNumbers());
        categories.values().removeIf(numbers -> Arrays.stream(numbers).max().orElse(0) > CATEGORIES * vocabulary.size());
        Map<String, float[][]> units = new LinkedHashMap<>();
        vectors.forEach((name, values) -> units.put(name, units(values, vocabulary.size())));
        return new ListFacts(
                people, users, TrainingEvents.of(store, trainingEnds, vocabulary.size(), TargetBehaviours.ALL).counts(), categories, units);
    }

    private static float[][] units(float[] values, int items) {
        int width = values.length / (items + 1);
        float[][] units = new float[items + 1][];
        for (int item = 0; item <= items; item++) {
            float[] unit = Arrays.copyOfRange(values, item * width, (item + 1) * width);
            double square = 0;
            for (float value : unit) {
                square += (double) value * value;
            }
            float scale = (float) (1 / Math.sqrt(square));
            for (int i = 0; i < width; i++) {
                unit[i] *= scale;
            }
            units[item] = square > 0 ? unit : new float[0];
        }
        return units;
    }

    /// The names of the columns and vectors that differences are told by.
    List<String> features() {
        return java.util.stream.Stream.concat(categories.keySet().stream(), vectors.keySet().stream()).toList();
    }
}
