package trailbench.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import trailbench.work.Fault;

/// What batches say beside items, and what their targets weigh.
class ContextTest {
    private static final long NONE = Context.UNKNOWN;
    private static final SequenceOptions THREE = new SequenceOptions(3, new SequenceOptions.Windows.Last(), SequenceOptions.Targets.NEXT_ITEM);

    /// u0: five events, u1: two. Behaviours 0 = view, 1 = cart, 2 = purchase.
    private static SequenceStore store() {
        return new SequenceStore(
                new int[] {0, 5, 7},
                new int[] {1, 2, 3, 4, 5, 6, 7},
                new long[] {1_000, 1_000, 4_000, 9_000, 5_000, 70_000, 80_000},
                new int[] {0, 1, 2, 3, 4, 5, 6},
                new byte[] {0, 1, 0, 2, 1, 2, 0},
                List.of("u0", "u1"));
    }

    private static WindowSet windows(SequenceStore store) {
        return WindowSet.training(store, new int[] {5, 7}, THREE, false);
    }

    @Test
    void contextOfAStepIsThatOfItsEvent() {
        // inputs of u0: events 1 2 3 (the last one is only a target); of u1: event 5, left-padded
        Context context = windows(store()).withContext(true).inOrder(2).getFirst().context();
        assertArrayEquals(new int[] {2, 1, 3, 0, 0, 3}, context.behaviours());
        assertArrayEquals(new long[] {1_000, 4_000, 9_000, NONE, NONE, 70_000}, context.times());
        assertArrayEquals(new int[] {1, 2}, context.users());
    }

    @Test
    void gapReachesBackBeyondTheWindowAndNeverBelowZero() {
        // event 1 follows event 0, which is not in the window, at the same instant; event 5 is u1's first
        Context context = windows(store()).withContext(true).inOrder(2).getFirst().context();
        assertArrayEquals(new long[] {0, 3_000, 5_000, NONE, NONE, Context.FIRST}, context.gaps());
        // brought together in a basket, events may go back in time: 9,000 then 5,000
        SequenceStore store = store();
        Context history = Context.unknown(1, 5);
        history.put(0, 0, store.history(0, 5), 0, 5);
        assertArrayEquals(new long[] {Context.FIRST, 0, 3_000, 5_000, 0}, history.gaps());
    }

    @Test
    void historyAndWindowSayTheSame() {
        for (long seed = 0; seed < 50; seed++) {
            SequenceStore store = Stores.random(seed);
            int[] ends = Arrays.copyOfRange(store.offsets(), 1, store.users() + 1);
            WindowSet windows = WindowSet.training(store, ends, THREE, true).withContext(true);
            for (int window = 0; window < windows.size(); window++) {
                Batch batch = windows.inOrder(1).get(window);
                int user = windows.user(window);
                History history = store.history(user, store.end(user));
                Context context = Context.unknown(1, batch.steps());
                context.put(0, 0, history, history.length() - batch.steps(), history.length());
                assertArrayEquals(batch.context().behaviours(), context.behaviours(), "seed " + seed);
                assertArrayEquals(batch.context().times(), context.times(), "seed " + seed);
                assertArrayEquals(batch.context().gaps(), context.gaps(), "seed " + seed);
                assertArrayEquals(batch.context().users(), context.users(), "seed " + seed);
            }
        }
    }

    @Test
    void nothingIsFilledThatWasNotAskedFor() {
        Batch batch = windows(store()).inOrder(2).getFirst();
        assertTrue(batch.context().isNone());
        assertEquals(0, batch.weights().length);
    }

    @Test
    void historyOfItemsKnowsNothingElse() {
        Context context = Context.unknown(1, 2);
        context.put(0, 0, History.ofItems(4, 5), 0, 2);
        assertArrayEquals(new int[] {0, 0}, context.behaviours());
        assertArrayEquals(new long[] {NONE, NONE}, context.times());
        assertArrayEquals(new long[] {NONE, NONE}, context.gaps());
        assertArrayEquals(new int[] {History.UNKNOWN_USER}, context.users());
    }

    @Test
    void targetWeighsWhatItsBehaviourWeighsAndTrainingTargetsOneOnAverage() {
        // targets: events 2 3 4 of u0 and 6 of u1: view, purchase, cart, view
        WindowSet windows = windows(store());
        TargetWeights weights = TargetWeights.ofBehaviours(Map.of("purchase", 5.0), List.of("view", "cart", "purchase"), windows);
        // 1 + 5 + 1 + 1 = 8 over 4 targets: the mean is 2
        assertArrayEquals(new float[] {.5f, .5f, 2.5f}, weights.behaviours());
        Batch batch = windows.weighted(weights).inOrder(2).getFirst();
        assertArrayEquals(new int[] {3, 4, 5, 0, 0, 7}, batch.targets());
        assertArrayEquals(new float[] {.5f, 2.5f, .5f, 0, 0, .5f}, batch.weights());
    }

    @Test
    void targetOfWeightZeroIsNone() {
        WindowSet windows = windows(store());
        TargetWeights weights = TargetWeights.ofBehaviours(Map.of("view", 0.0), List.of("view", "cart", "purchase"), windows);
        assertArrayEquals(new float[] {0, 1, 1}, weights.behaviours()); // the two that are left weigh 1
        WindowSet weighted = windows.weighted(weights);
        assertArrayEquals(new int[] {0, 4, 5, 0, 0, 0}, weighted.inOrder(2).getFirst().targets());
        assertEquals(2, weighted.targets());
        assertArrayEquals(new int[] {0, 0, 0, 0, 1, 1, 0, 0}, weighted.targetCounts(7));
    }

    @Test
    void unknownBehaviourAndWeightsThatLeaveNothingAreRefused() {
        WindowSet windows = windows(store());
        List<String> names = List.of("view", "cart", "purchase");
        Fault.Request unknown = assertThrows(Fault.Request.class, () -> TargetWeights.ofBehaviours(Map.of("buy", 2.0), names, windows));
        assertTrue(unknown.getMessage().contains("buy") && unknown.getMessage().contains("view, cart, purchase"), unknown.getMessage());
        assertThrows(
                Fault.Request.class, () -> TargetWeights.ofBehaviours(Map.of("view", 0., "cart", 0., "purchase", 0.), names, windows));
    }
}
