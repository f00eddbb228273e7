package trailbench.sequence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import trailbench.log.LogRecipe;
import trailbench.sequence.LeakFinding.Event;
import trailbench.sequence.LeakFinding.Example;
import trailbench.sequence.LeakFinding.Severity;

/// Looks for leaks in what was really cut: the windows that training gets and the cases that are asked, not in how they were meant.
///
/// Every check passes over the events some times and sorts at most once: O(N log N). What this program fits to training events alone, and
/// so needs no check of its own: the popularity that negatives are drawn by, weights of behaviours, all counting baselines. What it makes
/// of all events, before the split: cleaning, the vocabulary, features of items. Times are read, never normalised over the log.
public final class LeakInspector {
    /// Up to this share of targets, later events are told but spoil no figure: baskets and sessions that were open at the cut.
    private static final double NEGLIGIBLE = 0.01;
    /// Shorter sequences are equal by chance.
    private static final int DUPLICATE_EVENTS = 5;

    private final Sequences sequences;
    private final SequenceStore store;
    private final SplitBounds bounds;
    private final LogRecipe recipe;
    private final WindowSet training;
    private final List<Cases> parts;
    private final CaseEvents asked;

    private LeakInspector(Sequences sequences, SplitBounds bounds, LogRecipe recipe, WindowSet training, List<Cases> parts) {
        this.sequences = sequences;
        this.store = sequences.store();
        this.bounds = bounds;
        this.recipe = recipe;
        this.training = training;
        this.parts = parts;
        this.asked = CaseEvents.of(store, bounds, parts);
    }

    /// @param recipe   that the log was cleaned by
    /// @param training windows that training gets
    /// @param parts    cases of validation and test
    /// @param features names of the item features that the graph reads
    public static Leaks inspect(
            Sequences sequences, SplitBounds bounds, LogRecipe recipe, WindowSet training, List<Cases> parts, Set<String> features) {
        var inspector = new LeakInspector(sequences, bounds, recipe, training, parts);
        return new Leaks(List.of(
                inspector.trainedLater(),
                inspector.historyLater(),
                inspector.targetInInput(),
                inspector.duplicateSequence(),
                inspector.basketCut(),
                inspector.tieAtCut(),
                inspector.itemKeptByHeldOut(),
                inspector.userKeptByHeldOut(),
                inspector.itemNeverTrained(),
                inspector.featureOfHeldOut(features)));
    }

    private LeakFinding trainedLater() {
        int[] latest = latestOfTwoUsers();
        int firstUser = latest[0] < 0 ? -1 : asked.userOf(latest[0]);
        Found found = new Found(LeakKind.TRAINED_LATER, asked.size());
        for (int i = 0; sequences.timed() && i < asked.size(); i++) {
            int target = asked.event(i);
            int other = asked.user(i) == firstUser ? latest[1] : latest[0];
            if (target >= 0 && other >= 0 && store.times()[other] > store.times()[target]) {
                found.add(target, other);
            }
        }
        return byTime(found, bySplittingInTime());
    }

    /// The latest training event of all, and the latest of the users but its own; -1 if there is none.
    private int[] latestOfTwoUsers() {
        int[] latest = {-1, -1};
        for (int user = 0; user < store.users(); user++) {
            int own = -1;
            for (int event = store.start(user); event < bounds.trainingEnd()[user]; event++) {
                own = own < 0 || store.times()[event] > store.times()[own] ? event : own;
            }
            if (own >= 0 && (latest[0] < 0 || store.times()[own] > store.times()[latest[0]])) {
                latest[1] = latest[0];
                latest[0] = own;
            } else if (own >= 0 && (latest[1] < 0 || store.times()[own] > store.times()[latest[1]])) {
                latest[1] = own;
            }
        }
        return latest;
    }

    private LeakFinding historyLater() {
        int[] latestBefore = new int[store.events()]; // the latest event of the user before each, the event itself if there is none
        for (int user = 0; user < store.users(); user++) {
            int latest = store.start(user);
            for (int event = store.start(user); event < store.end(user); event++) {
                latestBefore[event] = latest;
                latest = store.times()[event] > store.times()[latest] ? event : latest;
            }
        }
        Found found = new Found(LeakKind.HISTORY_LATER, asked.size());
        for (int i = 0; sequences.timed() && i < asked.size(); i++) {
            int target = asked.event(i);
            if (target >= 0 && store.times()[latestBefore[asked.historyEnd(i)]] > store.times()[target]) {
                found.add(target, latestBefore[asked.historyEnd(i)]);
            }
        }
        return byTime(found, Map.of());
    }

    private LeakFinding targetInInput() {
        int[] begun = new int[store.events() + 1];
        for (int window = 0; window < training.size(); window++) {
            begun[training.start(window)]++;
            begun[training.limit(window)]--;
        }
        Arrays.parallelPrefix(begun, Integer::sum); // windows that hold each event
        Found found = new Found(LeakKind.TARGET_IN_INPUT, asked.size());
        for (int i = 0; i < asked.size(); i++) {
            int target = asked.event(i);
            if (target < 0) {
                found.add(lastInHistory(i), -1);
            } else if (begun[target] > 0) {
                found.add(target, -1);
            }
        }
        return found.finding(found.count == 0 ? Severity.GREEN : Severity.RED, bySplittingInTime());
    }

