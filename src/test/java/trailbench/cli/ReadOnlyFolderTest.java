package trailbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.experiment.SyntheticLog;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;

/// A project in a folder that an ordinary user may read and not write: the whole program in a process of its own. Whoever runs the tests as root may write
/// anywhere, so there the process is started without the right to pass over permissions, which makes root an ordinary user for them.
class ReadOnlyFolderTest {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final Set<PosixFilePermission> WRITING = PosixFilePermissions.fromString("-w--w--w-");

    @TempDir
    private Path folder;

    private Path project;
    private FolderRun run;
    private String said = "";

    @BeforeEach
    void make() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "skipped: this system has no permissions of POSIX");
        project = folder.resolve("shop");
        SyntheticLog.write(folder.resolve("log.csv"), 20, 12, 1);
        try (Project made = new FolderProjects().create(project, "Shop")) {
            made.save(SyntheticLog.experiment(folder.resolve("log.csv")));
            run = FolderRun.create(made, SyntheticLog.experiment(folder.resolve("log.csv")), Instant.parse("2026-03-01T12:00:00Z"));
            FinishedRun.write(run);
        }
        permit(false);
        assumeTrue(!Files.isWritable(project) || Files.isExecutable(SETPRIV), "skipped: root may write anywhere, and there is no setpriv to take that away");
    }

    @AfterEach
    void permitAgain() throws IOException {
        permit(true);
    }

    private void permit(boolean writing) throws IOException {
        for (Path path : everything()) {
            Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(path));
            if (writing) {
                permissions.add(PosixFilePermission.OWNER_WRITE);
            } else {
                permissions.removeAll(WRITING);
            }
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private List<Path> everything() throws IOException {
        try (Stream<Path> all = Files.walk(project)) {
            return all.sorted().toList();
        }
    }

    private int trailbench(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (Files.isWritable(project)) {
            command.addAll(List.of(SETPRIV.toString(), "--bounding-set=-dac_override,-dac_read_search"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dstderr.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), "trailbench.app.Main"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), said);
        return process.exitValue();
    }

    @Test
    void projectIsReadAndSaysWhyItCannotBeChanged() throws IOException, InterruptedException {
        List<Path> before = everything();

        assertEquals(0, trailbench("runs", project.toString()), said);
        assertTrue(said.contains(run.id()), said);

        assertEquals(1, trailbench("runs", "note", run.path().toString(), "after"), said);
        assertTrue(said.contains("marks.yaml was not written: permission denied. What was there before is unchanged."), said);

        assertEquals(1, trailbench("train", project.resolve("experiments/circle.yaml").toString()), said);
        assertTrue(said.contains("No run can be made under " + project.resolve("runs") + ": permission denied. Save the project to a folder you may write to."), said);

        assertEquals(before, everything(), "nothing is made, and nothing left behind");
    }
}
