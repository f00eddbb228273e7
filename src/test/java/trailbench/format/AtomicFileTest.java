package trailbench.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.work.Fault;

class AtomicFileTest {
    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writeReplacesTheFileAndMakesMissingFolders() throws IOException {
        Path file = folder.resolve("a/b/c.txt");
        AtomicFile.writeText(file, "one");
        AtomicFile.writeText(file, "two");
        assertEquals("two", Files.readString(file));
        assertEquals(1, Files.list(file.getParent()).count());
    }

    @Test
    void fullDiskLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("state.json");
        AtomicFile.writeText(file, "old");
        Fault fault = assertThrows(Fault.Work.class, () -> AtomicFile.write(file, out -> {
            out.write("half".getBytes(UTF_8));
            throw new IOException("No space left on device");
        }));
        assertTrue(fault.getMessage().startsWith(file + " was not written: No space left on device."), fault.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("state.json"), names());
    }

    @Test
    void fileBelowAFileCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("occupied"), "");
        Fault fault = assertThrows(Fault.Work.class, () -> AtomicFile.writeText(folder.resolve("occupied/state.json"), "new"));
        assertTrue(fault.getMessage().contains("occupied/state.json was not written"), fault.getMessage());
    }

    @Test
    void replaceFolderReplacesAllFiles() throws IOException {
        Path target = folder.resolve("last");
        AtomicFile.replaceFolder(target, into -> Files.writeString(into.resolve("a"), "1"));
        AtomicFile.replaceFolder(target, into -> Files.writeString(into.resolve("b"), "2"));
        assertEquals("2", Files.readString(target.resolve("b")));
        assertEquals(1, Files.list(target).count());
        assertEquals(List.of("last"), names());
    }

    @Test
    void failedReplaceFolderLeavesTheOldFolder() throws IOException {
        Path target = folder.resolve("last");
        AtomicFile.replaceFolder(target, into -> Files.writeString(into.resolve("a"), "1"));
        assertThrows(Fault.Work.class, () -> AtomicFile.replaceFolder(target, into -> {
            Files.writeString(into.resolve("b"), "2");
            throw new UncheckedIOException(new IOException("No space left on device"));
        }));
        assertEquals("1", Files.readString(target.resolve("a")));
        assertEquals(List.of("last"), names());
    }

    @Test
    void crashBetweenTheTwoMovesLeavesTheOldFolderReadable() throws IOException {
        Path target = folder.resolve("last");
        // as a kill leaves it: the old folder moved away, the new one complete but still aside
        Files.createDirectories(folder.resolve(".last.previous"));
        Files.writeString(folder.resolve(".last.previous/a"), "1");
        Files.createDirectories(folder.resolve(".last.0badcafe.writing"));

        assertEquals("1", Files.readString(AtomicFile.readableFolder(target).resolve("a")));

        AtomicFile.replaceFolder(target, into -> Files.writeString(into.resolve("a"), "2"));
        assertEquals("2", Files.readString(AtomicFile.readableFolder(target).resolve("a")));
        assertEquals(List.of("last"), names());
    }

    @Test
    void folderIsPutInOrderAfterACrash() throws IOException {
        Files.createDirectories(folder.resolve(".best.previous"));
        Files.writeString(folder.resolve(".best.previous/a"), "1");
        Files.createDirectories(folder.resolve(".best.0badcafe.writing"));
        Files.createDirectories(folder.resolve("last"));
        Files.createDirectories(folder.resolve(".last.previous"));
        Files.createDirectories(folder.resolve(".epoch-5.0badcafe.writing"));
        AtomicFile.settle(folder);
        assertEquals(List.of("best", "last"), names());
        assertEquals("1", Files.readString(folder.resolve("best/a")));
        AtomicFile.settle(folder.resolve("nowhere"));

        Files.writeString(folder.resolve(".provenance.json.0badcafe.writing"), "half");
        Files.writeString(folder.resolve(".marks.yaml.0badcafe.writing"), "somebody else's");
        AtomicFile.sweep(folder.resolve("provenance.json"));
        assertEquals(List.of(".marks.yaml.0badcafe.writing", "best", "last"), names());
    }

    @Test
    void missingAndNonTextFilesAreNamed() throws IOException {
        Path missing = folder.resolve("none.yaml");
        assertEquals(missing + " does not exist", assertThrows(Fault.Request.class, () -> Yaml.read(missing, FormatTest.Lists.class)).getMessage());
        Path binary = folder.resolve("latin.yaml");
        Files.write(binary, new byte[] {'a', ':', ' ', (byte) 0xe9});
        assertEquals(binary + " is not UTF-8 text. Save it as UTF-8", assertThrows(Fault.Request.class, () -> Yaml.read(binary, FormatTest.Lists.class)).getMessage());
    }
}
