package trailbench.bundle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import trailbench.log.CleaningStep;
import trailbench.log.LogRecipe;
import trailbench.sequence.SequenceOptions.Of;

/// Cleans one history as the log was cleaned, by those rules that need no more than the history: behaviours that stay, duplicates, purchases
/// taken back, consecutive repeats, and, for a model of sessions that begin after a gap, that only the last session is read.
///
/// What looks at the whole log (few events of a user or an item, unusual lengths), judges a person (bots), or looks at columns and times that a
/// question does not have or that are over (values, time ranges) is left out: it would turn away whoever asks. A history that was cleaned before
/// comes out as it was.
public final class LiveCleaning {
    private final LogRecipe.Clean rules;
    private final Optional<Duration> gap;
    /// Where rows of two sessions are no duplicates of each other, a history does not tell which are.
    private final boolean dropsDuplicates;

    public LiveCleaning(Preprocessing preprocessing) {
        this.rules = preprocessing.log().clean();
        this.dropsDuplicates = rules.dropDuplicates() && preprocessing.log().columns().session().isEmpty();
        this.gap = preprocessing.sequences().of() == Of.SESSIONS
                ? rules.steps().stream().filter(CleaningStep.SessionsByGap.class::isInstance).map(step -> ((CleaningStep.SessionsByGap) step).gap()).findFirst()
                : Optional.empty();
    }

    /// What the model reads of a history.
    ///
    /// @param history oldest first, items that the model does not know among them: they keep a session going
    public List<Event> read(List<Event> history, Predicate<Event> isKnown) {
        return withoutRepeats(clean(history).stream().filter(isKnown).toList());
    }

    /// By all rules but that of repeats.
    List<Event> clean(List<Event> history) {
        List<Event> left = history.stream().filter(this::isKept).toList();
        left = dropsDuplicates ? withoutDuplicates(left) : left;
        for (CleaningStep step : rules.steps()) {
            left = step instanceof CleaningStep.Returns returns ? withoutReturns(left, returns) : left;
        }
        return gap.isPresent() ? lastSession(left, gap.get()) : left;
    }

    /// @param known of items that the model knows, as the last rule of a log looks at those that stay
    List<Event> withoutRepeats(List<Event> known) {
        if (!rules.dropConsecutiveRepeats()) {
            return known;
        }
        List<Event> left = new ArrayList<>();
        for (Event event : known) {
            if (left.isEmpty() || !left.getLast().item().equals(event.item())) {
                left.add(event);
            }
        }
        return left;
    }

    /// An event of which no behaviour is told stays.
    private boolean isKept(Event event) {
        return rules.keepBehaviours().isEmpty() || event.behaviour().map(rules.keepBehaviours()::contains).orElse(true);
    }

    /// Whatever their values. Without times nothing tells a duplicate from doing a thing twice.
    private static List<Event> withoutDuplicates(List<Event> events) {
        Set<Event> seen = new HashSet<>();
        return events.stream().filter(event -> event.time().isEmpty() || seen.add(new Event(event.item(), event.behaviour(), event.time()))).toList();
    }

    private static List<Event> withoutReturns(List<Event> events, CleaningStep.Returns returns) {
        Map<String, Deque<Integer>> open = new HashMap<>();
        Set<Integer> gone = new HashSet<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            String behaviour = event.behaviour().orElse("");
            Deque<Integer> purchases = open.computeIfAbsent(event.item(), _ -> new ArrayDeque<>());
            if (behaviour.equals(returns.purchase())) {
                purchases.push(i);
            } else if (behaviour.equals(returns.cancellation())) {
                gone.add(i);
                Optional.ofNullable(purchases.poll()).ifPresent(gone::add);
            }
        }
        List<Event> left = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (!gone.contains(i)) {
                left.add(events.get(i));
            }
        }
        return left;
    }

    private static List<Event> lastSession(List<Event> events, Duration gap) {
        int first = events.size() - 1;
        while (first > 0 && !isApart(events.get(first - 1).time(), events.get(first).time(), gap)) {
            first--;
        }
        return events.subList(Math.max(0, first), events.size());
    }

    private static boolean isApart(Optional<Instant> before, Optional<Instant> after, Duration gap) {
        return before.isPresent() && after.isPresent() && Duration.between(before.get(), after.get()).compareTo(gap) > 0;
    }
}
