package trailbench.engine;

import java.util.Map;

/// What is known of items and users beside their numbers: what the graph's inputs look up.
///
/// @param items   by column: number of each item's value `[V + 1]`, [trailbench.sequence.Vocabulary#featureNumbers]
/// @param users   by column: number of each user's value `[U + 1]`, [trailbench.sequence.SequenceStore#userFeatureNumbers]
/// @param numbers by node: what a [trailbench.graph.InputNode.NumberInput] reads; of a [trailbench.graph.InputNode.ValueInput] and a
///                [trailbench.graph.Node.NextRating] how values are scaled
/// @param vectors by name: joined vectors `[V + 1, D]`, row-major, zero where an item has none. Needed by a model that is made; one that is opened
///                has its own
public record Features(Map<String, int[]> items, Map<String, int[]> users, Map<String, Numbers> numbers, Map<String, float[]> vectors) {
    public static final Features NONE = new Features(Map.of(), Map.of());

    /// Of which only categories are known.
    public Features(Map<String, int[]> items, Map<String, int[]> users) {
        this(items, users, Map.of(), Map.of());
    }

    /// @param values    `[V + 1]` or `[U + 1]`: x, NaN where unknown; empty where events have them
    /// @param mean      of f(x), what is taken off, fitted on training events; a model that is opened has its own
    /// @param deviation what the rest is divided by, likewise
    public record Numbers(double[] values, float mean, float deviation) {}
}
