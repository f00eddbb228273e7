package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import trailbench.work.Fault;
import trailbench.work.Progress;

class TsneProjectionTest {

    @Test
    void clustersStayTogetherWhenVectorsFormASquare() {
        // 60 points of width 60: Smile would read the vectors themselves as distances
        double[][] square = new TsneProjection(15, 300, 1).project(Clusters.three(60, 60, 11), Progress.SILENT);
        assertTrue(Clusters.purity(square) >= .95, () -> "purity " + Clusters.purity(square));
        double[][] oblong = new TsneProjection(15, 300, 1).project(Clusters.three(60, 59, 11), Progress.SILENT);
        assertTrue(Clusters.purity(oblong) >= .95, () -> "purity " + Clusters.purity(oblong));
    }

    @Test
    void sameSeedGivesTheSamePictureAndAnotherSeedAnother() {
        float[][] vectors = Clusters.three(45, 8, 2);
        double[][] one = new TsneProjection(10, 120, 42).project(vectors, Progress.SILENT);
        double[][] two = new TsneProjection(10, 120, 42).project(vectors, Progress.SILENT);
        double[][] other = new TsneProjection(10, 120, 43).project(vectors, Progress.SILENT);
        for (int i = 0; i < one.length; i++) {
            assertArrayEquals(one[i], two[i]);
        }
        assertFalse(Arrays.equals(one[0], other[0]));
    }

    /// Unit vectors in all directions: the early exaggeration draws such points together to nearly nothing before they spread.
    @Test
    void vectorsWithoutGroupsSpreadAndDoNotEndAsOnePoint() {
        java.util.SplittableRandom random = new java.util.SplittableRandom(3);
        float[][] vectors = new float[2_000][64];
        for (float[] vector : vectors) {
            double norm = 0;
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) random.nextGaussian();
                norm += vector[i] * vector[i];
            }
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= (float) Math.sqrt(norm);
            }
        }
        double widest = 0;
        for (double[] place : new TsneProjection(30, 600, 42).project(vectors, Progress.SILENT)) {
            widest = Math.max(widest, Math.hypot(place[0], place[1]));
        }
        assertTrue(widest > 0.1, "the widest point lies " + widest + " from the centre");
    }

    @Test
    void fewPointsStayFinite() {
        for (int points : new int[] {3, 4, 7, 12}) {
            double perplexity = TsneProjection.allowedPerplexity(30, points);
            for (double[] place : new TsneProjection(perplexity, 300, 1).project(Clusters.three(points, 5, 1), Progress.SILENT)) {
                assertTrue(Double.isFinite(place[0]) && Double.isFinite(place[1]), points + " points: " + Arrays.toString(place));
            }
        }
    }

    @Test
    void collapsedVectorsStayFinite() {
        for (double[] place : new TsneProjection(5, 100, 1).project(new float[30][4], Progress.SILENT)) {
            assertTrue(Double.isFinite(place[0]) && Double.isFinite(place[1]));
        }
    }

    @Test
    void progressIsReportedEveryTenIterationsUpToTheLast() {
        List<Long> done = new ArrayList<>();
        new TsneProjection(5, 100, 1).project(Clusters.three(30, 4, 1), (phase, at, total) -> {
            if (phase.startsWith("Laying out 30 points")) {
                assertEquals(100, total);
                done.add(at);
            }
        });
        assertEquals(List.of(0L, 10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L, 100L), done);
    }

    @Test
    void cancelEndsWithinTenIterationsAndLeavesNoThread() {
        List<Long> done = new ArrayList<>();
        Progress cancelledAtThirty = new Progress() {
            @Override
            public void report(String phase, long at, long total) {
                done.add(at);
            }

            @Override
            public boolean cancelled() {
                return !done.isEmpty() && done.getLast() >= 30;
            }
        };
        var before = Thread.getAllStackTraces().keySet();
        assertThrows(
                Progress.Cancelled.class,
                () -> new TsneProjection(5, 1_000, 1).project(Clusters.three(30, 4, 1), cancelledAtThirty));
        assertTrue(done.getLast() <= 40, () -> "last report " + done.getLast());
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            assertTrue(before.contains(thread) || thread.isDaemon(), () -> thread + " would keep the program alive");
        }
    }

    @Test
    void morePointsThanMemoryHoldsAreRefusedWithTheNumberThatFits() {
        Fault.Request fault = assertThrows(
                Fault.Request.class, () -> new TsneProjection(5, 100, 1).project(new float[1_000_000][1], Progress.SILENT));
        assertTrue(fault.getMessage().startsWith("t-SNE of 1,000,000 points needs 24,000,000 MB"), fault.getMessage());
    }
}
