package trailbench.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.evaluation.OrderTest.Pair;
import trailbench.evaluation.OrderTest.Row;
import trailbench.evaluation.OrderTest.Verdict;
import trailbench.sequence.Cases;
import trailbench.sequence.History;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.SplitBounds;
import trailbench.sequence.SplitFacts;
import trailbench.sequence.SplitParts;
import trailbench.work.Fault;
import trailbench.work.Progress;

class OrderTestTest {
    private static final int ITEMS = 40;
    private static final OrderTestOptions OPTIONS = new OrderTestOptions(1_000, 2, 500, 7);

    @Test
    void aRoundOfItemsCarriesSignal() {
        // each user walks 1 2 3 … 40 1 2 … from a place of their own: the next item is certain
        Random random = new Random(1);
        OrderTest test = test(Logs.store(IntStream.range(0, 80).mapToObj(user -> {
            int start = random.nextInt(ITEMS);
            return IntStream.range(start, start + 12).map(step -> 1 + step % ITEMS).toArray();
        }).toArray(int[][]::new)), OPTIONS);

        assertEquals(Verdict.SIGNAL, test.verdict());
        assertEquals(1, test.rows().get(1).ndcg().ordered(), 1e-9, "markov-1 knows what comes next");
        assertTrue(test.rows().get(1).ndcg().shuffled() < .8, test::sentence);
        assertTrue(test.sentence().startsWith("Order carries signal: "), test::sentence);
    }

