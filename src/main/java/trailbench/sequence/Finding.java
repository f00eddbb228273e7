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
        /// Events more than a year away from nearly all others.
        FAR_TIMES(Unit.EVENTS),
        /// Rows that could not be events, for one reason.
        REJECTED_ROWS(Unit.ROWS),
        /// Kept events that are equal to an earlier one in user, item, behaviour, time and, where sessions are baskets, session.
        DUPLICATES(Unit.EVENTS),
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

    /// The finding in one English sentence.
    public String sentence() {
        return String.format(Locale.ROOT, words(), count, 100 * share(), subject);
    }

    private String words() {
        return switch (kind) {
            case EPOCH_TIMES -> "%1$,d events (%2$.2f %%) are of 1970: missing times written as 0, or seconds read as milliseconds.";
            case FUTURE_TIMES -> "%1$,d events (%2$.2f %%) lie in the future.";
            case FAR_TIMES -> "%1$,d events (%2$.2f %%) lie more than a year away from 99.8 %% of all events.";
            case REJECTED_ROWS -> "%1$,d rows (%2$.2f %%) were rejected: %3$s.";
            case DUPLICATES -> "%1$,d events (%2$.2f %%) repeat an earlier one in user, item, behaviour and time.";
            case GARBLED_TITLES -> "%1$,d items (%2$.2f %%) have titles that were read in another encoding than they were written in.";
            case NO_TIMES -> "The log has no times: the order of the file is taken for the order of events, and it cannot be split at an instant.";
            case TIES -> "%1$,d events (%2$.2f %%) have the time of another event of their user: nothing but the file says which came first.";
            case SILENT_DAYS -> "%1$,d days in a row have no event at all: closed, or data that are missing.";
            case NEW_ITEMS -> "In the last tenth of the time, %1$,d events (%2$.2f %% of those) are on items not seen before: a split by time tests what no model can know.";
            case CONSECUTIVE_REPEATS -> "%1$,d events (%2$.2f %%) are on the item of the event right before: a model learns to say the last item again.";
            case FAST_USERS -> "%1$,d users (%2$.2f %%) have more than 60 events within a minute: people do not.";
            case LONG_USERS -> "%1$,d users (%2$.2f %%) have more than five times the events of 99 %% of all users.";
            case SHORT_USERS -> "%1$,d users (%2$.2f %%) have fewer than three events: none is left to learn from once two are held out.";
            case RARE_ITEMS -> "%1$,d items (%2$.2f %%) have fewer than five events: too few to learn anything of them.";
            case LONG_TAIL -> "The most frequent one per cent of items has %1$,d events (%2$.2f %%): beside a model, look at what popularity alone scores.";
        };
    }
}
