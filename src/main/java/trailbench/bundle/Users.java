package trailbench.bundle;

import java.util.List;
import java.util.Map;

/// The contents of `users.json`: those that the model tells apart. Empty for a model that does not read who the user is, so that no id of a
/// person leaves the project without need.
///
/// @param ids      original ids; user number `i + 1` at `i`
/// @param features named columns of text values, aligned with `ids`
public record Users(List<String> ids, Map<String, List<String>> features) {
    public static final Users NONE = new Users(List.of(), Map.of());
}
