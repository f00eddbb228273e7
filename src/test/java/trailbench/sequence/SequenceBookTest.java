package trailbench.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.sequence.SequenceOptions.Targets;
import trailbench.sequence.SequenceOptions.Windows;
import trailbench.sequence.UserSequence.Event;
import trailbench.sequence.UserSequence.Slot;
import trailbench.sequence.UserSequence.Use;
import trailbench.sequence.UserSequence.Window;

class SequenceBookTest {
    private static final SplitFacts FACTS = new SplitFacts.LeaveOneOut(false, 0);

    private static Vocabulary vocabulary(int items) {
        List<String> ids = IntStream.rangeClosed(1, items).mapToObj(item -> "i" + item).toList();
        return new Vocabulary(ids, ids.stream().map(id -> "Item " + id).toList(), Map.of(), List.of("view", "cart", "purchase"));
    }

    private static SplitBounds bounds(SequenceStore store, int[] validationStart, int[] testStart) {
        return new SplitBounds(SplitParts.contiguous(store, validationStart, testStart), FACTS);
    }

    private static SequenceBook book(SequenceStore store, SplitBounds bounds, SequenceOptions options, WindowSet windows) {
        return new SequenceBook(vocabulary(20), store, bounds, windows, options.maxLength(), true, 7);
    }

    private static UserSequence first(SequenceStore store, SplitBounds bounds, SequenceOptions options) {
        return book(store, bounds, options, WindowSet.training(store, bounds, options, false)).of(0, 1);
    }

    private static List<Use> uses(UserSequence sequence) {
        return sequence.events().stream().map(Event::use).toList();
    }

