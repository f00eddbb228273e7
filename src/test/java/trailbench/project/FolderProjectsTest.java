package trailbench.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.experiment.SyntheticLog;
import trailbench.training.RunState;
import trailbench.work.Fault;
import trailbench.work.Progress;

class FolderProjectsTest {
    private final FolderProjects projects = new FolderProjects();

    @TempDir
    private Path folder;

    @Test
    void projectComesBackAsItWasSaved() {
        Experiment experiment = SyntheticLog.experiment(Path.of("log.csv"));
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        try (Project project = projects.create(folder.resolve("shop"), "Shop")) {
            project.describe("My shop", "Two lines\nof notes");
            project.save(experiment);
            FolderRun.create(project, experiment, noon);
        }

        try (Project again = projects.open(folder.resolve("shop"))) {
            assertEquals("My shop", again.title());
            assertEquals("Two lines\nof notes", again.notes().strip());
            assertEquals(List.of(experiment), again.experiments());
            RunFolder run = again.runs().getFirst();
            assertEquals("20260301-120000-circle", run.id());
            assertEquals(noon, run.created());
            assertEquals(experiment, run.experiment());
            assertEquals(RunState.FAILED, run.state(), "no worker ever said a word");
        }
    }

    @Test
    void secondWindowOpensTheProjectReadOnly() {
        try (Project first = projects.create(folder.resolve("shop"), "Shop");
                Project second = projects.open(folder.resolve("shop"))) {
            assertFalse(first.readOnly());
            assertTrue(second.readOnly());
            Fault fault = assertThrows(Fault.Request.class, () -> second.describe("Other", ""));
            assertTrue(fault.getMessage().contains("read-only"), fault.getMessage());
        }
        try (Project third = projects.open(folder.resolve("shop"))) {
            assertFalse(third.readOnly());
        }
    }

    @Test
    void whatAKilledWindowWasWritingIsGoneOnceTheProjectIsOpenedToWrite() throws IOException {
        Experiment experiment = SyntheticLog.experiment(Path.of("log.csv"));
        Path half = folder.resolve("shop/experiments/.circle.yaml.0a1b2c3d.writing");
        Path title = folder.resolve("shop/.project.yaml.0a1b2c3d.writing");
        try (Project first = projects.create(folder.resolve("shop"), "Shop")) {
            first.save(experiment);
            Files.writeString(half, "experiment: cir");
            Files.writeString(title, "format: 1\nti");
            projects.open(folder.resolve("shop")).close();
            assertTrue(Files.exists(half), "the first window may be writing it");
        }

        try (Project again = projects.open(folder.resolve("shop"))) {
            assertFalse(Files.exists(half));
            assertFalse(Files.exists(title));
            assertEquals(List.of(experiment), again.experiments());
        }
    }

    @Test
    void newerFormatIsRefusedWithoutTouchingIt() throws IOException {
        Path file = Files.createDirectories(folder.resolve("shop")).resolve("project.yaml");
        Files.writeString(file, "format: 99\ntitle: From the future\nnotes: ''\nsample: false\n");

        Fault fault = assertThrows(Fault.Request.class, () -> projects.open(folder.resolve("shop")));

        assertTrue(fault.getMessage().contains("newer Trailbench"), fault.getMessage());
        assertTrue(Files.readString(file).startsWith("format: 99"));
    }

    @Test
    void copyOfTheSampleCanBeChangedAndTheSampleCannot() throws IOException {
        try (Project made = projects.create(folder.resolve("sample"), "Sample")) {
            made.save(SyntheticLog.experiment(Path.of("log.csv")));
        }
        Files.writeString(folder.resolve("sample/project.yaml"), "format: 1\ntitle: Sample\nnotes: ''\nsample: true\n");
        Files.createDirectories(folder.resolve("sample/cache"));
        Files.writeString(folder.resolve("sample/cache/derived"), "x");

        try (Project sample = projects.open(folder.resolve("sample"));
                Project copy = projects.saveAs(sample, folder.resolve("copy"), Progress.SILENT)) {
            assertTrue(sample.readOnly());
            assertThrows(Fault.Request.class, () -> FolderRun.create(sample, sample.experiment("circle"), Instant.EPOCH));
            assertFalse(copy.readOnly());
            assertFalse(copy.isSample());
            assertEquals(sample.experiments(), copy.experiments());
            assertFalse(Files.exists(copy.folder().resolve("cache")));
        }
    }

    @Test
    void copyIntoAFolderWithFilesIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("full"));
        Files.writeString(folder.resolve("full/thesis.txt"), "precious");
        try (Project project = projects.create(folder.resolve("shop"), "Shop")) {
            assertThrows(Fault.Request.class, () -> projects.saveAs(project, folder.resolve("full"), Progress.SILENT));
        }
        assertEquals("precious", Files.readString(folder.resolve("full/thesis.txt")));
    }
}
