package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import trailbench.work.Phase;
import trailbench.work.Progress;

class FaithfulnessTest {

    @Test
    void pictureThatKeepsAllNeighboursScoresOne() {
        float[][] line = {{0}, {1}, {3}, {7}};
        Faithfulness found = Faithfulness.of(line, new float[] {0, 1, 3, 7}, new float[4], Progress.SILENT);
        assertArrayEquals(new double[] {1, 1, 1, 1}, found.trustworthiness());
        assertArrayEquals(new double[] {1, 1, 1, 1}, found.continuity());
    }

    /// k is 1 and the factor 2 / (1 · (8 - 3 - 1)) = 1/2. Shown at 0, 7, 3, 1: point 0 has point 3 beside it, whose true rank is 3, two behind:
    /// trust 1 - 2/2 = 0. Its true nearest, point 1, is shown as third: continuity 0. Point 2 (true order 1, 0, 3) is shown beside
    /// point 3 (rank 3): trust 0; its true nearest 1 is shown third (distances 3, 4, 2): continuity 0.
    @Test
    void strangersShownBesideEachOtherCostTrustAndTornNeighboursContinuity() {
        float[][] line = {{0}, {1}, {3}, {7}};
        Faithfulness found = Faithfulness.of(line, new float[] {0, 7, 3, 1}, new float[4], Progress.SILENT);
        assertEquals(0, found.trustworthiness()[0], 1e-9);
        assertEquals(0, found.continuity()[0], 1e-9);
        assertEquals(0, found.trustworthiness()[2], 1e-9);
        assertEquals(0, found.continuity()[2], 1e-9);
    }

    /// Once the memory of the packed vectors was given back while it was read: larger maps ended the process.
    @Test
    void collectingGarbageOnTheWayChangesNothing() {
        float[][] vectors = Clusters.three(1_000, 16, 3);
        float[] x = new float[1_000];
        float[] y = new float[1_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = vectors[i][0];
            y[i] = vectors[i][1];
        }
        Progress collecting = new Progress() {
            @Override
            public void report(Phase phase, long done, long total) {}

            @Override
            public boolean cancelled() {
                System.gc();
                return false;
            }
        };
        assertArrayEquals(
                Faithfulness.of(vectors, x, y, Progress.SILENT).trustworthiness(), Faithfulness.of(vectors, x, y, collecting).trustworthiness());
    }
}
