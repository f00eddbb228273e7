package trailbench.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trailbench.engine.Scorer;
import trailbench.sequence.TargetBehaviours;
import trailbench.sequence.History;
import trailbench.sequence.SequenceStore;

class BaselinesTest {
    /// The background of popularity moves scores by at most 1e-6 in these small logs.
    private static final float CLOSE = 2e-6f;

    @Test
    void popularityCountsTrainingEventsOnly() {
        // training: 1 2 | 1; what follows must not be counted
        SequenceStore store = Logs.store(new int[] {1, 2, 3, 3}, new int[] {1, 3, 3});
        float[] scores = score(baseline(store, new int[] {2, 5}, 3, "popularity"), 2);
        assertArrayEquals(new float[] {2, 1, 0}, scores);
    }

    @Test
    void markovReadsTheShareOfTransitionsFromTheLastItem() {
        // from 1: to 2 twice, to 3 once
        SequenceStore store = Logs.store(new int[] {1, 2, 1, 3}, new int[] {1, 2});
        float[] scores = score(baseline(store, new int[] {4, 6}, 3, "markov-1"), 3, 2, 1);
        assertArrayEquals(new float[] {0, 2 / 3f, 1 / 3f}, scores, CLOSE);
    }

    @Test
    void markovAnswersAnUnknownLastItemByPopularity() {
        SequenceStore store = Logs.store(new int[] {1, 2, 2}, new int[] {2, 3});
        // popularity 1, 3, 1 of at most 3; nothing ever follows item 3
        float[] scores = score(baseline(store, new int[] {3, 5}, 3, "markov-1"), 3);
        assertArrayEquals(new float[] {1e-6f / 3, 1e-6f, 1e-6f / 3}, scores, 1e-12f);
    }

    @Test
    void markovSpreadsAStepBetweenBasketsEvenly() {
        // baskets {1 2} {3 4}: from 1 and from 2 half to each of 3, 4; a basket's own items are no transitions
        SequenceStore store = Logs.withBaskets(new int[] {0, 0, 1, 1}, new int[] {1, 2, 3, 4});
        Scorer scorer = baseline(store, new int[] {4}, 4, "markov-1");
        assertArrayEquals(new float[] {0, 0, .5f, .5f}, score(scorer, 1), CLOSE);
        // the last basket {1 4} of a history: the mean of the rows of 1 and 4, and nothing follows 4
        float[][] rows = new float[1][5];
        scorer.score(List.of(new History(new int[] {2, 1, 4}, new int[] {7, 8, 8}, new byte[3], new long[3], 1)), rows);
        assertArrayEquals(new float[] {0, 0, .25f, .25f}, items(rows[0]), CLOSE);
    }

    @Test
    void itemKnnSumsCosinesBetweenUserSets() {
        // users of 1: {0 1 2}, of 2: {0 1}, of 3: {2}: cos(1, 2) = 2/√6, cos(1, 3) = 1/√3, cos(2, 3) = 0; repeats count once
        SequenceStore store = Logs.store(new int[] {1, 2, 2, 1}, new int[] {2, 1}, new int[] {3, 1});
        float[] expected = {(float) (2 / Math.sqrt(6) + 1 / Math.sqrt(3)), 0, 0};
        assertArrayEquals(expected, score(baseline(store, new int[] {4, 6, 8}, 3, "item-knn"), 2, 3, 2), CLOSE);
    }

    @Test
    void itemKnnGivesTheSameScoresFromAMatrixAndFromUserSets() {
        Random random = new Random(3);
        int[][] histories = IntStream.range(0, 40).mapToObj(user -> random.ints(2 + random.nextInt(20), 1, 31).toArray()).toArray(int[][]::new);
        SequenceStore store = Logs.store(histories);
        int[] ends = IntStream.range(0, 40).map(user -> store.end(user) - 1).toArray();
        TrainingEvents training = TrainingEvents.of(store, ends, 30, TargetBehaviours.ALL);
        Popularity popularity = new Popularity(training);
        UserSets sets = UserSets.of(training);
        Scorer matrix = new ItemKnn(popularity, sets, Optional.of(sets.together()));
        Scorer walk = new ItemKnn(popularity, sets, Optional.empty());
        for (int[] history : histories) {
            assertArrayEquals(score(matrix, history), score(walk, history), 1e-4f);
        }
    }

