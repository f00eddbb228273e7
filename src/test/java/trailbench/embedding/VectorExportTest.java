package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.embedding.VectorExport.Format;
import trailbench.work.Fault;

class VectorExportTest {
    private static final VectorFile.Vectors VECTORS = new VectorFile.Vectors(
            List.of("7", "a b"), List.of("Tea\tpot", "茶壶"), new float[][] {{1, -0.5f, 2}, {0.25f, 0, 3}});

    @TempDir
    private Path folder;

    @Test
    void projectorGetsNumbersWordsAndConfiguration() throws IOException {
        Path out = folder.resolve("new/projector");
        assertEquals(3, VectorExport.write(Format.TSV, out, VECTORS).size());
        assertEquals("1.0\t-0.5\t2.0\n0.25\t0.0\t3.0\n", Files.readString(out.resolve("vectors.tsv")));
        assertEquals("id\ttitle\n7\tTea pot\na b\t茶壶\n", Files.readString(out.resolve("metadata.tsv")));
        assertEquals(
                "{\"embeddings\": [{\"tensorName\": \"vectors\", \"tensorShape\": [2, 3], \"tensorPath\": \"vectors.tsv\","
                        + " \"metadataPath\": \"metadata.tsv\"}]}",
                Files.readString(out.resolve("projector_config.json")).strip());
    }

    @Test
    void word2vecHasNoWhiteSpaceInIds() throws IOException {
        Path out = folder.resolve("v.txt");
        VectorExport.write(Format.WORD2VEC, out, VECTORS);
        assertEquals("2 3\n7 1.0 -0.5 2.0\na_b 0.25 0.0 3.0\n", Files.readString(out));
    }

    @Test
    void columnsStandBesideIdsAndTitlesInEveryFormOfWords() throws IOException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put("town", List.of("Os\tlo", ""));
        columns.put("ID", List.of("x", "y")); // the file has an id of its own
        columns.put("Town", List.of("1", "2")); // would be the same name in Parquet
        VectorFile.Vectors known = new VectorFile.Vectors(VECTORS.ids(), VECTORS.titles(), VECTORS.rows(), columns);
        String words = "id\ttitle\ttown\tfeature_ID\tfeature_Town\n7\tTea pot\tOs lo\tx\t1\na b\t茶壶\t\ty\t2\n";
        VectorExport.write(Format.TSV, folder.resolve("projector"), known);
        assertEquals(words, Files.readString(folder.resolve("projector/metadata.tsv")));
        for (Format format : List.of(Format.NPY, Format.WORD2VEC)) {
            Path out = folder.resolve(format.name("users"));
            assertEquals(List.of(out, folder.resolve(format.name("users") + ".ids.tsv")), VectorExport.write(format, out, known));
            assertEquals(words, Files.readString(folder.resolve(format.name("users") + ".ids.tsv")));
        }
        Path parquet = folder.resolve("users.parquet");
        VectorExport.write(Format.PARQUET, parquet, known);
        VectorFile.Vectors read = VectorFile.read(parquet);
        assertEquals(List.of("town", "feature_ID", "feature_Town"), List.copyOf(read.columns().keySet()));
        assertEquals(List.of("Os\tlo", ""), read.columns().get("town"));
    }

    @Test
    void numpyArrayStartsAtAMultipleOf64AndHoldsFloatsRowByRow() throws IOException {
        Path out = folder.resolve("v.npy");
        VectorExport.write(Format.NPY, out, VECTORS);
        byte[] bytes = Files.readAllBytes(out);
        assertEquals(128 + 24, bytes.length);
        assertEquals('\n', bytes[127]);
        float[] floats = new float[6];
        ByteBuffer.wrap(Arrays.copyOfRange(bytes, 128, bytes.length)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        assertArrayEquals(new float[] {1, -0.5f, 2, 0.25f, 0, 3}, floats);
        assertEquals("id\ttitle\n7\tTea pot\na b\t茶壶\n", Files.readString(folder.resolve("v.npy.ids.tsv")));
    }

    @Test
    void placeThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Fault.Work fault = assertThrows(Fault.Work.class, () -> VectorExport.write(Format.TSV, file.resolve("below"), VECTORS));
        assertTrue(fault.getMessage().contains("below"), fault.getMessage());
    }
}
