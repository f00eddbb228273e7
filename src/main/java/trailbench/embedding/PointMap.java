package trailbench.embedding;

import java.util.List;
import java.util.Map;

/// A finished picture in two dimensions: where each vector lies, and how the places were found.
///
/// @param method  "pca" or "tsne", with its settings in words ("t-SNE · perplexity 30 · 1,000 iterations · seed 42")
/// @param caption what is shown and what is left out ("2,000 most sold of 3,665 items")
/// @param ids     `[N]` original ids
/// @param titles  `[N]` words for people
/// @param x       `[N]`
/// @param y       `[N]`
/// @param columns `[N]` values each to colour by; "popularity" (training events) is always among them
public record PointMap(
        String method, String caption, List<String> ids, List<String> titles, float[] x, float[] y, Map<String, List<String>> columns) {
    public int size() {
        return x.length;
    }
}
