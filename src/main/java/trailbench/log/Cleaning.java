package trailbench.log;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import trailbench.work.Aside;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Removes events by the rules of [LogRecipe.Clean]: its steps in their order, then repeats and minimum counts over and over until neither
/// removes any more.
///
/// Users and items with too few events go together: what stays is the largest log in which every user and every item has enough
/// (a core: V. Batagelj, M. Zaveršnik, "An O(m) algorithm for cores decomposition of networks", 2003, with two thresholds).
final class Cleaning {
    static final String REPEAT = "consecutive repeat";
    static final String FEW_USER_EVENTS = "user with too few events";
    static final String FEW_ITEM_EVENTS = "item with too few events";
    private static final int FEW = 1 << 10;
    /// Parts of the events that are looked at side by side.
    private static final int CHUNKS = 32;
    private static final long MINUTE = 60_000;

    private final LogRecipe.Clean rules;
    private final EventBuffer events;
    private final List<String> behaviours;
    private final boolean timed;
    private final @Nullable LogTrace trace;
    private final int[] userEvents;
    private final int[] itemEvents;
    /// Whether the counts are of the events that are left.
    private boolean counted;
    /// Whether a count is below its minimum.
    private boolean rare;
    private final int[] order;
    private int size;

    /// @param order indices into the events, in order; overwritten
    /// @param size  how many of them count
    /// @param trace told what is left after each rule
    Cleaning(
            LogRecipe.Clean rules, EventBuffer events, int users, int items, List<String> behaviours, boolean timed, int[] order, int size,
            @Nullable LogTrace trace) {
        this.rules = rules;
        this.events = events;
        this.behaviours = behaviours;
        this.timed = timed;
        this.trace = trace;
        this.userEvents = new int[users];
        this.itemEvents = new int[items];
        this.order = order;
        this.size = size;
    }

    /// @param removed rule to number of events, added to here in the order of the rules
    /// @return the events that stay, in order
    int[] clean(SequencedMap<String, Long> removed, Progress progress) {
        tell(Optional.empty());
        for (CleaningStep step : rules.steps()) {
            progress.checkpoint();
            int before = size;
            apply(step);
            if (!(step instanceof CleaningStep.SessionsByGap) && !(step instanceof CleaningStep.Values)) {
                removed.merge(step.rule(), (long) before - size, Long::sum);
                tell(Optional.of(step.rule()));
            }
        }
        int before;
        do {
            progress.checkpoint();
            before = size;
            if (rules.dropConsecutiveRepeats()) {
                withoutRepeats();
                counted &= size == before;
                count(removed, REPEAT, before - size);
                tell(Optional.of(REPEAT));
            }
            withoutRare(removed);
        } while (size < before);
        return Arrays.copyOf(order, size);
    }

    private void apply(CleaningStep step) {
        switch (step) {
            case CleaningStep.TimeRange range -> {
                requireTimes("time-range");
                long from = range.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
                long to = range.to().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
                keep(event -> from <= events.times[event] && events.times[event] < to);
            }
            case CleaningStep.Bots bots -> {
                requireTimes("bots");
                keepUsers((start, end) -> !exceeds(bots.eventsPerMinute(), start, end));
            }
            case CleaningStep.Lengths lengths -> withinLengths(lengths);
            case CleaningStep.Returns returns -> takeBack(returns);
            case CleaningStep.SessionsByGap sessions -> {
                requireTimes("sessions-by-gap");
                number(sessions.gap().toMillis());
            }
            case CleaningStep.MinimumCounts minimum -> {
                countEvents();
                keep(event -> userEvents[events.users[event]] >= minimum.userEvents());
                countEvents();
                keep(event -> itemEvents[events.items[event]] >= minimum.itemEvents());
            }
            case CleaningStep.Values _ -> {} // while the file was read
        }
    }

    private void requireTimes(String step) {
        Fault.require(timed, "clean.steps: %s needs times, and the log has no time column. Name one under columns.time, or leave the step out.", step);
    }

