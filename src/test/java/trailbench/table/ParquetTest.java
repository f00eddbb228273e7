package trailbench.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.work.Fault;

class ParquetTest {
    @TempDir
    Path folder;

    @Test
    void columnsComeBackAsTheyWereWritten() {
        int n = 5_000;
        String[] text = new String[n];
        int[] ints = new int[n];
        long[] longs = new long[n];
        float[] floats = new float[n];
        double[] doubles = new double[n];
        for (int i = 0; i < n; i++) {
            text[i] = i == 7 ? "" : "it's \"名\" " + i;
            ints[i] = i - 100;
            longs[i] = Long.MAX_VALUE - i;
            floats[i] = i / 3f;
            doubles[i] = i / 7d;
        }
        Path file = folder.resolve("it's a map.parquet");
        Parquet.write(file, Columns.none().with("title", text).with("a \"b\"", ints).with("time", longs).with("x", floats).with("y", doubles));

        Columns back = Parquet.read(file);

        assertEquals(List.of("title", "a \"b\"", "time", "x", "y"), back.names());
        assertArrayEquals(text, back.text("title"));
        assertArrayEquals(ints, back.ints("a \"b\""));
        assertArrayEquals(longs, back.longs("time"));
        assertArrayEquals(floats, back.floats("x"));
        assertArrayEquals(doubles, back.doubles("y"));
    }

    @Test
    void tableWithoutRowsComesBackWithItsColumns() {
        Path file = folder.resolve("empty.parquet");
        Parquet.write(file, Columns.none().with("id", new String[0]).with("x", new float[0]));
        assertEquals(0, Parquet.read(file).rows());
        assertEquals(List.of("id", "x"), Parquet.read(file).names());
    }

    @Test
    void missingAndBrokenFilesSaySo() throws Exception {
        assertTrue(assertThrows(Fault.Request.class, () -> Parquet.read(folder.resolve("no.parquet"))).getMessage().contains("no.parquet"));
        Path broken = Files.writeString(folder.resolve("broken.parquet"), "not parquet");
        assertTrue(assertThrows(Fault.Work.class, () -> Parquet.read(broken)).getMessage().contains("broken.parquet"));
    }

    @Test
    void wrongColumnIsRefusedWithTheColumnsThereAre() {
        Columns columns = Columns.none().with("x", new float[2]).with("y", new float[2]);
        assertTrue(assertThrows(Fault.Request.class, () -> columns.floats("z")).getMessage().contains("x, y"));
        assertTrue(assertThrows(Fault.Request.class, () -> columns.ints("x")).getMessage().contains("floats"));
        assertThrows(Fault.Request.class, () -> columns.with("z", new float[3]));
        assertThrows(Fault.Request.class, () -> columns.with("x", new float[2]));
    }

    @Test
    void vectorsAreReadFromAColumnOfLists() throws Exception {
        Path file = folder.resolve("lists.parquet");
        try (Database database = Database.open()) {
            database.execute("COPY (SELECT * FROM (VALUES (7, [1.5, 2.5]::FLOAT[]), (8, NULL), (9, [3.0, NULL]::FLOAT[])) t(id, emb)) TO "
                    + Database.literal(file) + " (FORMAT parquet)");
        }
        List<String> rows = new ArrayList<>();
        VectorColumns.read(file, "id", List.of(), (row, id, vector) -> rows.add(row + " " + id + " " + Arrays.toString(vector)));
        assertEquals(List.of("1 7 [1.5, 2.5]", "3 9 [3.0, NaN]"), rows, "a row without a vector is left out");
    }
}
