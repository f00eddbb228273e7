package trailbench.embedding;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A finished picture in two dimensions: where each vector lies, and how the places were found.
///
/// @param of      items there were to choose from; of more than are shown, those with the most training events are
/// @param ids     `[N]` original ids
/// @param titles  `[N]` words for people
/// @param x       `[N]`
/// @param y       `[N]`
/// @param columns `[N]` values each to colour by; "popularity" (training events) is always among them
public record PointMap(
        MapMethod method, int of, List<String> ids, List<String> titles, float[] x, float[] y, Map<String, List<String>> columns) {
    public int size() {
        return x.length;
    }

    /// What is shown and what is left out, in English: `the 2,000 items with the most training events, of 3,665`.
    public String caption() {
        return size() == of
                ? String.format(Locale.ROOT, "all %,d items", of)
                : String.format(Locale.ROOT, "the %,d items with the most training events, of %,d", size(), of);
    }
}
