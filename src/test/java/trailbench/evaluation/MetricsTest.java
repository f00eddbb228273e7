package trailbench.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trailbench.sequence.Cases;

class MetricsTest {
    private static final double EXACT = 1e-12;

    @Test
    void everyMetricIsThatOfTheRankWithoutTies() {
        // two cases at ranks 1 and 3
        Map<String, Double> metrics = Metrics.of(single(new int[] {0, 2}, new int[] {0, 0}), List.of(1, 2, 5));
        assertEquals(1 / 2., metrics.get("recall@1"), EXACT);
        assertEquals(1 / 2., metrics.get("recall@2"), EXACT);
        assertEquals(1., metrics.get("recall@5"), EXACT);
        assertEquals((1 + 1 / 2.) / 2, metrics.get("ndcg@5"), EXACT); // 1/log2(2) = 1, 1/log2(4) = 1/2
        assertEquals((1 + 1 / 3.) / 2, metrics.get("mrr@5"), EXACT);
        assertEquals(1 / 2., metrics.get("mrr@2"), EXACT);
    }

    @Test
    void tiedTargetGetsTheMeanOverAllOrders() {
        // one scored higher, two others tied: ranks 2, 3, 4 with 1/3 each; K = 3 holds two of them
        Map<String, Double> metrics = Metrics.of(single(new int[] {1}, new int[] {2}), List.of(3));
        assertEquals(2 / 3., metrics.get("recall@3"), EXACT);
        assertEquals((1 / (Math.log(3) / Math.log(2)) + 1 / 2.) / 3, metrics.get("ndcg@3"), EXACT);
        assertEquals((1 / 2. + 1 / 3.) / 3, metrics.get("mrr@3"), EXACT);
    }

    @Test
    void unrankedCaseCountsAsAMiss() {
        Map<String, Double> metrics = Metrics.of(single(new int[] {0, Ranks.UNRANKED}, new int[] {0, 0}), List.of(10));
        assertEquals(.5, metrics.get("recall@10"), EXACT);
        assertEquals(.5, metrics.get("ndcg@10"), EXACT);
        assertEquals(.5, metrics.get("mrr@10"), EXACT);
    }

    @Test
    void keysStandByMetricThenByCutOff() {
        Map<String, Double> metrics = Metrics.of(single(new int[] {0}, new int[] {0}), List.of(1, 10));
        assertEquals(List.of("recall@1", "recall@10", "ndcg@1", "ndcg@10", "mrr@1", "mrr@10", "map@1", "map@10", "precision@1", "precision@10"), new ArrayList<>(metrics.keySet()));
    }

    @Test
    void hitRateAsksOnceAHistoryWhetherAnyTargetIsFound() {
        // history 0 has targets at ranks 1 and 4, history 1 has one at rank 6: at K = 5 recall is 2/3 of the cases, hr 1/2 of the histories
        Cases cases = new Cases(Cases.Part.TEST, new int[] {0, 0, 1}, new int[] {5, 5, 9}, new int[] {1, 2, 3});
        Map<String, Double> metrics = Metrics.of(new Ranks(cases, new int[] {0, 3, 5}, new int[] {0, 0, 0}), List.of(5));
        assertEquals(2 / 3., metrics.get("recall@5"), EXACT);
        assertEquals(1 / 2., metrics.get("hr@5"), EXACT);
    }

    @Test
    void hitRateOfTiedTargetsIsHypergeometric() {
        // five items tied on top, two of them targets, K = 2: no hit in C(3, 2) of C(5, 2) = 3 of 10 draws
        Cases cases = new Cases(Cases.Part.TEST, new int[] {0, 0}, new int[] {5, 5}, new int[] {1, 2});
        Map<String, Double> metrics = Metrics.of(new Ranks(cases, new int[] {0, 0}, new int[] {4, 4}), List.of(2, 4));
        assertEquals(7 / 10., metrics.get("hr@2"), EXACT);
        assertEquals(1., metrics.get("hr@4"), EXACT); // only three items are no targets
        assertEquals(2 / 5., metrics.get("recall@2"), EXACT);
    }

