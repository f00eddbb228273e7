package trailbench.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trailbench.format.FolderLock;
import trailbench.format.TestProcess;
import trailbench.format.AtomicFile;
import trailbench.work.Fault;

@Timeout(60)
class TrainingLoopTest {
    private static final int STEPS = FakeRun.EPOCHS * FakeRun.BATCHES;

    @TempDir
    Path folder;

    private FakeRun run(String name) {
        return new FakeRun(folder.resolve(name));
    }

    @Test
    void runSaysWhatItDoesFromStartToEnd() throws IOException {
        FakeRun run = run("whole");
        RunEvent end = run.run();

        assertEquals("All 3 epochs are done", assertInstanceOf(RunEvent.Finished.class, end).reason());
        assertEquals(new RunEvent.Started(java.time.Instant.EPOCH, 0, 1, 4, 4, 3, 0), run.events.getFirst());
        assertEquals(STEPS, run.events(RunEvent.Step.class).size());
        // step numbers go on over the epochs
        assertEquals(List.of(1L, 5L, 9L), List.of(0, 4, 8).stream().map(i -> run.events(RunEvent.Step.class).get(i).step()).toList());
        assertEquals(List.of(1, 2, 3), run.events(RunEvent.Epoch.class).stream().map(RunEvent.Epoch::epoch).toList());
        assertEquals("last", run.events(RunEvent.Checkpoint.class).getFirst().name());
        assertEquals(RunState.FINISHED, RunStates.of(RunJournal.read(run.folder.resolve("events.jsonl"), 0).events(), false));
        assertEquals(4, Files.readAllLines(run.folder.resolve("metrics.csv")).size());
    }

    @Test
    void epochsTrainingLossIsTheMeanOverItsTargets() {
        FakeRun run = run("mean");
        // epoch 1 has the steps 0 to 3 with two targets each: (0 + 1 + 2 + 3) / 4 = 1.5; epoch 2: (4 + 5 + 6 + 7) / 4 = 5.5
        run.engine.losses(step -> step);
        run.run();
        assertEquals(1.5, run.events(RunEvent.Epoch.class).get(0).trainingLoss());
        assertEquals(5.5, run.events(RunEvent.Epoch.class).get(1).trainingLoss());
    }

    @Test
    void paceAndTimeLeftFollowTheClock() {
        FakeRun run = run("pace");
        run.run();
        // each look at the clock lasts 1 ms and a step looks at its start and at its end: 2 targets in 1 ms
        RunEvent.Step first = run.events(RunEvent.Step.class).getFirst();
        assertEquals(2_000, first.eventsPerSecond(), 1e-9);
        // 11 steps of 1 ms, and no validation has been measured yet
        assertEquals(0.011, first.secondsLeft(), 1e-9);
        RunEvent.Step last = run.events(RunEvent.Step.class).getLast();
        // the last validation is left: from its first look at the clock to its last 1 ms
        assertEquals(0.001, last.secondsLeft(), 1e-9);
    }

    @Test
    void pausedRunWaitsUntilItIsToldToGoOn() throws Exception {
        FakeRun run = run("paused");
        CountDownLatch paused = new CountDownLatch(1);
        run.engine.beforeStep = step -> {
            if (step == 4) {
                run.control.say(RunControl.Word.PAUSE);
            }
        };
        run.listener = event -> {
            if (event instanceof RunEvent.Paused) {
                paused.countDown();
            }
        };
        CompletableFuture<RunEvent> end = CompletableFuture.supplyAsync(run::run);
        paused.await();
        assertFalse(end.isDone());
        assertEquals(RunState.PAUSED, RunStates.of(RunJournal.read(run.folder.resolve("events.jsonl"), 0).events(), true));
        run.control.say(RunControl.Word.RESUME);
        assertInstanceOf(RunEvent.Finished.class, end.get());
        assertEquals(5, run.events(RunEvent.Paused.class).getFirst().step());
        assertEquals(5, run.events(RunEvent.Resumed.class).getFirst().step());
        assertEquals(STEPS, run.events(RunEvent.Step.class).getLast().step());
    }