    @Test
    void eventsDrawnWithoutOrderLeaveTheQuestionOpenAndTheSentenceSaysSo() {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            OrderTest test = test(
                    Logs.store(IntStream.range(0, 300).mapToObj(user -> random.ints(12, 1, ITEMS + 1).toArray()).toArray(int[][]::new)), OPTIONS);

            assertEquals(Verdict.UNDECIDED, test.verdict(), "seed " + seed + ": " + test.sentence());
            for (Row row : test.rows().subList(1, 3)) {
                assertTrue(row.low() <= 0 && row.high() >= 0, "seed " + seed + ": " + row);
            }
            assertTrue(test.sentence().contains("does not show that order means nothing"), test::sentence);
        }
    }

    @Test
    void popularityReadsNoOrderAndCannotChange() {
        Random random = new Random(5);
        OrderTest test = test(
                Logs.store(IntStream.range(0, 50).mapToObj(user -> random.ints(9, 1, ITEMS + 1).toArray()).toArray(int[][]::new)), OPTIONS);
        Row popularity = test.rows().getFirst();
        assertFalse(popularity.readsOrder());
        assertEquals(0, popularity.ndcg().difference());
        assertEquals(0, popularity.low());
        assertEquals(0, popularity.high());
    }

    @Test
    void theFigureWithTheTrueOrderIsThatOfAnyEvaluation() {
        Random random = new Random(6);
        SequenceStore store = Logs.store(IntStream.range(0, 50).mapToObj(user -> random.ints(9, 1, ITEMS + 1).toArray()).toArray(int[][]::new));
        Cases cases = Logs.lastItems(store);
        NamedScorer markov = Baselines.all(store, ends(store), ITEMS).get(1);
        double expected = Evaluator.evaluate(markov.scorer(), store, cases, EvaluationOptions.defaults(), Progress.SILENT).get("ndcg@10");
        assertEquals(expected, test(store, OPTIONS).rows().get(1).ndcg().ordered(), 1e-12);
    }

    @Test
    void theSameSeedGivesTheSameTestAndFewerUsersAreDrawnByIt() {
        Random random = new Random(8);
        SequenceStore store = Logs.store(IntStream.range(0, 60).mapToObj(user -> random.ints(9, 1, ITEMS + 1).toArray()).toArray(int[][]::new));
        OrderTestOptions few = new OrderTestOptions(20, 1, 200, 3);
        OrderTest test = test(store, few);
        assertEquals(test, test(store, few));
        assertEquals(20, test.users());
        assertEquals(60, test.allUsers());
        assertEquals(20, test.passport().cases());
    }

    @Test
    void shufflingMovesWholeBasketsWithinTheTrainingPartOfTheirUser() {
        for (long seed = 1; seed <= 20; seed++) {
            // baskets {1 2} {3} {4 5 6} | held out {7 8}; then a user of single events
            SequenceStore store = Logs.withBaskets(new int[] {0, 0, 2, 3, 3, 3, 6, 6, 8, 9, 10}, new int[] {1, 2, 3, 4, 5, 6, 7, 8}, new int[] {9, 10, 11});
            SequenceStore shuffled = new Shuffling(seed).shuffled(store, new int[] {6, 11});
            String where = "seed " + seed + ": " + Arrays.toString(shuffled.items());
            assertArrayEquals(new int[] {7, 8}, Arrays.copyOfRange(shuffled.items(), 6, 8), where);
            assertArrayEquals(new int[] {6, 6}, Arrays.copyOfRange(shuffled.baskets(), 6, 8), where);
            assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6}, Arrays.stream(shuffled.items(), 0, 6).sorted().toArray(), where);
            assertArrayEquals(new int[] {9, 10, 11}, Arrays.stream(shuffled.items(), 8, 11).sorted().toArray(), where);
            for (int event = 1; event < 6; event++) {
                boolean together = shuffled.baskets()[event] == shuffled.baskets()[event - 1];
                assertEquals(together, basket(shuffled.items()[event]) == basket(shuffled.items()[event - 1]), where);
                assertTrue(shuffled.baskets()[event] >= shuffled.baskets()[event - 1], where);
            }
        }
    }

    @Test
    void everyOrderOfBasketsIsDrawnAboutEquallyOften() {
        History history = new History(new int[] {1, 2, 3}, new int[] {5, 6, 7}, new byte[] {1, 2, 3}, new long[3], 4);
        int[] first = new int[4];
        for (long seed = 0; seed < 3_000; seed++) {
            History shuffled = new Shuffling(seed).shuffled(history);
            assertEquals(shuffled.items()[0], shuffled.behaviours()[0], "behaviours move with their items");
            assertEquals(shuffled.items()[0] + 4, shuffled.baskets()[0]);
            first[shuffled.items()[0]]++;
        }
        for (int item = 1; item <= 3; item++) {
            // 1,000 expected, standard deviation 26
            assertEquals(1_000, first[item], 130, Arrays.toString(first));
        }
    }

    @Test
    void intervalTakesUsersNotCases() {
        // user 0: three cases of 1; user 1: one case of 0. Draws: both 0 → 1, both 1 → 0, mixed → 3/4
        Bootstrap.Interval interval = new Bootstrap(new int[] {4, 4, 4, 9}, 2_000, 1).interval(new double[] {1, 1, 1, 0}, .95);
        assertEquals(new Bootstrap.Interval(0, 1), interval);
        assertEquals(new Bootstrap.Interval(.5, .5), new Bootstrap(new int[] {1, 2, 3}, 500, 1).interval(new double[] {.5, .5, .5}, .95));
        // 400 single cases, half of them 1: mean .5, standard error .025, so 95 % lie between .451 and .549
        int[] users = IntStream.range(0, 400).toArray();
        Bootstrap.Interval many = new Bootstrap(users, 4_000, 1).interval(IntStream.of(users).mapToDouble(user -> user % 2).toArray(), .95);
        assertEquals(.451, many.low(), .006);
        assertEquals(.549, many.high(), .006);
    }

    @Test
    void verdictNeedsAnIntervalThatDoesNotHoldZero() {
        assertEquals(Verdict.SIGNAL, of(.01, .03, -.01, .01).verdict());
        assertEquals(Verdict.LITTLE_SIGNAL, of(.01, .019, -.01, .01).verdict()); // below a tenth of .2
        assertEquals(Verdict.UNDECIDED, of(-.01, .03, -.01, .01).verdict());
        assertEquals(Verdict.UNDECIDED, of(0, .03, -.01, 0).verdict());
        assertEquals(Verdict.MISLEADS, of(-.03, -.01, -.01, .01).verdict());
        assertTrue(of(-.03, -.01, -.01, .01).sentence().startsWith("Order misleads: "));
    }

    @Test
    void oneUserIsNotEnough() {
        SequenceStore store = Logs.store(new int[] {1, 2, 3});
        Fault refused = assertThrows(Fault.Request.class, () -> test(store, OPTIONS));
        assertTrue(refused.getMessage().contains("at least 2 users, and there are 1"), refused.getMessage());
    }

    private static OrderTest of(double lowOne, double highOne, double lowTwo, double highTwo) {
        OrderTest any = test(Logs.store(new int[] {1, 2, 3}, new int[] {2, 3, 1}), OPTIONS);
        Pair pair = new Pair(.2, .1);
        return OrderTest.of(any.passport(), 2, 2, OPTIONS, List.of(
                new Row("popularity", false, pair, pair, 0, 0), new Row("markov-1", true, pair, pair, lowOne, highOne),
                new Row("decayed co-occurrence", true, pair, pair, lowTwo, highTwo)));
    }

    private static int basket(int item) {
        return item <= 2 ? 0 : item == 3 ? 1 : 2;
    }

    private static int[] ends(SequenceStore store) {
        return IntStream.range(0, store.users()).map(user -> store.end(user) - 1).toArray();
    }

    private static OrderTest test(SequenceStore store, OrderTestOptions options) {
        return OrderTester.test(
                store, allTraining(store), ITEMS, Logs.lastItems(store), EvaluationOptions.defaults(), "9f3c",
                options, Progress.SILENT);
    }

    private static SplitBounds allTraining(SequenceStore store) {
        return new SplitBounds(SplitParts.contiguous(store, ends(store), ends(store)), new SplitFacts.LeaveOneOut(false, 0));
    }
}
