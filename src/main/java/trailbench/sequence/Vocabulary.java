package trailbench.sequence;

import java.util.List;
import java.util.Map;

/// The items a model knows, numbered from 1; number 0 pads short sequences.
///
/// @param ids      original ids; `ids.get(i - 1)` belongs to item `i`
/// @param titles   words for people, aligned with `ids`
/// @param features named columns of text values, aligned with `ids`
public record Vocabulary(List<String> ids, List<String> titles, Map<String, List<String>> features) {
    /// Stands where a sequence has no event. Never a target, never a candidate.
    public static final int PADDING = 0;

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
