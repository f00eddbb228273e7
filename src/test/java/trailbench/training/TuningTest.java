package trailbench.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trailbench.engine.Diagnosis;
import trailbench.engine.Model;
import trailbench.work.Fault;

/// Learning rates, accumulated batches, changes on the way, checkpoints by time, and the black box: 3 epochs of 4 batches at the rate .001.
@Timeout(60)
class TuningTest {
    @TempDir
    Path folder;

    private FakeRun run(String name) {
        return new FakeRun(folder.resolve(name));
    }

    private static List<Double> rates(FakeRun run) {
        return run.engine.updates.stream().map(Model.Update::learningRate).toList();
    }

    private static RunControl.Change rate(double rate) {
        return new RunControl.Change(Optional.of(rate), Optional.empty(), Optional.empty());
    }

    private static void assertRates(List<Double> expected, List<Double> found) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), found.get(i), 1e-12, "step " + i);
        }
    }

    @Test
    void rateRisesEvenlyAndThenStays() {
        FakeRun run = run("warm");
        run.epochs = 1;
        run.warmUp = 3;
        run.run();
        assertRates(List.of(0.00025, 0.0005, 0.00075, 0.001), rates(run));
        assertEquals(Optional.of(0.00025), run.events(RunEvent.Step.class).getFirst().learningRate());
    }

    @Test
    void cosineEndsAtItsShareInTheLastStep() {
        FakeRun run = run("cosine");
        run.epochs = 1;
        run.schedule = new Schedule.Cosine(0.1);
        run.run();
        // .1 + .9 · (1 + cos(π · i / 3)) / 2 for i = 0 … 3: 1, .775, .325, .1
        assertRates(List.of(0.001, 0.000775, 0.000325, 0.0001), rates(run));
    }

    @Test
    void cosineBeginsAfterTheWarmUp() {
        FakeRun run = run("both");
        run.epochs = 1;
        run.warmUp = 1;
        run.schedule = new Schedule.Cosine(0);
        run.run();
        assertRates(List.of(0.0005, 0.001, 0.0005, 0.0), rates(run));
    }

    @Test
    void plateauLowersTheRateAndSaysSo() {
        FakeRun run = run("plateau");
        run.epochs = 6;
        run.schedule = new Schedule.ReduceOnPlateau("loss", 0.5, 2, 0.3);
        run.engine.validationLosses = List.of(2.0, 2.0, 2.1, 1.9, 1.9, 1.9);
        run.run();
        // epochs 2 and 3 are no better than epoch 1: half from epoch 4 on; then epochs 5 and 6 are no better than 4: a quarter, but not below .3
        List<Double> rates = rates(run);
        assertEquals(0.001, rates.get(11), 1e-12);
        assertEquals(0.0005, rates.get(12), 1e-12);
        assertEquals(0.0005, rates.get(23), 1e-12);
        List<RunEvent.Changed> changes = run.events(RunEvent.Changed.class);
        assertEquals(List.of(12L, 24L), changes.stream().map(RunEvent.Changed::step).toList());
        assertEquals(0.0005, changes.getFirst().learningRate().orElseThrow(), 1e-12);
        assertEquals(0.0003, changes.getLast().learningRate().orElseThrow(), 1e-12);
        assertTrue(changes.stream().noneMatch(RunEvent.Changed::byUser));
    }

    @Test
    void plateauOfAnUnknownFigureIsRefusedBeforeTraining() {
        FakeRun run = run("unknown");
        run.schedule = new Schedule.ReduceOnPlateau("ndcg@10", 0.5, 2, 0);
        assertEquals("training.schedule.metric ndcg@10 is not measured in this run. Allowed: loss", assertThrows(Fault.Request.class, run::run).getMessage());
    }

    @Test
    void smallImprovementsDoNotKeepARunAlive() {
        FakeRun run = run("least");
        run.epochs = 9;
        run.earlyStopping = Optional.of(new TrainingOptions.EarlyStopping("ndcg@10", 2, 0.01));
        // epoch 3 is better than epoch 2 by .005 alone, epoch 4 than epoch 2 by .008: the patience of 2 ends; the best is epoch 4 all the same
        run.ndcg = List.of(0.1, 0.3, 0.305, 0.308, 0.9);
        RunEvent.Finished end = assertInstanceOf(RunEvent.Finished.class, run.run());
        assertEquals(4, end.epoch());
        assertEquals(4, end.bestEpoch());
        assertEquals("Early stopping: no better ndcg@10 for 2 epochs (best 0.3080 in epoch 4)", end.reason());
    }

    @Test
    void stepTakesSeveralBatchesAndTheLastOfAnEpochWhatIsLeft() {
        FakeRun run = run("accumulate");
        run.accumulate = 3;
        run.epochs = 2;
        run.run();
        // 4 batches of 2 targets: steps of 3 and 1
        assertEquals(2, ((RunEvent.Started) run.events.getFirst()).stepsPerEpoch());
        assertEquals(List.of(0L, 3L, 6L, 9L), run.engine.updates.stream().map(Model.Update::draw).toList());
        assertEquals(List.of(2L, 4L), run.events(RunEvent.Epoch.class).stream().map(RunEvent.Epoch::step).toList());
    }

    /// Warm-up, cosine, accumulated batches, a plateau's fall and a user's change, stopped after each possible step.
    @Test
    void resumedRunGoesOnWithTheSameRatesBitForBit() throws Exception {
        for (Schedule schedule : List.of(new Schedule.Cosine(0.1), new Schedule.ReduceOnPlateau("loss", 0.5, 1, 0.01))) {
            FakeRun whole = tuned("whole-" + schedule.getClass().getSimpleName(), schedule, 0);
            String expected = Files.readString(Checkpoint.read(whole.checkpoints(), "last").orElseThrow().model());
            for (int stop = 1; stop < 8; stop++) {
                String name = "parts-" + schedule.getClass().getSimpleName() + stop;
                FakeRun first = tuned(name, schedule, stop);
                FakeRun second = tuned(name, schedule, 0);
                List<Model.Update> joined = new ArrayList<>(first.engine.updates);
                joined.addAll(second.engine.updates);
                assertEquals(whole.engine.updates, joined, "stopped after step " + stop);
                Checkpoint last = Checkpoint.read(second.checkpoints(), "last").orElseThrow();
                assertEquals(expected, Files.readString(last.model()), "stopped after step " + stop);
            }
        }
    }

    private FakeRun tuned(String name, Schedule schedule, int stopAfter) {
        FakeRun run = run(name);
        run.epochs = 4;
        run.warmUp = 2;
        run.accumulate = 3;
        run.schedule = schedule;
        run.engine.validationLosses = List.of(2.0);
        run.listener = event -> {
            if (event instanceof RunEvent.Step step && step.step() == 3) {
                run.control.say(rate(0.01));
            }
            if (event instanceof RunEvent.Step step && step.step() == stopAfter) {
                run.control.say(RunControl.Word.STOP);
            }
        };
        run.run();
        return run;
    }

    @Test
    void changesTakeEffectBeforeTheNextStepAndSurviveACrash() {
        FakeRun run = run("changed");
        run.listener = event -> {
            if (event instanceof RunEvent.Step step && step.step() == 5) {
                run.control.say(rate(0.01));
                run.control.say(new RunControl.Change(Optional.empty(), Optional.empty(), Optional.of(2)));
            }
        };
        assertEquals("All 2 epochs are done", assertInstanceOf(RunEvent.Finished.class, run.run()).reason());
        assertRates(List.of(0.001, 0.001, 0.001, 0.001, 0.001, 0.01, 0.01, 0.01), rates(run));
        RunEvent.Changed said = run.events(RunEvent.Changed.class).getFirst();
        assertEquals(new RunEvent.Changed(java.time.Instant.EPOCH, 2, 5, Optional.of(0.01), Optional.empty(), Optional.of(2), true, Optional.of(0.01)), said);
        RunEvent next = run.events.get(run.events.indexOf(said) + 1);
        assertEquals(5, assertInstanceOf(RunEvent.Checkpoint.class, next).step());
        assertEquals(Optional.of(0.01), Checkpoint.read(run.checkpoints(), "last").orElseThrow().progress().tuned().learningRate());
    }

    @Test
    void recordedChangesMakeTheSameRunAlsoAfterAPlateau() {
        FakeRun changed = onAPlateau("changed");
        changed.listener = event -> {
            if (event instanceof RunEvent.Step step && step.step() == 17) { // after the first fall
                changed.control.say(rate(0.0007));
                changed.control.say(new RunControl.Change(Optional.empty(), Optional.empty(), Optional.of(8)));
            }
        };
        changed.run();
        FakeRun again = onAPlateau("again");
        changed.events(RunEvent.Changed.class).stream().filter(RunEvent.Changed::byUser).forEach(change -> again.control.sayAfter(change.step(), change.asked()));
        again.run();

        assertEquals(rates(changed), rates(again));
        assertEquals(32, rates(again).size(), "eight epochs, as was asked for");
        assertEquals(0.00035, rates(again).get(17), "the full rate is 0.0007; the plateau had halved it");
        assertEquals(changed.events(RunEvent.Changed.class), again.events(RunEvent.Changed.class));
    }

    private FakeRun onAPlateau(String name) {
        FakeRun run = run(name);
        run.epochs = 6;
        run.schedule = new Schedule.ReduceOnPlateau("judged", 0.5, 2, 0.01);
        run.engine.validationLosses = List.of(2.0, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7);
        return run;
    }

    @Test
    void patienceCanBeGivenToARunWithoutEarlyStopping() {
        FakeRun run = run("patient");
        run.epochs = 9;
        run.engine.validationLosses = List.of(2.0, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7, 2.8);
        run.listener = event -> {
            if (event instanceof RunEvent.Step step && step.step() == 5) {
                run.control.say(new RunControl.Change(Optional.empty(), Optional.of(3), Optional.empty()));
            }
        };
        assertEquals("Early stopping: no better loss for 3 epochs (best 2.0000 in epoch 1)", assertInstanceOf(RunEvent.Finished.class, run.run()).reason());
    }

    @Test
    void wrongChangesAreRefused() {
        assertEquals("learning rate 0.0 is not above 0 and at most 100", assertThrows(Fault.Request.class, () -> rate(0)).getMessage());
        assertThrows(Fault.Request.class, () -> rate(Double.NaN));
        assertThrows(Fault.Request.class, () -> new RunControl.Change(Optional.empty(), Optional.of(0), Optional.empty()));
    }

    @Test
    void checkpointsAreWrittenByTimeToo() {
        FakeRun often = run("often");
        often.checkpointMinutes = 1e-6; // less than a millisecond, and each look at the clock takes one
        often.run();
        assertEquals(12 + 3, often.events(RunEvent.Checkpoint.class).stream().filter(each -> each.name().equals("last")).count());
        FakeRun never = run("never");
        never.checkpointMinutes = 0;
        never.run();
        assertEquals(3, never.events(RunEvent.Checkpoint.class).stream().filter(each -> each.name().equals("last")).count());
    }

    @Test
    void blackBoxTellsWhatWasGoingOn() {
        FakeRun run = run("diverged");
        run.engine.losses(step -> step == 6 ? Double.NaN : 1);
        run.engine.diagnosis = new Diagnosis(
                Optional.of(new Diagnosis.NonFinite(Diagnosis.Place.OUTPUT, "encoder", 0)),
                List.of(new Diagnosis.Layer("encoder", 3, Optional.of(Double.NaN), Double.NaN)), Optional.of(80.0));
        Fault fault = assertThrows(Fault.Work.class, run::run);
        assertTrue(fault.getMessage().contains("The first value that is not finite is in the output of \"encoder\"."), fault.getMessage());

        BlackBox box = BlackBox.read(run.folder).orElseThrow();
        assertEquals(7, box.step());
        assertEquals(2, box.epoch());
        assertTrue(box.training());
        assertTrue(Double.isNaN(box.loss()));
        assertEquals(6, box.before().size());
        assertEquals(new BlackBox.Good(6, 1, 6, 0.001), box.before().getLast());
        assertEquals(List.of(new BlackBox.Contents(3, 1, 2, 2, 0)), box.batches());
        assertEquals(List.of(BlackBox.Cause.EXPLODING_LOGITS, BlackBox.Cause.LEARNING_RATE), box.suspects().stream().map(BlackBox.Suspect::cause).toList());
        assertEquals(run.engine.diagnosis, box.diagnosis());
    }

    @Test
    void blackBoxOfValidationNamesItsBatch() {
        FakeRun run = run("diverged-validation");
        run.engine.validationLosses = List.of(2.0, Double.POSITIVE_INFINITY);
        assertThrows(Fault.Work.class, run::run);
        BlackBox box = BlackBox.read(run.folder).orElseThrow();
        assertEquals(8, box.step());
        assertTrue(!box.training() && box.batches().getFirst().batch() == 1);
        assertNotEquals(List.of(), box.suspects());
    }
}
