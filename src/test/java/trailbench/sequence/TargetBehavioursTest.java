package trailbench.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.sequence.Cases.Part;
import trailbench.sequence.SequenceOptions.Targets;
import trailbench.sequence.SequenceOptions.Windows;
import trailbench.sequence.UserSequence.Use;
import trailbench.work.Fault;

class TargetBehavioursTest {
    private static final List<String> NAMES = List.of("view", "purchase");
    private static final TargetBehaviours PURCHASES = TargetBehaviours.of(List.of("purchase"), NAMES);

    /// User 0 views 1, 2, buys 2, views 3, buys 1, views 4, buys 3, views 5; user 1 buys 6 at once, views 1, 7, 8, 2, buys 7, views 2, 3.
    private static final SequenceStore SHOP =
            acts(Stores.of(new int[] {1, 2, 2, 3, 1, 4, 3, 5}, new int[] {6, 1, 7, 8, 2, 7, 2, 3}), "vvpvpvpv", "pvvvvpvv");

    /// @param acts of each user, one letter an event: v, p
    private static SequenceStore acts(SequenceStore store, String... acts) {
        byte[] behaviours = new byte[store.events()];
        String all = String.join("", acts);
        for (int event = 0; event < behaviours.length; event++) {
            behaviours[event] = (byte) "vp".indexOf(all.charAt(event));
        }
        return new SequenceStore(store.offsets(), store.items(), store.times(), store.baskets(), behaviours, store.userIds());
    }

    private static SequenceOptions options(int length, Windows windows, Targets targets) {
        return new SequenceOptions(length, windows, targets);
    }

    private static Batch all(WindowSet windows) {
        List<Batch> batches = windows.inOrder(100);
        assertEquals(1, batches.size());
        return batches.getFirst();
    }

    @Test
    void leaveOneOutHoldsOutTheLastTwoPurchasesAndHistoryKeepsEveryEventBefore() {
        SplitBounds bounds = SplitBounds.of(SHOP, new Split.LeaveOneOut(), PURCHASES);
        // user 0 buys at 2, 4 and 6: the test is 6, the validation 4; user 1 buys at 8 (the first event: nothing before it) and 13
        Cases test = bounds.cases(SHOP, Part.TEST);
        assertArrayEquals(new int[] {0}, test.users());
        assertArrayEquals(new int[] {3}, test.targets());
        assertArrayEquals(new int[] {1, 2, 2, 3, 1, 4}, SHOP.history(0, test.historyEnds()[0]).items());
        Cases validation = bounds.cases(SHOP, Part.VALIDATION);
        assertArrayEquals(new int[] {1}, validation.targets());
        assertArrayEquals(new int[] {1, 2, 2, 3}, SHOP.history(0, validation.historyEnds()[0]).items());
        assertArrayEquals(new int[] {4, 16}, bounds.trainingEnd());
        assertEquals(
                "targets: purchase · leave-one-out: each user's last target event is the test, the one before it the validation; 1 users with too few"
                        + " targets train only; 1 training events are later than another user's test",
                bounds.facts().text());
    }

    @Test
    void trainingWindowsEndAtTheLastPurchaseAndAskForPurchasesAlone() {
        SplitBounds bounds = SplitBounds.of(SHOP, new Split.LeaveOneOut(), PURCHASES);
        WindowSet windows = WindowSet.training(SHOP, bounds, options(10, new Windows.Last(), Targets.NEXT_ITEM), false);
        Batch batch = all(windows);
        // user 0 trains on 1 2 2 3: the purchase of 2 after two views; user 1 on all, the purchase of 7 after five events
        assertArrayEquals(new int[] {0, 0, 0, 1, 2, 6, 1, 7, 8, 2}, batch.items());
        assertArrayEquals(new int[] {0, 0, 0, 0, 2, 0, 0, 0, 0, 7}, batch.targets());
        assertEquals(2, windows.targets());
        int[] counts = windows.targetCounts(8);
        assertEquals(1, counts[2]);
        assertEquals(1, counts[7]);
        assertEquals(2, Arrays.stream(counts).sum());
    }

