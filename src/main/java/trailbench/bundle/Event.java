package trailbench.bundle;

import java.time.Instant;
import java.util.Optional;

/// What somebody did.
///
/// @param item      original id, in the log's own spelling
/// @param behaviour a name of [BundleModel#behaviours]; any other, and none, is one that the model has not seen
/// @param time      when; within a history all events have one, or none
/// @param value     its number (stars, an amount), for models that read it
public record Event(String item, Optional<String> behaviour, Optional<Instant> time, Optional<Double> value) {
    /// Without a value.
    public Event(String item, Optional<String> behaviour, Optional<Instant> time) {
        this(item, behaviour, time, Optional.empty());
    }

    public Event withTime(Optional<Instant> other) {
        return new Event(item, behaviour, other, value);
    }

    /// Of which only the item is known.
    public static Event of(String item) {
        return new Event(item, Optional.empty(), Optional.empty());
    }
}
