package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.work.Fault;
import trailbench.work.Progress;

class TimelineTest {
    private static final int ITEMS = 60;
    private static final List<String> IDS = IntStream.range(0, ITEMS).mapToObj(i -> "i" + i).toList();

    @TempDir
    private Path folder;

    /// At epochs 1 and 2 the same; at 4 item 0 has gone from its group (0, 3, 6 …) to the next.
    private static float[][] vectors(int epoch) {
        float[][] vectors = Clusters.three(ITEMS, 8, 2);
        if (epoch == 4) {
            vectors[0] = vectors[1].clone();
        }
        return vectors;
    }

    private static Timeline timeline(MapOptions.Method method, List<Integer> asked) {
        Projection.Points about = new Projection.Points(
                vectors(1), IDS, IDS, Map.of("popularity", Collections.nCopies(ITEMS, "1")), Optional.empty());
        return Timeline.make(
                List.of(1, 2, 4),
                epoch -> {
                    asked.add(epoch);
                    return vectors(epoch);
                },
                about, new MapOptions(method, 100, 10, 200, 42), Progress.SILENT);
    }

    @Test
    void whoChangedGroupsMovedMostAndOthersStay() {
        List<Integer> asked = new ArrayList<>();
        Timeline timeline = timeline(MapOptions.Method.TSNE, asked);
        assertEquals(List.of(4, 2, 1), asked);
        assertEquals(List.of(0), timeline.mostMoved(1));
        assertEquals(0, timeline.kept()[0]);
        assertTrue(Float.isNaN(timeline.overlap()[0][5]));
        assertEquals(1, timeline.meanOverlap(1), "nothing changed between epochs 1 and 2");
        assertTrue(timeline.meanOverlap(2) > .9 && timeline.meanOverlap(2) < 1);
        MapMaking.Aligned aligned = timeline.maps().getFirst().making().aligned().orElseThrow();
        assertEquals("epoch 2", aligned.to());
        assertTrue(aligned.disparity() < .1, () -> "disparity " + aligned.disparity());
        assertTrue(timeline.maps().getLast().making().aligned().isEmpty());
        assertEquals(timeline.maps().getLast().columns().get("group"), timeline.maps().getFirst().columns().get("group"));
    }

    @Test
    void fileKeepsEverything() {
        for (MapOptions.Method method : MapOptions.Method.values()) {
            Timeline timeline = timeline(method, new ArrayList<>());
            Path file = folder.resolve(method + ".parquet");
            TimelineFile.write(file, timeline);
            Timeline read = TimelineFile.read(file);
            assertEquals(timeline.epochs(), read.epochs());
            assertArrayEquals(timeline.kept(), read.kept());
            for (int at = 0; at < 3; at++) {
                assertArrayEquals(timeline.overlap()[at], read.overlap()[at]);
                assertArrayEquals(timeline.maps().get(at).x(), read.maps().get(at).x());
                assertEquals(timeline.maps().get(at).caption(), read.maps().get(at).caption());
                assertEquals(timeline.maps().get(at).method(), read.maps().get(at).method());
                assertEquals(timeline.maps().get(at).columns(), read.maps().get(at).columns());
            }
        }
    }

    @Test
    void mapIsNoTimeline() {
        Path file = folder.resolve("map.parquet");
        MapFile.write(file, timeline(MapOptions.Method.PCA, new ArrayList<>()).maps().getFirst());
        Fault.Request fault = assertThrows(Fault.Request.class, () -> TimelineFile.read(file));
        assertTrue(fault.getMessage().contains("--epochs all"), fault.getMessage());
    }

    @Test
    void overlapIsOfTheItemsThatBothKnowAndBlindToTurns() {
        float[][] vectors = Clusters.three(ITEMS, 2, 2);
        float[][] turned = new float[ITEMS - 10][];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = new float[] {-vectors[i + 10][1], vectors[i + 10][0]};
        }
        NeighbourOverlap overlap = NeighbourOverlap.between(
                new VectorFile.Vectors(IDS, IDS, vectors),
                new VectorFile.Vectors(IDS.subList(10, ITEMS), IDS.subList(10, ITEMS), turned), Progress.SILENT);
        assertEquals(IDS.subList(10, ITEMS), overlap.ids());
        assertTrue(overlap.mean() > .98, () -> "overlap " + overlap.mean());
    }
}
