package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.work.Phase;
import trailbench.work.Progress;

class TsneProjectionTest {

    @Test
    void clustersStayTogetherWhenVectorsFormASquare() {
        // as many points as coordinates: easily taken for a matrix of distances
        double[][] square = Clusters.places(new TsneProjection(15, 300, 1).project(Clusters.three(60, 60, 11), Progress.SILENT));
        assertTrue(Clusters.purity(square) >= .95, () -> "purity " + Clusters.purity(square));
        double[][] oblong = Clusters.places(new TsneProjection(15, 300, 1).project(Clusters.three(60, 59, 11), Progress.SILENT));
        assertTrue(Clusters.purity(oblong) >= .95, () -> "purity " + Clusters.purity(oblong));
    }

    @Test
    void sameSeedGivesTheSamePictureAndAnotherSeedAnother() {
        float[][] vectors = Clusters.three(45, 8, 2);
        double[][] one = Clusters.places(new TsneProjection(10, 120, 42).project(vectors, Progress.SILENT));
        double[][] two = Clusters.places(new TsneProjection(10, 120, 42).project(vectors, Progress.SILENT));
        double[][] other = Clusters.places(new TsneProjection(10, 120, 43).project(vectors, Progress.SILENT));
        for (int i = 0; i < one.length; i++) {
            assertArrayEquals(one[i], two[i]);
        }
        assertFalse(Arrays.equals(one[0], other[0]));
    }

    /// Unit vectors in all directions: the early exaggeration draws such points together to nearly nothing before they spread.
    @Test
    void vectorsWithoutGroupsSpreadAndDoNotEndAsOnePoint() {
        java.util.SplittableRandom random = new java.util.SplittableRandom(3);
        float[][] vectors = new float[1_200][64];
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
        for (double[] place : Clusters.places(new TsneProjection(30, 400, 42).project(vectors, Progress.SILENT))) {
            widest = Math.max(widest, Math.hypot(place[0], place[1]));
        }
        assertTrue(widest > 0.1, "the widest point lies " + widest + " from the centre");
    }

    @Test
    void fewPointsStayFinite() {
        for (int points : new int[] {3, 4, 7, 12}) {
            double perplexity = TsneProjection.allowedPerplexity(30, points);
            for (double[] place : Clusters.places(new TsneProjection(perplexity, 300, 1).project(Clusters.three(points, 5, 1), Progress.SILENT))) {
                assertTrue(Double.isFinite(place[0]) && Double.isFinite(place[1]), points + " points: " + Arrays.toString(place));
            }
        }
    }

    @Test
    void collapsedVectorsStayFinite() {
        for (double[] place : Clusters.places(new TsneProjection(5, 100, 1).project(new float[30][4], Progress.SILENT))) {
            assertTrue(Double.isFinite(place[0]) && Double.isFinite(place[1]));
        }
    }

    @Test
    void progressIsReportedEveryTenIterationsUpToTheLast() {
        List<Long> done = new ArrayList<>();
        new TsneProjection(5, 100, 1).project(Clusters.three(30, 4, 1), (phase, at, total) -> {
            if (phase.equals(Phase.of(Phase.Kind.LAYING_OUT, 30))) {
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
            public void report(Phase phase, long at, long total) {
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
    void pictureIsAsFaithfulAsExactTsne() {
        float[][] vectors = Clusters.three(1_100, 16, 5);
        double[][] ours = Clusters.places(new TsneProjection(20, 400, 1).project(vectors, Progress.SILENT));
        double[][] exact = new SmileTsne(20, 400, 1).project(vectors, Progress.SILENT);
        assertTrue(Clusters.purity(ours) >= Clusters.purity(exact) - .005, () -> "purity " + Clusters.purity(ours));
        double trust = trustworthiness(vectors, ours);
        double wanted = trustworthiness(vectors, exact);
        assertTrue(trust >= wanted - .005, () -> trust + " where exact t-SNE has " + wanted);
    }

    @Test
    void watcherSeesThePictureMoveToWhereItEnds() {
        float[][] vectors = Clusters.three(60, 8, 2);
        List<float[]> seen = new ArrayList<>();
        Layout end = new TsneProjection(10, 100, 42).project(vectors, Optional.empty(), (iteration, x, y) -> seen.add(x.clone()), Progress.SILENT);
        assertEquals(10, seen.size());
        assertEquals(end.x()[7], seen.getLast()[7]);
        assertFalse(Arrays.equals(seen.getFirst(), seen.getLast()));
        assertArrayEquals(new TsneProjection(10, 100, 42).project(vectors, Progress.SILENT).x(), end.x(), "who looks changes nothing");
    }

    @Test
    void whoHasSeenEnoughGetsThePictureAsItIsThen() {
        float[][] vectors = Clusters.three(60, 8, 2);
        List<float[]> seen = new ArrayList<>();
        MapWatcher enoughAtThirty = new MapWatcher() {
            @Override
            public void moved(int iteration, float[] x, float[] y) {
                seen.add(x.clone());
            }

            @Override
            public boolean enough() {
                return seen.size() == 3;
            }
        };
        Layout stopped = new TsneProjection(10, 100, 42).project(vectors, Optional.empty(), enoughAtThirty, Progress.SILENT);
        assertEquals(30, stopped.iterations());
        assertArrayEquals(seen.getLast(), stopped.x());
    }

    @Test
    void pictureThatStartsFromAnotherStaysBesideIt() {
        float[][] vectors = Clusters.three(90, 8, 2);
        Layout first = new TsneProjection(10, 500, 42).project(vectors, Progress.SILENT);
        float[] x = first.x().clone();
        float[] y = first.y().clone();
        x[5] = Float.NaN; // a point that is not on the other map
        y[5] = Float.NaN;
        Layout.Start start = new Layout.Start(x, y, true);
        Layout next = new TsneProjection(10, 100, 7).project(vectors, Optional.of(start), MapWatcher.NONE, Progress.SILENT);
        Layout anew = new TsneProjection(10, 500, 7).project(Clusters.three(90, 8, 3), Progress.SILENT);
        double stayed = Procrustes.of(next.x(), next.y(), first.x(), first.y()).disparity();
        double elsewhere = Procrustes.of(anew.x(), anew.y(), first.x(), first.y()).disparity();
        assertTrue(stayed < .02, () -> "disparity " + stayed);
        assertTrue(elsewhere > 2 * stayed, () -> "disparity " + elsewhere);
        assertTrue(Clusters.purity(Clusters.places(next)) > .98);
    }

    private static double trustworthiness(float[][] vectors, double[][] places) {
        float[] x = new float[places.length];
        float[] y = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            x[i] = (float) places[i][0];
            y[i] = (float) places[i][1];
        }
        return Faithfulness.of(vectors, x, y, Progress.SILENT).meanTrustworthiness();
    }
}
