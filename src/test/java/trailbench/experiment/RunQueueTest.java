package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trailbench.experiment.RunQueue.Happening;
import trailbench.format.FolderLock;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.QueueFolder;
import trailbench.project.QueueOptions;
import trailbench.project.RunFolder;
import trailbench.project.RunMarks;
import trailbench.project.UserFolders;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// The queue with real worker processes, and processes that serve it, killed in the midst.
@Timeout(150)
class RunQueueTest {
    @TempDir
    private Path folder;

    private Project project;
    private Experiment experiment;
    private WorkerWorkbench workbench;
    private RunQueue queue;
    private final WorkerProcesses processes = new WorkerProcesses("trailbench.app.Main");

    @BeforeEach
    void open() {
        SyntheticLog.write(folder.resolve("log.csv"), 60, 12, 1);
        experiment = SyntheticLog.experiment(folder.resolve("log.csv"));
        project = new FolderProjects().create(folder.resolve("project"), "Circle");
        workbench = new WorkerWorkbench(new Preparation(new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"))), processes);
        queue = workbench.queue(project);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private List<RunFolder> add(int runs) {
        List<RunFolder> added = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            added.addAll(queue.add(List.of(Yaml.with(experiment, Map.of("training.seed", Integer.toString(i)))), RunMarks.NONE));
        }
        return added;
    }

    private static List<String> ids(List<RunFolder> runs) {
        return runs.stream().map(RunFolder::id).toList();
    }

    @Test
    void runsOfALimitOfOneTrainOneAfterAnotherAndAFailedOneStopsNobody() throws IOException {
        List<RunFolder> added = new ArrayList<>(add(1));
        Path gone = SyntheticLog.write(folder.resolve("gone.csv"), 20, 12, 2);
        added.addAll(queue.add(List.of(Yaml.with(experiment, Map.of("log.files", "['" + gone.toString().replace('\\', '/') + "']"))), new RunMarks(List.of("lost"), "", false)));
        added.addAll(add(1));
        Files.delete(gone);
        assertEquals(ids(added), queue.state().waiting());
        assertTrue(added.stream().allMatch(run -> run.state() == RunState.QUEUED));
        assertEquals(List.of("lost"), added.get(1).marks().tags());

        List<Happening> told = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger most = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Thread watch = Thread.ofVirtual().start(() -> watchMostAtOnce(most, over));
        queue.serve(told::add, Progress.SILENT);
        over.set(true);
        join(watch);

        assertEquals(List.of(RunState.FINISHED, RunState.FAILED, RunState.FINISHED), added.stream().map(RunFolder::state).toList());
        assertEquals(List.of(RunState.RUNNING, RunState.FINISHED, RunState.RUNNING, RunState.FAILED, RunState.RUNNING, RunState.FINISHED), told.stream().map(Happening::state).toList());
        assertTrue(told.get(3).words().contains("gone.csv"), told.get(3).words());
        assertTrue(((RunEvent.Failed) added.get(1).events().getLast()).message().contains("gone.csv"), "the failed run keeps its reason");
        assertEquals(1, most.get());
        assertFalse(queue.state().served());
        assertEquals(List.of(), queue.state().waiting());
    }

    @Test
    void runsThatWereLookedAtJustNowAreNotReadAgain() throws IOException {
        List<RunFolder> added = add(3);
        RunFolder over = added.get(1);
        Path journal = over.path().resolve("events.jsonl");
        Files.writeString(journal, "no event\n");
        over.recall(RunState.FINISHED, Files.size(journal));
        List<RunFolder> open = List.of(added.get(2), added.get(0));

        assertEquals(List.of(added.get(0).id(), added.get(2).id()), queue.state(added, open).waiting());
        assertEquals(List.of(), queue.state(added, open).going());
        assertEquals(List.of(added.get(0).id(), added.get(2).id()), queue.state().waiting());
        assertEquals(List.of(), queue.state().going());
    }

    @Test
    void forkWaitsForItsTurnAndGoesOnFromItsCheckpoint() {
        RunFolder parent = add(1).getFirst();
        queue.serve(_ -> {}, Progress.SILENT);
        assertEquals(RunState.FINISHED, parent.state());
        int epochs = parent.experiment().training().epochs();
        RunFolder fork = queue.addFork(parent, "last", Map.of("training.epochs", Integer.toString(epochs + 1)));
        assertEquals(RunState.QUEUED, fork.state());
        assertEquals(List.of(fork.id()), queue.state().waiting());
        queue.serve(_ -> {}, Progress.SILENT);
        assertEquals(RunState.FINISHED, fork.state());
        RunEvent.Started started = fork.events().stream().filter(RunEvent.Started.class::isInstance).map(RunEvent.Started.class::cast).findFirst().orElseThrow();
        assertEquals(fork.fork().orElseThrow().step(), started.firstStep());
        assertEquals(
                List.of(epochs + 1), fork.events().stream().filter(RunEvent.Epoch.class::isInstance).map(event -> ((RunEvent.Epoch) event).epoch()).toList());
    }

    @Test
    void twoTrainAtOnceWhereTheLimitIsTwo() {
        queue.set(new QueueOptions(2, false));
        List<RunFolder> added = add(3);
        AtomicInteger most = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Thread watch = Thread.ofVirtual().start(() -> watchMostAtOnce(most, over));
        queue.serve(told -> {}, Progress.SILENT);
        over.set(true);
        join(watch);

        assertTrue(added.stream().allMatch(run -> run.state() == RunState.FINISHED));
        assertEquals(2, most.get());
    }

    private void watchMostAtOnce(AtomicInteger most, AtomicBoolean over) {
        RunQueue looked = workbench.queue(project);
        while (!over.get()) {
            most.accumulateAndGet(looked.state().going().size(), Math::max);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /// Killed while it starts a worker, and while a run goes on. Whoever serves next goes on.
    @Test
    void noRunIsLostOrDoubledWhenWhoServesIsKilled() throws Exception {
        List<RunFolder> added = add(3);
        long[] waits = {0, 1_200};
        for (long wait : waits) {
            Process server = processes.startServing(List.of("queue", "run", project.folder().toString()), folder.resolve("queue.log"));
            waitFor(() -> queue.state().served() || !server.isAlive());
            LockSupport.parkNanos(wait * 1_000_000);
            server.destroyForcibly().waitFor();
        }
        waitFor(() -> !queue.state().served());
        queue.serve(told -> {}, Progress.SILENT);
        waitFor(() -> queue.state().going().isEmpty());

        assertEquals(3, project.runs().size());
        for (RunFolder run : added) {
            assertEquals(RunState.FINISHED, run.state(), () -> run.id() + " " + run.events());
            assertEquals(1, run.events().stream().filter(RunEvent.Started.class::isInstance).count(), "was trained twice: " + run.id());
        }
    }

    @Test
    void runIsBegunByOneOfTwoWorkers() throws Exception {
        RunFolder run = add(1).getFirst();
        Process first = processes.startDetached(List.of("resume", run.path().toString(), "--if-new"), folder.resolve("first.log"));
        Process second = processes.startDetached(List.of("resume", run.path().toString(), "--if-new"), folder.resolve("second.log"));
        assertEquals(2, first.waitFor() + second.waitFor(), "one is done (0), the other refuses (2)");

        assertEquals(RunState.FINISHED, run.state());
        assertEquals(1, run.events().stream().filter(RunEvent.Started.class::isInstance).count());
        assertThrows(Fault.class, () -> workbench.begin(project, run));
    }

    @Test
    void ordersAndPausesAreKeptInTheProject() {
        List<RunFolder> added = add(3);
        queue.arrange(List.of(added.get(2).id(), "20200101-000000-gone", added.get(0).id()));
        queue.set(new QueueOptions(3, true));

        RunQueue again = workbench.queue(new FolderProjects().openShared(project.folder()));
        assertEquals(List.of(added.get(2).id(), added.get(0).id(), added.get(1).id()), again.state().waiting());
        assertEquals(new QueueOptions(3, true), again.state().options());
        again.serve(told -> {}, Progress.SILENT); // paused: begins none
        assertEquals(3, queue.state().waiting().size());

        project.trash(added.get(0));
        assertEquals(List.of(added.get(2).id(), added.get(1).id()), queue.state().waiting());
        project.restore(added.get(0).id());
        assertEquals(3, queue.state().waiting().size());
    }

    @Test
    void queueIsServedByOneProcess() {
        try (FolderLock _ = new QueueFolder(project).serve().orElseThrow()) {
            assertTrue(queue.state().served());
            Fault.Request refused = assertThrows(Fault.Request.class, () -> queue.serve(told -> {}, Progress.SILENT));
            assertTrue(refused.getMessage().contains("already"), refused.getMessage());
        }
    }

    @Test
    void queueThatIsStartedElsewhereOutlivesWhoStartedIt() {
        RunFolder run = add(1).getFirst();
        queue.start();
        waitFor(() -> run.state() == RunState.FINISHED);
        waitFor(() -> !queue.state().served());
    }

    @Test
    void workerThatCannotStartFailsItsRunWithTheReason() {
        List<RunFolder> added = add(2);
        RunQueue broken = new FolderQueue(project, run -> {
            throw new Fault.Work("no memory left");
        }, () -> {});
        broken.serve(told -> {}, Progress.SILENT);

        assertEquals(List.of(), queue.state().waiting());
        for (RunFolder run : added) {
            assertEquals(RunState.FAILED, run.state());
            assertEquals("no memory left", ((RunEvent.Failed) run.events().getFirst()).message());
        }
    }

    @Test
    void nothingIsAddedIfOneExperimentCannotBeTrained() {
        Experiment wrong = Yaml.with(experiment, Map.of("log.files", "[nowhere.csv]"));
        assertThrows(Fault.Request.class, () -> queue.add(List.of(experiment, wrong), RunMarks.NONE));
        assertEquals(List.of(), project.runs());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Other processes' files are all there is to wait on. The class's time limit ends a wait in vain.
    private static void waitFor(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void stateIsThatOfFilesAlone() {
        RunFolder run = add(1).getFirst();
        assertEquals(RunState.QUEUED, FolderRun.open(run.path()).state());
        FolderRun.open(run.path()).queuePlace().leave();
        assertEquals(List.of(), queue.state().waiting());
    }
}