    @Test
    void decayedCooccurrenceWeighsDistanceAndRecency() {
        // 1 2 3: from 1, 1/1 to 2 and 1/2 to 3: shares 2/3 and 1/3; from 2, all to 3
        SequenceStore store = Logs.store(new int[] {1, 2, 3});
        // history 1 2: W(2, ·) + 0.8 · W(1, ·)
        assertArrayEquals(
                new float[] {0, .8f * 2 / 3, 1 + .8f / 3},
                score(baseline(store, new int[] {3}, 3, "decayed co-occurrence"), 1, 2),
                CLOSE);
    }

    @Test
    void decayedCooccurrenceReachesTenStepsAndLooksBackTen() {
        int[] history = IntStream.rangeClosed(1, 12).toArray();
        SequenceStore store = Logs.store(history);
        float[] scores = score(baseline(store, new int[] {12}, 12, "decayed co-occurrence"), 1);
        assertEquals(0, scores[11], CLOSE); // item 12 is 11 steps after item 1
        double harmonic = IntStream.rangeClosed(1, 10).mapToDouble(d -> 1. / d).sum();
        assertEquals(1 / 10. / harmonic, scores[10], CLOSE);
        // eleven events back lies beyond the window: only ten 12s, which nothing follows, are seen
        int[] far = new int[11];
        Arrays.fill(far, 12);
        far[0] = 1;
        assertEquals(0, score(baseline(store, new int[] {12}, 12, "decayed co-occurrence"), far)[1], CLOSE);
    }

    @Test
    void recentPopularityCountsTheLatestTenthOfTrainingEvents() {
        // twenty training events, of which the latest two are 2 and 3; the future is all 1
        int[] history = new int[21];
        Arrays.fill(history, 1);
        history[18] = 2;
        history[19] = 3;
        SequenceStore store = Logs.store(history);
        float[] scores = score(baseline(store, new int[] {20}, 3, "recent popularity"), 1);
        assertArrayEquals(new float[] {1e-6f, 1, 1}, scores, 2e-7f);
    }

    @Test
    void repeatLastGivesTheHistoryBackLatestFirst() {
        SequenceStore store = Logs.store(new int[] {4, 4, 1, 2});
        float[] scores = score(baseline(store, new int[] {4}, 4, "repeat last"), 1, 2, 1, 3);
        assertArrayEquals(new float[] {1 / 2f, 1 / 3f, 1, 1e-6f}, scores, 1e-9f);
    }

    @Test
    void sessionKnnSumsTheCosinesOfSequencesThatShareItems() {
        // sets {1 2 3} and {2 4}; the third shares nothing with the history {1 2}
        SequenceStore store = Logs.store(new int[] {1, 2, 3, 3}, new int[] {2, 4}, new int[] {5});
        float one = (float) (2 / Math.sqrt(6));
        float[] expected = {one, one + .5f, one, .5f, 0};
        assertArrayEquals(expected, score(baseline(store, new int[] {4, 6, 7}, 5, "session-knn"), 1, 2, 2), CLOSE);
    }

    @Test
    void easeWeighsAsTheInverseOfTheRegularisedGramMatrixSays() {
        // XᵀX + 250 I = [[252, 1], [1, 251]]: P(2, 1) / P(1, 1) = -1 / 251, so B(2, 1) = 1 / 251 and B(1, 2) = 1 / 252
        SequenceStore store = Logs.store(new int[] {1, 2}, new int[] {1});
        Scorer ease = baseline(store, new int[] {2, 3}, 2, "ease");
        assertArrayEquals(new float[] {1e-6f, 1 / 252f + .5e-6f}, score(ease, 1, 1), 1e-8f);
        assertArrayEquals(new float[] {1 / 251f + 1e-6f, .5e-6f}, score(ease, 2), 1e-8f);
    }

