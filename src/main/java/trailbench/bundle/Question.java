package trailbench.bundle;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is asked of a model.
///
/// @param history oldest first; may be empty
/// @param k       how many items, at least 1
/// @param exclude original ids that are no candidates; those the model does not know are no matter
/// @param filter  feature of items to the values that a candidate may have: all features named must hold. Empty for every item
/// @param uid     original id of the user, for models that read who the user is; anybody else is an unknown user
public record Question(List<Event> history, int k, List<String> exclude, Map<String, List<String>> filter, Optional<String> uid) {
    /// How many items are told if nothing is said of it.
    public static final int USUAL_K = 10;

    /// What stands for a field that is left out.
    public static Question defaults() {
        return new Question(List.of(), USUAL_K, List.of(), Map.of(), Optional.empty());
    }

    /// Of an unknown user.
    public Question(List<Event> history, int k, List<String> exclude) {
        this(history, k, exclude, Map.of(), Optional.empty());
    }
}