    /// Where the target's item was met last in the history; the history's last event if it never was.
    private int lastInHistory(int index) {
        int last = asked.historyEnd(index) - 1;
        for (int event = last; event >= store.start(asked.user(index)); event--) {
            if (store.items()[event] == asked.target(index)) {
                return event;
            }
        }
        return last;
    }

    private LeakFinding duplicateSequence() {
        long[] prefixes = PrefixHashes.of(store);
        long[] trained = IntStream.range(0, store.users())
                .flatMap(user -> IntStream.range(store.start(user) + DUPLICATE_EVENTS - 1, Math.max(store.start(user) + DUPLICATE_EVENTS - 1, bounds.trainingEnd()[user])))
                .mapToLong(event -> prefixes[event])
                .filter(hash -> hash != PrefixHashes.NONE)
                .toArray();
        Arrays.parallelSort(trained);
        Found found = new Found(LeakKind.DUPLICATE_SEQUENCE, asked.size());
        for (int i = 0; i < asked.size(); i++) {
            int target = asked.event(i);
            int last = target < 0 ? -1 : basketLast(target);
            boolean longEnough = last - store.start(asked.user(i)) + 1 >= DUPLICATE_EVENTS;
            if (last >= 0 && longEnough && Arrays.binarySearch(trained, prefixes[last]) >= 0) {
                found.add(target, found.keeps(target) ? trainedPrefix(prefixes, prefixes[last]) : -1);
            }
        }
        return found.finding(found.count == 0 ? Severity.GREEN : Severity.AMBER, Map.of());
    }

    private int basketLast(int event) {
        int last = event;
        while (last + 1 < store.events() && store.baskets()[last + 1] == store.baskets()[event]) {
            last++;
        }
        return last;
    }

    private int trainedPrefix(long[] prefixes, long hash) {
        for (int user = 0; user < store.users(); user++) {
            for (int event = store.start(user); event < bounds.trainingEnd()[user]; event++) {
                if (prefixes[event] == hash) {
                    return event;
                }
            }
        }
        return -1;
    }

    private LeakFinding basketCut() {
        Found found = atCuts(LeakKind.BASKET_CUT, cut -> store.baskets()[cut] == store.baskets()[cut - 1]);
        return found.finding(found.count == 0 ? Severity.GREEN : Severity.RED, bySplittingInTime());
    }

    private LeakFinding tieAtCut() {
        Found found = atCuts(
                LeakKind.TIE_AT_CUT,
                cut -> sequences.timed() && store.times()[cut] == store.times()[cut - 1] && store.baskets()[cut] != store.baskets()[cut - 1]);
        boolean sessions = recipe.columns().session().isPresent() && !recipe.columns().basket();
        Map<String, String> fix = sessions ? Map.of("log.columns.basket", "true") : bySplittingInTime();
        return sequences.timed() ? found.finding(found.count == 0 ? Severity.GREEN : Severity.AMBER, fix) : found.unchecked();
    }

    /// Users one of whose cuts is as asked; the event at the cut, and the one before it.
    private Found atCuts(LeakKind kind, IntPredicate leaks) {
        Found found = new Found(kind, store.users());
        SplitParts cuts = bounds.parts();
        for (int user = 0; user < store.users(); user++) {
            int start = store.start(user);
            int end = store.end(user);
            IntStream.of(cuts.trainingEnd()[user], cuts.validationStart()[user], cuts.testStart()[user], cuts.testEnd()[user])
                    .filter(cut -> start < cut && cut < end && leaks.test(cut))
                    .findFirst()
                    .ifPresent(cut -> found.add(cut, cut - 1));
        }
        return found;
    }

    private LeakFinding itemKeptByHeldOut() {
        int least = recipe.clean().minItemEvents();
        int[] trained = trainedEventsOfItems();
        Found found = new Found(LeakKind.ITEM_KEPT_BY_HELD_OUT, sequences.vocabulary().size());
        int[] first = firstEventsOutsideTraining();
        for (int item = 1; item < trained.length; item++) {
            if (least > 1 && trained[item] < least && first[item] >= 0) {
                found.add(first[item], -1);
            }
        }
        return found.finding(found.count == 0 ? Severity.GREEN : Severity.AMBER, Map.of("log.clean.min_item_events", "1"));
    }

    private LeakFinding userKeptByHeldOut() {
        int least = recipe.clean().minUserEvents();
        int[] trained = new int[store.people()];
        int[] first = new int[store.people()]; // outside training
        Arrays.fill(first, -1);
        for (int user = store.users() - 1; user >= 0; user--) {
            int end = bounds.trainingEnd()[user];
            trained[store.owner(user)] += end - store.start(user);
            first[store.owner(user)] = end < store.end(user) ? end : first[store.owner(user)];
        }
        Found found = new Found(LeakKind.USER_KEPT_BY_HELD_OUT, store.people());
        for (int person = 0; person < trained.length; person++) {
            if (least > 1 && trained[person] < least && first[person] >= 0) {
                found.add(first[person], -1);
            }
        }
        return found.finding(found.count == 0 ? Severity.GREEN : Severity.AMBER, Map.of("log.clean.min_user_events", "1"));
    }

