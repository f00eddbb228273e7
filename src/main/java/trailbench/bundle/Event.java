package trailbench.bundle;

import java.time.Instant;
import java.util.Optional;

/// What somebody did.
///
/// @param item      original id, in the log's own spelling
/// @param behaviour a name of [BundleModel#behaviours]; any other, and none, is one that the model has not seen
/// @param time      when; within a history all events have one, or none
public record Event(String item, Optional<String> behaviour, Optional<Instant> time) {
    /// Of which only the item is known.
    public static Event of(String item) {
        return new Event(item, Optional.empty(), Optional.empty());
    }
}
