package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.table.Columns;
import trailbench.table.Parquet;
import trailbench.work.Fault;

class PointTableTest {
    private static final PointMap MAP = new PointMap(
            new MapMethod.Tsne(30, 1_000, 42), 9, List.of("7", "8"), List.of("Tea \"pot\", red", "茶壶"), new float[] {0.5f, 1}, new float[] {-1, 2},
            new LinkedHashMap<>(Map.of("popularity", List.of("3", "4"))));
    private static final String ABOUT = "t-SNE · cosine · perplexity 30 · 1,000 iterations · seed 42 · the 2 items with the most training events, of 9";

    @TempDir
    private Path folder;

    @Test
    void csvHoldsIdsPlacesSelectionAndHowTheMapWasMade() throws IOException {
        Path file = folder.resolve("points.csv");
        PointTable.write(file, PointTable.Format.of(file), MAP, point -> point == 1);
        assertEquals(
                "id,title,x,y,selected,popularity,map\n"
                        + "7,\"Tea \"\"pot\"\", red\",0.5,-1.0,0,3,\"" + ABOUT + "\"\n"
                        + "8,茶壶,1.0,2.0,1,4,\"" + ABOUT + "\"\n",
                Files.readString(file));
    }

    @Test
    void parquetHoldsTheSame() {
        Path file = folder.resolve("points.parquet");
        PointTable.write(file, PointTable.Format.of(file), MAP, point -> point == 1);
        Columns read = Parquet.read(file);
        assertEquals(List.of("id", "title", "x", "y", "selected", "popularity", "map"), List.copyOf(read.names()));
        assertArrayEquals(new float[] {0.5f, 1}, read.floats("x"));
        assertArrayEquals(new int[] {0, 1}, read.ints("selected"));
        assertEquals(ABOUT, read.text("map")[1]);
    }

    @Test
    void otherEndingIsRefused() {
        assertThrows(Fault.Request.class, () -> PointTable.Format.of(folder.resolve("points.xlsx")));
    }
}
