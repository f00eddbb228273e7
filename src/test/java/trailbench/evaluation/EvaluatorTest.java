package trailbench.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import trailbench.engine.Scorer;
import trailbench.sequence.Cases;
import trailbench.sequence.ColdItems;
import trailbench.sequence.History;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.SplitFacts;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;

class EvaluatorTest {
    private static final EvaluationOptions SEEN_OUT = new EvaluationOptions(List.of(1, 3), true, ColdItems.KEEP);
    private static final EvaluationOptions SEEN_IN = new EvaluationOptions(List.of(1, 3), false, ColdItems.KEEP);

    /// Gives every history the same scores, and remembers what it was asked.
    private static final class Fixed implements Scorer {
        private final float[] scores;
        private final List<int[]> asked = new ArrayList<>();

        /// @param scores of items 1 to V
        Fixed(double... scores) {
            this.scores = new float[scores.length + 1];
            this.scores[0] = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < scores.length; i++) {
                this.scores[i + 1] = (float) scores[i];
            }
        }

        @Override
        public int items() {
            return scores.length - 1;
        }

        @Override
        public void score(List<History> histories, float[][] rows) {
            assertEquals(histories.size(), rows.length);
            histories.forEach(history -> asked.add(history.items()));
            for (float[] row : rows) {
                System.arraycopy(scores, 0, row, 0, scores.length);
            }
        }
    }

    @Test
    void targetRanksBehindWhatIsScoredHigher() {
        SequenceStore store = Logs.store(new int[] {1, 2, 3}); // target 3, seen 1 and 2
        Scorer scorer = new Fixed(.9, .8, .5, .7, .1);
        // candidates 3 4 5: only item 4 is higher
        Ranks without = Evaluator.rank(scorer, store, Logs.lastItems(store), SEEN_OUT, Progress.SILENT);
        assertArrayEquals(new int[] {1}, without.higher());
        // all items: 1, 2 and 4 are higher
        Ranks with = Evaluator.rank(scorer, store, Logs.lastItems(store), SEEN_IN, Progress.SILENT);
        assertArrayEquals(new int[] {3}, with.higher());
        assertArrayEquals(new int[] {0}, with.tied());
    }

    @Test
    void constantScorerHitsByChanceOnly() {
        SequenceStore store = Logs.store(new int[] {1, 1, 2, 3}, new int[] {4, 5});
        Scorer constant = new Fixed(0, 0, 0, 0, 0);
        // user 0 has the 3 candidates 3 4 5, user 1 has 4: HR@1 = (1/3 + 1/4) / 2, HR@3 = (1 + 3/4) / 2
        Map<String, Double> metrics = Evaluator.evaluate(constant, store, Logs.lastItems(store), SEEN_OUT, Progress.SILENT);
        assertEquals((1 / 3. + 1 / 4.) / 2, metrics.get("recall@1"), 1e-12);
        assertEquals((1 + 3 / 4.) / 2, metrics.get("recall@3"), 1e-12);
        // an impossible answer everywhere is a constant too, and the seen items do not join its ties
        double none = Double.NEGATIVE_INFINITY;
        assertEquals(metrics, Evaluator.evaluate(new Fixed(none, none, none, none, none), store, Logs.lastItems(store), SEEN_OUT, Progress.SILENT));
    }

    @Test
    void targetInItsOwnHistoryIsAMissWhenSeenItemsAreExcluded() {
        SequenceStore store = Logs.store(new int[] {1, 2, 1}, new int[] {1, 2, 3});
        Scorer scorer = new Fixed(.9, .1, .8);
        Cases cases = Logs.lastItems(store);
        assertEquals(.5, Evaluator.evaluate(scorer, store, cases, SEEN_OUT, Progress.SILENT).get("recall@3"));
        assertEquals(1., Evaluator.evaluate(scorer, store, cases, SEEN_IN, Progress.SILENT).get("recall@3"));
        Passport passport = Passport.of(new SplitFacts.LeaveOneOut(false, 0), store, cases, 3, SEEN_OUT, "9f3c01");
        assertEquals(new Passport.Seen(true, 1), passport.seen());
        assertEquals(
                "test · leave-one-out: each user's last event is the test, the one before it the validation · all 3 items"
                        + " · seen excluded (targets among them: 1) · ties expected · 2 cases · data 9f3c01",
                passport.line());
    }

    @Test
    void casesOfOneBasketAreScoredOnce() {
        SequenceStore store = Logs.withBaskets(new int[] {0, 1, 1, 1}, new int[] {1, 2, 3, 4});
        Cases cases = new Cases(Cases.Part.TEST, new int[] {0, 0, 0}, new int[] {1, 1, 1}, new int[] {2, 3, 4});
        Fixed scorer = new Fixed(.1, .2, .3, .4, .5);
        // candidates 2 3 4 5: item 4 is second, 3 third, 2 fourth
        Map<String, Double> metrics = Evaluator.evaluate(scorer, store, cases, SEEN_OUT, Progress.SILENT);
        assertEquals(1, scorer.asked.size());
        assertArrayEquals(new int[] {1}, scorer.asked.getFirst());
        assertEquals(2 / 3., metrics.get("recall@3"), 1e-12);
        assertEquals(1., metrics.get("hr@3"), 1e-12);
        assertEquals(0., metrics.get("hr@1"), 1e-12);
    }

    @Test
    void scorerIsToldWhichEventsAreOneBasket() {
        SequenceStore store = Logs.withBaskets(new int[] {4, 5, 5, 6, 7, 8}, new int[] {1, 2, 3, 1}, new int[] {3, 2});
        List<List<Integer>> told = new ArrayList<>();
        Scorer scorer = new Scorer() {
            @Override
            public int items() {
                return 3;
            }

            @Override
            public void score(List<History> histories, float[][] scores) {
                histories.forEach(history -> told.add(Arrays.stream(history.baskets()).boxed().toList()));
            }
        };
        Evaluator.evaluate(scorer, store, Logs.lastItems(store), SEEN_OUT, Progress.SILENT);
        assertEquals(List.of(List.of(4, 5, 5), List.of(7)), told);
    }

    @Test
    void caseWithoutHistoryIsRefused() {
        SequenceStore store = Logs.store(new int[] {1});
        assertThrows(
                Fault.Request.class,
                () -> Evaluator.evaluate(new Fixed(1, 1), store, Logs.lastItems(store), SEEN_OUT, Progress.SILENT));
    }

    @Test
    void moreHistoriesThanOneBatchAreAllScored() {
        int[][] histories = new int[600][];
        for (int user = 0; user < histories.length; user++) {
            histories[user] = new int[] {1, 2};
        }
        SequenceStore store = Logs.store(histories);
        Fixed scorer = new Fixed(0, 1, 0);
        assertEquals(1., Evaluator.evaluate(scorer, store, Logs.lastItems(store), SEEN_OUT, Progress.SILENT).get("recall@1"));
        assertEquals(600, scorer.asked.size());
    }

    @Test
    void scoreThatIsNotANumberFailsAndNamesScorerAndCase() {
        SequenceStore store = Logs.store(new int[] {1, 2, 3});
        Fault.Work fault = assertThrows(
                Fault.Work.class,
                () -> Evaluator.evaluate(new Fixed(1, Double.NaN, 1), store, Logs.lastItems(store), SEEN_OUT, Progress.SILENT));
        assertTrue(fault.getMessage().contains("Fixed gave 1 of 3 items"), fault.getMessage());
        assertTrue(fault.getMessage().contains("case 1 (user u0)"), fault.getMessage());
    }

    @Test
    void cancelledEvaluationEnds() {
        SequenceStore store = Logs.store(new int[] {1, 2});
        Progress cancelled = new Progress() {
            @Override
            public void report(Phase phase, long done, long total) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(
                Progress.Cancelled.class,
                () -> Evaluator.evaluate(new Fixed(1, 1), store, Logs.lastItems(store), SEEN_OUT, cancelled));
    }
}
