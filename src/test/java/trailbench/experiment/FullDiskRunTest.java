package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.format.Yaml;
import trailbench.project.FolderProjects;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.UserFolders;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.work.Trouble;

/// A run whose disk fills while it trains: a small one in memory, mounted for the test. Who may not mount skips it.
class FullDiskRunTest {
    private static final int DISK_BYTES = 4 << 20;
    /// Room for lines of the journal and none for a checkpoint.
    private static final int LEFT_BYTES = 16 << 10;

    @TempDir
    private Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                System.getProperty("os.name").equals("Linux") && ended("mount", "-t", "tmpfs", "-o", "size=" + DISK_BYTES, "tmpfs", disk.toString()),
                "skipped: this user may not mount a small disk");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        ended("umount", "--lazy", disk.toString()); // the worker may still be closing its log
    }

    private static boolean ended(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private void fill(Path filler) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] block = new byte[1 << 10];
            while (disk.toFile().getUsableSpace() > LEFT_BYTES) {
                out.write(block);
            }
        }
    }

    private static void await(RunFolder run, BooleanSupplier met) {
        Instant limit = Instant.now().plus(Duration.ofSeconds(120));
        while (!met.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(limit), () -> "waited too long for " + run.path() + ", which is " + run.state());
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    private static long epochs(RunFolder run) {
        return run.events().stream().filter(RunEvent.Epoch.class::isInstance).count();
    }

    @Test
    void runFailsWithTheReasonAndGoesOnOnceThereIsRoom() throws IOException {
        SyntheticLog.write(folder.resolve("log.csv"), 60, 12, 1);
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        WorkerWorkbench workbench = new WorkerWorkbench(new Preparation(folders), new WorkerProcesses("trailbench.app.Main"));
        try (Project project = new FolderProjects().create(disk.resolve("project"), "Circle")) {
            RunFolder run = workbench.train(
                    project, Yaml.with(SyntheticLog.experiment(folder.resolve("log.csv")), Map.of("training.epochs", "5000", "graph.embedding", "64")));
            await(run, () -> epochs(run) >= 2);
            Path filler = disk.resolve("filler");
            fill(filler);
            await(run, () -> run.state().isFinal());

            assertEquals(RunState.FAILED, run.state());
            RunEvent.Failed why = (RunEvent.Failed) run.events().getLast();
            assertEquals(Optional.of(Trouble.Kind.MODEL_NOT_WRITTEN), why.trouble().map(Trouble::kind), why::message);
            assertTrue(why.message().contains("No space left on device"), why::message);

            Files.delete(filler);
            long before = epochs(run);
            workbench.resume(project, run);
            await(run, () -> epochs(run) > before + 1);
            workbench.control(run, Workbench.Control.STOP);
            await(run, () -> run.state().isFinal());
            assertEquals(RunState.STOPPED, run.state());
        }
    }
}
