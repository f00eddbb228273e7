package trailbench.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.log.LogRecipe.ItemVectors;
import trailbench.table.Columns;
import trailbench.table.Parquet;
import trailbench.work.Fault;
import trailbench.work.Progress;

class JoinedVectorsTest {
    private static final List<String> ITEMS = List.of("a", "b", "c");

    @TempDir
    Path folder;

    /// As numpy.save writes it: version 1, the header padded with blanks so that the numbers start at a multiple of 64.
    private Path npy(String name, String type, String order, String shape, double... numbers) throws IOException {
        String header = "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }".formatted(type, order, shape);
        String padded = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + padded.length() + 8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0).putShort((short) padded.length());
        bytes.put(padded.getBytes(StandardCharsets.US_ASCII));
        for (double number : numbers) {
            if (type.endsWith("8")) {
                bytes.putDouble(number);
            } else {
                bytes.putFloat((float) number);
            }
        }
        return Files.write(folder.resolve(name), Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private ItemVectors ofNpy(String file, String ids) throws IOException {
        Files.writeString(folder.resolve("ids.txt"), ids);
        return new ItemVectors(Optional.empty(), Path.of(file), Optional.of(Path.of("ids.txt")), Optional.empty(), List.of());
    }

    private JoinedVectors read(ItemVectors vectors) {
        return JoinedVectors.read(vectors, folder, ITEMS, Progress.SILENT);
    }

    private void refused(ItemVectors vectors, String... words) {
        String message = assertThrows(Fault.Request.class, () -> read(vectors)).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
    }

    @Test
    void npyIsJoinedByItsIds() throws IOException {
        for (String type : List.of("<f4", "<f8")) {
            npy("titles.npy", type, "False", "3, 2", 1, 2, 3, 4, 5, 6.5);
            JoinedVectors joined = read(ofNpy("titles.npy", "c\nzebra\na\n"));
            assertEquals(List.of("titles", 2, 1), List.of(joined.name(), joined.width(), joined.missing()));
            assertArrayEquals(new float[] {0, 0, 5, 6.5f, 0, 0, 1, 2}, joined.values(), "a is the third row, b has none, c is the first");
        }
    }

    @Test
    void whatIsNoMatrixWithIdsIsRefused() throws IOException {
        npy("f.npy", "<f4", "True", "3, 2", 1, 2, 3, 4, 5, 6);
        refused(ofNpy("f.npy", "a\nb\nc\n"), "Fortran order", "ascontiguousarray");
        npy("flat.npy", "<f4", "False", "6,", 1, 2, 3, 4, 5, 6);
        refused(ofNpy("flat.npy", "a\nb\nc\n"), "[6]", "two dimensions");
        npy("cube.npy", "<f4", "False", "1, 3, 2", 1, 2, 3, 4, 5, 6);
        refused(ofNpy("cube.npy", "a\nb\nc\n"), "[1, 3, 2]");
        npy("ints.npy", "<i8", "False", "1, 1", 1);
        refused(ofNpy("ints.npy", "a\n"), "<i8", "float32");
        npy("few.npy", "<f4", "False", "3, 2", 1, 2, 3, 4, 5, 6);
        refused(ofNpy("few.npy", "a\nb\n"), "3 rows", "2 ids");
        refused(new ItemVectors(Optional.empty(), Path.of("few.npy"), Optional.empty(), Optional.empty(), List.of()), "item_vectors.ids is missing");
        npy("short.npy", "<f4", "False", "3, 2", 1, 2, 3, 4, 5);
        refused(ofNpy("short.npy", "a\nb\nc\n"), "short.npy ends too early");
        Files.writeString(folder.resolve("text.npy"), "1 2 3");
        refused(ofNpy("text.npy", "a\n"), "no NPY file");
        npy("nan.npy", "<f4", "False", "3, 2", 1, 2, 3, Double.NaN, 5, 6);
        refused(ofNpy("nan.npy", "a\nb\nc\n"), "nan.npy row 2", "\"b\"", "NaN");
        npy("twice.npy", "<f4", "False", "3, 2", 1, 2, 3, 4, 5, 6);
        refused(ofNpy("twice.npy", "a\nb\na\n"), "row 3", "\"a\" has a vector already");
        refused(ofNpy("twice.npy", "x\ny\nz\n"), "none of its ids");
    }

    @Test
    void parquetIsJoinedByAColumn() {
        Path file = folder.resolve("vectors.parquet");
        Parquet.write(file, Columns.none().with("sku", new String[] {"b", "x", "c"}).with("price", new int[] {7, 8, 9})
                .with("v0", new float[] {1, 2, 3}).with("v1", new double[] {4, 5, 6}));
        ItemVectors all = new ItemVectors(Optional.of("own"), Path.of("vectors.parquet"), Optional.empty(), Optional.of("sku"), List.of());
        JoinedVectors joined = read(all);
        assertEquals(List.of("own", 2, 1), List.of(joined.name(), joined.width(), joined.missing()));
        assertArrayEquals(new float[] {0, 0, 0, 0, 1, 4, 3, 6}, joined.values());
        JoinedVectors chosen = read(new ItemVectors(Optional.empty(), Path.of("vectors.parquet"), Optional.empty(), Optional.of("sku"), List.of("v1", "price")));
        assertArrayEquals(new float[] {0, 0, 0, 0, 4, 7, 6, 9}, chosen.values());
        refused(new ItemVectors(Optional.empty(), Path.of("vectors.parquet"), Optional.empty(), Optional.empty(), List.of()), "item_vectors.id is missing");
        refused(new ItemVectors(Optional.empty(), Path.of("vectors.parquet"), Optional.empty(), Optional.of("id"), List.of()), "no column \"id\"", "sku, price, v0, v1");
        refused(new ItemVectors(Optional.empty(), Path.of("vectors.parquet"), Optional.empty(), Optional.of("price"), List.of("sku")), "no number");
        refused(new ItemVectors(Optional.empty(), Path.of("no.parquet"), Optional.empty(), Optional.of("sku"), List.of()), "no.parquet");
    }
}
