package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.format.AtomicFile;
import trailbench.format.Json;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Fork;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.UserFolders;
import trailbench.project.Verification;
import trailbench.training.ControlClient;
import trailbench.training.Histograms;
import trailbench.training.RunControl;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Forks and second times of a small run with the real engine, in this JVM.
@Timeout(120)
class ForkAndVerifyTest {
    @TempDir
    private Path folder;

    private Project project;
    private ComputingWorkbench workbench;
    private FolderRun parent;

    @BeforeEach
    void train() {
        SyntheticLog.write(folder.resolve("log.csv"), 60, 12, 1);
        project = new FolderProjects().create(folder.resolve("project"), "Circle");
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        workbench = new ComputingWorkbench(new Preparation(folders), Dl4jEngine::new);
        parent = FolderRun.open(workbench
                .train(project, Yaml.with(SyntheticLog.experiment(folder.resolve("log.csv")), Map.of("training.keep_checkpoints", "2")))
                .path());
    }

    @AfterEach
    void close() {
        project.close();
    }

    private static List<List<Object>> figures(List<RunEvent> events) {
        List<List<Object>> figures = new ArrayList<>();
        for (RunEvent event : events) {
            switch (event) {
                case RunEvent.Step step -> figures.add(List.of(step.step(), step.loss(), step.gradientNorm()));
                case RunEvent.Epoch epoch -> figures.add(List.of(epoch.epoch(), epoch.trainingLoss(), epoch.validationLoss(), epoch.metrics()));
                default -> { }
            }
        }
        return figures;
    }

    /// The journal thins steps by the clock, so only epochs are sure to be there.
    private static List<List<Object>> epochs(List<RunEvent> events) {
        return figures(events.stream().filter(RunEvent.Epoch.class::isInstance).toList());
    }

    @Test
    void forkWithoutChangesDoesWhatItsParentDid() {
        assertEquals(List.of("last", "best", "epoch-2", "epoch-4"), parent.checkpointNames());
        RunFolder fork = workbench.fork(project, parent, "epoch-2", Map.of());
        assertEquals(epochs(parent.events()).subList(2, 4), epochs(fork.events()));
        assertEquals(epochs(parent.events()).subList(0, 2), epochs(fork.inherited()), "the shared part is read, not computed");
        Fork from = fork.provenance().orElseThrow().fork().orElseThrow();
        assertEquals(parent.id(), from.parent());
        assertEquals(((RunEvent.Epoch) parent.events().stream().filter(RunEvent.Epoch.class::isInstance).skip(1).findFirst().orElseThrow()).step(), from.step());
        assertEquals(Map.of(), from.changes());
    }

    @Test
    void forkWithAnotherLearningRateGoesItsOwnWayAndCanBeForkedAgain() {
        RunFolder slow = workbench.fork(project, parent, "epoch-2", Map.of("training.optimizer.learning_rate", "0.0001", "training.epochs", "5"));
        assertEquals(3, epochs(slow.events()).size());
        assertNotEquals(epochs(parent.events()).get(2), epochs(slow.events()).getFirst());
        assertTrue(slow.provenance().orElseThrow().command().contains("--at epoch-2 --set training.epochs=5 --set training.optimizer.learning_rate=1.0E-4"), slow.provenance()::toString);

        RunFolder again = workbench.fork(project, slow, "epoch-4", Map.of("training.epochs", "6"));
        assertEquals(4, epochs(again.inherited()).size());
        assertEquals(List.of(5, 6), again.events().stream().filter(RunEvent.Epoch.class::isInstance).map(event -> ((RunEvent.Epoch) event).epoch()).toList());
        project.trash(slow);
        assertEquals(4, epochs(again.inherited()).size(), "what lies in the trash is still read");
    }

