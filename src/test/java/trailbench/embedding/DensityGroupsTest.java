package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.work.Progress;

class DensityGroupsTest {
    private static final List<String> TITLES = IntStream.range(0, 600).mapToObj(i -> "item " + i).toList();

    /// Three clusters, and every sixth point by chance far round them.
    private static float[][] noisy() {
        float[][] vectors = Clusters.three(600, 8, 3);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 5; i < 600; i += 6) {
            for (int e = 0; e < 8; e++) {
                vectors[i][e] = (float) (25 * random.nextGaussian());
            }
        }
        return vectors;
    }

    @Test
    void asManyGroupsAsThereAreClustersAndWhatLiesBetweenIsNoise() {
        List<String> names = DensityGroups.names(noisy(), TITLES, 42, Progress.SILENT);
        assertEquals(4, new HashSet<>(names).size(), names::toString); // with the empty name of noise
        for (int cluster = 0; cluster < 3; cluster++) {
            int own = cluster;
            List<String> inside = IntStream.range(0, 600).filter(i -> i % 3 == own && i % 6 != 5).mapToObj(names::get).toList();
            String most = inside.get(0).isEmpty() ? inside.get(1) : inside.get(0);
            assertTrue(inside.stream().filter(most::equals).count() > .9 * inside.size(), inside::toString);
        }
        assertTrue(IntStream.range(0, 600).filter(i -> i % 6 == 5 && names.get(i).isEmpty()).count() > 90);
    }

    @Test
    void groupIsNamedAfterAMemberAndTheLargestIsTheFirst() {
        List<String> names = DensityGroups.names(noisy(), TITLES, 42, Progress.SILENT);
        for (String name : new HashSet<>(names)) {
            assertTrue(name.isEmpty() || name.equals(names.get(TITLES.indexOf(name.substring(name.indexOf("item"))))), name);
        }
        assertTrue(count(names, "1 · ") >= count(names, "2 · ") && count(names, "2 · ") >= count(names, "3 · "));
    }

    private static long count(List<String> names, String start) {
        return names.stream().filter(name -> name.startsWith(start)).count();
    }

    @Test
    void oneDenseSpotWithoutPartsIsNoGroupAndNeitherAreEqualVectors() {
        SplittableRandom random = new SplittableRandom(1);
        float[][] one = new float[300][4];
        Arrays.stream(one).forEach(vector -> Arrays.setAll(new Float[4], e -> vector[e] = (float) random.nextDouble()));
        long grouped = DensityGroups.names(one, TITLES.subList(0, 300), 42, Progress.SILENT).stream().distinct().count();
        assertTrue(grouped <= 4, () -> "an even cube fell into " + grouped);
        assertEquals(1, DensityGroups.names(new float[300][4], TITLES.subList(0, 300), 42, Progress.SILENT).stream().distinct().count());
    }

    @Test
    void treeOfAHandfulIsTheOneWorkedOutByHand() {
        // on a line, two neighbours each: 0 1 2 and 10 11 12 are joined at 2 and 2 (the fifth neighbour's place is the second here), the halves never
        float[][] line = {{0}, {1}, {2}, {10}, {11}, {12}};
        NearestLists near = NearestLists.of(line, 2, 1, trailbench.kernel.Lanes.ONE, Progress.SILENT);
        int[] groups = DensityGroups.of(near, 3);
        assertEquals(groups[0], groups[1]);
        assertEquals(groups[0], groups[2]);
        assertEquals(groups[3], groups[5]);
        assertEquals(1, Math.abs(groups[0] - groups[3]));
        assertTrue(Arrays.stream(groups).allMatch(group -> group >= 0));
        assertTrue(Arrays.stream(DensityGroups.of(near, 4)).allMatch(group -> group == -1)); // too small for groups of four
    }
}
