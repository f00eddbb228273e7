package trailbench.sequence;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The items a model knows, numbered from 1; number 0 pads short sequences. And the behaviours it tells apart.
///
/// @param ids      original ids; `ids.get(i - 1)` belongs to item `i`
/// @param titles   words for people, aligned with `ids`
/// @param features named columns of text values, aligned with `ids`
/// @param behaviours names of what was done, in order of first appearance in the log
public record Vocabulary(List<String> ids, List<String> titles, Map<String, List<String>> features, List<String> behaviours) {
    /// Stands where a sequence has no event. Never a target, never a candidate.
    public static final int PADDING = 0;

    /// Each feature as numbers, by name: `[V + 1]`, the number of the item's value. Values are numbered from 1 in order of first appearance
    /// among the items; 0 stands for padding and for an item without the feature.
    public Map<String, int[]> featureNumbers() {
        return numbers(features);
    }

    /// Columns of texts as numbers from 1 in order of first appearance, 0 for an empty text; before each column stands a 0.
    static Map<String, int[]> numbers(Map<String, List<String>> columns) {
        Map<String, int[]> numbers = new LinkedHashMap<>();
        columns.forEach((name, texts) -> {
            Map<String, Integer> known = new HashMap<>();
            int[] column = new int[texts.size() + 1];
            for (int row = 1; row < column.length; row++) {
                String text = texts.get(row - 1);
                column[row] = text.isEmpty() ? 0 : known.computeIfAbsent(text, _ -> known.size() + 1);
            }
            numbers.put(name, column);
        });
        return numbers;
    }

    /// V, the number of items.
    public int size() {
        return ids.size();
    }

    public String id(int item) {
        return ids.get(item - 1);
    }

    public String title(int item) {
        return titles.get(item - 1);
    }
}
