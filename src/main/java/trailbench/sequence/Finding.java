package trailbench.sequence;

import java.util.Locale;
import java.util.Optional;

/// Something in a log that its reader should know of.
///
/// @param subject the reason that rows were rejected for; empty for every other kind
/// @param count   rows, events, users, items or days, as the kind says
/// @param of      of so many
/// @param fix     the change of the recipe that mends it; empty if it needs none, or a person's judgement
public record Finding(Kind kind, Severity severity, String subject, long count, long of, Optional<Example> example, Optional<Fix> fix) {

    public enum Severity {
        /// What is learnt or measured would be wrong.
        PROBLEM,
        /// Look before you train.
        NOTICE,
        /// Good to know.
        HINT
    }

    /// What is counted.
    public enum Unit {
        ROWS,
        EVENTS,
        USERS,
        ITEMS,
        DAYS
    }

    /// What was found, and what `count` counts.
    public enum Kind {
        /// Events of the year 1970: missing times written as 0, or seconds read as milliseconds.
        EPOCH_TIMES(Unit.EVENTS),
        /// Events later than now.
        FUTURE_TIMES(Unit.EVENTS),
        /// Events far away from nearly all others; [TimeBounds] says how far.
        FAR_TIMES(Unit.EVENTS),
        /// Rows that could not be events, for one reason.
        REJECTED_ROWS(Unit.ROWS),
        /// Kept events that are equal to an earlier one in user, item, behaviour, time and, where sessions are baskets, session.
        DUPLICATES(Unit.EVENTS),
        /// Events whose value the log does not say, or says in words that are no number.
        UNKNOWN_VALUES(Unit.EVENTS),
        /// Items whose title was read in another encoding than it was written in.
        GARBLED_TITLES(Unit.ITEMS),
        /// The log has no time column.
        NO_TIMES(Unit.EVENTS),
        /// Events whose order among others of their user is that of the file alone.
        TIES(Unit.EVENTS),
        /// Days in a row without any event, in a log that has events on most days.
        SILENT_DAYS(Unit.DAYS),
        /// Events at the end of the log on items that were not there before.
        NEW_ITEMS(Unit.EVENTS),
        /// Events on the item of the event right before.
        CONSECUTIVE_REPEATS(Unit.EVENTS),
        /// Users with more events within a minute than people have.
        FAST_USERS(Unit.USERS),
        /// Users with many times the events of nearly all others.
        LONG_USERS(Unit.USERS),
        /// Users with too few events to learn from and be tested with.
        SHORT_USERS(Unit.USERS),
        /// Items with too few events to learn anything of.
        RARE_ITEMS(Unit.ITEMS),
        /// Events on the one per cent of items that have most of them.
        LONG_TAIL(Unit.EVENTS);

        private final Unit unit;

        Kind(Unit unit) {
            this.unit = unit;
        }

        public Unit unit() {
            return unit;
        }
    }

    /// `count` as a share of `of`.
    public double share() {
        return of == 0 ? 0 : (double) count / of;
    }

    /// What was found, how often, and what it means, in English.
    public String sentence() {
        String percent = count > 0 && share() < 0.0001 ? "< 0.01" : String.format(Locale.ROOT, "%.2f", 100 * share());
        return String.format(Locale.ROOT, "%s: %,d of %,d %s (%s %%). %s", name(), count, of, kind.unit.name().toLowerCase(Locale.ROOT), percent, meaning());
    }

    private String name() {
        return switch (kind) {
            case EPOCH_TIMES -> "Events of 1970";
            case FUTURE_TIMES -> "Events in the future";
            case FAR_TIMES -> "Events far from all others";
            case REJECTED_ROWS -> "Rejected rows, " + subject;
            case DUPLICATES -> "Equal events";
            case UNKNOWN_VALUES -> "Events without a value";
            case GARBLED_TITLES -> "Garbled titles";
            case NO_TIMES -> "No times";
            case TIES -> "Events at the same time as another of their user";
            case SILENT_DAYS -> "Days in a row without any event";
            case NEW_ITEMS -> "Events of the last tenth of the time on items not seen before";
            case CONSECUTIVE_REPEATS -> "Events on the item of the event right before";
            case FAST_USERS -> "Users with more than 60 events within a minute";
            case LONG_USERS -> "Very long users";
            case SHORT_USERS -> "Users with fewer than three events";
            case RARE_ITEMS -> "Items with fewer than five events";
            case LONG_TAIL -> "Events on the most frequent 1 % of items";
        };
    }

    private String meaning() {
        return switch (kind) {
            case EPOCH_TIMES -> "A missing time was written as 0, or seconds were read as milliseconds.";
            case FUTURE_TIMES -> "A clock was wrong, or the time format is.";
            case FAR_TIMES -> "They lie further from nearly all other events than those lie apart, or more than a year.";
            case REJECTED_ROWS -> "The file of rejects holds each with its line and reason.";
            case DUPLICATES -> "They repeat an earlier event in user, item, behaviour and time, so they would count double.";
            case UNKNOWN_VALUES -> "The cell is empty or holds no number; a rating head neither learns from them nor is measured on them.";
            case GARBLED_TITLES -> "The text was read in another encoding than it was written in.";
            case NO_TIMES -> "The order of the file is taken for the order of events, and the log cannot be split at an instant.";
            case TIES -> "Nothing but the file says which came first; trailbench order-test says whether the order carries signal.";
            case SILENT_DAYS -> "Closed, or data that are missing.";
            case NEW_ITEMS -> "A split by time would test what no model can have learnt.";
            case CONSECUTIVE_REPEATS -> "A model learns from them to say the last item again.";
            case FAST_USERS -> "People do not act so fast.";
            case LONG_USERS -> "They have more than five times the events of 99 % of all users: resellers, shared accounts, programs.";
            case SHORT_USERS -> "Nothing is left to learn from once two events are held out.";
            case RARE_ITEMS -> "Too few to learn anything of them.";
            case LONG_TAIL -> "Beside a model, look at what popularity alone scores.";
        };
    }
}