    @Test
    void runPausedWhileItRanksWaitsThereAndGoesOnAsIfNothingHadBeen() throws Exception {
        FakeRun whole = run("unpaused");
        whole.ndcg = List.of(0.1, 0.2, 0.15);
        whole.run();
        FakeRun run = run("paused-ranking");
        run.ndcg = whole.ndcg;
        CountDownLatch paused = new CountDownLatch(1);
        run.beforeRanking = () -> {
            run.beforeRanking = () -> {};
            run.control.say(RunControl.Word.PAUSE);
        };
        run.listener = event -> {
            if (event instanceof RunEvent.Paused) {
                paused.countDown();
            }
        };
        CompletableFuture<RunEvent> end = CompletableFuture.supplyAsync(run::run);
        paused.await();
        assertTrue(run.events(RunEvent.Epoch.class).isEmpty(), "the first epoch is not measured yet");
        assertEquals(FakeRun.BATCHES, run.events(RunEvent.Paused.class).getFirst().step());
        run.control.say(RunControl.Word.RESUME);
        assertInstanceOf(RunEvent.Finished.class, end.get());
        assertSameRun(whole, run, "paused while it ranks");
    }

    @Test
    void runStoppedWhileItWaitsInARankingRanksWhenResumed() throws Exception {
        FakeRun whole = run("unstopped");
        whole.run();
        FakeRun first = run("stopped-ranking");
        CountDownLatch paused = new CountDownLatch(1);
        first.beforeRanking = () -> first.control.say(RunControl.Word.PAUSE);
        first.listener = event -> {
            if (event instanceof RunEvent.Paused) {
                paused.countDown();
            }
        };
        CompletableFuture<RunEvent> end = CompletableFuture.supplyAsync(first::run);
        paused.await();
        first.control.say(RunControl.Word.STOP);
        assertEquals(FakeRun.BATCHES, assertInstanceOf(RunEvent.Stopped.class, end.get()).step());
        FakeRun second = run("stopped-ranking");
        second.run();
        assertSameRun(whole, second, "stopped while it waits in a ranking");
    }

    @Test
    void pausedRunCanBeStopped() throws Exception {
        FakeRun run = run("paused-stopped");
        CountDownLatch paused = new CountDownLatch(1);
        run.control.say(RunControl.Word.PAUSE);
        run.listener = event -> {
            if (event instanceof RunEvent.Paused) {
                paused.countDown();
            }
        };
        CompletableFuture<RunEvent> end = CompletableFuture.supplyAsync(run::run);
        paused.await();
        run.control.say(RunControl.Word.STOP);
        assertEquals(0, assertInstanceOf(RunEvent.Stopped.class, end.get()).step());
    }

    @Test
    void stoppedRunKeepsACheckpointOfTheVeryStep() {
        FakeRun run = run("stopped");
        stopAtStep(run, 6);
        RunEvent.Stopped stopped = assertInstanceOf(RunEvent.Stopped.class, run.run());
        assertEquals(6, stopped.step());
        assertEquals(2, stopped.epoch());
        RunProgress progress = Checkpoint.read(run.checkpoints(), "last").orElseThrow().progress();
        assertEquals(6, progress.step());
        assertEquals(2, progress.batch());
        assertInstanceOf(RunEvent.Checkpoint.class, run.events.get(run.events.size() - 2));
    }

    @Test
    void stopAfterEpochEndsWithTheEpochsFigures() {
        FakeRun run = run("after-epoch");
        run.engine.beforeStep = step -> {
            if (step == 5) {
                run.control.say(RunControl.Word.STOP_AFTER_EPOCH);
            }
        };
        RunEvent.Stopped stopped = assertInstanceOf(RunEvent.Stopped.class, run.run());
        assertEquals(8, stopped.step());
        assertEquals(2, stopped.epoch());
        assertEquals(2, run.events(RunEvent.Epoch.class).size());
    }

    @Test
    void interruptedAndResumedRunEqualsTheUninterruptedOneBitForBit() throws IOException {
        FakeRun whole = run("uninterrupted");
        whole.run();
        for (int stop = 1; stop <= STEPS; stop++) {
            FakeRun first = run("interrupted-" + stop);
            stopAtStep(first, stop);
            first.run();
            FakeRun second = run("interrupted-" + stop);
            RunEvent end = second.run();
            assertInstanceOf(RunEvent.Finished.class, end);
            assertSameRun(whole, second, "stopped at step " + stop);
        }
    }

