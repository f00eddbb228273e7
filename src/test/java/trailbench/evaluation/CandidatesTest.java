package trailbench.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.engine.Scorer;
import trailbench.sequence.Cases;
import trailbench.sequence.ColdItems;
import trailbench.sequence.History;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.SplitFacts;
import trailbench.work.Progress;

class CandidatesTest {
    private static final int ITEMS = 50;

    private static EvaluationOptions options(boolean excludeSeen, Candidates candidates, Ties ties) {
        return new EvaluationOptions(List.of(1, 5), excludeSeen, ColdItems.KEEP, candidates, ties);
    }

    private static ListFacts facts(int[] counts) {
        return new ListFacts(1, counts, counts, Map.of(), Map.of());
    }

    private static int[] equalCounts() {
        int[] counts = new int[ITEMS + 1];
        Arrays.fill(counts, 1, counts.length, 1);
        return counts;
    }

    private static SequenceStore histories() {
        Random random = new Random(3);
        return Logs.store(IntStream.range(0, 400).mapToObj(user -> random.ints(6, 1, ITEMS + 1).toArray()).toArray(int[][]::new));
    }

    private record Scores(float[] scores) implements Scorer {
        @Override
        public int items() {
            return scores.length - 1;
        }

        @Override
        public void score(List<History> histories, float[][] rows) {
            for (float[] row : rows) {
                System.arraycopy(scores, 0, row, 0, scores.length);
            }
        }
    }

    private static Scorer constant() {
        float[] scores = new float[ITEMS + 1];
        scores[0] = Float.NEGATIVE_INFINITY;
        return new Scores(scores);
    }

    private static Evaluation.Row measured(SequenceStore store, Scorer scorer, EvaluationOptions options, int[] counts) {
        Measurement measurement = new Measurement(store, Logs.lastItems(store), options, Optional.of(facts(counts)));
        measurement.add(new NamedScorer("scorer", scorer, 0), Measurement.Kind.BASELINE, Progress.SILENT);
        return measurement.rows(Progress.SILENT).getFirst();
    }

    @Test
    void drawHoldsNoTargetNoSeenItemAndNothingTwice() {
        SequenceStore store = histories();
        Cases cases = Logs.lastItems(store);
        for (Candidates.Sampled sampled : List.of(new Candidates.Uniform(10, 1), new Candidates.Popularity(10, 1))) {
            DrawnCandidates drawn = new DrawnCandidates(sampled, store, Ranks.ofSize(cases), true, equalCounts());
            for (int i = 0; i < cases.size(); i++) {
                int[] draw = drawn.of(i);
                assertEquals(10, Arrays.stream(draw).distinct().count());
                int target = cases.targets()[i];
                int[] history = Arrays.copyOfRange(store.items(), store.start(i), cases.historyEnds()[i]);
                assertTrue(Arrays.stream(draw).noneMatch(item -> item == target || Arrays.stream(history).anyMatch(seen -> seen == item)));
            }
        }
    }

    @Test
    void fewerItemsThanAskedForAreAllDrawn() {
        SequenceStore store = Logs.store(new int[] {1, 2, 3});
        int[] counts = {0, 1, 1, 1, 1000, 1, 0};
        Ranks groups = Ranks.ofSize(Logs.lastItems(store));
        // target 3, seen 1 and 2: 4, 5 and 6 are left, and 6 has no event to be drawn by
        int[] uniform = new DrawnCandidates(new Candidates.Uniform(100, 7), store, groups, true, counts).of(0);
        assertArrayEquals(new int[] {4, 5, 6}, Arrays.stream(uniform).sorted().toArray());
        int[] popular = new DrawnCandidates(new Candidates.Popularity(100, 7), store, groups, true, counts).of(0);
        assertArrayEquals(new int[] {4, 5}, Arrays.stream(popular).sorted().toArray());
    }

    @Test
    void drawByPopularityFollowsTrainingEvents() {
        SequenceStore store = Logs.store(IntStream.range(0, 4_000).mapToObj(user -> new int[] {1, 2}).toArray(int[][]::new));
        // target 2, seen 1: items 3 and 4 with 3 and 1 events are drawn 3 to 1. Of 4,000 draws 3,000 ± 27 (√(4000 · 3/4 · 1/4)): within 4 of those
        int[] counts = {0, 9, 9, 3, 1};
        DrawnCandidates drawn = new DrawnCandidates(new Candidates.Popularity(1, 5), store, Ranks.ofSize(Logs.lastItems(store)), true, counts);
        assertEquals(3_000, IntStream.range(0, 4_000).filter(i -> drawn.of(i)[0] == 3).count(), 110);
    }

