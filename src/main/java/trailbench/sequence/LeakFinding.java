package trailbench.sequence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was found of one kind of leak.
///
/// @param checked  false if it could not be looked for, since the log has no times
/// @param examples the first of them, five at most
/// @param fix      fields of the experiment and their values in YAML that do away with the leak; empty if no change of it does
public record LeakFinding(Severity severity, LeakCount found, boolean checked, List<Example> examples, Map<String, String> fix) {
    public static final int EXAMPLES = 5;

    public enum Severity {
        /// Nothing found.
        GREEN,
        /// Worth knowing: a small share, a matter of taste, or not checked.
        AMBER,
        /// Figures made so are too good to be true.
        RED
    }

    public LeakKind kind() {
        return found.kind();
    }

    /// @param event what leaks, or is leaked
    /// @param other the event that shows it, where there is one
    public record Example(Event event, Optional<Event> other) {}

    /// @param user  original id
    /// @param item  title
    /// @param time  empty where the log has no times
    public record Event(String user, String item, Optional<Instant> time) {}
}
