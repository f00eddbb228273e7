package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trailbench.embedding.MapOptions;
import trailbench.embedding.MapWatcher;
import trailbench.embedding.PointMap;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.UserFolders;
import trailbench.sequence.LeakCount;
import trailbench.sequence.LeakKind;
import trailbench.serve.ServeOptions;
import trailbench.training.Histograms;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Runs in real worker processes: killed, stopped, resumed.
@Timeout(120)
class WorkerRunTest {
    @TempDir
    private Path folder;

    private Project project;
    private Experiment experiment;
    private WorkerWorkbench workbench;

    @BeforeEach
    void open() {
        SyntheticLog.write(folder.resolve("log.csv"), 60, 12, 1);
        experiment = SyntheticLog.experiment(folder.resolve("log.csv"));
        project = new FolderProjects().create(folder.resolve("project"), "Circle");
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        workbench = new WorkerWorkbench(new Preparation(folders), new WorkerProcesses("trailbench.app.Main"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void runFinishesInAProcessOfItsOwnAndIsEvaluatedInAnother() {
        RunFolder run = workbench.train(project, experiment);
        waitFor(run, () -> run.state().isFinal());

        assertEquals(RunState.FINISHED, run.state());
        assertEquals(4, count(run, RunEvent.Epoch.class::isInstance));
        assertTrue(run.provenance().orElseThrow().sources().containsKey(experiment.log().files().getFirst().toString()));
        assertTrue(red(run.provenance().orElseThrow().leaks()), "leave-one-out trains on what comes after a target, and the run says so");
        Map<String, Double> figures = workbench.evaluate(project, run, Progress.SILENT).rows().getFirst().metrics();
        double popularity = run.evaluation().orElseThrow().rows().get(1).metrics().get("ndcg@10");
        assertTrue(red(run.evaluation().orElseThrow().passport().leaks()), "so does the protocol of its figures");
        assertTrue(figures.get("ndcg@10") > popularity, "the circle was not learnt: " + figures);
    }

    @Test
    void mapIsWatchedWhileAWorkerMakesItAndIsKeptWhenItIsCancelled() {
        RunFolder run = workbench.train(project, experiment);
        waitFor(run, () -> run.state().isFinal());
        List<Integer> iterations = new CopyOnWriteArrayList<>();
        List<String> drafts = new CopyOnWriteArrayList<>();
        MapWatcher watcher = new MapWatcher() {
            @Override
            public void begun(PointMap draft) {
                drafts.addAll(draft.ids());
            }

            @Override
            public void moved(int iteration, float[] x, float[] y) {
                assertEquals(12, x.length);
                iterations.add(iteration);
            }
        };
        Progress cancelledOnceItMoves = new Progress() {
            @Override
            public void report(Phase phase, long done, long total) {}

            @Override
            public boolean cancelled() {
                return !iterations.isEmpty();
            }
        };
        MapOptions endless = new MapOptions(MapOptions.Method.TSNE, 100, 3, 100_000_000, 1);
        PointMap stopped = workbench.map(project, run, endless, watcher, cancelledOnceItMoves);
        assertEquals(12, drafts.size());
        assertTrue(stopped.making().stopped() >= iterations.getFirst(), () -> "stopped after " + stopped.making().stopped());
        assertTrue(stopped.caption().contains("stopped after"), stopped.caption());
        assertEquals(List.of(MapNames.of(endless)), run.maps());

        MapOptions brief = new MapOptions(MapOptions.Method.TSNE, 100, 3, 60, 1);
        PointMap watched = workbench.map(project, run, brief, (iteration, x, y) -> {}, Progress.SILENT);
        assertArrayEquals(watched.x(), workbench.map(project, run, brief, Progress.SILENT).x(), "the same options and seed, the same map");
    }

    private static boolean red(Optional<List<LeakCount>> leaks) {
        return leaks.orElseThrow().stream().anyMatch(leak -> leak.kind() == LeakKind.TRAINED_LATER);
    }

    @Test
    void killedWorkerLeavesABrokenRunThatResumes() throws Exception {
        RunFolder run = workbench.train(project, longer());
        waitFor(run, () -> run.events().stream().anyMatch(RunEvent.Checkpoint.class::isInstance));
        ProcessHandle worker = workerOf(run);
        worker.destroyForcibly();
        worker.onExit().get();

        assertEquals(RunState.FAILED, run.state());
        assertTrue(run.hasCheckpoint());
        assertEquals(List.of(run.id()), project.runs().stream().map(RunFolder::id).toList());

        workbench.resume(project, run);
        waitFor(run, () -> count(run, RunEvent.Started.class::isInstance) == 2);
        workbench.control(run, Workbench.Control.STOP);
        waitFor(run, () -> run.state().isFinal());
        assertEquals(RunState.STOPPED, run.state());
    }

    @Test
    void workerThatTheSystemAsksToEndStopsWithACheckpoint() throws Exception {
        RunFolder run = workbench.train(project, longer());
        waitFor(run, () -> count(run, RunEvent.Step.class::isInstance) > 0);
        ProcessHandle worker = workerOf(run);
        worker.destroy();
        worker.onExit().get();

        assertEquals(RunState.STOPPED, run.state(), run.events()::toString);
        assertTrue(run.hasCheckpoint());
    }

    @Test
    void interruptedAndResumedEqualsUninterrupted() throws IOException {
        RunFolder whole = workbench.train(project, experiment);
        RunFolder parts = workbench.train(project, experiment);
        waitFor(parts, () -> count(parts, RunEvent.Step.class::isInstance) > 0);
        workbench.control(parts, Workbench.Control.STOP);
        waitFor(parts, () -> count(parts, event -> event instanceof RunEvent.Stopped || event instanceof RunEvent.Finished) > 0);
        if (count(parts, RunEvent.Stopped.class::isInstance) > 0) {
            workbench.resume(project, parts); // at once: its worker is on its way out yet
        }
        waitFor(parts, () -> parts.state() == RunState.FINISHED);
        waitFor(whole, () -> whole.state().isFinal());

        Path first = folder.resolve("whole.parquet");
        Path second = folder.resolve("parts.parquet");
        workbench.embed(project, whole, Workbench.Vectors.ITEMS, first, Progress.SILENT);
        workbench.embed(project, parts, Workbench.Vectors.ITEMS, second, Progress.SILENT);
        float[][] wholeVectors = trailbench.embedding.VectorFile.read(first).rows();
        float[][] partsVectors = trailbench.embedding.VectorFile.read(second).rows();
        for (int item = 0; item < wholeVectors.length; item++) {
            assertArrayEquals(wholeVectors[item], partsVectors[item], "item " + item);
        }
    }

    @Test
    void pausedRunWaitsAndGoesOn() {
        RunFolder run = workbench.train(project, longer());
        waitFor(run, () -> run.state() == RunState.RUNNING && count(run, RunEvent.Step.class::isInstance) > 0);
        workbench.control(run, Workbench.Control.PAUSE);
        waitFor(run, () -> run.state() == RunState.PAUSED);
        workbench.control(run, Workbench.Control.RESUME);
        waitFor(run, () -> run.state() == RunState.RUNNING);
        workbench.control(run, Workbench.Control.STOP_AFTER_EPOCH);
        waitFor(run, () -> run.state().isFinal());
        assertFalse(run.state() == RunState.FAILED, run.events()::toString);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void runBehindAWindowGivesWayToIt() throws IOException {
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        workbench = new WorkerWorkbench(new Preparation(folders), new WorkerProcesses("trailbench.app.Main").givingWay());
        RunFolder run = workbench.train(project, longer());
        waitFor(run, () -> count(run, RunEvent.Step.class::isInstance) > 0);

        Path process = Path.of("/proc", Long.toString(workerOf(run).pid()));
        String stat = Files.readString(process.resolve("stat"));
        int niceness = Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
        assertEquals(10, niceness);
        if (Files.exists(process.resolve("autogroup"))) {
            String session = Files.readString(process.resolve("autogroup")).strip();
            assertTrue(session.endsWith("nice 10"), session);
        }
        workbench.control(run, Workbench.Control.STOP);
        waitFor(run, () -> run.state().isFinal());
    }

    @Test
    void computingWorkerEndsWhenItsStarterIsGone() throws Exception {
        Process worker = new WorkerProcesses("trailbench.app.Main").attached(List.of("evaluate", folder.resolve("no-run").toString())).start();
        worker.getOutputStream().close();

        assertEquals(WorkerProcesses.ABANDONED, worker.waitFor());
    }

    @Test
    void runThatIsGoingOnIsNotStartedTwice() {
        RunFolder run = workbench.train(project, longer());
        waitFor(run, () -> run.state() == RunState.RUNNING);
        assertThrows(Fault.Request.class, () -> workbench.resume(project, run));
        workbench.control(run, Workbench.Control.STOP);
        waitFor(run, () -> run.state().isFinal());
    }

    @Test
    void runIsLookedAtWhileItGoesOnAndAfterwards() {
        RunFolder run = workbench.train(project, longer());
        waitFor(run, () -> count(run, RunEvent.Step.class::isInstance) > 0);
        Histograms live = workbench.histograms(project, run, Progress.SILENT);
        assertEquals(RunState.RUNNING, run.state());
        workbench.control(run, Workbench.Control.STOP);
        waitFor(run, () -> run.state().isFinal());
        Histograms later = workbench.histograms(project, run, Progress.SILENT);
        assertTrue(later.step() >= live.step(), later::toString);
        assertEquals(live.nodes().size(), later.nodes().size());
    }

    @Test
    void unreadableLogFailsBeforeARunIsMade() throws IOException {
        Files.delete(folder.resolve("log.csv"));
        assertThrows(Fault.Request.class, () -> workbench.train(project, experiment));
        assertEquals(List.of(), project.runs());
    }

    @Test
    void kindOfAFaultComesOutOfTheWorker() {
        Path none = folder.resolve("none.trail");
        Fault.Request refused = assertThrows(
                Fault.Request.class, () -> workbench.serve(none, ServeOptions.defaults(), Optional.empty(), Progress.SILENT));
        assertEquals(Trouble.Kind.NO_BUNDLE, refused.trouble().kind());
        assertTrue(refused.getMessage().startsWith("There is no bundle at " + none), refused.getMessage());
    }

    /// The process that says it listens for control words.
    private static ProcessHandle workerOf(RunFolder run) throws IOException {
        Matcher pid = Pattern.compile("\"pid\"\\s*:\\s*(\\d+)").matcher(Files.readString(run.path().resolve("control.json")));
        assertTrue(pid.find());
        return ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow();
    }

    private Experiment longer() {
        return Yaml.with(experiment, Map.of("training.epochs", "2000"));
    }

    private static long count(RunFolder run, Predicate<RunEvent> kind) {
        return run.events().stream().filter(kind).count();
    }

    /// The worker is another process: its files are all there is to wait on. The class's time limit ends a wait in vain.
    private static void waitFor(RunFolder run, java.util.function.BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (run.state() == RunState.FAILED) {
                throw new AssertionError("the run failed: " + run.events() + " " + FolderRun.open(run.path()).lastWords());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }
}