    @Test
    void runStoppedWhileValidatingValidatesWhenResumed() throws IOException {
        FakeRun whole = run("uninterrupted");
        whole.run();
        FakeRun first = run("interrupted");
        first.engine.beforeValidation = () -> first.control.say(RunControl.Word.STOP);
        assertEquals(4, assertInstanceOf(RunEvent.Stopped.class, first.run()).step());
        assertTrue(first.events(RunEvent.Epoch.class).isEmpty());
        FakeRun second = run("interrupted");
        second.run();
        assertEquals(3, second.events(RunEvent.Epoch.class).size());
        assertSameRun(whole, second, "stopped while validating");
    }

    /// A worker that is stuck in its sixth step, for somebody to kill.
    static final class StuckWorker {
        static void main(String[] arguments) {
            FakeRun run = new FakeRun(Path.of(arguments[0]));
            run.engine.beforeStep = step -> {
                if (step == 5) {
                    System.out.println("stuck");
                    run.control.say(RunControl.Word.PAUSE);
                    run.control.proceed();
                }
            };
            try (FolderLock _ = FolderLock.tryAcquire(Path.of(arguments[1])).orElseThrow()) {
                run.run();
            }
        }
    }

    @Test
    void killedWorkerLeavesAFailedRunThatCanBeResumed() throws Exception {
        FakeRun whole = run("uninterrupted");
        whole.run();
        Path lock = folder.resolve("run.lock");
        FakeRun resumed = run("killed");
        Path events = resumed.folder.resolve("events.jsonl");
        Process worker = TestProcess.start(StuckWorker.class, resumed.folder.toString(), lock.toString());
        try (BufferedReader out = worker.inputReader()) {
            assertEquals("stuck", out.readLine());
            assertEquals(RunState.RUNNING, RunStates.of(RunJournal.read(events, 0).events(), FolderLock.isHeld(lock)));
        } finally {
            worker.destroyForcibly().waitFor();
        }
        List<RunEvent> left = RunJournal.read(events, 0).events();
        assertEquals(RunState.FAILED, RunStates.of(left, FolderLock.isHeld(lock)));
        assertEquals(
                "The worker ended without a word: it was killed, or ran out of memory. "
                        + "Resume it to go on from the checkpoint at step 4 (epoch 1)",
                RunStates.failure(left, false).orElseThrow());

        resumed.run();
        assertEquals(1, ((RunEvent.Started) resumed.events.getFirst()).segment());
        assertSameRun(whole, resumed, "killed in step 6");
        // steps 5 and 6 were done by both segments: step 5 counts once
        List<Long> steps = RunJournal.withoutRepeated(RunJournal.read(events, 0).events()).stream()
                .filter(RunEvent.Step.class::isInstance).map(event -> ((RunEvent.Step) event).step()).toList();
        assertEquals(steps.stream().sorted().distinct().toList(), steps);
    }

    @Test
    void earlyStoppingEndsTheRunWhenTheMetricNoLongerRises() throws IOException {
        FakeRun run = run("early");
        run.epochs = 10;
        run.earlyStopping = Optional.of(new TrainingOptions.EarlyStopping("ndcg@10", 2));
        run.ndcg = List.of(0.1, 0.3, 0.3, 0.2, 0.9);
        RunEvent.Finished end = assertInstanceOf(RunEvent.Finished.class, run.run());
        assertEquals("Early stopping: no better ndcg@10 for 2 epochs (best 0.3000 in epoch 2)", end.reason());
        assertEquals(4, end.epoch());
        assertEquals(2, end.bestEpoch());
        assertEquals(List.of(true, true, false, false), run.events(RunEvent.Epoch.class).stream().map(RunEvent.Epoch::best).toList());
        assertEquals(8, Checkpoint.read(run.checkpoints(), "best").orElseThrow().progress().step());
        assertEquals(16, Checkpoint.read(run.checkpoints(), "last").orElseThrow().progress().step());

        FakeRun again = run("early");
        again.epochs = 10;
        again.earlyStopping = run.earlyStopping;
        again.ndcg = run.ndcg;
        assertEquals(end.reason(), assertInstanceOf(RunEvent.Finished.class, again.run()).reason());
    }

