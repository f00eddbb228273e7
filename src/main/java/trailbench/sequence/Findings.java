package trailbench.sequence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import trailbench.log.CleaningStep;
import trailbench.log.LogRecipe;
import trailbench.log.LogRecipe.Clean;
import trailbench.sequence.Finding.Kind;
import trailbench.sequence.Finding.Severity;

/// Decides which facts of a log are worth a word. What counts as much is ours, and stands here.
final class Findings {
    /// More events than these within a minute are no person's.
    static final int FAST_EVENTS = CleaningStep.Bots.defaults().eventsPerMinute();
    /// More than so many times the 99th percentile is a very long user.
    private static final int LONG_USER = 5;
    /// Two are held out by leave-one-out, so one more trains.
    private static final int SHORT_USER = 3;
    private static final int RARE_ITEM = Clean.defaults().minItemEvents();
    /// Stretches of so many days without an event are told of, if at least half of the days have one.
    private static final int SILENT_DAYS = 3;
    private static final double MANY = 0.1;
    private static final double SOME = 0.01;
    /// Shares that make the top one per cent of items a long tail.
    private static final double TOP_HEAVY = 0.2;
    /// Days below which "new at the end" says nothing.
    private static final int SHORT_LOG = 7;
    private static final String DUPLICATE = "duplicate";

    private final SequenceStore store;
    private final Vocabulary vocabulary;
    private final LogRecipe recipe;
    private final Map<String, Example.Row> rejectedRows;
    private final LogProfile facts;
    private final Instant now;
    private final List<Finding> found = new ArrayList<>();

    /// @param facts without findings
    Findings(
            SequenceStore store, Vocabulary vocabulary, LogRecipe recipe, Map<String, Example.Row> rejectedRows, LogProfile facts, Instant now) {
        this.store = store;
        this.vocabulary = vocabulary;
        this.recipe = recipe;
        this.rejectedRows = rejectedRows;
        this.facts = facts;
        this.now = now;
    }

    /// The gravest first.
    List<Finding> of(Optional<TimeBounds> bounds, UserWalk walk, int[] userEvents, int[] itemEvents) {
        bounds.ifPresentOrElse(
                this::strayTimes, () -> add(Kind.NO_TIMES, Severity.NOTICE, facts.counts().events(), facts.counts().events(), Optional.empty(), Optional.empty()));
        rejectedRows();
        duplicates(walk);
        unknownValues();
        garbledTitles(itemEvents);
        ties(walk);
        silentDays();
        newItems();
        consecutiveRepeats(walk);
        users(walk, userEvents);
        rareItems(itemEvents);
        longTail();
        found.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(found);
    }

    private void strayTimes(TimeBounds bounds) {
        int today = TimeBounds.day(now.toEpochMilli());
        IntPredicate epoch = event -> TimeBounds.isEpoch(TimeBounds.day(store.times()[event]));
        IntPredicate future = event -> TimeBounds.day(store.times()[event]) > today;
        IntPredicate far = event -> !bounds.holds(store.times()[event]) && !epoch.test(event) && !future.test(event);
        Optional<Fix> fix = withoutStrayTimes(bounds);
        strayTimes(Kind.EPOCH_TIMES, Severity.PROBLEM, bounds.epoch(), epoch, fix);
        strayTimes(Kind.FUTURE_TIMES, Severity.PROBLEM, bounds.future(), future, fix);
        strayTimes(Kind.FAR_TIMES, Severity.NOTICE, bounds.far(), far, fix);
    }

    /// Bounds on the sides that have stray times; nothing if there are no others.
    private Optional<Fix> withoutStrayTimes(TimeBounds bounds) {
        LogProfile.Span span = facts.span().orElseThrow();
        Instant start = Instant.ofEpochMilli(bounds.fromMillis());
        Instant end = Instant.ofEpochMilli(bounds.endMillis());
        Optional<Instant> from = Optional.of(start).filter(span.first()::isBefore);
        Optional<Instant> to = Optional.of(end).filter(limit -> !span.last().isBefore(limit));
        return from.isEmpty() && to.isEmpty() ? Optional.empty() : Optional.of(new Fix.AddStep(new CleaningStep.TimeRange(from, to)));
    }