    @Test
    void everyEventHasItsPartAndItsUse() {
        // eight events, T = 3, last: inputs 3 4 5 and targets 4 5 6; 7 is the validation, 8 the test
        SequenceStore store = Stores.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8});
        SplitBounds bounds = bounds(store, new int[] {6}, new int[] {7});
        UserSequence sequence = first(store, bounds, new SequenceOptions(3, new Windows.Last(), Targets.NEXT_ITEM));
        assertEquals(
                List.of(Use.BEFORE_THE_WINDOWS, Use.BEFORE_THE_WINDOWS, Use.INPUT, Use.INPUT_AND_TARGET, Use.INPUT_AND_TARGET, Use.TARGET,
                        Use.HELD_OUT_FOR_VALIDATION, Use.HELD_OUT_FOR_TEST),
                uses(sequence));
        assertEquals(
                new Event(3, "i3", "Item i3", Optional.of(Instant.ofEpochMilli(2_000)), "view", 3, UserSequence.Part.TRAINING, Use.INPUT),
                sequence.events().get(2));
        assertEquals(
                List.of(new Window(1, 0, List.of(new Slot(3, 4, 4, 4, 1), new Slot(4, 5, 5, 5, 1), new Slot(5, 6, 6, 6, 1)))), sequence.windows());
    }

    @Test
    void aSplitMayKeepEventsForHistoryAloneOrNotUseThem() {
        SequenceStore store = Stores.of(new int[] {1, 2, 3, 4, 5});
        SplitBounds bounds = new SplitBounds(new SplitParts(new int[] {2}, new int[] {3}, new int[] {3}, new int[] {4}), FACTS);
        assertEquals(
                List.of(Use.INPUT, Use.TARGET, Use.HISTORY_ALONE, Use.HELD_OUT_FOR_TEST, Use.AFTER_THE_TEST),
                uses(first(store, bounds, SequenceOptions.defaults())));
    }

    @Test
    void aShortSequenceIsPaddedAndOneEventIsNoWindow() {
        SequenceStore store = Stores.of(new int[] {1, 2}, new int[] {3});
        SplitBounds bounds = bounds(store, new int[] {2, 3}, new int[] {2, 3});
        SequenceOptions options = new SequenceOptions(5, new Windows.Last(), Targets.NEXT_ITEM);
        SequenceBook book = book(store, bounds, options, WindowSet.training(store, bounds, options, false));
        assertEquals(List.of(new Window(1, 4, List.of(new Slot(1, 2, 2, 2, 1)))), book.of(0, 1).windows());
        assertEquals(List.of(), book.of(1, 1).windows());
        assertEquals(List.of(Use.NO_WINDOW), uses(book.of(1, 1)));
    }

    @Test
    void aStrideLongerThanAWindowLeavesEventsOut() {
        // inputs 1 … 9, T = 2, stride 5: windows 1-2 and 6-7, and the last one 8-9
        SequenceStore store = Stores.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        SplitBounds bounds = bounds(store, new int[] {10}, new int[] {10});
        List<Use> uses = uses(first(store, bounds, new SequenceOptions(2, new Windows.Sliding(5), Targets.NEXT_ITEM)));
        assertEquals(Use.TARGET, uses.get(2));
        assertEquals(List.of(Use.BETWEEN_WINDOWS, Use.BETWEEN_WINDOWS), uses.subList(3, 5));
    }

    @Test
    void aTargetDrawnFromABasketNamesTheBasket() {
        // {1} {2 3} {4}: from 1 one of 2 and 3 is drawn; from 2 and from 3, 4
        SequenceStore store = Stores.ofBaskets(new int[][] {{1}, {2, 3}, {4}});
        SplitBounds bounds = bounds(store, new int[] {4}, new int[] {4});
        SequenceOptions options = new SequenceOptions(5, new Windows.Last(), Targets.NEXT_BASKET);
        UserSequence sequence = first(store, bounds, options);
        Slot drawn = sequence.windows().getFirst().slots().getFirst();
        assertEquals(2, drawn.first());
        assertEquals(3, drawn.last());
        assertTrue(drawn.target() == 2 || drawn.target() == 3, drawn::toString);
        assertEquals(new Slot(3, 4, 4, 4, 1), sequence.windows().getFirst().slots().get(2));
        assertEquals(List.of(Use.INPUT, Use.INPUT_AND_TARGET, Use.INPUT_AND_TARGET, Use.TARGET), uses(sequence));
    }

    @Test
    void aBehaviourThatWeighsNothingIsNoTarget() {
        SequenceStore store = Stores.of(new int[] {1, 2, 3});
        store.behaviours()[2] = 1;
        SplitBounds bounds = bounds(store, new int[] {3}, new int[] {3});
        SequenceOptions options = new SequenceOptions(5, new Windows.Last(), Targets.NEXT_ITEM);
        WindowSet all = WindowSet.training(store, bounds, options, false);
        TargetWeights weights = TargetWeights.ofBehaviours(Map.of("cart", 0.), List.of("view", "cart", "purchase"), all);
        UserSequence sequence = book(store, bounds, options, all.weighted(weights)).of(0, 1);
        assertEquals(List.of(Use.INPUT, Use.INPUT_AND_TARGET, Use.WEIGHS_NOTHING), uses(sequence));
        assertEquals(new Slot(2, 0, 3, 3, 0), sequence.windows().getFirst().slots().get(1));
    }

    /// Every window of every user, at every option, holds exactly what the batches of that epoch hold.
    @Test
    void whatIsShownIsWhatTheBatchesHold() {
        for (long seed = 0; seed < 60; seed++) {
            SequenceStore store = Stores.random(seed);
            int[] validation = IntStream.range(0, store.users()).map(user -> Math.max(store.start(user), store.end(user) - 2)).toArray();
            SplitBounds bounds = bounds(store, validation, Arrays.copyOfRange(store.offsets(), 1, store.users() + 1));
            for (Windows kind : List.of(new Windows.Last(), new Windows.Sliding(2), new Windows.Sliding(9), new Windows.NextValue())) {
                for (Targets targets : Targets.values()) {
                    for (boolean reconstruct : new boolean[] {false, true}) {
                        if (!(reconstruct && kind instanceof Windows.NextValue)) {
                            SequenceOptions options = new SequenceOptions(4, kind, targets);
                            check(store, bounds, options, WindowSet.training(store, bounds, options, reconstruct), "seed " + seed + " " + options);
                        }
                    }
                }
            }
        }
    }

    private static void check(SequenceStore store, SplitBounds bounds, SequenceOptions options, WindowSet windows, String where) {
        SequenceBook book = book(store, bounds, options, windows);
        int epoch = 3;
        List<String> shown = IntStream.range(0, store.users()).boxed().flatMap(user -> {
            UserSequence sequence = book.of(user, epoch);
            return sequence.windows().stream().map(window -> row(sequence, window));
        }).sorted().toList();
        List<String> batches = windows.epoch(1, 7, epoch).stream().map(SequenceBookTest::row).sorted().toList();
        assertEquals(batches, shown, where);

        long targets = IntStream.range(0, store.users()).boxed()
                .flatMap(user -> book.of(user, epoch).windows().stream()).flatMap(window -> window.slots().stream())
                .filter(slot -> slot.target() > 0).count();
        assertEquals(windows.targets(), targets, where);
        for (int user = 0; user < store.users(); user++) {
            UserSequence sequence = book.of(user, epoch);
            for (Event event : sequence.events()) {
                boolean read = sequence.windows().stream().flatMap(window -> window.slots().stream())
                        .anyMatch(slot -> slot.event() == event.number() || slot.first() <= event.number() && event.number() <= slot.last());
                assertEquals(read, event.use().trains(), where + " " + event);
                assertFalse(event.use().trains() && event.part() != UserSequence.Part.TRAINING, where + " " + event);
            }
        }
    }

    private static String row(UserSequence sequence, Window window) {
        return window.slots().stream()
                .map(slot -> item(sequence, slot.event()) + ">" + (slot.target() == 0 ? "-" : item(sequence, slot.target())))
                .collect(Collectors.joining(" "));
    }

    private static String item(UserSequence sequence, int event) {
        return sequence.events().get(event - 1).item();
    }

    private static String row(Batch batch) {
        return IntStream.range(0, batch.steps())
                .mapToObj(step -> "i" + batch.items()[step] + ">" + (batch.targets()[step] == 0 ? "-" : "i" + batch.targets()[step]))
                .collect(Collectors.joining(" "));
    }

    @Test
    void searchPutsTheExactIdFirstThenThoseThatBeginWithIt() {
        SequenceStore store = Stores.of(new int[] {1}, new int[] {1}, new int[] {1}, new int[] {1});
        SequenceStore named = new SequenceStore(
                store.offsets(), store.items(), store.times(), store.baskets(), List.of("x12", "123", "Ann", "12"));
        SplitBounds bounds = bounds(named, new int[] {1, 2, 3, 4}, new int[] {1, 2, 3, 4});
        SequenceOptions options = SequenceOptions.defaults();
        SequenceBook book = book(named, bounds, options, WindowSet.training(named, bounds, options, false));
        assertEquals(List.of(3, 1, 0), book.search("12", 10));
        assertEquals(List.of(3, 1), book.search(" 12 ", 2));
        assertEquals(List.of(2), book.search("aNN", 10));
        assertEquals(List.of(), book.search("nobody", 10));
        assertEquals(List.of(0, 1), book.search("", 2));
        assertEquals(3, book.find("12").orElseThrow());
        assertTrue(book.find("1").isEmpty());
    }
}
