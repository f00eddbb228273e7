package trailbench.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trailbench.engine.Model;
import trailbench.format.Json;

@Timeout(60)
class HistogramsTest {
    @TempDir
    Path folder;

    private static Model.Values values(float... numbers) {
        return consumer -> {
            for (float number : numbers) {
                consumer.accept(number);
            }
        };
    }

    @Test
    void spreadCountsFiniteNumbersInEqualParts() {
        // mean (0 + 0 + 1 + 4 - 1) / 5 = 0.8; squares 2·0.64 + 0.04 + 10.24 + 3.24 = 14.8, deviation √2.96; range -1 to 4: a bin is 0.125 wide
        Spread spread = Spread.of(values(0, 0, 1, 4, -1, Float.NaN, Float.POSITIVE_INFINITY));
        assertEquals(5, spread.count());
        assertEquals(2, spread.notFinite());
        assertEquals(0.8, spread.mean(), 1e-12);
        assertEquals(Math.sqrt(2.96), spread.deviation(), 1e-12);
        assertEquals(0.4, spread.zeros());
        assertEquals(-1, spread.least());
        assertEquals(4, spread.most());
        assertEquals(Spread.BINS, spread.bins().size());
        assertEquals(List.of(1L, 2L, 1L, 1L), List.of(spread.bins().getFirst(), spread.bins().get(8), spread.bins().get(16), spread.bins().getLast()));
        assertEquals(5, spread.bins().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void equalNumbersAreOneBarAndNoneAreNone() {
        assertEquals(new Spread(3, 0, 2, 0, 0, 2, 2, List.of(3L)), Spread.of(values(2, 2, 2)));
        assertEquals(new Spread(0, 1, 0, 0, 0, 0, 0, List.of()), Spread.of(values(Float.NaN)));
        assertEquals(new Spread(0, 0, 0, 0, 0, 0, 0, List.of()), Spread.of(values()));
    }

    @Test
    void runLooksBetweenTwoStepsAndLearnsTheSame() {
        FakeRun looked = new FakeRun(folder.resolve("looked"));
        looked.listener = event -> {
            if (event instanceof RunEvent.Step step && step.step() == 5) {
                looked.control.say(RunControl.Word.HISTOGRAMS);
            }
        };
        looked.run();
        Histograms found = Histograms.read(looked.folder).orElseThrow();
        assertEquals(5, found.step());
        assertEquals(2, found.epoch());
        assertEquals(List.of("[1, 2, 3]"), looked.engine.looks, "one look, at the first validation batch");
        assertEquals(2, found.nodes().getFirst().activations().orElseThrow().mean());
        assertEquals(found, Json.parse(Json.text(found), Histograms.class));

        FakeRun undisturbed = new FakeRun(folder.resolve("undisturbed"));
        undisturbed.run();
        assertEquals(Optional.empty(), Histograms.read(undisturbed.folder), "nobody has asked");
        assertEquals(undisturbed.events(RunEvent.Epoch.class).stream().map(RunEvent.Epoch::trainingLoss).toList(), looked.events(RunEvent.Epoch.class).stream().map(RunEvent.Epoch::trainingLoss).toList());
    }

    @Test
    void pausedRunLooksWithoutGoingOn() throws Exception {
        FakeRun run = new FakeRun(folder.resolve("paused"));
        run.listener = event -> {
            switch (event) {
                case RunEvent.Step step when step.step() == 3 -> run.control.say(RunControl.Word.PAUSE);
                case RunEvent.Paused _ -> Thread.ofVirtual().start(() -> askAndGoOn(run));
                default -> { }
            }
        };
        assertInstanceOf(RunEvent.Finished.class, run.run());
        assertEquals(3, Histograms.read(run.folder).orElseThrow().step());
        assertEquals(1, run.events(RunEvent.Paused.class).size());
        assertEquals(1, run.events(RunEvent.Resumed.class).size());
    }

    private static void askAndGoOn(FakeRun run) {
        run.control.say(RunControl.Word.HISTOGRAMS);
        while (Histograms.read(run.folder).isEmpty()) {
            Thread.onSpinWait();
        }
        run.control.say(RunControl.Word.RESUME);
    }
}