    private void strayTimes(Kind kind, Severity severity, long count, IntPredicate is, Optional<Fix> fix) {
        if (count > 0) {
            int event = 0;
            while (!is.test(event)) {
                event++;
            }
            add(kind, severity, count, facts.counts().events(), event(event), fix);
        }
    }

    private void rejectedRows() {
        facts.tally().rejected().forEach((reason, rows) -> {
            if (rows > 0) {
                double share = (double) rows / facts.tally().read();
                Severity severity = reason.equals(DUPLICATE) || share < SOME ? Severity.HINT : share < MANY ? Severity.NOTICE : Severity.PROBLEM;
                found.add(new Finding(
                        Kind.REJECTED_ROWS, severity, reason, rows, facts.tally().read(), Optional.ofNullable(rejectedRows.get(reason)), Optional.empty()));
            }
        });
    }

    /// Equal rows that stay although duplicates are rejected differ in a session that is no basket: two visits at once.
    private void duplicates(UserWalk walk) {
        if (walk.duplicates.count() > 0 && !recipe.clean().dropDuplicates()) {
            add(Kind.DUPLICATES, Severity.NOTICE, walk.duplicates.count(), facts.counts().events(), event(walk.duplicates.first()),
                    Optional.of(new Fix.DropDuplicates()));
        }
    }

    private void unknownValues() {
        Sightings unknown = new Sightings();
        for (int event = 0; event < store.values().length; event++) {
            unknown.add(event, Float.isNaN(store.values()[event]) ? 1 : 0);
        }
        if (unknown.count() > 0) {
            double share = (double) unknown.count() / facts.counts().events();
            add(Kind.UNKNOWN_VALUES, share < SOME ? Severity.HINT : share < 1 ? Severity.NOTICE : Severity.PROBLEM, unknown.count(), facts.counts().events(),
                    event(unknown.first()), Optional.empty());
        }
    }

    private void garbledTitles(int[] itemEvents) {
        Sightings garbled = new Sightings();
        boolean latin = false;
        for (int item = 1; item <= vocabulary.size(); item++) {
            String title = vocabulary.title(item);
            if (GarbledText.isGarbled(title)) {
                garbled.add(item, 1);
                latin |= GarbledText.isUtf8ReadAsLatin(title);
            }
        }
        if (garbled.count() > 0) {
            Optional<Fix> fix = latin && !recipe.format().encoding().equalsIgnoreCase("UTF-8") ? Optional.of(new Fix.Encoding("UTF-8")) : Optional.empty();
            add(Kind.GARBLED_TITLES, Severity.NOTICE, garbled.count(), vocabulary.size(), item(garbled.first(), itemEvents), fix);
        }
    }

    private void ties(UserWalk walk) {
        double share = (double) walk.unordered.count() / facts.counts().events();
        if (share >= SOME) {
            add(Kind.TIES, share < MANY ? Severity.HINT : Severity.NOTICE, walk.unordered.count(), facts.counts().events(),
                    event(walk.unordered.first()), Optional.empty());
        }
    }

    private void silentDays() {
        boolean daily = facts.span().filter(span -> 2 * span.daysWithEvents() >= span.days()).isPresent();
        facts.gaps().flatMap(gaps -> gaps.silences().stream().findFirst()).filter(silence -> daily && silence.days() >= SILENT_DAYS).ifPresent(silence ->
                add(Kind.SILENT_DAYS, Severity.HINT, silence.days(), facts.span().orElseThrow().days(),
                        Optional.of(new Example.Days(silence.from(), silence.days())), Optional.empty()));
    }

    private void newItems() {
        boolean lasts = facts.span().filter(span -> span.days() >= SHORT_LOG).isPresent();
        facts.timeline().filter(timeline -> lasts && timeline.lateNew() >= MANY * timeline.late()).ifPresent(timeline ->
                add(Kind.NEW_ITEMS, Severity.NOTICE, timeline.lateNew(), timeline.late(), Optional.empty(), Optional.empty()));
    }

