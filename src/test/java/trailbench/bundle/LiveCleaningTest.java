package trailbench.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.log.CleaningStep;
import trailbench.log.LogRecipe;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.Split;

class LiveCleaningTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static LiveCleaning cleaning(LogRecipe.Clean clean, SequenceOptions.Of of) {
        LogRecipe recipe = new LogRecipe(List.of(Path.of("log.csv")), LogRecipe.Format.defaults(), LogRecipe.Columns.defaults(), clean);
        return new LiveCleaning(Preprocessing.of(recipe, SequenceOptions.defaults().with(of), Split.defaults()));
    }

    private static LiveCleaning cleaning(CleaningStep... steps) {
        return cleaning(LogRecipe.Clean.defaults().withSteps(List.of(steps)), SequenceOptions.Of.USERS);
    }

    /// `views a`, `buys a`: behaviour and item.
    private static Event event(String words) {
        String[] word = words.split(" ");
        return new Event(word[1], Optional.of(word[0]), Optional.empty());
    }

    private static Event at(int minute, String item) {
        return new Event(item, Optional.empty(), Optional.of(NOON.plus(Duration.ofMinutes(minute))));
    }

    private static List<Event> events(String... words) {
        return List.of(words).stream().map(LiveCleaningTest::event).toList();
    }

    @Test
    void aCancellationTakesBackTheLatestPurchaseBeforeItAndOneThatFindsNoneGoes() {
        LiveCleaning cleaning = cleaning(new CleaningStep.Returns("buys", "returns"));
        assertEquals(
                events("buys a", "views a", "buys b"),
                cleaning.clean(events("returns b", "buys a", "views a", "buys a", "buys b", "returns a")));
        assertEquals(events("buys b", "returns b"), cleaning().clean(events("buys b", "returns b")));
    }

    @Test
    void behavioursThatTheModelWasNotTrainedOnGoAndUntoldOnesStay() {
        LiveCleaning cleaning = cleaning(LogRecipe.Clean.defaults().withKeepBehaviours(List.of("buys")), SequenceOptions.Of.USERS);
        assertEquals(List.of(event("buys a"), Event.of("c")), cleaning.clean(List.of(event("buys a"), event("views b"), Event.of("c"))));
    }

    @Test
    void duplicatesGoWhereTimesTellThem() {
        assertEquals(List.of(at(0, "a"), at(1, "a")), cleaning().clean(List.of(at(0, "a"), at(0, "a"), at(1, "a"))));
        assertEquals(2, cleaning().clean(List.of(Event.of("a"), Event.of("a"))).size());
        LogRecipe.Columns none = LogRecipe.Columns.defaults();
        LogRecipe.Columns invoices = new LogRecipe.Columns(
                none.user(), none.item(), none.time(), Optional.of("invoice"), none.behaviour(), none.title(), none.features(), none.timeFormat(), none.zone(), true,
                none.behaviours(), none.behaviourRules());
        LogRecipe recipe = new LogRecipe(List.of(Path.of("log.csv")), LogRecipe.Format.defaults(), invoices, LogRecipe.Clean.defaults());
        LiveCleaning ofInvoices = new LiveCleaning(Preprocessing.of(recipe, SequenceOptions.defaults(), Split.defaults()));
        assertEquals(2, ofInvoices.clean(List.of(at(0, "a"), at(0, "a"))).size(), "of two invoices of one minute");
    }

    @Test
    void repeatsGoOnlyIfTheLogWasCleanedOfThem() {
        List<Event> history = events("views a", "buys a", "views b", "views a");
        assertEquals(history, cleaning().withoutRepeats(history));
        LiveCleaning dropping = cleaning(LogRecipe.Clean.defaults().withDropConsecutiveRepeats(true), SequenceOptions.Of.USERS);
        assertEquals(events("views a", "views b", "views a"), dropping.withoutRepeats(history));
    }

    @Test
    void aModelOfSessionsReadsTheLastSession() {
        List<Event> history = List.of(at(0, "a"), at(10, "b"), at(41, "c"), at(71, "unknown"), at(101, "d"));
        LogRecipe.Clean clean = LogRecipe.Clean.defaults().withSteps(List.of(new CleaningStep.SessionsByGap(Duration.ofMinutes(30))));
        assertEquals(history.subList(2, 5), cleaning(clean, SequenceOptions.Of.SESSIONS).clean(history));
        assertEquals(history, cleaning(clean, SequenceOptions.Of.USERS).clean(history));
        assertEquals(List.of(), cleaning(clean, SequenceOptions.Of.SESSIONS).clean(List.of()));
    }

    @Test
    void whatLooksAtTheWholeLogTurnsNobodyAway() {
        LiveCleaning cleaning = cleaning(new CleaningStep.Bots(1), new CleaningStep.Lengths(0.5, 0.6), new CleaningStep.MinimumCounts(9, 9),
                new CleaningStep.TimeRange(Optional.empty(), Optional.of(NOON.minusSeconds(1))));
        List<Event> fast = List.of(at(0, "a"), at(0, "b"), at(0, "c"));
        assertEquals(fast, cleaning.clean(fast));
    }
}
