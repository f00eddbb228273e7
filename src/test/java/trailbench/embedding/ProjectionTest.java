package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.work.Fault;
import trailbench.work.Progress;

class ProjectionTest {
    private static final List<String> IDS = List.of("a", "b", "c", "d", "e");
    private static final List<String> TITLES = List.of("Apple", "Bread", "Cheese, old", "Dates", "苹果");

    @TempDir
    Path folder;

    @Test
    void mapShowsTheMostFrequentItemsInTheirOrderAndSaysSo() {
        PointMap map = map(new MapOptions(MapOptions.Method.PCA, 3, 30, 1_000, 42), "1", "5", "9", "5", "5");
        assertEquals(List.of("b", "c", "d"), map.ids());
        assertEquals(List.of("Bread", "Cheese, old", "Dates"), map.titles());
        assertEquals(List.of("5", "9", "5"), map.columns().get("popularity"));
        assertEquals(List.of("popularity", "country", "trustworthiness", "continuity"), new ArrayList<>(map.columns().keySet()));
        assertEquals("the 3 items with the most training events, of 5", map.caption());
        assertEquals(3, map.size());
    }

    @Test
    void columnOfTheLogGivesWayToTheMeasureOfItsName() {
        Map<String, List<String>> columns = columns("1", "1", "1", "1", "1");
        columns.put("continuity", List.of("none", "none", "none", "none", "none"));
        float[][] vectors = {{1, 0}, {0, 1}, {1, 1}, {-1, 2}, {3, 1}};
        PointMap map = Projection.map(vectors, IDS, TITLES, columns, new MapOptions(MapOptions.Method.PCA, 9, 30, 50, 1), Progress.SILENT);
        assertEquals("none", map.columns().get("continuity (log)").getFirst());
        assertTrue(map.mean("continuity").orElseThrow() <= 1);
    }

    @Test
    void mapOfAllSaysAll() {
        PointMap map = map(new MapOptions(MapOptions.Method.TSNE, 100, 30, 50, 7), "1", "2", "3", "4", "5");
        assertEquals("all 5 items", map.caption());
        assertEquals("t-SNE · cosine · perplexity 2 · 50 iterations · seed 7", map.method().text());
    }

    @Test
    void lengthOfAVectorDoesNotMoveItsPoint() {
        float[][] vectors = {{1, 0}, {0, 1}, {1, 1}, {-1, 2}, {50, 50}};
        PointMap map = Projection.map(vectors, IDS, TITLES, columns("1", "1", "1", "1", "1"), new MapOptions(MapOptions.Method.PCA, 9, 30, 50, 1), Progress.SILENT);
        assertEquals(map.x()[2], map.x()[4], 1e-6);
        assertEquals(map.y()[2], map.y()[4], 1e-6);
        assertTrue(map.method().text().startsWith("PCA · vectors of length 1 · "), map.method().text());
    }

    @Test
    void brokenVectorIsNamed() {
        float[][] vectors = {{1, 0}, {0, Float.NaN}, {1, 1}, {0, 1}, {1, 1}};
        Fault.Work fault = assertThrows(
                Fault.Work.class,
                () -> Projection.map(vectors, IDS, TITLES, columns("1", "1", "1", "1", "1"), MapOptions.defaults(), Progress.SILENT));
        assertTrue(fault.getMessage().startsWith("The vector of \"b\""), fault.getMessage());
    }

    @Test
    void columnsThatDoNotFitAreRefused() {
        assertThrows(Fault.Request.class, () -> map(MapOptions.defaults(), "1", "2"));
        Fault.Request fault = assertThrows(
                Fault.Request.class, () -> map(new MapOptions(MapOptions.Method.PCA, 3, 30, 50, 1), "1", "2", "many", "4", "5"));
        assertEquals("Column \"popularity\" holds \"many\" in row 3. Give a number of events.", fault.getMessage());
    }

    @Test
    void mapComesBackFromItsFile() {
        PointMap map = map(new MapOptions(MapOptions.Method.PCA, 100, 30, 50, 7), "1", "2", "3", "4", "5");
        Path file = folder.resolve("map.parquet");
        MapFile.write(file, map);
        PointMap read = MapFile.read(file);
        assertEquals(map.method(), read.method());
        assertEquals(map.of(), read.of());
        assertEquals(map.ids(), read.ids());
        assertEquals(map.titles(), read.titles());
        assertArrayEquals(map.x(), read.x());
        assertArrayEquals(map.y(), read.y());
        assertEquals(map.columns(), read.columns());
        assertEquals(List.of("popularity", "country", "trustworthiness", "continuity"), new ArrayList<>(read.columns().keySet()));
    }

