package trailbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.experiment.SyntheticLog;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.RunMarks;
import trailbench.project.UserFolders;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.work.Progress;

/// A project on a disk that is full, or that cannot be written to. Root may write anywhere, so the disk itself must refuse: a small one in
/// memory, mounted for the test. Who may not mount skips these tests.
class UnwritableProjectTest {
    private static final int DISK_BYTES = 1 << 20;

    @TempDir
    private Path folder;

    private Path disk;
    private Path project;
    private FolderRun run;
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                mount("-t", "tmpfs", "-o", "size=" + DISK_BYTES, "tmpfs", disk.toString()),
                "skipped: this user may not mount a small disk (run as root on Linux to test full and read-only disks)");
        project = disk.resolve("shop");
        try (Project made = new FolderProjects().create(project, "Shop")) {
            run = FolderRun.create(made, SyntheticLog.experiment(Path.of("log.csv")), Instant.parse("2026-03-01T12:00:00Z"));
            FinishedRun.write(run);
            run.mark(RunMarks.NONE.withNotes("before"));
        }
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        ended(new ProcessBuilder("umount", disk.toString()));
    }

    private static boolean mount(String... words) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("mount"));
        command.addAll(List.of(words));
        return System.getProperty("os.name").equals("Linux") && ended(new ProcessBuilder(command)) == 0;
    }

    private static int ended(ProcessBuilder builder) throws IOException, InterruptedException {
        try {
            Process process = builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : 1;
        } catch (IOException noSuchProgram) {
            return 1;
        }
    }

    private int trailbench(String... words) {
        out.getBuffer().setLength(0);
        error.getBuffer().setLength(0);
        UserFolders folders = new UserFolders(folder, folder.resolve("user-cache"), folder.resolve("logs"));
        Session session = new Session(
                new FolderProjects(), new FakeWorkbench(), (map, png, width, height, dark) -> {}, (experiment, prepared, png, dark, language) -> {}, request -> {}, folders, folder, Progress.SILENT,
                new PrintWriter(out));
        return new TrailbenchCommand(session, new PrintWriter(error), (fault, arguments) -> {
                    throw new AssertionError("a fault nobody foresaw", fault);
                })
                .run(words);
    }

    private void nothingIsBroken() throws IOException {
        assertEquals("before", run.marks().notes());
        assertTrue(Files.exists(run.path().resolve("experiment.yaml")));
        try (var files = Files.list(run.path())) {
            assertEquals(List.of(), files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".writing")).toList());
        }
        assertEquals(0, trailbench("runs", project.toString()), error::toString);
        assertTrue(out.toString().contains(run.id()), out::toString);
    }

    @Test
    void readOnlyDiskIsListedAndRefusesToBeChanged() throws Exception {
        assertTrue(mount("-o", "remount,ro", disk.toString()));
        assertEquals(1, trailbench("runs", "note", run.path().toString(), "after"));
        assertTrue(error.toString().contains("marks.yaml was not written: Read-only file system"), error::toString);
        assertEquals(1, trailbench("runs", "trash", run.path().toString()));
        assertTrue(error.toString().contains("Read-only file system. It is where it was"), error::toString);
        try (Project opened = new FolderProjects().open(project)) {
            assertTrue(opened.readOnly());
        }
        nothingIsBroken();
        assertFalse(Files.exists(project.resolve("cache")));
    }

    @Test
    void fullDiskKeepsWhatWasThere() throws IOException {
        fill();
        assertEquals(1, trailbench("runs", "note", run.path().toString(), "after"));
        assertTrue(error.toString().contains("marks.yaml was not written: No space left on device. What was there before is unchanged"), error::toString);
        nothingIsBroken();
        // moving needs no room
        assertEquals(0, trailbench("runs", "trash", run.path().toString()), error::toString);
        assertEquals(0, trailbench("runs", "restore", run.path().toString()), error::toString);
        nothingIsBroken();
    }

    private void fill() throws IOException {
        Path filler = disk.resolve("filler");
        byte[] block = new byte[1024];
        try (var stream = Files.newOutputStream(filler)) {
            for (int i = 0; i <= DISK_BYTES / block.length; i++) {
                stream.write(block);
            }
        } catch (IOException full) {
            assertTrue(String.valueOf(full.getMessage()).contains("No space left"), full::getMessage);
            return;
        }
        throw new AssertionError("the disk is larger than it should be");
    }
}