    @Test
    void bestSoFarGoesAlongOnlyWithItsCheckpoint() throws IOException {
        Path kept = parent.checkpoints().resolve("epoch-2/state.json");
        String state = Files.readString(kept);
        assertTrue(state.contains("\"best_epoch\""), state);
        RunFolder fork = workbench.fork(project, parent, "epoch-2", Map.of("training.early_stopping.metric", "loss"));
        RunEvent.Epoch first = (RunEvent.Epoch) fork.events().stream().filter(RunEvent.Epoch.class::isInstance).findFirst().orElseThrow();
        assertTrue(first.best(), "the parent's best value is of another figure");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "last    | training.seed=8               | all 4 epochs are done, so a fork has nothing to train. Say how far it should go: --set training.epochs=8",
        "epoch-3 | training.epochs=9             | has no checkpoint \"epoch-3\". It has: last, best, epoch-2, epoch-4",
        "epoch-2 | graph.hidden=32               | graph.hidden must stay as it is",
        "epoch-2 | split=temporal                | split.kind must stay",
        "epoch-2 | sequences.max_length=10       | sequences.max_length must stay",
        "epoch-2 | log.clean.min_user_events=5   | Train an experiment with the other data",
        "epoch-2 | training.optimizer={kind: sgd}| moments of its optimizer",
        "epoch-2 | training.nothing=1            | is not a field"
    })
    void whatWouldNotFitIsRefusedWithTheReasonAndLeavesNothing(String at, String change, String reason) {
        int cut = change.indexOf('=');
        Fault refused = assertThrows(Fault.Request.class, () -> workbench.fork(project, parent, at.strip(), Map.of(change.substring(0, cut).strip(), change.substring(cut + 1).strip())));
        assertTrue(refused.getMessage().contains(reason.strip()), refused.getMessage());
        assertEquals(1, project.runs().size());
    }

    @Test
    void forkOfALogThatChangedFails() throws IOException {
        SyntheticLog.write(folder.resolve("log.csv"), 60, 12, 2);
        Fault failed = assertThrows(Fault.class, () -> workbench.fork(project, parent, "epoch-2", Map.of()));
        assertTrue(failed.getMessage().contains("The log has changed"), failed.getMessage());
    }

    @Test
    void runDoneAgainIsIdenticalAndSaysSo() {
        Verification whole = workbench.verify(project, parent, VerifyOptions.defaults(), Progress.SILENT);
        assertEquals(Verification.Verdict.IDENTICAL, whole.verdict(), whole::toString);
        assertEquals(4, whole.epochs());
        assertEquals(figures(parent.events()).size(), whole.compared());
        assertEquals(Optional.of(whole), parent.verification());
        assertEquals(2, workbench.verify(project, parent, new VerifyOptions(2, 0), Progress.SILENT).epochs());

        FolderRun fork = FolderRun.open(workbench.fork(project, parent, "epoch-2", Map.of("training.optimizer.learning_rate", "0.001")).path());
        Verification ofFork = workbench.verify(project, fork, VerifyOptions.defaults(), Progress.SILENT);
        assertEquals(Verification.Verdict.IDENTICAL, ofFork.verdict(), ofFork::toString);
        assertEquals(2, ofFork.epochs());
    }

    @Test
    void runThatWasChangedByHandIsDoneAgainWithItsChanges() throws Exception {
        FolderRun changed = FolderRun.create(project, Yaml.with(parent.experiment(), Map.of("training.epochs", "5000")), java.time.Instant.now());
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> training = other.submit(() -> workbench.resume(project, changed));
            say(changed, new RunControl.Change(Optional.of(0.02), Optional.of(4_000), Optional.empty()));
            int before = epochs(changed.events()).size();
            while (epochs(changed.events()).size() < before + 2) {
                Thread.onSpinWait(); // so that something was learnt at the new rate
            }
            say(changed, new RunControl.Change(Optional.of(0.003), Optional.empty(), Optional.of(1))); // ends it after the epoch in progress
            training.get();
        }
        assertEquals(2, changes(changed).size());
        Verification again = workbench.verify(project, changed, VerifyOptions.defaults(), Progress.SILENT);
        assertEquals(Verification.Verdict.IDENTICAL, again.verdict(), again::toString);
        assertEquals(epochs(changed.events()).size(), again.epochs());

        List<RunEvent> untold = changed.events().stream().filter(event -> !(event instanceof RunEvent.Changed)).toList();
        Files.write(changed.path().resolve(RunJournal.EVENTS), untold.stream().map(Json::line).toList());
        Verification without = workbench.verify(project, changed, VerifyOptions.defaults(), Progress.SILENT);
        assertEquals(Verification.Verdict.DIFFERENT, without.verdict(), "without them it is another run");
    }

    /// Says a change as soon as there is somebody to hear it, and waits until it was taken.
    private static void say(FolderRun run, RunControl.Change change) {
        int before = changes(run).size();
        while (run.events().stream().noneMatch(RunEvent.Step.class::isInstance)) {
            Thread.onSpinWait();
        }
        ControlClient.say(run.path(), change);
        while (changes(run).size() == before) {
            Thread.onSpinWait();
        }
    }

    private static List<RunEvent> changes(FolderRun run) {
        return run.events().stream().filter(RunEvent.Changed.class::isInstance).toList();
    }

    @Test
    void lookingAtARunChangesNothingOfIt() throws Exception {
        FolderRun seen = FolderRun.create(project, Yaml.with(parent.experiment(), Map.of("training.epochs", "5000")), java.time.Instant.now());
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> training = other.submit(() -> workbench.resume(project, seen));
            while (seen.events().stream().noneMatch(RunEvent.Step.class::isInstance)) {
                Thread.onSpinWait();
            }
            ControlClient.say(seen.path(), RunControl.Word.HISTOGRAMS);
            while (Histograms.read(seen.path()).isEmpty()) {
                Thread.onSpinWait();
            }
            ControlClient.say(seen.path(), RunControl.Word.STOP_AFTER_EPOCH);
            training.get();
        }
        Histograms live = Histograms.read(seen.path()).orElseThrow();
        assertTrue(live.step() > 0 && !live.ofTraining());
        Verification again = workbench.verify(project, seen, VerifyOptions.defaults(), Progress.SILENT);
        assertEquals(Verification.Verdict.IDENTICAL, again.verdict(), again::toString);

        Histograms later = workbench.histograms(project, seen, Progress.SILENT);
        assertEquals(Optional.of(later), Histograms.read(seen.path()));
        assertEquals(live.nodes().stream().map(Histograms.Node::name).toList(), later.nodes().stream().map(Histograms.Node::name).toList());
        assertTrue(later.step() >= live.step());
        assertEquals("The run " + seen.id() + " has no checkpoint yet. Let it train to the end of an epoch, or stop it.", assertThrows(Fault.Request.class, () -> {
            AtomicFile.remove(seen.checkpoints());
            workbench.histograms(project, seen, Progress.SILENT);
        }).getMessage());
    }

    @Test
    void differenceIsFoundAtItsStepAndMeasured() throws IOException {
        List<RunEvent.Epoch> epochs = parent.events().stream().filter(RunEvent.Epoch.class::isInstance).map(RunEvent.Epoch.class::cast).toList();
        // the second epoch's training loss, off by a millionth of itself
        rewrite(event -> event instanceof RunEvent.Epoch epoch && epoch.epoch() == 2
                ? new RunEvent.Epoch(epoch.at(), 2, epoch.step(), epoch.trainingLoss() * (1 + 1e-6), epoch.validationLoss(), epoch.metrics(), epoch.best(), epoch.seconds())
                : event);
        Verification near = workbench.verify(project, parent, new VerifyOptions(0, 1e-5), Progress.SILENT);
        assertEquals(Verification.Verdict.WITHIN_TOLERANCE, near.verdict());
        assertEquals(Optional.of(epochs.get(1).step()), near.firstStep());
        assertEquals(1e-6, near.greatest(), 1e-8);

        Verification far = workbench.verify(project, parent, new VerifyOptions(0, 1e-7), Progress.SILENT);
        assertEquals(Verification.Verdict.DIFFERENT, far.verdict());
        assertEquals(Optional.of(epochs.get(1).step()), far.firstStep());
        assertEquals(2, far.epochs(), "it stops where it knows");
    }

    @Test
    void runOfAnotherLogIsNotDoneAgain() {
        SyntheticLog.write(folder.resolve("log.csv"), 60, 12, 2);
        Fault refused = assertThrows(Fault.Request.class, () -> workbench.verify(project, parent, VerifyOptions.defaults(), Progress.SILENT));
        assertTrue(refused.getMessage().contains("Put the old log back"), refused.getMessage());
        assertFalse(Files.exists(parent.path().resolve("verification.json")));
    }

    @Test
    void provenanceTellsWhatTheRunWasMadeOn() {
        Map<String, String> machine = parent.provenance().orElseThrow().machine();
        assertTrue(machine.keySet().containsAll(List.of("java", "system", "processor", "processors", "threads", "heap", "native")), machine::toString);
        assertTrue(machine.get("native").contains("openblas"), machine::toString);
        assertTrue(parent.provenance().orElseThrow().code().orElseThrow().matches("[0-9a-f]{12}"));
        assertTrue(parent.provenance().orElseThrow().environment().isPresent());
    }

    private void rewrite(UnaryOperator<RunEvent> change) throws IOException {
        Files.write(parent.path().resolve(RunJournal.EVENTS), parent.events().stream().map(change).map(Json::line).toList());
    }
}
