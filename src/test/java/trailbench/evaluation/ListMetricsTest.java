package trailbench.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Vocabulary;

class ListMetricsTest {
    private static final double EXACT = 1e-12;
    /// Two lists of two of four items: item 1 on both, 2 and 3 on one each, 4 on none.
    private static final int[][] LISTS = {{1, 2}, {1, 3}};

    /// Eight users; 4, 2, 1 and none of them have items 1 to 4.
    private static ListFacts facts(Map<String, int[]> categories, Map<String, float[][]> vectors) {
        return new ListFacts(8, new int[] {0, 4, 2, 1, 0}, new int[] {0, 10, 4, 2, 0}, categories, vectors);
    }

    private static Map<String, Double> figures(ListFacts facts) {
        return new ListMetrics(LISTS, facts).of(List.of(1, 2));
    }

    @Test
    void coverageIsTheShareOfItemsOnSomeList() {
        Map<String, Double> figures = figures(facts(Map.of(), Map.of()));
        assertEquals(1 / 4., figures.get("coverage@1"), EXACT);
        assertEquals(3 / 4., figures.get("coverage@2"), EXACT);
    }

    @Test
    void giniIsNoughtWhereAllItemsAreOnListsEquallyOften() {
        // ascending 0 1 1 2: (-3·0 - 1·1 + 1·1 + 3·2) / (4 · 4) = 6/16
        assertEquals(6 / 16., figures(facts(Map.of(), Map.of())).get("gini@2"), EXACT);
        // one item alone: 3·2 / (4 · 2) = 3/4 = 1 - 1/V
        assertEquals(3 / 4., figures(facts(Map.of(), Map.of())).get("gini@1"), EXACT);
        assertEquals(0., new ListMetrics(new int[][] {{1, 2}, {3, 4}}, facts(Map.of(), Map.of())).gini(2), EXACT);
    }

    @Test
    void noveltyIsSelfInformationInBits() {
        // item 1: log2(8/4) = 1, item 2: 2, item 3: 3 bits; places 1 2 1 3
        Map<String, Double> figures = figures(facts(Map.of(), Map.of()));
        assertEquals(1., figures.get("novelty@1"), EXACT);
        assertEquals((1 + 2 + 1 + 3) / 4., figures.get("novelty@2"), EXACT);
        // nobody has item 4: it counts as if one of the eight had it
        assertEquals(3., new ListMetrics(new int[][] {{4}}, facts(Map.of(), Map.of())).of(List.of(1)).get("novelty@1"), EXACT);
    }

    @Test
    void popularityIsTheMeanOfTrainingEvents() {
        Map<String, Double> figures = figures(facts(Map.of(), Map.of()));
        assertEquals(10., figures.get("popularity@1"), EXACT);
        assertEquals((10 + 4 + 10 + 2) / 4., figures.get("popularity@2"), EXACT);
    }

    @Test
    void diversityIsTheShareOfPairsThatDifferOrOneMinusCosine() {
        // 1 and 3 are of one category, 2 of another
        Map<String, Double> ofCategory = figures(facts(Map.of("kind", new int[] {0, 1, 2, 1, 1}), Map.of()));
        assertEquals(1 / 2., ofCategory.get("diversity.kind@2"), EXACT);
        assertEquals(false, ofCategory.containsKey("diversity.kind@1")); // a list of one has no pair
        // the second list's pair is unknown, so the first list alone counts
        assertEquals(1., figures(facts(Map.of("kind", new int[] {0, 1, 2, 0, 1}), Map.of())).get("diversity.kind@2"), EXACT);
        // 1 and 2 at a right angle, 1 and 3 opposite: distances 1 and 2
        Map<String, Double> ofVectors = figures(facts(Map.of(), Map.of("text", new float[][] {{}, {1, 0}, {0, 1}, {-1, 0}, {}})));
        assertEquals(3 / 2., ofVectors.get("diversity.text@2"), EXACT);
    }

    @Test
    void factsCountTrainingEventsAloneAndEachUserOnce() {
        SequenceStore store = Logs.store(new int[] {1, 1, 2, 3}, new int[] {2, 3, 3}, new int[] {3, 1});
        List<String> ids = List.of("a", "b", "c", "d", "e");
        Vocabulary vocabulary = new Vocabulary(ids, ids, Map.of("name", ids, "kind", List.of("x", "x", "x", "x", "x")), List.of("view"));
        // the last event of each user, and the third user as a whole, are held out
        ListFacts facts = ListFacts.of(store, new int[] {3, 6, 7}, vocabulary, Map.of("v", new float[] {0, 0, 3, 4, 0, 0, 0, 2, 1, 0, 1, 0}));
        assertEquals(2, facts.people());
        assertArrayEquals(new int[] {0, 1, 2, 1, 0, 0}, facts.users());
        assertArrayEquals(new int[] {0, 2, 2, 1, 0, 0}, facts.counts());
        assertEquals(List.of("kind", "v"), facts.features()); // a name for each item sorts nothing
        assertArrayEquals(new float[] {.6f, .8f}, facts.vectors().get("v")[1], 1e-6f);
        assertArrayEquals(new float[0], facts.vectors().get("v")[2]);
    }

    @Test
    void topItemsStandBestFirstAndTheLowerNumberFirstAmongEquals() {
        float none = Float.NEGATIVE_INFINITY;
        assertArrayEquals(new int[] {4, 2, 3}, TopItems.of(new float[] {none, .1f, .5f, .5f, .9f, .5f}, 3));
        assertArrayEquals(new int[] {2}, TopItems.of(new float[] {none, none, .5f, none}, 3));
    }
}
