package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import trailbench.kernel.Lanes;
import trailbench.work.Progress;

class NearestListsTest {

    @Test
    void fourPointsOnALineKnowTheirNearest() {
        float[][] line = {{0}, {1}, {3}, {7}};
        NearestLists near = NearestLists.of(line, 2, 1, Lanes.ONE, Progress.SILENT);
        assertArrayEquals(new int[] {1, 2, 0, 2, 1, 0, 2, 1}, near.rows());
        assertArrayEquals(new float[] {1, 9, 1, 4, 4, 9, 16, 36}, near.squared());
    }

    @Test
    void cellsFindNearlyAllThatMeasuringAllPairsFinds() {
        float[][] vectors = Clusters.three(3_000, 16, 4);
        NearestLists exact = NearestLists.of(vectors, 10, 1, true, Lanes.ONE, Progress.SILENT);
        NearestLists cells = NearestLists.of(vectors, 10, 1, false, Lanes.ONE, Progress.SILENT);
        int found = 0;
        for (int i = 0; i < vectors.length; i++) {
            Set<Integer> wanted = new HashSet<>();
            Arrays.stream(exact.rows(), 10 * i, 10 * i + 10).forEach(wanted::add);
            found += (int) Arrays.stream(cells.rows(), 10 * i, 10 * i + 10).filter(wanted::contains).count();
        }
        double recall = found / (10.0 * vectors.length);
        assertTrue(recall > 0.75, () -> "recall " + recall);
        assertEquals(30_000, cells.rows().length);
    }
}