    @Test
    void vectorsComeBackFromTheirFile() {
        float[][] rows = new float[5][12];
        for (int row = 0; row < 5; row++) {
            for (int i = 0; i < 12; i++) {
                rows[row][i] = row + i / 100f;
            }
        }
        Path file = folder.resolve("vectors.parquet");
        VectorFile.write(file, new VectorFile.Vectors(IDS, TITLES, rows));
        VectorFile.Vectors read = VectorFile.read(file);
        assertEquals(IDS, read.ids());
        assertEquals(TITLES, read.titles());
        assertEquals(12, read.width());
        for (int row = 0; row < 5; row++) {
            assertArrayEquals(rows[row], read.rows()[row]);
        }
    }

    private static PointMap map(MapOptions options, String... popularity) {
        float[][] vectors = {{1, 0}, {0, 1}, {1, 1}, {-1, 2}, {3, 1}};
        return Projection.map(vectors, IDS, TITLES, columns(popularity), options, Progress.SILENT);
    }

    private static Map<String, List<String>> columns(String... popularity) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put("popularity", List.of(popularity));
        columns.put("country", List.of("UK", "FR", "", "DE", "中国"));
        return columns;
    }

    @Test
    void stratifiedMapSaysSoInItsCaptionAndItsFile() {
        MapOptions options = new MapOptions(MapOptions.Method.PCA, 4, 30, 50, 1).withStrata(Optional.of("country"));
        PointMap map = map(options, "1", "5", "9", "5", "5");
        assertTrue(map.caption().startsWith("4 of 5 items · shares of \"country\" as among all"), map.caption());
        MapFile.write(folder.resolve("map.parquet"), map);
        assertEquals(map.making(), MapFile.read(folder.resolve("map.parquet")).making());
    }

    @Test
    void mapFromAnotherLiesOnItAndItsFileKeepsThat() {
        float[][] vectors = Clusters.three(60, 8, 2);
        List<String> ids = java.util.stream.IntStream.range(0, 60).mapToObj(Integer::toString).toList();
        Projection.Points points = new Projection.Points(
                vectors, ids, ids, Map.of("popularity", java.util.Collections.nCopies(60, "1")), Optional.of("epoch 3"));
        MapOptions options = new MapOptions(MapOptions.Method.UMAP, 100, 10, 60, 1);
        PointMap first = Projection.map(points, options, Optional.empty(), MapWatcher.NONE, Progress.SILENT);
        PointMap next = Projection.map(
                points, new MapOptions(MapOptions.Method.TSNE, 100, 10, 60, 1), Optional.of(new Projection.Origin(first, "the first")), MapWatcher.NONE, Progress.SILENT);
        MapMaking.Aligned aligned = next.making().aligned().orElseThrow();
        assertEquals(60, aligned.shared());
        assertTrue(aligned.disparity() < 1);
        // the middle and the turn are the first's: coordinates go together
        double along = 0;
        for (int i = 0; i < 60; i++) {
            along += first.x()[i] * next.x()[i] + first.y()[i] * next.y()[i];
        }
        assertTrue(along > 0);
        MapFile.write(folder.resolve("map.parquet"), next);
        PointMap read = MapFile.read(folder.resolve("map.parquet"));
        assertEquals(next.making(), read.making());
        assertEquals(next.caption(), read.caption());
        MapFile.write(folder.resolve("first.parquet"), first);
        assertEquals(first.method(), MapFile.read(folder.resolve("first.parquet")).method());
    }

    @Test
    void watcherIsGivenTheChosenPointsBeforeTheyMove() {
        List<PointMap> drafts = new ArrayList<>();
        List<Integer> iterations = new ArrayList<>();
        float[][] vectors = {{1, 0}, {0, 1}, {1, 1}, {-1, 2}, {3, 1}};
        Projection.Points points = new Projection.Points(vectors, IDS, TITLES, columns("1", "5", "9", "5", "5"), Optional.empty());
        Projection.map(points, new MapOptions(MapOptions.Method.TSNE, 4, 2, 50, 7), Optional.empty(), new MapWatcher() {
            @Override
            public void begun(PointMap draft) {
                drafts.add(draft);
            }

            @Override
            public void moved(int iteration, float[] x, float[] y) {
                iterations.add(iteration);
                assertEquals(4, x.length);
            }

            @Override
            public boolean enough() {
                return iterations.size() == 2;
            }
        }, Progress.SILENT);
        assertEquals(List.of("b", "c", "d", "e"), drafts.getFirst().ids());
        assertEquals(List.of(10, 20), iterations);
    }
}
