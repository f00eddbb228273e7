package trailbench.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.engine.Scorer;
import trailbench.evaluation.Evaluation.Interval;
import trailbench.evaluation.Evaluation.Row;
import trailbench.evaluation.Evaluation.Slice;
import trailbench.sequence.Cases;
import trailbench.sequence.ColdItems;
import trailbench.sequence.History;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.SplitFacts;
import trailbench.sequence.Vocabulary;
import trailbench.work.Progress;

class MeasurementTest {
    private static final int ITEMS = 30;
    private static final EvaluationOptions OPTIONS = new EvaluationOptions(List.of(10), false, ColdItems.KEEP);

    /// Item n follows item n - 1, round and round; half of the histories are longer than five events.
    private static SequenceStore rounds() {
        Random random = new Random(1);
        return Logs.store(IntStream.range(0, 80).mapToObj(user -> {
            int first = random.nextInt(ITEMS);
            return IntStream.range(0, user % 2 == 0 ? 4 : 9).map(step -> (first + step) % ITEMS + 1).toArray();
        }).toArray(int[][]::new));
    }

    /// Knows the rule, but only in histories of more than five events where `longOnly`.
    private record Knowing(boolean longOnly) implements Scorer {
        @Override
        public int items() {
            return ITEMS;
        }

        @Override
        public void score(List<History> histories, float[][] scores) {
            for (int row = 0; row < scores.length; row++) {
                Arrays.fill(scores[row], 0);
                scores[row][0] = Float.NEGATIVE_INFINITY;
                int[] items = histories.get(row).items();
                boolean knows = !longOnly || items.length > 5;
                scores[row][knows ? items[items.length - 1] % ITEMS + 1 : 1] = 1;
            }
        }
    }

    private static Measurement measured(SequenceStore store, Scorer model, Scorer baseline) {
        Cases cases = Logs.lastItems(store);
        Measurement measurement = new Measurement(store, cases, OPTIONS);
        measurement.add(new NamedScorer("model", model, 0), Measurement.Kind.MODEL, Progress.SILENT);
        measurement.add(new NamedScorer("baseline", baseline, 0), Measurement.Kind.BASELINE, Progress.SILENT);
        return measurement;
    }

    private static Evaluation evaluation(List<Row> rows) {
        Passport passport = new Passport(
                new SplitFacts.LeaveOneOut(false, 0), Cases.Part.TEST, ITEMS, new Passport.Seen(false, 0), Ties.EXPECTED, 80, "9f3c");
        return new Evaluation(passport, rows, Optional.empty());
    }

    @Test
    void meanLiesInItsIntervalAndTheSameScorerLeadsItselfByNothing() {
        SequenceStore store = rounds();
        List<Row> rows = measured(store, new Knowing(true), new Knowing(true)).rows(Progress.SILENT);
        double mean = rows.getFirst().metrics().get("ndcg@10");
        Interval interval = rows.getFirst().intervals().orElseThrow().get("ndcg@10");
        assertTrue(interval.low() < mean && mean < interval.high(), interval + " around " + mean);
        Map<String, Interval> lead = rows.getLast().lead().orElseThrow();
        assertEquals(Set.of("recall@10", "ndcg@10", "mrr@10", "map@10", "precision@10"), lead.keySet());
        assertEquals(Set.of(new Interval(0, 0)), Set.copyOf(lead.values()));
        assertFalse(evaluation(rows).bar("ndcg@10").orElseThrow().passed());
        assertTrue(EvaluationTable.text(evaluation(rows)).contains("DOES NOT BEAT COUNTING: model, lead over baseline on ndcg@10 +0.0000 to +0.0000"));
    }

    @Test
    void modelThatKnowsMorePassesTheBarOnlyInItsOwnDirection() {
        SequenceStore store = rounds();
        List<Row> better = measured(store, new Knowing(false), new Knowing(true)).rows(Progress.SILENT);
        assertTrue(evaluation(better).bar("ndcg@10").orElseThrow().passed());
        assertTrue(EvaluationTable.text(evaluation(better)).contains("\nBEATS COUNTING: model"));
        List<Row> worse = measured(store, new Knowing(true), new Knowing(false)).rows(Progress.SILENT);
        assertFalse(evaluation(worse).bar("ndcg@10").orElseThrow().passed());
    }

    @Test
    void intervalCoversWhatBootstrapOfOneFigureCovers() {
        SequenceStore store = rounds();
        Cases cases = Logs.lastItems(store);
        Ranks ranks = Evaluator.rank(new Knowing(true), store, cases, OPTIONS, Progress.SILENT);
        List<Metrics.PerCase> figures = Metrics.perCase(ranks, List.of(10));
        Interval interval = new Confidence(cases.users(), List.of(figures)).intervals(0).get("ndcg@10");
        Bootstrap.Interval alone = new Bootstrap(cases.users(), Confidence.DRAWS, Confidence.SEED).interval(figures.get(1).values(), Confidence.SHARE);
        assertEquals(alone.low(), interval.low(), 1e-12);
        assertEquals(alone.high(), interval.high(), 1e-12);
    }