    @Test
    void windowsWithoutAPurchaseAreLeftOut() {
        SequenceStore store = acts(Stores.of(new int[] {1, 2, 3, 4, 5, 6, 7}), "vpvvvpv");
        SplitBounds all = new SplitBounds(SplitParts.contiguous(store, new int[] {7}, new int[] {7}), new SplitFacts.LeaveOneOut(false, 0), PURCHASES);
        Batch sliding = all(WindowSet.training(store, all, options(2, new Windows.Sliding(1), Targets.NEXT_ITEM), false));
        // inputs end before event 6: 1 2 | 2 3 | 3 4 | 4 5; those of 2 3 and 3 4 lead to the views 3, 4, 5
        assertArrayEquals(new int[] {1, 2, 4, 5}, sliding.items());
        assertArrayEquals(new int[] {2, 0, 0, 6}, sliding.targets());
        Batch value = all(WindowSet.training(store, all, options(2, new Windows.NextValue(), Targets.NEXT_ITEM), false));
        assertArrayEquals(new int[] {0, 1, 4, 5}, value.items());
        assertArrayEquals(new int[] {0, 2, 0, 6}, value.targets());
        Batch again = all(WindowSet.training(store, all, options(4, new Windows.Last(), Targets.NEXT_ITEM), true));
        assertArrayEquals(new int[] {3, 4, 5, 6}, again.items());
        assertArrayEquals(new int[] {0, 0, 0, 6}, again.targets(), "what is said again are purchases alone");
    }

    @Test
    void targetOfABasketIsDrawnAmongItsPurchases() {
        SequenceStore store = acts(Stores.ofBaskets(new int[][] {{1}, {2, 3, 4, 5}, {6, 7}, {8}}), "v" + "vpvp" + "vv" + "p");
        SplitBounds all = new SplitBounds(SplitParts.contiguous(store, new int[] {8}, new int[] {8}), new SplitFacts.LeaveOneOut(true, 0), PURCHASES);
        WindowSet windows = WindowSet.training(store, all, options(10, new Windows.Last(), Targets.NEXT_BASKET), false);
        boolean[] drawn = new boolean[9];
        for (int epoch = 0; epoch < 50; epoch++) {
            int[] targets = windows.epoch(10, 1, epoch).getFirst().targets();
            drawn[targets[0]] = true;
            // basket 2 leads to 6 7, of which none is bought; basket 3 to the purchase of 8
            assertArrayEquals(new int[] {0, 0, 0, 0, 8, 8}, Arrays.copyOfRange(targets, 1, 7));
        }
        assertTrue(drawn[3] && drawn[5]);
        assertFalse(drawn[2] || drawn[4] || drawn[0]);
    }

    @Test
    void sharesOfAUserAreSharesOfPurchases() {
        SequenceStore store = acts(Stores.of(IntStream.range(1, 21).toArray()), "vp".repeat(10));
        SplitBounds bounds = SplitBounds.of(store, new Split.Ratio(0.1, 0.2), PURCHASES);
        // ten purchases: the last two are the test, the one before them the validation
        assertArrayEquals(new int[] {18, 20}, bounds.cases(store, Part.TEST).targets());
        assertArrayEquals(new int[] {16}, bounds.cases(store, Part.VALIDATION).targets());
        assertEquals(15, bounds.trainingEnd()[0]);
    }

    @Test
    void instantsCutAsEverAndPurchasesBehindThemAreAsked() {
        // times are 0, 1 s … 7 s: validation from 4 s, test from 6 s
        Split split = new Split.Temporal(Optional.of(Instant.ofEpochSecond(4)), Optional.of(Instant.ofEpochSecond(6)));
        SequenceStore store = acts(Stores.of(new int[] {1, 2, 2, 3, 1, 4, 3, 5}, new int[] {6, 1, 7, 8, 2, 7, 2, 3}), "vvpvpvpv", "pvvvvpvp");
        SplitBounds bounds = SplitBounds.of(store, split, PURCHASES);
        assertArrayEquals(new int[] {1, 7}, bounds.cases(store, Part.VALIDATION).targets());
        assertArrayEquals(new int[] {3, 3}, bounds.cases(store, Part.TEST).targets());
        String message = assertThrows(
                Fault.Request.class, () -> SplitBounds.of(acts(store, "pvvvvvpv", "vvvvvvvv"), split, PURCHASES)).getMessage();
        assertTrue(message.contains("0 validation cases") && message.contains("targets: purchase"), message);
    }

