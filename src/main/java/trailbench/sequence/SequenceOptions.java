package trailbench.sequence;

import static trailbench.work.Fault.require;

import java.util.List;

/// How the trainer sees a user's events.
///
/// @param of        whose events make one sequence
/// @param maxLength T, the steps of a window; longer histories keep their last T events
/// @param windows   which windows are cut from the training part
/// @param targets   what is predicted at each step of a next-item model
/// @param targetBehaviours only events of these behaviours are ever to be predicted, in training, validation and test; all events are read.
///                  Empty for all
public record SequenceOptions(Of of, int maxLength, Windows windows, Targets targets, List<String> targetBehaviours) {

    public SequenceOptions {
        require(2 <= maxLength && maxLength <= 10_000, "max_length %s is not between 2 and 10,000", maxLength);
    }

    /// Sequences of users, of which every event can be a target.
    public SequenceOptions(int maxLength, Windows windows, Targets targets) {
        this(Of.USERS, maxLength, windows, targets, List.of());
    }

    public static SequenceOptions defaults() {
        return new SequenceOptions(50, new Windows.Last(), Targets.NEXT_ITEM);
    }

    public SequenceOptions with(Of other) {
        return new SequenceOptions(other, maxLength, windows, targets, targetBehaviours);
    }

    public SequenceOptions withMaxLength(int steps) {
        return new SequenceOptions(of, steps, windows, targets, targetBehaviours);
    }

    public SequenceOptions with(Windows other) {
        return new SequenceOptions(of, maxLength, other, targets, targetBehaviours);
    }

    public SequenceOptions with(Targets other) {
        return new SequenceOptions(of, maxLength, windows, other, targetBehaviours);
    }

    public SequenceOptions withTargetBehaviours(List<String> behaviours) {
        return new SequenceOptions(of, maxLength, windows, targets, behaviours);
    }

    /// What one sequence is.
    public enum Of {
        /// All events of one user.
        USERS,
        /// The events of one session, which no split cuts. Sessions come from a column of the log or begin after a gap
        /// ([trailbench.log.CleaningStep.SessionsByGap]).
        SESSIONS
    }

    /// Which windows of at most T steps are cut from a user's training events.
    public sealed interface Windows {
        /// One window a user: the last T events.
        record Last() implements Windows {}

        /// Windows that start every `stride` events, the last one ending at the user's last training event.
        record Sliding(int stride) implements Windows {
            public Sliding {
                require(stride >= 1, "stride %s is not at least 1", stride);
            }

            public static Sliding defaults() {
                return new Sliding(20);
            }
        }

        /// T inputs, one target: the value after them. One window for each target event.
        record NextValue() implements Windows {}
    }

    /// What stands at each step as the thing to predict.
    public enum Targets {
        /// The event after the step.
        NEXT_ITEM,
        /// An event drawn from the basket after the step's own, drawn anew each epoch: a basket has no order to learn.
        NEXT_BASKET
    }
}
