package trailbench.engine;

import java.util.Map;

/// What is known of items and users beside their numbers: a table for each column that a graph may ask for, by its name.
///
/// @param items number of each item's value `[V + 1]`: [trailbench.sequence.Vocabulary#featureNumbers]
/// @param users number of each user's value `[U + 1]`: [trailbench.sequence.SequenceStore#userFeatureNumbers]
public record Features(Map<String, int[]> items, Map<String, int[]> users) {
    public static final Features NONE = new Features(Map.of(), Map.of());

    public static Features ofItems(Map<String, int[]> items) {
        return new Features(items, Map.of());
    }
}
