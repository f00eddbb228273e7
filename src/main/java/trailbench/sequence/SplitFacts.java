package trailbench.sequence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// How a log was split, with what the split leaves out: the part of a protocol that readers of a figure must know.
public sealed interface SplitFacts {
    /// One English sentence without a full stop.
    String text();

    /// @param baskets      true if the log has baskets of more than one event, which are never cut
    /// @param trainingOnly users with fewer than three events (or baskets), of whom nothing is held out
    /// @param trainedLater training events that are later than another user's test event: a model may learn from them what was not known yet;
    ///                     0 where the log has no times
    record LeaveOneOut(boolean baskets, int trainingOnly, int trainedLater) implements SplitFacts {
        /// No training event is later than a test.
        public LeaveOneOut(boolean baskets, int trainingOnly) {
            this(baskets, trainingOnly, 0);
        }

        /// For evaluations of before, which did not count later training events.
        public static LeaveOneOut defaults() {
            return new LeaveOneOut(false, 0);
        }

        @Override
        public String text() {
            String noun = baskets ? "basket" : "event";
            String text = String.format(Locale.ROOT, "leave-one-out: each user's last %s is the test, the one before it the validation", noun);
            return text
                    + (trainingOnly == 0 ? "" : String.format(Locale.ROOT, "; %,d users with fewer than 3 %ss train only", trainingOnly, noun))
                    + (trainedLater == 0 ? "" : String.format(Locale.ROOT, "; %,d training events are later than another user's test", trainedLater));
        }
    }

    /// @param validationAt   first instant of validation
    /// @param testAt         first instant of the test
    /// @param baskets        true if the log has baskets of more than one event, which are never cut
    /// @param withoutHistory held-out events that give no case, since nothing comes before their basket
    record Temporal(Instant validationAt, Instant testAt, boolean baskets, int withoutHistory) implements SplitFacts {
        @Override
        public String text() {
            String text = String.format(
                    Locale.ROOT, "temporal: validation from %s, test from %s, for all users",
                    validationAt.truncatedTo(ChronoUnit.SECONDS), testAt.truncatedTo(ChronoUnit.SECONDS));
            return text
                    + (baskets ? ", cut between baskets" : "")
                    + (withoutHistory == 0 ? "" : String.format(Locale.ROOT, "; %,d held-out events have no history and are no cases", withoutHistory));
        }
    }
}
