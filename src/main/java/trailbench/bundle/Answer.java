package trailbench.bundle;

import java.util.List;

/// @param items   best first; fewer than asked for where fewer are candidates
/// @param by      where the scores come from
/// @param unknown items of the history that the model has never seen and left out
public record Answer(List<Item> items, By by, List<String> unknown) {

    /// @param score the model's score of the next item (a logit: higher is more likely); events in training where `by` is popularity; a cosine in
    ///              [-1, 1] between similar items
    public record Item(String id, String title, double score) {}

    public enum By {
        MODEL,
        /// The history holds no item that the model knows: the most frequent items of the training part.
        POPULARITY
    }
}
