package trailbench.log;

import static trailbench.work.Fault.require;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import trailbench.work.Fault;

/// One step of cleaning, in the place that the recipe's list gives it. Each sees what the steps before it left.
public sealed interface CleaningStep {
    /// What it is called where its removed events are counted.
    String rule();

    /// Events of other times go.
    ///
    /// @param from first instant that stays; the log's first if absent
    /// @param to   first instant that goes; none if absent
    record TimeRange(Optional<Instant> from, Optional<Instant> to) implements CleaningStep {
        public TimeRange {
            require(from.isPresent() || to.isPresent(), "from and to are missing. Name the first instant that stays, or the first that goes, or both.");
            require(from.isEmpty() || to.isEmpty() || from.get().isBefore(to.get()), "from %s is not before to %s", from.orElse(null), to.orElse(null));
        }

        @Override
        public String rule() {
            return "outside the time range";
        }
    }

    /// Rows stay whose value in a column is found by a pattern, or, with `keep: false`, those whose is not.
    ///
    /// Is asked while the file is read, so before every step that looks at a user's events.
    ///
    /// @param column  named as a role's column is
    /// @param pattern a [Pattern] to be found in the value: `^(GB|IE)$`
    /// @param keep    false turns the rule round
    record Values(String column, String pattern, boolean keep) implements CleaningStep {
        static final String RULE = "value not kept";

        public Values {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new Fault.Request("pattern \"%s\" is not a regular expression: %s", pattern, e.getDescription(), e);
            }
        }

        public static Values defaults() {
            return new Values("", "", true);
        }

        @Override
        public String rule() {
            return RULE;
        }
    }

    /// Users go who had more than so many events within any sixty seconds: people do not.
    record Bots(int eventsPerMinute) implements CleaningStep {
        public Bots {
            require(eventsPerMinute >= 1, "events_per_minute %s is not at least 1", eventsPerMinute);
        }

        public static Bots defaults() {
            return new Bots(60);
        }

        @Override
        public String rule() {
            return "user too fast for a person";
        }
    }

    /// Users go whose number of events lies below one quantile of all users' or above another.
    ///
    /// @param low  0 to 1; users with as many events as the quantile stay
    /// @param high 0 to 1
    record Lengths(double low, double high) implements CleaningStep {
        public Lengths {
            require(0 <= low && low < high && high <= 1, "low %s and high %s are not two quantiles between 0 and 1", low, high);
        }

        public static Lengths defaults() {
            return new Lengths(0, 0.99);
        }

        @Override
        public String rule() {
            return "user of unusual length";
        }
    }

    /// A cancellation takes back the latest purchase before it of the same item by the same user: both go, and so does a cancellation that
    /// finds none. Where one row buys several pieces and another returns some of them, the whole row is taken back.
    ///
    /// @param purchase     the behaviour that is taken back
    /// @param cancellation the behaviour that takes back
    record Returns(String purchase, String cancellation) implements CleaningStep {
        public Returns {
            require(!purchase.equals(cancellation), "cancellation \"%s\" is the same behaviour as purchase", cancellation);
        }

        public static Returns defaults() {
            return new Returns("purchase", "cancellation");
        }

        @Override
        public String rule() {
            return "purchase taken back";
        }
    }

    /// A new session begins where a user was away for longer than a gap. Takes the place of a session column; removes nothing.
    record SessionsByGap(Duration gap) implements CleaningStep {
        public SessionsByGap {
            require(gap.isPositive(), "gap %s is not a positive length of time. Write one like PT30M.", gap);
        }

        public static SessionsByGap defaults() {
            return new SessionsByGap(Duration.ofMinutes(30));
        }

        @Override
        public String rule() {
            return "session begins";
        }
    }

    /// Users, then items, with fewer events go, once: those that then have fewer stay. The recipe's own minimum counts hold at the end,
    /// over and over.
    record MinimumCounts(int userEvents, int itemEvents) implements CleaningStep {
        public MinimumCounts {
            require(userEvents >= 1 && itemEvents >= 1, "user_events %s and item_events %s are not at least 1", userEvents, itemEvents);
        }

        public static MinimumCounts defaults() {
            return new MinimumCounts(5, 5);
        }

        @Override
        public String rule() {
            return "too few events at this step";
        }
    }
}