    /// Few items, so that the latest sequences share one, and many, so that few sequences do: the neighbours are found in another way.
    @ParameterizedTest
    @ValueSource(ints = {25, 1_500})
    void sessionKnnFindsTheNeighboursThatLookingAtEverySequenceFinds(int items) {
        Random random = new Random(11);
        int[][] histories = IntStream.range(0, 900).mapToObj(user -> random.ints(8, 1, items + 1).toArray()).toArray(int[][]::new);
        SequenceStore store = Logs.store(histories);
        int[] ends = IntStream.range(0, store.users()).map(store::end).toArray();
        Scorer scorer = baseline(store, ends, items, "session-knn");
        float[] floor = score(baseline(store, ends, items, "popularity"), 1);
        float top = IntStream.range(0, floor.length).mapToObj(i -> floor[i]).max(Float::compare).orElseThrow();
        for (int[] asked : List.of(histories[3], histories[700], new int[] {1, 2})) {
            List<Integer> wanted = Arrays.stream(asked).distinct().boxed().toList();
            double[] expected = new double[items];
            // later users have later times
            IntStream.range(0, histories.length).map(i -> histories.length - 1 - i)
                    .filter(user -> Arrays.stream(histories[user]).anyMatch(wanted::contains))
                    .limit(SessionKnn.SAMPLE)
                    .boxed()
                    .sorted(Comparator.comparingDouble(user -> -cosine(histories[user], wanted)))
                    .limit(SessionKnn.NEIGHBOURS)
                    .forEach(user -> Arrays.stream(histories[user]).distinct().forEach(item -> expected[item - 1] += cosine(histories[user], wanted)));
            float[] found = score(scorer, asked);
            for (int item = 0; item < items; item++) {
                assertEquals(expected[item] + 1e-6 * floor[item] / top, found[item], 1e-4, "item " + (item + 1));
            }
        }
    }

    private static double cosine(int[] sequence, List<Integer> wanted) {
        long size = Arrays.stream(sequence).distinct().count();
        return Arrays.stream(sequence).distinct().filter(wanted::contains).count() / Math.sqrt((double) size * wanted.size());
    }

    @Test
    void easeIsLeftOutOfGreatCataloguesAndThatIsSaid() {
        assertEquals(Optional.empty(), Baselines.leftOut(4_000));
        assertEquals(
                "ease is left out: it inverts a matrix of items by items, which is done for up to 4,000 items, and there are 4,001.",
                Baselines.leftOut(4_001).orElseThrow());
        SequenceStore store = Logs.store(new int[] {1, 4_001});
        assertEquals(List.of("popularity", "markov-1", "item-knn", "decayed co-occurrence", "recent popularity", "repeat last", "session-knn"),
                Baselines.all(store, new int[] {2}, 4_001).stream().map(NamedScorer::name).toList());
    }

    @Test
    void changingTheFutureChangesNoBaseline() {
        SequenceStore store = Logs.store(new int[] {1, 2, 3, 4, 5}, new int[] {2, 3, 1, 4, 4});
        SequenceStore other = Logs.store(new int[] {1, 2, 3, 1, 1}, new int[] {2, 3, 1, 2, 5});
        int[] ends = {3, 8};
        for (int i = 0; i < 8; i++) {
            NamedScorer one = Baselines.all(store, ends, 5).get(i);
            NamedScorer two = Baselines.all(other, ends, 5).get(i);
            assertArrayEquals(score(one.scorer(), 1, 2), score(two.scorer(), 1, 2), one.name());
        }
    }

    private static Scorer baseline(SequenceStore store, int[] trainingEnds, int items, String name) {
        return Baselines.all(store, trainingEnds, items).stream()
                .filter(named -> named.name().equals(name))
                .findFirst()
                .orElseThrow()
                .scorer();
    }

    private static float[] score(Scorer scorer, int... history) {
        float[][] rows = new float[1][scorer.items() + 1];
        scorer.score(List.of(History.ofItems(history)), rows);
        assertEquals(Float.NEGATIVE_INFINITY, rows[0][0]);
        return items(rows[0]);
    }

    private static float[] items(float[] row) {
        return Arrays.copyOfRange(row, 1, row.length);
    }
}
