package trailbench.sequence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.log.EventLog.Tally;
import trailbench.log.LogRecipe;
import trailbench.sequence.LogProfile.Counts;
import trailbench.sequence.LogProfile.Gaps;
import trailbench.sequence.LogProfile.LongTail;
import trailbench.sequence.LogProfile.Repeats;
import trailbench.sequence.LogProfile.Span;
import trailbench.sequence.LogProfile.Ties;
import trailbench.sequence.LogProfile.Timeline;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Makes a [LogProfile]: a few passes over the events and two sorts, with two numbers (of 32 bits) an event of memory
/// beside the store.
final class LogProfiling {
    private static final Phase PHASE = Phase.of(Phase.Kind.PROFILING);
    private static final int STEPS = 6;
    private static final int USERS_BETWEEN_CHECKS = 4_096;
    private static final int SILENCES = 5;
    /// Lower ends of the bins of gaps, in seconds: nothing, a second, a minute, ten, an hour, a day, a week, thirty days, a year.
    private static final long[] GAP_EDGES = {0, 1, 60, 600, 3_600, 86_400, 604_800, 2_592_000, 31_536_000};

    private final SequenceStore store;
    private final Vocabulary vocabulary;
    private final Tally tally;
    private final LogRecipe recipe;
    private final Map<String, Example.Row> rejectedRows;
    private final Instant now;
    private final Progress progress;
    private final boolean timed;
    private int step;

    LogProfiling(
            SequenceStore store, Vocabulary vocabulary, Tally tally, LogRecipe recipe, Map<String, Example.Row> rejectedRows, Instant now,
            Progress progress) {
        this.store = store;
        this.vocabulary = vocabulary;
        this.tally = tally;
        this.recipe = recipe;
        this.rejectedRows = rejectedRows;
        this.now = now;
        this.progress = progress;
        this.timed = recipe.columns().time().isPresent() && store.events() > 0;
    }

    LogProfile profile() {
        step();
        int[] scratch = new int[store.events()];
        Optional<TimeBounds> bounds = timed ? Optional.of(bounds(scratch)) : Optional.empty();
        step();
        UserWalk walk = new UserWalk(store, vocabulary.size(), timed, Findings.FAST_EVENTS, scratch);
        for (int user = 0; user < store.users(); user++) {
            if (user % USERS_BETWEEN_CHECKS == 0) {
                progress.checkpoint();
            }
            walk.walk(user);
        }
        step();
        Optional<Gaps> gaps = bounds.map(of -> gaps(walk.sortedGaps(), of));
        step();
        int[] itemEvents = itemEvents();
        int[] userEvents = userEvents();
        LongTail longTail = longTail(itemEvents);
        step();
        Optional<Timeline> timeline = bounds.map(this::timeline);
        step();
        var facts = new LogProfile(
                counts(), bounds.map(this::span), CountHistogram.of(userEvents), CountHistogram.of(itemEvents), timeline,
                new Ties(walk.tied(), walk.unordered.count()), gaps, new Repeats(walk.repeats(), walk.consecutive.count()), longTail, tally, List.of());
        List<Finding> findings = new Findings(store, vocabulary, recipe, rejectedRows, facts, now).of(bounds, walk, userEvents, itemEvents);
        return new LogProfile(
                facts.counts(), facts.span(), facts.userEvents(), facts.itemEvents(), timeline, facts.ties(), gaps, facts.repeats(), longTail, tally,
                findings);
    }

    private void step() {
        progress.checkpoint();
        progress.report(PHASE, step++, STEPS);
    }

    private TimeBounds bounds(int[] days) {
        for (int event = 0; event < days.length; event++) {
            days[event] = TimeBounds.day(store.times()[event]);
        }
        Arrays.sort(days);
        return TimeBounds.of(days, TimeBounds.day(now.toEpochMilli()));
    }

    private Counts counts() {
        long[] behaviours = new long[vocabulary.behaviours().size()];
        for (byte behaviour : store.behaviours()) {
            behaviours[behaviour]++;
        }
        Map<String, Long> named = new LinkedHashMap<>();
        for (int behaviour = 0; behaviour < behaviours.length; behaviour++) {
            named.put(vocabulary.behaviours().get(behaviour), behaviours[behaviour]);
        }
        return new Counts(store.users(), vocabulary.size(), store.events(), named);
    }

