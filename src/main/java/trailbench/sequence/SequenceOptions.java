package trailbench.sequence;

import static trailbench.work.Fault.require;

/// How the trainer sees a user's events.
///
/// @param maxLength T, the steps of a window; longer histories keep their last T events
/// @param windows   which windows are cut from the training part
/// @param targets   what is predicted at each step of a next-item model
public record SequenceOptions(int maxLength, Windows windows, Targets targets) {

    public SequenceOptions {
        require(2 <= maxLength && maxLength <= 10_000, "max_length %s is not between 2 and 10,000", maxLength);
    }

    public static SequenceOptions defaults() {
        return new SequenceOptions(50, new Windows.Last(), Targets.NEXT_ITEM);
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
