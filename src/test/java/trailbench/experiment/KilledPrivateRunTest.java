package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trailbench.format.Yaml;
import trailbench.privacy.Spending;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.UserFolders;
import trailbench.project.Verification;
import trailbench.training.Checkpoint;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.work.Progress;

/// What a private run forgets when its worker is killed: nothing that it has spent, and no noise is drawn for two different sums.
class KilledPrivateRunTest {
    private static final int KILLS = 3;
    private static final long SEED = 8;
    private static final int USERS = 60;
    private static final int USERS_A_STEP = 20;
    private static final int EPOCHS = 60;
    private static final double EPSILON = 6;
    private static final double DELTA = 0.001;

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void runThatIsKilledHasSpentAndDrawnWhatOneThatNobodyDisturbedHas() throws IOException {
        SyntheticLog.write(folder.resolve("log.csv"), USERS, 12, 1);
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        WorkerWorkbench workbench = new WorkerWorkbench(new Preparation(folders), new WorkerProcesses("trailbench.app.Main"));
        try (Project project = new FolderProjects().create(folder.resolve("project"), "Circle")) {
            FolderRun run = FolderRun.open(workbench.train(project, experiment()).path());
            kill(run, workbench, project);
            while (run.state() != RunState.FINISHED) {
                assertNotEquals(RunState.FAILED, run.state(), () -> run.lastWords().toString());
                LockSupport.parkNanos(5_000_000);
            }

            assertTrue(Killer.segments(run) > 1, "no kill came after the first step; seed " + SEED);

            // an epoch is 60 / 20 steps; whenever one was told, before a kill or again after it, it had cost what that many steps cost
            double rate = (double) USERS_A_STEP / USERS;
            int steps = USERS / USERS_A_STEP;
            double noise = Spending.noiseFor(EPSILON, DELTA, rate, (long) steps * EPOCHS);
            List<RunEvent.Epoch> told = run.events().stream().filter(RunEvent.Epoch.class::isInstance).map(RunEvent.Epoch.class::cast).toList();
            for (RunEvent.Epoch epoch : told) {
                assertEquals((long) steps * epoch.epoch(), epoch.step());
                assertEquals(Spending.NOTHING.plus(noise, rate, epoch.step()).epsilon(DELTA), epoch.privacy().orElseThrow().epsilon(), () -> "epoch " + epoch.epoch());
            }
            assertEquals(EPOCHS, told.getLast().epoch());
            assertEquals((long) steps * EPOCHS, Checkpoint.read(run.checkpoints(), Checkpoint.LAST).orElseThrow().progress().spent().orElseThrow().steps());

            // steps that were made again were made of the same users with the same noise: undisturbed, the run comes to the same numbers
            Verification again = workbench.verify(project, run, new VerifyOptions(0, 0), Progress.SILENT);
            assertEquals(Verification.Verdict.IDENTICAL, again.verdict(), again::toString);
        }
    }

    private Experiment experiment() {
        return Yaml.with(
                Yaml.with(SyntheticLog.experiment(folder.resolve("log.csv")), Map.of("training.privacy", "budget")),
                Map.of(
                        "training.privacy.epsilon", Double.toString(EPSILON), "training.privacy.delta", Double.toString(DELTA),
                        "training.privacy.users", Integer.toString(USERS_A_STEP), "training.epochs", Integer.toString(EPOCHS),
                        "training.checkpoint_minutes", "0.0005"));
    }

    private static void kill(FolderRun run, WorkerWorkbench workbench, Project project) throws IOException {
        Killer killer = new Killer(new SplittableRandom(SEED));
        Path key = run.path().resolve(".private").resolve("noise.key");
        String secret = "";
        long before = 0;
        int made = 0;
        while (made < KILLS && run.state() != RunState.FINISHED) {
            made += killer.kill(run, before) ? 1 : 0;
            if (Files.exists(key)) {
                assertTrue(secret.isEmpty() || secret.equals(Files.readString(key)), "a killed run keeps its key");
                secret = Files.readString(key);
            }
            if (run.state() != RunState.FINISHED) {
                before = Killer.segments(run);
                workbench.resume(project, run);
            }
        }
        assertEquals(KILLS, made, "the run was over too soon to be killed so often; seed " + SEED);
    }
}
