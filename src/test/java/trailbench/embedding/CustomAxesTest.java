package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.work.Fault;
import trailbench.work.Progress;

class CustomAxesTest {
    private static final double SLANT = Math.sqrt(0.5);

    /// Of any length: only the direction counts. `slant` lies half-way between `east` and `north`.
    private static final VectorFile.Vectors VECTORS = new VectorFile.Vectors(
            List.of("east", "north", "slant", "up", "down"), List.of("East", "North", "Slant", "Up", "Down"),
            new float[][] {{2, 0, 0}, {0, 5, 0}, {1, 1, 0}, {0, 0, 1}, {0, 0, -3}});
    private static final PointMap MAP = new PointMap(
            new MapMethod.Pca(.5, .25), 9, VECTORS.ids(), VECTORS.titles(), new float[5], new float[5],
            Map.of("popularity", List.of("5", "4", "3", "2", "1")));

    @TempDir
    private Path folder;

    @Test
    void endsLieAtMinusOneAndOneAndWhatIsNearerToOneIsNearerToIt() {
        PointMap map = CustomAxes.of(MAP, VECTORS, List.of("east"), List.of("north"), Progress.SILENT);
        assertEquals(-1, map.x()[0], 1e-6);
        assertEquals(1, map.x()[1], 1e-6);
        assertEquals(0, map.x()[2], 1e-6);
        // at right angles, up and down differ most: 2 apart, where half the axis is √½ long
        assertEquals(2 / SLANT, Math.abs(map.y()[3] - map.y()[4]), 1e-5);
        assertEquals(new MapMethod.Axes("East", "North", ((MapMethod.Axes) map.method()).share()), map.method());
        assertTrue(map.columns().containsKey(PointMap.TRUSTWORTHINESS));
    }

    @Test
    void endOfSeveralItemsIsTheirMean() {
        PointMap map = CustomAxes.of(MAP, VECTORS, List.of("up", "down"), List.of("slant"), Progress.SILENT);
        // from the origin to (√½, √½, 0): a unit of x is half a unit of space, and the origin is −1
        assertEquals(-1, map.x()[3], 1e-6);
        assertEquals(1, map.x()[2], 1e-6);
        assertEquals(2 * SLANT - 1, map.x()[0], 1e-6);
        assertEquals("Up + 1", ((MapMethod.Axes) map.method()).from());
    }

    @Test
    void sameMeanAndUnknownItemAreRefused() {
        assertThrows(Fault.Request.class, () -> CustomAxes.of(MAP, VECTORS, List.of("east"), List.of("east"), Progress.SILENT));
        Fault unknown = assertThrows(Fault.Request.class, () -> CustomAxes.of(MAP, VECTORS, List.of("west"), List.of("east"), Progress.SILENT));
        assertEquals("The run has no vector of the item \"west\".", unknown.getMessage());
    }

    @Test
    void mapIsKeptWithItsEnds() {
        PointMap map = CustomAxes.of(MAP, VECTORS, List.of("east"), List.of("north"), Progress.SILENT);
        Path file = folder.resolve("axes.parquet");
        MapFile.write(file, map);
        assertEquals(map.method(), MapFile.read(file).method());
    }
}