    private Span span(TimeBounds bounds) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long bulkFirst = Long.MAX_VALUE;
        long bulkLast = Long.MIN_VALUE;
        for (long time : store.times()) {
            first = Math.min(first, time);
            last = Math.max(last, time);
            if (bounds.holds(time)) {
                bulkFirst = Math.min(bulkFirst, time);
                bulkLast = Math.max(bulkLast, time);
            }
        }
        return new Span(
                Instant.ofEpochMilli(first), Instant.ofEpochMilli(last), Instant.ofEpochMilli(bulkFirst), Instant.ofEpochMilli(bulkLast),
                bounds.length(), bounds.days().length);
    }

    private static Gaps gaps(int[] seconds, TimeBounds bounds) {
        List<Gaps.Bin> bins = new ArrayList<>();
        int next = 0;
        for (int bin = 0; bin < GAP_EDGES.length; bin++) {
            int first = next;
            while (next < seconds.length && (bin + 1 == GAP_EDGES.length || seconds[next] < GAP_EDGES[bin + 1])) {
                next++;
            }
            bins.add(new Gaps.Bin(GAP_EDGES[bin], next - first));
        }
        List<Gaps.Silence> silences = new ArrayList<>();
        for (int[] silence : bounds.silences(SILENCES)) {
            silences.add(new Gaps.Silence(Instant.ofEpochMilli(silence[0] * CalendarBins.DAY), silence[1]));
        }
        boolean none = seconds.length == 0;
        return new Gaps(
                List.copyOf(bins), none ? 0 : CountHistogram.quantile(seconds, 0.5), none ? 0 : CountHistogram.quantile(seconds, 0.9),
                none ? 0 : CountHistogram.quantile(seconds, 0.99), List.copyOf(silences));
    }

    /// `[V + 1]`
    private int[] itemEvents() {
        int[] events = new int[vocabulary.size() + 1];
        for (int item : store.items()) {
            events[item]++;
        }
        return events;
    }

    /// `[U]`
    private int[] userEvents() {
        int[] events = new int[store.users()];
        Arrays.setAll(events, user -> store.end(user) - store.start(user));
        return events;
    }

    static LongTail longTail(int[] itemEvents) {
        int[] sorted = Arrays.copyOfRange(itemEvents, 1, itemEvents.length);
        Arrays.sort(sorted);
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += sorted[i];
            weighted += (i + 1.0) * sorted[i];
        }
        int n = sorted.length;
        double gini = sum == 0 ? 0 : 2 * weighted / (n * sum) - (n + 1.0) / n;
        return new LongTail(top(sorted, 0.01, sum), top(sorted, 0.1, sum), top(sorted, 0.2, sum), gini);
    }

    private static double top(int[] sorted, double share, double sum) {
        double events = 0;
        for (int i = sorted.length - (int) Math.ceil(share * sorted.length); i < sorted.length; i++) {
            events += sorted[i];
        }
        return sum == 0 ? 0 : events / sum;
    }

    private Timeline timeline(TimeBounds bounds) {
        int[] firstDay = firstDays(bounds);
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (long time : store.times()) {
            if (bounds.holds(time)) {
                first = Math.min(first, time);
                last = Math.max(last, time);
            }
        }
        CalendarBins bins = CalendarBins.covering(first, last);
        long[][] events = new long[bins.count()][vocabulary.behaviours().size()];
        long[] cold = new long[bins.count()];
        int lateFrom = bounds.to() + 1 - Math.max(1, bounds.length() / 10);
        long late = 0;
        long lateNew = 0;
        for (int event = 0; event < store.events(); event++) {
            long time = store.times()[event];
            if (bounds.holds(time)) {
                int bin = bins.of(time);
                int day = TimeBounds.day(time);
                int seen = firstDay[store.items()[event]];
                events[bin][store.behaviours()[event]]++;
                cold[bin] += seen == day ? 1 : 0;
                late += day >= lateFrom ? 1 : 0;
                lateNew += seen >= lateFrom ? 1 : 0;
            }
        }
        List<Timeline.Bin> shown = new ArrayList<>();
        for (int bin = 0; bin < bins.count(); bin++) {
            shown.add(new Timeline.Bin(Instant.ofEpochMilli(bins.starts()[bin]), Arrays.stream(events[bin]).boxed().toList(), cold[bin]));
        }
        return new Timeline(bins.step(), vocabulary.behaviours(), List.copyOf(shown), late, lateNew);
    }

    /// `[V + 1]` the day of each item's first event that is not stray.
    private int[] firstDays(TimeBounds bounds) {
        int[] firstDay = new int[vocabulary.size() + 1];
        Arrays.fill(firstDay, Integer.MAX_VALUE);
        for (int event = 0; event < store.events(); event++) {
            long time = store.times()[event];
            if (bounds.holds(time)) {
                int item = store.items()[event];
                firstDay[item] = Math.min(firstDay[item], TimeBounds.day(time));
            }
        }
        return firstDay;
    }
}