    @Test
    void earlyStoppingOnLossWantsItLower() {
        FakeRun run = run("early-loss");
        run.earlyStopping = Optional.of(new TrainingOptions.EarlyStopping("loss", 1));
        run.ndcg = List.of(0.1, 0.2, 0.3);
        run.engine.validationLosses = List.of(2.0, 2.5);
        RunEvent.Finished end = assertInstanceOf(RunEvent.Finished.class, run.run());
        assertEquals(1, end.bestEpoch());
        assertEquals(2, end.epoch());
    }

    @Test
    void bestIsChosenByNdcgWhereItIsMeasuredAndByLossElsewhere() {
        FakeRun ranked = run("ranked");
        ranked.ndcg = List.of(0.1, 0.2, 0.15);
        ranked.engine.validationLosses = List.of(1.0, 2.0, 3.0);
        assertEquals(2, assertInstanceOf(RunEvent.Finished.class, ranked.run()).bestEpoch());
        FakeRun unranked = run("unranked");
        unranked.engine.validationLosses = List.of(3.0, 2.0, 1.0);
        assertEquals(3, assertInstanceOf(RunEvent.Finished.class, unranked.run()).bestEpoch());
    }

    @Test
    void everySecondEpochLeavesACheckpointToForkFrom() throws IOException {
        FakeRun run = run("kept");
        run.epochs = 5;
        run.keepCheckpoints = 2;
        run.run();

        assertEquals(
                List.of("epoch-2", "epoch-4"),
                run.events(RunEvent.Checkpoint.class).stream().map(RunEvent.Checkpoint::name).filter(name -> name.startsWith("epoch")).toList());
        Checkpoint fourth = Checkpoint.read(run.checkpoints(), "epoch-4").orElseThrow();
        assertEquals(5, fourth.progress().epoch()); // the epoch that would come next
        assertEquals(4 * FakeRun.BATCHES, fourth.progress().step());
        assertFalse(Files.exists(run.checkpoints().resolve("epoch-3")));
    }

    @Test
    void unknownMetricIsRefusedBeforeTheFirstStep() {
        FakeRun run = run("unknown");
        run.earlyStopping = Optional.of(new TrainingOptions.EarlyStopping("ndgc@10", 2));
        run.ndcg = List.of(0.1);
        Fault fault = assertThrows(Fault.Request.class, run::run);
        assertEquals("training.early_stopping.metric ndgc@10 is not measured in this run. Allowed: loss, ndcg@10", fault.getMessage());
        assertEquals(fault.getMessage(), assertInstanceOf(RunEvent.Failed.class, run.events.getLast()).message());
    }

    @Test
    void divergedRunSaysWhereAndKeepsTheLastGoodCheckpoint() throws IOException {
        FakeRun run = run("diverged");
        run.engine.losses(step -> step == 6 ? Double.NaN : 1);
        Fault fault = assertThrows(Fault.Work.class, run::run);
        // gradient norms of the fake are 1 + step; the steps 2 to 6 (from 1) were the last good ones
        assertEquals(
                "Training diverged in epoch 2: step 7 gave the loss NaN and the gradient norm 7.0, at learning rate 0.001; "
                        + "gradient norms of the last good steps: 2.00, 3.00, 4.00, 5.00, 6.00. No checkpoint was overwritten. "
                        + "Lower training.optimizer.learning_rate, or set training.clip_norm (now off), and train again or fork from a checkpoint. "
                        + run.folder.toAbsolutePath().resolve("blackbox.json") + " tells more",
                fault.getMessage());
        assertEquals(RunEvent.Failed.of(java.time.Instant.EPOCH, fault), run.events.getLast());
        assertEquals(4, Checkpoint.read(run.checkpoints(), "last").orElseThrow().progress().step());
        assertEquals(RunState.FAILED, RunStates.of(run.events, false));
    }

    @Test
    void infiniteValidationLossIsADivergenceToo() {
        FakeRun run = run("diverged-validation");
        run.engine.validationLosses = List.of(Double.POSITIVE_INFINITY);
        assertThrows(Fault.Work.class, run::run);
        assertTrue(Checkpoint.read(run.checkpoints(), "last").isEmpty());
    }