    @Test
    void averagePrecisionIsTheMeanOfPrecisionAtEachTarget() {
        // history 0: targets at ranks 1 and 4, AP = (1/1 + 2/4) / 2; history 1: one at rank 3, AP = 1/3 at K = 5, 0 at K = 2
        Cases cases = new Cases(Cases.Part.TEST, new int[] {0, 0, 1}, new int[] {5, 5, 9}, new int[] {1, 2, 3});
        Map<String, Double> metrics = Metrics.of(new Ranks(cases, new int[] {0, 3, 2}, new int[] {0, 0, 0}), List.of(1, 2, 5));
        assertEquals((3 / 4. + 1 / 3.) / 2, metrics.get("map@5"), EXACT);
        assertEquals((1 / 2. + 0) / 2, metrics.get("map@2"), EXACT); // two could have been found among the first 2
        assertEquals((1 + 0) / 2., metrics.get("map@1"), EXACT); // one could
        assertEquals((2 / 5. + 1 / 5.) / 2, metrics.get("precision@5"), EXACT);
        assertEquals((1 / 2. + 0) / 2, metrics.get("precision@2"), EXACT);
    }

    @Test
    void averagePrecisionOfTiedTargetsIsTheMeanOverAllOrders() {
        // three items tied on top, two of them targets: orders RRN RNR NRR with AP (1+1)/2, (1+2/3)/2, (1/2+2/3)/2
        Cases cases = new Cases(Cases.Part.TEST, new int[] {0, 0}, new int[] {5, 5}, new int[] {1, 2});
        Map<String, Double> metrics = Metrics.of(new Ranks(cases, new int[] {0, 0}, new int[] {2, 2}), List.of(3));
        assertEquals((1 + 5 / 6. + 7 / 12.) / 3, metrics.get("map@3"), EXACT);
        assertEquals(2 / 3., metrics.get("precision@3"), EXACT);
    }

    @Test
    void itemThatABasketHoldsTwiceIsToBeFoundOnce() {
        Cases cases = new Cases(Cases.Part.TEST, new int[] {0, 0}, new int[] {5, 5}, new int[] {1, 1});
        Map<String, Double> metrics = Metrics.of(new Ranks(cases, new int[] {0, 0}, new int[] {0, 0}), List.of(2));
        assertEquals(1., metrics.get("map@2"), EXACT);
        assertEquals(1 / 2., metrics.get("precision@2"), EXACT);
    }

    @Test
    void oneTargetHasTheAveragePrecisionOfItsReciprocalRank() {
        Map<String, Double> metrics = Metrics.of(single(new int[] {2, 1}, new int[] {0, 3}), List.of(4));
        assertEquals(metrics.get("mrr@4"), metrics.get("map@4"), EXACT);
        assertEquals(metrics.get("recall@4") / 4, metrics.get("precision@4"), EXACT);
    }

    @Test
    void closedFormsEqualTheMeanOverShuffledOrders() {
        Random random = new Random(7);
        for (int trial = 0; trial < 20; trial++) {
            int higher = random.nextInt(5);
            int tied = random.nextInt(5);
            int k = 1 + random.nextInt(8);
            Metrics metrics = new Metrics(k);
            double recall = 0;
            double ndcg = 0;
            double mrr = 0;
            for (int rank = higher + 1; rank <= higher + tied + 1; rank++) {
                recall += rank <= k ? 1 : 0;
                ndcg += rank <= k ? Math.log(2) / Math.log(1 + rank) : 0;
                mrr += rank <= k ? 1. / rank : 0;
            }
            String state = "higher %d, tied %d, k %d".formatted(higher, tied, k);
            assertEquals(recall / (tied + 1), metrics.recall(higher, tied), EXACT, state);
            assertEquals(ndcg / (tied + 1), metrics.ndcg(higher, tied), EXACT, state);
            assertEquals(mrr / (tied + 1), metrics.mrr(higher, tied), EXACT, state);
        }
    }

    @Test
    void noCasesGiveNoMetrics() {
        assertTrue(Metrics.of(single(new int[0], new int[0]), List.of(10)).isEmpty());
    }

    /// Every case with a history of its own.
    private static Ranks single(int[] higher, int[] tied) {
        int[] users = new int[higher.length];
        for (int i = 0; i < users.length; i++) {
            users[i] = i;
        }
        return new Ranks(new Cases(Cases.Part.TEST, users, new int[higher.length], new int[higher.length]), higher, tied);
    }
}
