package trailbench.sequence;

import java.time.Instant;
import java.util.Optional;

/// One thing that a [Finding] speaks of, as it can be looked up.
public sealed interface Example {

    /// @param item  original id
    /// @param title the item's words for people
    /// @param time  empty if the log has no times
    record Event(String user, String item, String title, Optional<Instant> time) implements Example {}

    record User(String user, int events) implements Example {}

    /// @param item original id
    record Item(String item, String title, int events) implements Example {}

    /// A row that was rejected.
    ///
    /// @param file name of the source file
    /// @param line counted from 1
    /// @param text the row, or what is known of it
    record Row(String file, long line, String text) implements Example {}

    /// @param from first day, UTC
    record Days(Instant from, int days) implements Example {}
}
