package trailbench.sequence;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.log.EventLog.Tally;
import trailbench.log.Funnel;
import trailbench.log.LogRecipe;
import trailbench.work.Progress;

/// The quality report of a prepared log: what is in it, how it lies in time, and what a reader should know before a model learns from it.
///
/// All figures are of the events that were kept; the tally says where the other rows went. Days are those of UTC. Figures over time, and
/// only those, leave out stray times (see [TimeBounds]), because one event of 1970 would make every picture of time empty.
///
/// @param span       empty if the log has no times
/// @param userEvents users by their number of events
/// @param itemEvents items by their number of events
/// @param timeline   empty if the log has no times
/// @param gaps       empty if the log has no times
/// @param findings   the gravest first
public record LogProfile(
        Counts counts,
        Optional<Span> span,
        CountHistogram userEvents,
        CountHistogram itemEvents,
        Optional<Timeline> timeline,
        Ties ties,
        Optional<Gaps> gaps,
        Repeats repeats,
        LongTail longTail,
        Tally tally,
        List<Finding> findings) {

    /// @param behaviours events of each behaviour
    public record Counts(int users, int items, long events, Map<String, Long> behaviours) {}

    /// @param first          of all events
    /// @param last           of all events
    /// @param bulkFirst      of the events whose time is not stray
    /// @param bulkLast       of the events whose time is not stray
    /// @param days           calendar days from `bulkFirst` to `bulkLast`
    /// @param daysWithEvents of those days
    public record Span(Instant first, Instant last, Instant bulkFirst, Instant bulkLast, int days, int daysWithEvents) {}

    /// What one bin of a timeline is; weeks begin on Monday.
    public enum Step {
        HOUR,
        DAY,
        WEEK,
        MONTH,
        YEAR
    }

    /// Events over time, without stray ones.
    ///
    /// @param behaviours names, aligned with each bin's numbers
    /// @param late       events of the last tenth of the days
    /// @param lateNew    those of them whose item was not seen before that tenth
    public record Timeline(Step step, List<String> behaviours, List<Bin> bins, long late, long lateNew) {
        /// @param events of each behaviour
        /// @param cold   events on an item on the day when it is first seen
        public record Bin(Instant start, List<Long> events, long cold) {
            public long total() {
                return events.stream().mapToLong(Long::longValue).sum();
            }
        }

        private Timeline in(Funnel funnel) {
            List<String> order = funnel.inOrder(behaviours);
            List<Bin> ordered = bins.stream()
                    .map(bin -> new Bin(bin.start, order.stream().map(name -> bin.events.get(behaviours.indexOf(name))).toList(), bin.cold))
                    .toList();
            return new Timeline(step, order, ordered, late, lateNew);
        }
    }

    /// @param events    events at the time of another event of the same user
    /// @param unordered those of them whose other event is of another basket: nothing but the file says which came first
    public record Ties(long events, long unordered) {}

    /// Time between a user's events, or, where sessions are baskets, between their baskets.
    ///
    /// @param bins     by length
    /// @param silences the longest stretches of days without any event of anybody, longest first
    public record Gaps(List<Bin> bins, long medianSeconds, long p90Seconds, long p99Seconds, List<Silence> silences) {
        /// @param fromSeconds at least so long
        public record Bin(long fromSeconds, long count) {}

        /// @param from first day without an event
        public record Silence(Instant from, int days) {}
    }

    /// @param events      events on an item that the same user had before
    /// @param consecutive those of them whose item is that of the event right before
    public record Repeats(long events, long consecutive) {}

    /// How events lie on items.
    ///
    /// @param top1  share of events on the 1 % of items that have most of them; one item at least
    /// @param top10 on 10 %
    /// @param top20 on 20 %
    /// @param gini  0 if all items have equally many events, near 1 if few have nearly all (C. Gini, "Variabilità e mutabilità", 1912):
    ///              `2 Σ i·x_i / (n Σ x_i) − (n + 1) / n` over the items' numbers of events `x_1 ≤ … ≤ x_n`, without the correction for
    ///              small `n`
    public record LongTail(double top1, double top10, double top20, double gini) {}

    /// The same, with behaviours in the order of a funnel.
    public LogProfile in(Funnel funnel) {
        List<String> order = funnel.inOrder(counts.behaviours.keySet());
        Map<String, Long> ordered = new LinkedHashMap<>();
        order.forEach(name -> ordered.put(name, counts.behaviours.get(name)));
        return new LogProfile(
                new Counts(counts.users, counts.items, counts.events, ordered), span, userEvents, itemEvents, timeline.map(over -> over.in(funnel)), ties,
                gaps, repeats, longTail, tally, findings);
    }

    /// Of users, also where the sequences of `store` are sessions.
    ///
    /// @param recipe       what the log was read by
    /// @param rejectedRows a row for each reason that rows were rejected for; may lack some
    /// @param now          later times lie in the future
    public static LogProfile of(
            SequenceStore store, Vocabulary vocabulary, Tally tally, LogRecipe recipe, Map<String, Example.Row> rejectedRows, Instant now,
            Progress progress) {
        return new LogProfiling(SessionSequences.together(store), vocabulary, tally, recipe, rejectedRows, now, progress).profile();
    }
}
