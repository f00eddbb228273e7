package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochHealthTest {
    private static final float[][] COMPASS = {{3, 0}, {-1, 0}, {0, 1}, {0, -1}, {0, 0}};

    @Test
    void alignmentIsTheMeanSquaredDistanceOfPairsAtLengthOne() {
        // 0 and 1 are opposite (4), 0 and 2 at right angles (2), 4 has no direction
        EpochHealth health = EpochHealth.of(1, COMPASS, new float[0][], new int[] {9, 1, 1, 1, 0}, new int[][] {{0, 1}, {0, 2}, {0, 4}}, Map.of());
        assertEquals(3, health.alignment(), 1e-6);
        assertEquals(0, health.still());
    }

    @Test
    void lengthThatFollowsFameIsCorrelatedWithIt() {
        float[][] vectors = new float[20][2];
        int[] events = new int[20];
        for (int i = 0; i < 20; i++) {
            events[i] = 1 << (i % 10);
            vectors[i][0] = (float) Math.log1p(events[i]); // exactly as long
        }
        assertEquals(1, EpochHealth.of(1, vectors, vectors, events, new int[0][], Map.of()).popularity(), 1e-6);
        assertEquals(20, EpochHealth.of(2, vectors, vectors, events, new int[0][], Map.of()).still());
    }

    @Test
    void columnThatLiesInTheVectorsIsReadOffThemAndAnotherIsNot() {
        SplittableRandom random = new SplittableRandom(4);
        float[][] vectors = new float[600][6];
        for (int i = 0; i < 600; i++) {
            for (int e = 0; e < 6; e++) {
                vectors[i][e] = (float) random.nextGaussian() + (e == i % 3 ? 4 : 0);
            }
        }
        List<String> colour = IntStream.range(0, 600).mapToObj(i -> List.of("red", "green", "blue").get(i % 3)).toList();
        List<String> chance = IntStream.range(0, 600).mapToObj(i -> random.nextInt(10) < 7 ? "often" : "seldom").toList();
        List<String> unique = IntStream.range(0, 600).mapToObj(Integer::toString).toList();
        List<Probe> probes = Probe.of(vectors, new java.util.TreeMap<>(Map.of("a", colour, "b", chance, "c", unique)));
        assertEquals(List.of("a", "b"), probes.stream().map(Probe::column).toList());
        assertEquals(180, probes.getFirst().asked()); // three of ten
        assertEquals(3, probes.getFirst().values());
        assertTrue(probes.getFirst().accuracy() > .95, probes::toString);
        assertTrue(probes.getFirst().majority() < .45, probes::toString);
        assertTrue(probes.get(1).accuracy() < probes.get(1).majority() + .06, probes::toString);
        assertTrue(probes.get(1).majority() > .6, probes::toString);
    }

    @Test
    void amountsAreReadOffAlongALineAndAreNoClasses() {
        SplittableRandom random = new SplittableRandom(4);
        float[][] vectors = new float[600][6];
        for (float[] vector : vectors) {
            for (int e = 0; e < 6; e++) {
                vector[e] = (float) random.nextGaussian();
            }
        }
        // a year that lies along the first coordinate with little noise; a price that is e to it; a number by chance; codes of ten classes
        List<String> year = IntStream.range(0, 600).mapToObj(i -> Long.toString(Math.round(1980 + 8 * vectors[i][0] + random.nextGaussian()))).toList();
        List<String> price = IntStream.range(0, 600).mapToObj(i -> i % 50 == 0 ? "" : Double.toString(Math.exp(3 + 2 * vectors[i][1]))).toList();
        List<String> chance = IntStream.range(0, 600).mapToObj(i -> Integer.toString(random.nextInt(40))).toList();
        List<String> code = IntStream.range(0, 600).mapToObj(i -> Integer.toString(100 + i % 10)).toList();
        Map<String, List<String>> columns = new java.util.TreeMap<>(Map.of("year", year, "price", price, "chance", chance, "code", code));
        List<AmountProbe> amounts = AmountProbe.of(vectors, columns);
        assertEquals(List.of("chance", "price", "year"), amounts.stream().map(AmountProbe::column).toList());
        assertEquals(List.of(false, true, false), amounts.stream().map(AmountProbe::logarithmic).toList());
        assertEquals(List.of(180, 176, 180), amounts.stream().map(AmountProbe::asked).toList()); // three of ten of those with a number
        assertTrue(Math.abs(amounts.getFirst().explained()) < .1, amounts::toString);
        assertTrue(amounts.get(1).explained() > .9, amounts::toString);
        assertTrue(amounts.get(2).explained() > .95, amounts::toString);
        assertEquals(List.of("code"), Probe.of(vectors, columns).stream().map(Probe::column).toList());
    }

    @Test
    void valuesOfFewItemsAreLeftOut() {
        float[][] vectors = Clusters.three(60, 4, 1);
        List<String> values = IntStream.range(0, 60).mapToObj(i -> i < 30 ? "a" : i < 55 ? "b" : i < 58 ? "rare" : "").toList();
        assertEquals(2, Probe.of(vectors, Map.of("kind", values)).getFirst().values());
    }
}
