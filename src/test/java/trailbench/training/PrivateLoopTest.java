package trailbench.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.engine.Engine;
import trailbench.engine.Optimizer;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.graph.GraphChoice;
import trailbench.privacy.SecretDraws;
import trailbench.privacy.Spending;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Split;
import trailbench.sequence.SplitBounds;
import trailbench.sequence.WindowSet;
import trailbench.work.Fault;

/// Private runs from their first step to their last word.
class PrivateLoopTest {
    private static final PrivacyOptions.Noise NOISE = new PrivacyOptions.Noise(1.1, 0, 1e-3, 1, 16);

    @TempDir
    Path folder;

    private FakeRun run(String name, PrivacyOptions privacy) {
        FakeRun run = new FakeRun(folder.resolve(name));
        run.privacy = privacy;
        return run;
    }

    private static RunProgress last(FakeRun run) {
        return Checkpoint.read(run.checkpoints(), Checkpoint.LAST).orElseThrow().progress();
    }

    private static List<Double> epsilons(FakeRun run) {
        return run.events(RunEvent.Epoch.class).stream().map(epoch -> epoch.privacy().orElseThrow().epsilon()).toList();
    }

    @Test
    void everyEpochSaysWhatHasBeenSpent() throws IOException {
        FakeRun run = run("run", NOISE);
        run.run();
        // 60 users, 16 a step: 4 steps an epoch at q = 16 / 60
        Spending four = Spending.NOTHING.plus(1.1, 16 / 60.0, 4);
        assertEquals(four.epsilon(1e-3), epsilons(run).getFirst(), 1e-12);
        assertEquals(Spending.NOTHING.plus(1.1, 16 / 60.0, 12).epsilon(1e-3), epsilons(run).getLast(), 1e-12);
        assertEquals(12, run.engine.privateSteps.size());
        assertEquals(12, last(run).spending().steps());
        List<String> rows = Files.readAllLines(folder.resolve("run").resolve(RunJournal.METRICS));
        assertTrue(rows.getFirst().endsWith(",best,seconds,epsilon"), rows.getFirst());
        assertTrue(rows.getLast().endsWith("," + epsilons(run).getLast()), rows.getLast());
    }

    @Test
    void runsWithoutPrivacySayNothingOfIt() throws IOException {
        FakeRun run = run("plain", PrivacyOptions.defaults());
        run.run();
        assertTrue(run.events(RunEvent.Epoch.class).stream().allMatch(epoch -> epoch.privacy().isEmpty()));
        assertFalse(Files.readString(folder.resolve("plain").resolve(RunJournal.METRICS)).contains("epsilon"));
        assertFalse(Files.readString(folder.resolve("plain").resolve(RunJournal.EVENTS)).contains("privacy"));
        assertEquals(Optional.empty(), last(run).spent());
    }

    @Test
    void resumedRunGoesOnSpendingAndDrawingWhereItStood() {
        FakeRun whole = run("whole", NOISE);
        whole.run();
        FakeRun first = run("resumed", NOISE);
        first.listener = event -> {
            if (event instanceof RunEvent.Step step && step.step() == 6) {
                first.control.say(RunControl.Word.STOP);
            }
        };
        assertInstanceOf(RunEvent.Stopped.class, first.run());
        FakeRun second = run("resumed", NOISE);
        second.run();
        List<Double> joined = new ArrayList<>(epsilons(first));
        joined.addAll(epsilons(second));
        assertEquals(epsilons(whole), joined);
        assertEquals(losses(whole), concat(losses(first), losses(second)));
        assertEquals(last(whole).spent(), last(second).spent());

        FakeRun other = run("other-key", NOISE);
        other.key[3] = 1;
        other.run();
        assertNotEquals(losses(whole), losses(other));
        assertEquals(epsilons(whole), epsilons(other));
    }

    private static List<Double> losses(FakeRun run) {
        return run.events(RunEvent.Step.class).stream().map(RunEvent.Step::loss).toList();
    }

