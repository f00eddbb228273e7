package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.kernel.Lanes;
import trailbench.work.Progress;

class UmapProjectionTest {

    private static Layout umap(float[][] vectors, int neighbours, int iterations, long seed) {
        return new UmapProjection(neighbours, iterations, seed).project(vectors, Optional.empty(), MapWatcher.NONE, Progress.SILENT);
    }

    @Test
    void groupsStayTogetherAndApart() {
        Layout layout = umap(Clusters.three(150, 8, 2), 15, 200, 1);
        assertTrue(Clusters.purity(Clusters.places(layout)) > .98);
        double widest = 0;
        for (float x : layout.x()) {
            widest = Math.max(widest, Math.abs(x));
        }
        double width = widest;
        assertTrue(3 < width && width < 60, () -> "half width " + width);
    }

    @Test
    void sameSeedGivesTheSameBitsAndAnotherSeedOthers() {
        float[][] vectors = Clusters.three(60, 8, 2);
        assertArrayEquals(umap(vectors, 10, 60, 5).x(), umap(vectors, 10, 60, 5).x());
        assertFalse(Arrays.equals(umap(vectors, 10, 60, 5).x(), umap(vectors, 10, 60, 6).x()));
    }

    @Test
    void strengthsOfEachPointsNamesAreLog2OfTheirNumberInSum() {
        // points 0, 1, 3, 7 on a line, two neighbours each: the nearest has strength 1, and log2(2) = 1 leaves next to nothing for the other;
        // the union with what the other side says is at least as strong
        NearestLists near = NearestLists.of(new float[][] {{0}, {1}, {3}, {7}}, 2, 1, Lanes.ONE, Progress.SILENT);
        Affinities edges = UmapProjection.edges(near);
        assertArrayEquals(new int[] {0, 2, 5, 8, 10}, edges.starts()); // 0-1 0-2 1-0 1-2 1-3 2-0 2-1 2-3 3-1 3-2
        assertEquals(1, edges.weights()[0], 1e-4);
        assertTrue(edges.weights()[1] < .01);
    }

    @Test
    void forcesAreRightToFourDigits() {
        for (float squared = 1e-6f; squared < 1e6f; squared *= 1.37f) {
            double power = Math.pow(squared, 0.895061);
            double push = 2 * 0.895061 / ((0.001 + squared) * (1 + 1.576943 * power));
            double pull = -2 * 1.576943 * 0.895061 * Math.pow(squared, 0.895061 - 1) / (1 + 1.576943 * power);
            assertEquals(1, UmapProjection.Curve.PUSH.at(squared) / push, 1e-4, "push at " + squared);
            assertEquals(1, UmapProjection.Curve.PULL.at(squared) / pull, 1e-4, "pull at " + squared);
        }
    }

    @Test
    void collapsedVectorsStayFinite() {
        for (float place : umap(new float[30][4], 5, 50, 1).x()) {
            assertTrue(Float.isFinite(place));
        }
    }
}