    private LeakFinding itemNeverTrained() {
        int[] trained = trainedEventsOfItems();
        int[] first = firstEventsOutsideTraining();
        Found found = new Found(LeakKind.ITEM_NEVER_TRAINED, sequences.vocabulary().size());
        for (int item = 1; item < trained.length; item++) {
            if (trained[item] == 0 && first[item] >= 0) {
                found.add(first[item], -1);
            }
        }
        boolean asksForThem = parts.stream().anyMatch(cases -> cases.cold().items() > 0 && cases.cold().policy() == ColdItems.KEEP);
        return found.finding(asksForThem ? Severity.AMBER : Severity.GREEN, Map.of("evaluation.cold_items", "drop"));
    }

    private LeakFinding featureOfHeldOut(Set<String> features) {
        Found found = new Found(LeakKind.FEATURE_OF_HELD_OUT, sequences.vocabulary().size());
        if (features.isEmpty()) {
            return found.finding(Severity.GREEN, Map.of());
        }
        int[] newest = new int[sequences.vocabulary().size() + 1];
        Arrays.fill(newest, -1);
        for (int event = 0; event < store.events(); event++) {
            int item = store.items()[event];
            newest[item] = newest[item] < 0 || store.times()[event] >= store.times()[newest[item]] ? event : newest[item];
        }
        for (int item = 1; item < newest.length; item++) {
            if (newest[item] >= 0 && newest[item] >= bounds.trainingEnd()[asked.userOf(newest[item])]) {
                found.add(newest[item], -1);
            }
        }
        return found.finding(found.count == 0 ? Severity.GREEN : Severity.AMBER, Map.of());
    }

    /// `[V + 1]`
    private int[] trainedEventsOfItems() {
        int[] counts = new int[sequences.vocabulary().size() + 1];
        for (int user = 0; user < store.users(); user++) {
            for (int event = store.start(user); event < bounds.trainingEnd()[user]; event++) {
                counts[store.items()[event]]++;
            }
        }
        return counts;
    }

    /// `[V + 1]` -1 for an item that only training knows.
    private int[] firstEventsOutsideTraining() {
        int[] first = new int[sequences.vocabulary().size() + 1];
        Arrays.fill(first, -1);
        for (int user = 0; user < store.users(); user++) {
            for (int event = bounds.trainingEnd()[user]; event < store.end(user); event++) {
                first[store.items()[event]] = first[store.items()[event]] < 0 ? event : first[store.items()[event]];
            }
        }
        return first;
    }

    private LeakFinding byTime(Found found, Map<String, String> fix) {
        if (!sequences.timed()) {
            return found.unchecked();
        }
        Severity some = found.count > NEGLIGIBLE * found.of ? Severity.RED : Severity.AMBER;
        return found.finding(found.count == 0 ? Severity.GREEN : some, fix);
    }

    private Map<String, String> bySplittingInTime() {
        return !sequences.timed() || bounds.facts() instanceof SplitFacts.Temporal ? Map.of() : Map.of("split", "temporal");
    }

    private Event event(int event) {
        Optional<Instant> time = sequences.timed() ? Optional.of(Instant.ofEpochMilli(store.times()[event])) : Optional.empty();
        return new Event(store.userIds().get(asked.userOf(event)), sequences.vocabulary().title(store.items()[event]), time);
    }

    /// Counts, and keeps the first examples: of as many users as there are, since one user's are much alike.
    private final class Found {
        private final LeakKind kind;
        private final long of;
        private final List<Example> examples = new ArrayList<>();
        private final List<Example> ofTheSameUsers = new ArrayList<>();
        private int lastUser = -1;
        private long count;

        Found(LeakKind kind, long of) {
            this.kind = kind;
            this.of = of;
        }

        /// @param other store index of the event that shows it, or -1
        void add(int event, int other) {
            count++;
            if (keeps(event)) {
                keptWith(event).add(new Example(event(event), other < 0 ? Optional.empty() : Optional.of(event(other))));
            }
            lastUser = asked.userOf(event);
        }

        /// True if the event would become an example.
        boolean keeps(int event) {
            return keptWith(event).size() < LeakFinding.EXAMPLES;
        }

        private List<Example> keptWith(int event) {
            return asked.userOf(event) == lastUser ? ofTheSameUsers : examples;
        }

        LeakFinding finding(Severity severity, Map<String, String> fix) {
            return new LeakFinding(severity, new LeakCount(kind, count, of), true, examples(), severity == Severity.GREEN ? Map.of() : fix);
        }

        private List<Example> examples() {
            return Stream.concat(examples.stream(), ofTheSameUsers.stream()).limit(LeakFinding.EXAMPLES).toList();
        }

        LeakFinding unchecked() {
            return new LeakFinding(Severity.AMBER, new LeakCount(kind, 0, of), false, List.of(), Map.of());
        }
    }
}