    private static List<Double> concat(List<Double> first, List<Double> second) {
        List<Double> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    @Test
    void runEndsBeforeTheEpochThatWouldExceedItsLimit() {
        double two = Spending.NOTHING.plus(1.1, 16 / 60.0, 8).epsilon(1e-3);
        FakeRun run = run("run", new PrivacyOptions.Noise(1.1, two + 0.01, 1e-3, 1, 16));
        RunEvent.Finished end = assertInstanceOf(RunEvent.Finished.class, run.run());
        assertEquals(2, end.epoch());
        assertTrue(end.reason().startsWith("The privacy budget is spent: ε is "), end.reason());
        assertEquals(two, epsilons(run).getLast(), 1e-12);
    }

    @Test
    void moreEpochsThanPlannedEndWithTheBudget() {
        FakeRun run = run("run", new PrivacyOptions.Budget(3, 1e-3, 1, 16));
        run.control.sayAfter(5, new RunControl.Change(Optional.empty(), Optional.empty(), Optional.of(9)));
        RunEvent.Finished end = assertInstanceOf(RunEvent.Finished.class, run.run());
        assertEquals(FakeRun.EPOCHS, end.epoch());
        assertTrue(end.reason().startsWith("The privacy budget is spent"), end.reason());
        assertTrue(epsilons(run).getLast() <= 3);
    }

    @Test
    void budgetThatIsLessThanOneEpochIsRefused() {
        FakeRun run = run("run", new PrivacyOptions.Noise(1.1, 0.01, 1e-3, 1, 16));
        Fault.Request refused = assertThrows(Fault.Request.class, run::run);
        assertTrue(refused.getMessage().contains("Allow a larger epsilon"), refused.getMessage());
        assertTrue(run.engine.privateSteps.isEmpty());
    }

    @Test
    void heldOutEventsChooseNoEpoch() {
        FakeRun run = run("run", NOISE);
        run.ndcg = List.of(0.3, 0.2, 0.1);
        run.control.sayAfter(1, new RunControl.Change(Optional.empty(), Optional.of(1), Optional.empty()));
        RunEvent.Finished end = assertInstanceOf(RunEvent.Finished.class, run.run());
        assertEquals(3, end.epoch());
        assertEquals(3, end.bestEpoch());
    }

    @Test
    void noCheckpointChangesSidesBetweenPrivateAndNot() {
        run("plain", PrivacyOptions.defaults()).run();
        FakeRun bounded = run("plain", NOISE);
        bounded.epochs = 5;
        assertThrows(Fault.Request.class, bounded::run);
        run("bounded", NOISE).run();
        FakeRun plain = run("bounded", PrivacyOptions.defaults());
        plain.epochs = 5;
        assertThrows(Fault.Request.class, plain::run);
    }

    /// With the real engine, dropout and Adam's moments.
    private float[][] trained(String name, long stopAtStep) {
        TrainingOptions options = new TrainingOptions(
                new Optimizer.Adam(0.01), 0, Schedule.defaults(), 8, 1, 3, Optional.empty(), 5, 0, 42, 0, Map.of(), 0, 10, NOISE);
        SequenceStore store = SomeUsers.store();
        SplitBounds bounds = SplitBounds.of(store, new Split.LeaveOneOut());
        WindowSet windows = SomeUsers.windows();
        Engine.ModelOptions model = new Engine.ModelOptions(
                new GraphChoice.GruNext(8, 12, 1, 0.3).graph(), SomeUsers.ITEMS, SomeUsers.STEPS, options.optimizer(), options.clipNorm(), options.seed());
        TrainingJob job = new TrainingJob(
                new Dl4jEngine(), model, BatchSource.of(windows, options.batch(), options.seed()),
                WindowSet.validation(store, bounds, SomeUsers.options(), false).inOrder(8), Validator.NONE, options, folder.resolve(name),
                Optional.of(PrivateUsers.of(windows, NOISE, options, new SecretDraws(new byte[SecretDraws.KEY_BYTES]))));
        RunControl control = new RunControl();
        new TrainingLoop(job, 0, control, event -> {
                    if (event instanceof RunEvent.Step step && step.step() == stopAtStep) {
                        control.say(RunControl.Word.STOP);
                    }
                }, RunClock.system())
                .run();
        try (var opened = new Dl4jEngine().open(Checkpoint.read(folder.resolve(name), Checkpoint.LAST).orElseThrow().model(), model)) {
            return opened.itemVectors();
        }
    }

    @Test
    void gruRunResumedInsideAnEpochEqualsTheUninterruptedOneBitForBit() {
        float[][] whole = trained("whole", 0);
        float[][] half = trained("resumed", 6);
        float[][] rest = trained("resumed", 0);
        assertTrue(Arrays.deepEquals(whole, rest));
        assertFalse(Arrays.deepEquals(whole, half));
    }
}