    private void keep(IntPredicate stays) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (stays.test(order[i])) {
                order[kept++] = order[i];
            }
        }
        size = kept;
    }

    @FunctionalInterface
    private interface UserTest {
        /// @param start first place in the order of a user's events
        /// @param end   exclusive
        boolean stays(int start, int end);
    }

    private void keepUsers(UserTest test) {
        int kept = 0;
        for (int start = 0, end; start < size; start = end) {
            end = userEnd(start);
            if (test.stays(start, end)) {
                System.arraycopy(order, start, order, kept, end - start);
                kept += end - start;
            }
        }
        size = kept;
    }

    private int userEnd(int start) {
        int end = start + 1;
        while (end < size && events.users[order[end]] == events.users[order[start]]) {
            end++;
        }
        return end;
    }

    private boolean exceeds(int most, int start, int end) {
        for (int i = start + most; i < end; i++) {
            if (events.times[order[i]] - events.times[order[i - most]] < MINUTE) {
                return true;
            }
        }
        return false;
    }

    private void withinLengths(CleaningStep.Lengths quantiles) {
        countEvents();
        int[] lengths = Arrays.stream(userEvents).filter(count -> count > 0).sorted().toArray();
        if (lengths.length > 0) {
            int shortest = lengths[(int) Math.floor(quantiles.low() * (lengths.length - 1))];
            int longest = lengths[(int) Math.ceil(quantiles.high() * (lengths.length - 1))];
            keep(event -> shortest <= userEvents[events.users[event]] && userEvents[events.users[event]] <= longest);
        }
    }

    /// Walks each user's events in order with a stack of open purchases an item.
    private void takeBack(CleaningStep.Returns returns) {
        int purchase = behaviours.indexOf(returns.purchase());
        int cancellation = behaviours.indexOf(returns.cancellation());
        Fault.require(
                purchase >= 0 && cancellation >= 0,
                "clean.steps: returns needs the behaviours \"%s\" and \"%s\"; the log has %s. Map them under columns.behaviours or columns.behaviour_rules.",
                returns.purchase(), returns.cancellation(), String.join(", ", behaviours));
        boolean[] goes = new boolean[events.size()];
        int[] last = new int[itemEvents.length]; // place of the latest open purchase of each item, plus one
        int[] earlier = new int[size]; // the open purchase of the same item before the one at a place, plus one
        for (int start = 0, end; start < size; start = end) {
            end = userEnd(start);
            for (int i = start; i < end; i++) {
                int event = order[i];
                int item = events.items[event];
                if (events.behaviours[event] == purchase) {
                    earlier[i] = last[item];
                    last[item] = i + 1;
                } else if (events.behaviours[event] == cancellation) {
                    goes[event] = true;
                    if (last[item] > 0) {
                        int taken = last[item] - 1;
                        goes[order[taken]] = true;
                        last[item] = earlier[taken];
                    }
                }
            }
            for (int i = start; i < end; i++) {
                last[events.items[order[i]]] = 0;
            }
        }
        keep(event -> !goes[event]);
    }

    private void number(long gap) {
        int session = -1;
        for (int i = 0; i < size; i++) {
            boolean begins = i == 0 || events.users[order[i]] != events.users[order[i - 1]]
                    || events.times[order[i]] - events.times[order[i - 1]] > gap;
            session += begins ? 1 : 0;
            events.setSession(order[i], session);
        }
    }

    private void withoutRepeats() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            int event = order[i];
            boolean repeat = kept > 0
                    && events.users[order[kept - 1]] == events.users[event]
                    && events.items[order[kept - 1]] == events.items[event];
            if (!repeat) {
                order[kept++] = event;
            }
        }
        size = kept;
    }

    private void countEvents() {
        try (var _ = new Aside<>(() -> count(events.users, userEvents))) {
            count(events.items, itemEvents);
        }
    }

    private int[] count(int[] values, int[] counts) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < size; i++) {
            counts[values[order[i]]]++;
        }
        return counts;
    }

    /// By the counts before the first of them goes.
    private void withoutRare(SequencedMap<String, Long> removed) {
        if (!counted) {
            countEvents();
            counted = true;
            rare = true;
        }
        if (!rare) {
            return;
        }
        long[] rareItems = rareItems();
        List<Filtered> chunks = IntStream.range(0, CHUNKS).parallel()
                .mapToObj(chunk -> withoutRare(rareItems, userStart(chunk), userStart(chunk + 1)))
                .toList();
        int kept = 0;
        for (Filtered chunk : chunks) {
            System.arraycopy(order, chunk.from, order, kept, chunk.kept);
            kept += chunk.kept;
        }
        size = kept;
        count(removed, FEW_USER_EVENTS, chunks.stream().mapToLong(Filtered::byUser).sum());
        count(removed, FEW_ITEM_EVENTS, chunks.stream().mapToLong(chunk -> chunk.gone.length - chunk.byUser).sum());
        if (trace != null) {
            trace.left(event -> userEvents[events.users[event]] < rules.minUserEvents() ? FEW_USER_EVENTS : FEW_ITEM_EVENTS, events.size(), order, size);
        }
        chunks.forEach(this::uncount);
        rare = chunks.stream().anyMatch(this::leavesRare);
    }

    /// A bit an item, so that all of them lie in the processor's cache while events pass by.
    private long[] rareItems() {
        long[] rare = new long[itemEvents.length / Long.SIZE + 1];
        for (int item = 0; item < itemEvents.length; item++) {
            rare[item >> 6] |= itemEvents[item] < rules.minItemEvents() ? 1L << item : 0;
        }
        return rare;
    }

    /// Where the first user begins who begins in a chunk.
    private int userStart(int chunk) {
        int start = (int) ((long) size * chunk / CHUNKS);
        return start == 0 || start == size ? start : userEnd(start - 1);
    }

    /// @param from   first place in the order
    /// @param kept   how many events stay; they stand from there on
    /// @param gone   the others
    /// @param byUser how many of those belong to a user with too few
    private record Filtered(int from, int kept, int[] gone, long byUser) {}

    private Filtered withoutRare(long[] rareItems, int from, int to) {
        int[] gone = new int[FEW];
        int count = 0;
        int kept = from;
        long byUser = 0;
        for (int i = from; i < to; ) {
            int ofUser = userEvents[events.users[order[i]]];
            boolean rareUser = ofUser < rules.minUserEvents();
            for (int end = i + ofUser; i < end; i++) {
                int event = order[i];
                int item = events.items[event];
                if (rareUser || (rareItems[item >> 6] >>> item & 1) != 0) {
                    gone = count < gone.length ? gone : Arrays.copyOf(gone, 2 * count);
                    gone[count++] = event;
                } else {
                    order[kept++] = event;
                }
            }
            byUser += rareUser ? ofUser : 0;
        }
        return new Filtered(from, kept - from, Arrays.copyOf(gone, count), byUser);
    }

    private void uncount(Filtered chunk) {
        for (int event : chunk.gone) {
            userEvents[events.users[event]]--;
            itemEvents[events.items[event]]--;
        }
    }

    /// True if what went left a user or an item with too few events.
    private boolean leavesRare(Filtered chunk) {
        for (int event : chunk.gone) {
            int ofUser = userEvents[events.users[event]];
            int ofItem = itemEvents[events.items[event]];
            if (0 < ofUser && ofUser < rules.minUserEvents() || 0 < ofItem && ofItem < rules.minItemEvents()) {
                return true;
            }
        }
        return false;
    }

    private void tell(Optional<String> rule) {
        if (trace != null) {
            trace.left(_ -> rule.orElse(""), events.size(), order, size);
        }
    }

    private static void count(SequencedMap<String, Long> removed, String rule, long events) {
        if (events > 0) {
            removed.merge(rule, events, Long::sum);
        }
    }
}