    @Test
    void checkpointThatCannotBeWrittenFailsTheRunLoudly() throws IOException {
        FakeRun run = run("full");
        run.engine.beforeSave = () -> {
            if (run.events(RunEvent.Epoch.class).size() == 2) {
                throw new UncheckedIOException(new IOException("No space left on device"));
            }
        };
        Fault fault = assertThrows(Fault.Work.class, run::run);
        assertTrue(fault.getMessage().startsWith(run.checkpoints().resolve("last") + " was not written: No space left on device."), fault.getMessage());
        assertEquals(fault.getMessage(), assertInstanceOf(RunEvent.Failed.class, run.events.getLast()).message());
        assertEquals(4, Checkpoint.read(run.checkpoints(), "last").orElseThrow().progress().step());
    }

    @Test
    void checkpointFolderThatIsAFileFailsTheRunLoudly() throws IOException {
        FakeRun run = run("occupied");
        Files.createDirectories(run.folder);
        Files.writeString(run.checkpoints(), "");
        Fault fault = assertThrows(Fault.Work.class, run::run);
        assertTrue(fault.getMessage().contains("last was not written"), fault.getMessage());
    }

    @Test
    void copiesOfTheLastCheckpointThatAKillPreventedAreMadeWhenTheRunGoesOn() throws Exception {
        FakeRun run = run("killed");
        run.keepCheckpoints = 1;
        run.engine.validationLosses = List.of(3.0, 2.0, 1.0);
        run.listener = event -> {
            if (event instanceof RunEvent.Epoch epoch && epoch.epoch() == 2) {
                run.control.say(RunControl.Word.STOP_AFTER_EPOCH);
            }
        };
        run.run();
        // as a kill leaves it right after "last" of epoch 2 is written: nobody has copied it
        Checkpoint.copy(run.checkpoints(), "epoch-1", "best");
        AtomicFile.remove(run.checkpoints().resolve("epoch-2"));

        List<Integer> held = new ArrayList<>();
        FakeRun resumed = run("killed");
        resumed.keepCheckpoints = 1;
        resumed.listener = event -> {
            if (event instanceof RunEvent.Started) {
                held.add(Checkpoint.read(run.checkpoints(), "best").orElseThrow().progress().bestEpoch());
                held.add(Checkpoint.read(run.checkpoints(), "epoch-2").orElseThrow().progress().bestEpoch());
            }
        };
        resumed.run();
        assertEquals(List.of(2, 2), held);
    }

    @Test
    void faultOfTheEngineIsTheRunsLastWord() {
        FakeRun run = run("broken");
        run.engine.beforeStep = step -> {
            throw new OutOfMemoryError("Java heap space");
        };
        assertThrows(OutOfMemoryError.class, run::run);
        assertTrue(assertInstanceOf(RunEvent.Failed.class, run.events.getLast()).message().startsWith("The worker ran out of memory"));
    }

    private static void stopAtStep(FakeRun run, int stop) {
        run.engine.beforeStep = step -> {
            if (step == stop - 1) {
                run.control.say(RunControl.Word.STOP);
            }
        };
    }

    private static void assertSameRun(FakeRun whole, FakeRun resumed, String message) throws IOException {
        for (String name : List.of("last", "best")) {
            Checkpoint expected = Checkpoint.read(whole.checkpoints(), name).orElseThrow();
            Checkpoint actual = Checkpoint.read(resumed.checkpoints(), name).orElseThrow();
            assertEquals(Files.readString(expected.model()), Files.readString(actual.model()), message);
            assertEquals(expected.progress(), actual.progress(), message);
        }
        Map<Integer, List<Double>> figures = figures(RunJournal.read(whole.folder.resolve("events.jsonl"), 0).events());
        List<RunEvent> events = RunJournal.withoutRepeated(RunJournal.read(resumed.folder.resolve("events.jsonl"), 0).events());
        assertEquals(figures, figures(events), message);
    }

    private static Map<Integer, List<Double>> figures(List<RunEvent> events) {
        return events.stream()
                .filter(RunEvent.Epoch.class::isInstance)
                .map(RunEvent.Epoch.class::cast)
                .collect(java.util.stream.Collectors.toMap(RunEvent.Epoch::epoch, epoch -> List.of(epoch.trainingLoss(), epoch.validationLoss())));
    }
}