    @Test
    void sampledFiguresOfAConstantScorerAreThoseOfChanceAndLabelled() {
        EvaluationOptions drawn = options(true, new Candidates.Uniform(9, 42), Ties.EXPECTED);
        SequenceStore store = Logs.store(IntStream.range(0, 20).mapToObj(user -> new int[] {1, 2, 3}).toArray(int[][]::new));
        // the target among ten equal candidates
        Evaluation.Row row = measured(store, constant(), drawn, equalCounts());
        assertEquals(1 / 10., row.metrics().get("recall@1"), 1e-12);
        assertEquals(5 / 10., row.metrics().get("recall@5"), 1e-12);
        assertTrue(row.lists().isEmpty()); // a list of all items is not what was ranked
        Passport passport = Passport.of(new SplitFacts.LeaveOneOut(false, 0), store, Logs.lastItems(store), ITEMS, drawn, "9f3c");
        assertTrue(passport.sampled());
        assertTrue(passport.line().contains("SAMPLED: the target among 9 drawn of 50 items (uniform, seed 42; not comparable with a full ranking)"), passport.line());
        Evaluation evaluation = new Evaluation(passport, List.of(row), Optional.empty());
        for (String form : List.of(
                EvaluationTable.text(evaluation), EvaluationTable.markdown(evaluation), EvaluationFiles.csv(evaluation), EvaluationFiles.latex(evaluation, 5))) {
            assertTrue(form.contains("SAMPLED"), form);
        }
    }

    @Test
    void everyScorerIsAskedAmongTheSameDraw() {
        EvaluationOptions drawn = options(true, new Candidates.Uniform(5, 42), Ties.EXPECTED);
        Random random = new Random(9);
        float[] scores = new float[ITEMS + 1];
        for (int item = 1; item <= ITEMS; item++) {
            scores[item] = random.nextFloat();
        }
        scores[0] = Float.NEGATIVE_INFINITY;
        SequenceStore store = histories();
        assertEquals(measured(store, new Scores(scores), drawn, equalCounts()).metrics(), measured(store, new Scores(scores), drawn, equalCounts()).metrics());
    }

    @Test
    void tiesAreExpectedUnlessSomebodyWantsTheBestOrTheWorst() {
        SequenceStore store = Logs.store(new int[] {1, 2}); // target 2; item 3 is higher, items 4 and 5 are tied with it
        Scorer scorer = new Scores(new float[] {Float.NEGATIVE_INFINITY, 0, .5f, .9f, .5f, .5f});
        int[] counts = {0, 1, 1, 1, 1, 1};
        // rank 2, 3 or 4; 2; 4
        assertEquals((1 / 2. + 1 / 3. + 1 / 4.) / 3, measured(store, scorer, options(true, new Candidates.All(), Ties.EXPECTED), counts).metrics().get("mrr@5"), 1e-12);
        assertEquals(1 / 2., measured(store, scorer, options(true, new Candidates.All(), Ties.OPTIMISTIC), counts).metrics().get("mrr@5"), 1e-12);
        assertEquals(1 / 4., measured(store, scorer, options(true, new Candidates.All(), Ties.PESSIMISTIC), counts).metrics().get("mrr@5"), 1e-12);
    }

    @Test
    void perplexityOfEqualScoresIsTheNumberOfItems() {
        SequenceStore store = histories();
        Measurement measurement = new Measurement(store, Logs.lastItems(store), options(true, new Candidates.All(), Ties.EXPECTED));
        measurement.add(new NamedScorer("model", constant(), 0), Measurement.Kind.MODEL_OF_PROBABILITIES, Progress.SILENT);
        Evaluation.Likelihood likelihood = measurement.likelihood().orElseThrow();
        assertEquals(Math.log(ITEMS), likelihood.crossEntropy(), 1e-9);
        assertEquals(ITEMS, likelihood.perplexity(), 1e-6);
        // logits ln 3 and 0 of two items: the target has 3/4 or 1/4
        SequenceStore two = Logs.store(new int[] {2, 1}, new int[] {1, 2});
        Measurement ofTwo = new Measurement(two, Logs.lastItems(two), options(true, new Candidates.All(), Ties.EXPECTED));
        ofTwo.add(new NamedScorer("model", new Scores(new float[] {Float.NEGATIVE_INFINITY, (float) Math.log(3), 0}), 0), Measurement.Kind.MODEL_OF_PROBABILITIES, Progress.SILENT);
        assertEquals((Math.log(4 / 3.) + Math.log(4)) / 2, ofTwo.likelihood().orElseThrow().crossEntropy(), 1e-6);
    }
}
