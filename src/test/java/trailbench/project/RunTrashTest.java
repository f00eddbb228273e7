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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.experiment.SyntheticLog;
import trailbench.format.FolderLock;
import trailbench.work.Fault;

class RunTrashTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Project project;
    private FolderRun run;

    @BeforeEach
    void make() {
        project = new FolderProjects().create(folder.resolve("shop"), "Shop");
        run = FolderRun.create(project, SyntheticLog.experiment(Path.of("log.csv")), AT);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void trashedRunComesBackWhole() throws IOException {
        Files.writeString(run.path().resolve("metrics.csv"), "epoch\n1\n");
        run.mark(RunMarks.NONE.withTag("paper").withStar(true));
        project.trash(run);
        assertEquals(List.of(), project.runs());
        assertEquals(List.of(run.id()), project.trashed().stream().map(RunFolder::id).toList());

        RunFolder back = project.restore(run.id());
        assertEquals(List.of(), project.trashed());
        assertEquals(run.path(), back.path());
        assertEquals("epoch\n1\n", Files.readString(back.path().resolve("metrics.csv")));
        assertEquals(new RunMarks(List.of("paper"), "", true), back.marks());
    }

    @Test
    void onlyTheSecondWordDeletes() {
        project.trash(run);
        assertTrue(Files.exists(folder.resolve("shop/trash").resolve(run.id()).resolve("experiment.yaml")));
        assertEquals(List.of(run.id()), project.emptyTrash());
        assertFalse(Files.exists(folder.resolve("shop/trash").resolve(run.id())));
        Fault gone = assertThrows(Fault.Request.class, () -> project.restore(run.id()));
        assertTrue(gone.getMessage().contains(run.id()), gone.getMessage());
    }

    @Test
    void runAtWorkStaysWhereItIs() {
        try (FolderLock _ = FolderLock.tryAcquire(run.path().resolve(FolderRun.LOCK_FILE)).orElseThrow()) {
            Fault refused = assertThrows(Fault.Request.class, () -> project.trash(run));
            assertTrue(refused.getMessage().contains("Stop it"), refused.getMessage());
        }
        assertEquals(1, project.runs().size());
    }

    @Test
    void runIsNotRestoredOverAnother() throws IOException {
        project.trash(run);
        Files.createDirectories(run.path());
        assertThrows(Fault.Request.class, () -> project.restore(run.id()));
        assertEquals(1, project.trashed().size());
    }

    @Test
    void marksLeaveWhatTheRunWroteAlone() throws IOException {
        String before = Files.readString(run.path().resolve("experiment.yaml"));
        run.mark(new RunMarks(List.of("a", "b", "a"), "two\nlines", false));
        assertEquals(new RunMarks(List.of("a", "b"), "two\nlines", false), run.marks());
        assertEquals(before, Files.readString(run.path().resolve("experiment.yaml")));
        assertThrows(Fault.Request.class, () -> run.marks().withTag("two words"));
    }
}