    private void consecutiveRepeats(UserWalk walk) {
        double share = (double) walk.consecutive.count() / facts.counts().events();
        if (share >= SOME && !recipe.clean().dropConsecutiveRepeats()) {
            add(Kind.CONSECUTIVE_REPEATS, share < MANY ? Severity.HINT : Severity.NOTICE, walk.consecutive.count(), facts.counts().events(),
                    event(walk.consecutive.first()), Optional.of(new Fix.DropRepeats()));
        }
    }

    private void users(UserWalk walk, int[] userEvents) {
        int users = facts.counts().users();
        if (walk.fast.count() > 0) {
            add(Kind.FAST_USERS, Severity.NOTICE, walk.fast.count(), users, user(walk.fast.first(), userEvents),
                    Optional.of(new Fix.AddStep(new CleaningStep.Bots(FAST_EVENTS))));
        }
        long limit = (long) LONG_USER * facts.userEvents().p99();
        Sightings longUsers = new Sightings();
        Sightings shortUsers = new Sightings();
        int longest = 0;
        for (int user = 0; user < userEvents.length; user++) {
            longUsers.add(user, userEvents[user] > limit ? 1 : 0);
            shortUsers.add(user, userEvents[user] < SHORT_USER ? 1 : 0);
            longest = userEvents[user] > userEvents[longest] ? user : longest;
        }
        if (longUsers.count() > 0) {
            add(Kind.LONG_USERS, Severity.NOTICE, longUsers.count(), users, user(longest, userEvents),
                    Optional.of(new Fix.AddStep(new CleaningStep.Lengths(0, withoutLongest(longUsers.count(), users)))));
        }
        if (shortUsers.count() > 0) {
            add(Kind.SHORT_USERS, shortUsers.count() < MANY * users ? Severity.HINT : Severity.NOTICE, shortUsers.count(), users, user(shortUsers.first(), userEvents),
                    Optional.of(new Fix.MinimumUserEvents(SHORT_USER)));
        }
    }

    /// The quantile that leaves out so many of the longest users and none more, with as few digits as tell it.
    private static double withoutLongest(long count, int users) {
        double place = users - 1.0 - count;
        double middle = (place - 0.5) / (users - 1);
        for (double digits = 100; digits < 1e12; digits *= 10) {
            double rounded = Math.round(middle * digits) / digits;
            if (Math.ceil(rounded * (users - 1)) == place) {
                return rounded;
            }
        }
        return middle;
    }

    private void rareItems(int[] itemEvents) {
        Sightings rare = new Sightings();
        for (int item = 1; item < itemEvents.length; item++) {
            rare.add(item, itemEvents[item] < RARE_ITEM ? 1 : 0);
        }
        if (rare.count() > 0) {
            add(Kind.RARE_ITEMS, Severity.HINT, rare.count(), vocabulary.size(), item(rare.first(), itemEvents),
                    Optional.of(new Fix.MinimumItemEvents(RARE_ITEM)));
        }
    }

    private void longTail() {
        if (facts.longTail().top1() >= TOP_HEAVY && vocabulary.size() >= 100) {
            add(Kind.LONG_TAIL, Severity.HINT, Math.round(facts.longTail().top1() * facts.counts().events()), facts.counts().events(),
                    Optional.empty(), Optional.empty());
        }
    }

    private void add(Kind kind, Severity severity, long count, long of, Optional<Example> example, Optional<Fix> fix) {
        found.add(new Finding(kind, severity, "", count, of, example, fix.filter(change -> !change.apply(recipe).equals(recipe))));
    }

    private Optional<Example> event(int event) {
        int user = 0;
        while (store.end(user) <= event) {
            user++;
        }
        int item = store.items()[event];
        Optional<Instant> time = facts.span().map(timed -> Instant.ofEpochMilli(store.times()[event]));
        return Optional.of(new Example.Event(store.userIds().get(user), vocabulary.id(item), vocabulary.title(item), time));
    }

    private Optional<Example> user(int user, int[] userEvents) {
        return Optional.of(new Example.User(store.userIds().get(user), userEvents[user]));
    }

    private Optional<Example> item(int item, int[] itemEvents) {
        return Optional.of(new Example.Item(vocabulary.id(item), vocabulary.title(item), itemEvents[item]));
    }
}