    @Test
    void usersOfAFoldAreAskedForTheirLastPurchase() {
        int[][] sequences = IntStream.range(0, 9).mapToObj(user -> new int[] {1, 2, 3, 4}).toArray(int[][]::new);
        SequenceStore store = acts(Stores.of(sequences), "vpvv".repeat(9));
        SplitBounds bounds = SplitBounds.of(store, new Split.KFold(3, 1, 5), PURCHASES);
        assertArrayEquals(new int[] {2, 2, 2}, bounds.cases(store, Part.TEST).targets());
        assertArrayEquals(new int[] {2, 2, 2}, bounds.cases(store, Part.VALIDATION).targets());
        assertTrue(bounds.facts().text().contains("the last target event of 3 others"), bounds.facts().text());
    }

    @Test
    void bookSaysWhichEventsAreTargetsAndWhyOthersAreNone() {
        SplitBounds bounds = SplitBounds.of(SHOP, new Split.LeaveOneOut(), PURCHASES);
        SequenceOptions options = options(10, new Windows.Last(), Targets.NEXT_ITEM);
        List<String> ids = IntStream.range(1, 9).mapToObj(i -> "i" + i).toList();
        SequenceBook book = new SequenceBook(
                new Vocabulary(ids, ids, Map.of(), NAMES), SHOP, bounds, WindowSet.training(SHOP, bounds, options, false), 10, true, 42);
        UserSequence sequence = book.of(0, 1);
        assertEquals(
                List.of(Use.INPUT_NO_TARGET, Use.INPUT_NO_TARGET, Use.TARGET, Use.AFTER_THE_TARGETS, Use.HELD_OUT_FOR_VALIDATION, Use.HELD_OUT_NO_TARGET,
                        Use.HELD_OUT_FOR_TEST, Use.HELD_OUT_NO_TARGET),
                sequence.events().stream().map(UserSequence.Event::use).toList());
        // event 1 leads to the view of event 2, event 2 to the purchase of event 3
        assertEquals(List.of(new UserSequence.Slot(1, 0, 2, 2, 0), new UserSequence.Slot(2, 3, 3, 3, 1)), sequence.windows().getFirst().slots());
    }

    @Test
    void unknownBehaviourIsRefusedWithThoseThatThereAre() {
        String message = assertThrows(Fault.Request.class, () -> TargetBehaviours.of(List.of("buy"), NAMES)).getMessage();
        assertEquals("sequences.target_behaviours names \"buy\", which is no behaviour of the events that are kept. There are view, purchase.", message);
        String none = assertThrows(
                Fault.Request.class, () -> SplitBounds.of(acts(SHOP, "vvvvvvvp", "vvvvvvvv"), new Split.LeaveOneOut(), PURCHASES)).getMessage();
        assertTrue(none.contains("purchase") && none.contains("target_behaviours"), none);
    }

    @Test
    void onlyPurchasesAreEverAskedForAndEveryHeldOutPurchaseWithAHistoryIs() {
        for (long seed = 0; seed < 300; seed++) {
            SequenceStore plain = Stores.random(seed);
            byte[] behaviours = new byte[plain.events()];
            var random = new SplittableRandom(seed);
            for (int event = 0; event < behaviours.length; event++) {
                behaviours[event] = (byte) random.nextInt(2);
            }
            SequenceStore store = new SequenceStore(plain.offsets(), plain.items(), plain.times(), plain.baskets(), behaviours, plain.userIds());
            SplitBounds bounds;
            try {
                bounds = SplitBounds.of(store, seed % 2 == 0 ? new Split.LeaveOneOut() : Split.Ratio.defaults(), PURCHASES);
            } catch (Fault.Request tooSmall) {
                continue;
            }
            for (Targets targets : Targets.values()) {
                for (Windows windows : List.of(new Windows.Last(), new Windows.Sliding(2), new Windows.NextValue())) {
                    WindowSet training = WindowSet.training(store, bounds, options(4, windows, targets), false);
                    long[] counts = training.targetBehaviours(2);
                    assertEquals(0, counts[0], "seed " + seed);
                    for (Batch batch : training.inOrder(1)) {
                        assertTrue(batch.targetCount() > 0, "seed " + seed + ": a window without a target");
                    }
                }
            }
            for (Part part : Part.values()) {
                Cases cases = bounds.cases(store, part);
                int expected = 0;
                for (int user = 0; user < store.users(); user++) {
                    int history = 0;
                    for (int event = bounds.parts().from(part, user); event < bounds.parts().to(part, user); event++) {
                        history = store.basketStart(event, store.start(user)) - store.start(user);
                        expected += history > 0 && behaviours[event] == 1 ? 1 : 0;
                    }
                }
                assertEquals(expected, cases.size(), "seed " + seed);
            }
        }
    }
}
