package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.work.Fault;
import trailbench.work.Progress;

class ForeignVectorsTest {
    private static final VectorFile.Vectors OURS = new VectorFile.Vectors(
            List.of("a", "b", "c 1"), List.of("Apple", "Bread", "Cheese"), new float[][] {{1, -.5f}, {2e-9f, 4}, {5, 6}},
            Map.of("events", List.of("12", "7", ""), "label", List.of("new", "old", "old")));

    @TempDir
    private Path folder;

    @Test
    void whatIsExportedIsReadAgain() {
        for (VectorExport.Format format : VectorExport.Format.values()) {
            Path file = folder.resolve(format.name("items"));
            VectorExport.write(format, file, OURS);
            VectorFile.Vectors read = ForeignVectors.read(file, Optional.empty()).vectors();
            assertEquals(OURS.ids(), read.ids(), format.name());
            assertEquals(OURS.titles(), read.titles(), format.name());
            assertEquals(OURS.columns(), read.columns(), format.name());
            for (int row = 0; row < 3; row++) {
                assertArrayEquals(OURS.rows()[row], read.rows()[row], format.name());
            }
        }
        assertEquals(OURS.ids(), ForeignVectors.read(folder.resolve("items-projector/projector_config.json"), Optional.empty()).vectors().ids());
    }

    @Test
    void textWithoutItsWordsHasTheIdsInIt() throws IOException {
        Path file = folder.resolve("users.w2v.txt");
        VectorExport.write(VectorExport.Format.WORD2VEC, file, OURS);
        Path words = folder.resolve("users.w2v.txt.ids.tsv");
        String table = Files.readString(words);
        Files.delete(words);
        assertEquals(List.of("a", "b", "c_1"), ForeignVectors.read(file, Optional.empty()).vectors().titles());
        Path elsewhere = write("names.tsv", table);
        assertEquals(OURS.columns(), ForeignVectors.read(file, Optional.of(elsewhere)).vectors().columns());
        Path turned = write("turned.tsv", "id\ttitle\nb\tBread\na\tApple\nc 1\tCheese\n");
        Fault.Request fault = assertThrows(Fault.Request.class, () -> ForeignVectors.read(file, Optional.of(turned)));
        assertTrue(fault.getMessage().contains("turned.tsv calls vector 1 \"b\", where") && fault.getMessage().contains("has \"a\""), fault.getMessage());
    }

    @Test
    void vectorsWithoutIdsAreNumbered() throws IOException {
        Path file = write("plain.tsv", "1\t2\n3\t4\n5\t6\n");
        assertEquals(List.of("0", "1", "2"), ForeignVectors.read(file, Optional.empty()).vectors().ids());
    }

    @Test
    void metadataOfOneColumnHasNoHeaderAndOfMoreIsColouredBy() throws IOException {
        Path file = write("v.tsv", "1\t2\n3\t4\n5\t6\n");
        assertEquals(List.of("id", "b", "c"), ForeignVectors.read(file, Optional.of(write("one.tsv", "id\nb\nc\n"))).vectors().ids());
        ForeignVectors read = ForeignVectors.read(file, Optional.of(write("more.tsv", "Name\tID\tcolour\nAn a\t1\tred\nA b\t2\t\nA c\t3\tblue\n")));
        assertEquals(List.of("1", "2", "3"), read.vectors().ids());
        assertEquals(List.of("An a", "A b", "A c"), read.vectors().titles());
        assertEquals(Map.of("colour", List.of("red", "", "blue")), read.vectors().columns());
    }

    @Test
    void gloveHasNoFirstLine() throws IOException {
        VectorFile.Vectors read = ForeignVectors.read(write("glove.txt", "the 1 2\ncat 3 4\nsat 5 6\n"), Optional.empty()).vectors();
        assertEquals(List.of("the", "cat", "sat"), read.ids());
        assertArrayEquals(new float[] {3, 4}, read.rows()[1]);
    }

    @Test
    void mapOfAFileShowsItsFirstAndSaysSo() throws IOException {
        ForeignVectors read = ForeignVectors.read(write("glove.txt", "the 1 2\ncat 3 4\nsat 5 -6\non 1 1\n"), Optional.empty());
        MapOptions options = new MapOptions(MapOptions.Method.PCA, 3, 30, 50, 1).withStrata(read.usualStrata());
        PointMap map = Projection.map(read.points("glove.txt"), options, Optional.empty(), MapWatcher.NONE, Progress.SILENT);
        assertEquals(List.of("the", "cat", "sat"), map.ids());
        assertEquals("3 of 4 items · glove.txt · the first of the file", map.caption());
    }

    @Test
    void badFilesAreRefusedWithPlaceAndRemedy() throws IOException {
        refused(write("head.tsv", "x\ty\n1\t2\n3\t4\n"), "head.tsv line 1, column 1: \"x\" is no number", "take it off");
        refused(write("ragged.tsv", "1\t2\n3\n5\t6\n"), "ragged.tsv line 2: 1 numbers where 2 are expected");
        refused(write("cut.txt", "5 2\na 1 2\nb 3 4\nc 5 6\n"), "3 vectors, where its first line says 5");
        refused(write("word.txt", "2 2\na 1 2\nb 3 x\n"), "word.txt line 3, column 3: \"x\"");
        refused(write("twice.txt", "a 1 2\nb 3 4\na 5 6\n"), "the id \"a\" stands in rows 1 and 3");
        refused(write("nan.txt", "a 1 2\nb NaN 4\nc 5 6\n"), "the vector of \"b\" (row 2)");
        refused(write("two.txt", "a 1 2\nb 3 4\n"), "holds 2 vectors");
        refused(folder.resolve("none.tsv"), "none.tsv does not exist");
        refused(folder, "neither a run nor a folder of vectors");
        Files.write(folder.resolve("bytes.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
        refused(folder.resolve("bytes.txt"), "no text in UTF-8");
        Path fine = write("v.tsv", "1\t2\n3\t4\n5\t6\n");
        Fault.Request few = assertThrows(Fault.Request.class, () -> ForeignVectors.read(fine, Optional.of(write("few.tsv", "a\nb\n"))));
        assertTrue(few.getMessage().contains("few.tsv names 2 vectors, where there are 3"), few.getMessage());
        Path projector = Files.createDirectory(folder.resolve("projector"));
        Files.writeString(projector.resolve("projector_config.json"), "{\"embeddings\": [{\"tensorPath\": \"gone.tsv\"}]}");
        refused(projector, "names gone.tsv, which is not there");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void refused(Path file, String... words) {
        Fault.Request fault = assertThrows(Fault.Request.class, () -> ForeignVectors.read(file, Optional.empty()));
        for (String each : words) {
            assertTrue(fault.getMessage().contains(each), fault.getMessage());
        }
    }
}
