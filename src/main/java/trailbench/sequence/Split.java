package trailbench.sequence;

import java.time.Instant;
import java.util.Optional;

/// Which events are for training, which for validation and which for the test.
public sealed interface Split {

    /// Each user's last basket (a single event where the log has none) is the test, the one before it the validation.
    ///
    /// Trains on events that lie after other users' test events: that is reported, and [Temporal] does not.
    record LeaveOneOut() implements Split {}

    /// Everything before one instant is for training, whoever did it. The default for new projects.
    ///
    /// @param validationAt first instant of validation; by default the instant with 80 % of events before it
    /// @param testAt       first instant of the test; by default the instant with 90 % of events before it
    record Temporal(Optional<Instant> validationAt, Optional<Instant> testAt) implements Split {
        public static Temporal defaults() {
            return new Temporal(Optional.empty(), Optional.empty());
        }
    }

    static Split defaults() {
        return Temporal.defaults();
    }
}