    @Test
    void amountsAreCutIntoRangesOfAlikeManyCases() {
        // 30 items with prices 0.5, 1.5 … 29.5; a code of thirty numbers stays as it is
        SequenceStore store = rounds();
        int[] ends = IntStream.range(0, store.users()).map(user -> store.end(user) - 1).toArray();
        List<String> ids = IntStream.rangeClosed(1, ITEMS).mapToObj(Integer::toString).toList();
        List<String> prices = IntStream.rangeClosed(1, ITEMS).mapToObj(item -> item == 1 ? "" : Double.toString(item - .5)).toList();
        Vocabulary vocabulary = new Vocabulary(ids, ids, Map.of("price", prices, "code", ids), List.of("view"));
        List<Slice> slices = measured(store, new Knowing(true), new Knowing(false)).slices(vocabulary, ends).orElseThrow();
        List<Slice> ranges = slices.stream().filter(slice -> slice.by().equals("item: price")).toList();
        assertTrue(ranges.size() > 1 && ranges.size() <= 6, slices::toString);
        assertTrue(ranges.stream().allMatch(slice -> slice.value().matches("\\d+\\.5( to \\d+\\.5)?|unknown")), ranges::toString);
        assertTrue(slices.stream().noneMatch(slice -> slice.by().equals("item: code") && slice.value().contains(" to ")));
    }

    @Test
    void rangesHoldWhatOccursAndKeepEqualAmountsTogether() {
        AmountRanges ranges = AmountRanges.of(new double[] {1, 1, 1, 1, 2.25, 3, 4, 5, 100, Double.NaN, 6});
        // ten known amounts, two a fifth: 1 1 | 1 1 | 2.25 3 | 4 5 | 6 100; the first two are one amount
        assertEquals(List.of("1", "2.25 to 3", "4 to 5", "6 to 100", "unknown"),
                List.of(ranges.name(1), ranges.name(3), ranges.name(4), ranges.name(100), ranges.name(Double.NaN)));
    }

    @Test
    void slicesStandWorstFirstAndHoldEveryCase() {
        SequenceStore store = rounds();
        int[] ends = IntStream.range(0, store.users()).map(user -> store.end(user) - 1).toArray();
        List<String> ids = IntStream.rangeClosed(1, ITEMS).mapToObj(Integer::toString).toList();
        Vocabulary vocabulary = new Vocabulary(
                ids, ids, Map.of("half", IntStream.rangeClosed(1, ITEMS).mapToObj(item -> item <= 15 ? "low" : "high").toList()), List.of("view"));
        List<Slice> slices = measured(store, new Knowing(true), new Knowing(false)).slices(vocabulary, ends).orElseThrow();
        List<Slice> lengths = slices.stream().filter(slice -> slice.by().equals("history length")).toList();
        assertEquals(List.of("1 to 5", "6 to 10"), lengths.stream().map(Slice::value).toList());
        assertEquals(List.of(40, 40), lengths.stream().map(Slice::cases).toList());
        assertEquals(1, lengths.getLast().figure());
        assertTrue(lengths.getFirst().figure() < .5 && lengths.getFirst().baseline() == 1);
        assertEquals(80, slices.stream().filter(slice -> slice.by().equals("item: half")).mapToInt(Slice::cases).sum());
        for (int i = 1; i < slices.size(); i++) {
            assertTrue(slices.get(i - 1).figure() <= slices.get(i).figure());
        }
        // one behaviour, one moment: nothing to cut by
        assertTrue(slices.stream().noneMatch(slice -> List.of("behaviour", "transition", "time").contains(slice.by())));
    }

    @Test
    void everyMetricIsToldByBehaviourOfTheTargetAndByTransition() {
        // item n follows item n - 1; the targets are 3 (bought after a view), 5 (viewed after a view) and 9 (bought after a purchase)
        SequenceStore plain = Logs.store(new int[] {1, 2, 3}, new int[] {3, 4, 5}, new int[] {7, 8, 9});
        SequenceStore store = new SequenceStore(
                plain.offsets(), plain.items(), plain.times(), plain.baskets(), new byte[] {0, 0, 1, 0, 0, 0, 0, 1, 1}, plain.userIds());
        List<String> ids = IntStream.rangeClosed(1, ITEMS).mapToObj(Integer::toString).toList();
        Vocabulary vocabulary = new Vocabulary(ids, ids, Map.of(), List.of("view", "purchase"));
        List<Evaluation.Part> parts = measured(store, new Knowing(false), new Knowing(true)).parts(vocabulary, new int[] {2, 5, 8}).orElseThrow();
        assertEquals(
                List.of("behaviour purchase 2", "behaviour view 1", "transition view → purchase 1", "transition view → view 1", "transition purchase → purchase 1"),
                parts.stream().map(part -> part.by() + " " + part.value() + " " + part.cases()).toList());
        // the model is always right; the baseline knows longer histories alone and gives item 1 the best score, so a target shares place 2 to 30
        assertEquals(1., parts.getFirst().model().get("precision@10") * 10, 1e-12);
        assertEquals(9 / 29., parts.getFirst().baseline().get("recall@10"), 1e-12);
        assertEquals(parts.getFirst().model().keySet(), Set.of("recall@10", "ndcg@10", "mrr@10", "map@10", "precision@10"));
        // of cases that are all alike nothing is told
        assertTrue(measured(plain, new Knowing(false), new Knowing(true)).parts(vocabulary, new int[] {2, 5, 8}).isEmpty());
    }
}
