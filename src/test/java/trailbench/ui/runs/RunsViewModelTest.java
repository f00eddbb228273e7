package trailbench.ui.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.ui.chart.CurveFrame;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.Place;

class RunsViewModelTest {
    private final RunsFixture shop = new RunsFixture();

    @Test
    void rowsSayBestLastAndTestFigures() {
        RunRow finished = shop.open().rows().getLast();
        assertEquals("20260301-101500-gru-next", finished.id());
        assertEquals("ndcg@10", finished.metric());
        assertEquals(0.131, finished.best().orElseThrow(), 1e-12); // epoch 14
        assertEquals(0.131 - 0.0005 * 36, finished.last().orElseThrow(), 1e-12); // epoch 20 is 6 past the top
        assertEquals(OptionalDouble.of(0.1214), finished.test("ndcg@10"));
        assertEquals(OptionalDouble.of(0.2290), finished.hitRate()); // one target a case: Recall@10 is HR@10
        assertEquals(420, finished.lasted().toSeconds());
    }

    @Test
    void runWithoutAnEvaluationHasNoTestFigure() {
        assertTrue(shop.open().rows().get(1).test("ndcg@10").isEmpty());
    }

    @Test
    void liveRunsRowMovesAndStaysTheSameRow() {
        RunsViewModel runs = shop.open();
        RunRow live = runs.rows().getFirst();
        runs.select(List.of(live));

        shop.live.events.add(new RunEvent.Epoch(RunsFixture.AT.plusSeconds(273), 13, 2_210, 5.2, 5.4, Map.of("ndcg@10", 0.2), true, 20));
        shop.model.glanceAtRuns();

        assertSame(live, runs.rows().getFirst());
        assertEquals(0.2, live.last().orElseThrow());
        assertEquals(List.of(live), runs.selectedProperty().get());
    }

    @Test
    void selectedRunsAreLaidOverOneAnother() {
        RunsViewModel runs = shop.open();
        runs.select(List.copyOf(runs.rows()));
        RunsViewModel.Details details = runs.detailsProperty().get().orElseThrow();
        assertEquals(List.of("ndcg@10", "recall@10", "validation-loss", "training-loss"), details.overlay().figures());
        CurveFrame frame = details.overlay().frame("ndcg@10", Messages.of(RunsView.class, Locale.ENGLISH));
        assertEquals(List.of(12, 7, 20), frame.curves().stream().map(curve -> curve.size()).toList());
        assertEquals("experiment: gru-wide\n", details.experiment());
    }

    @Test
    void epochsThatAResumedRunDidAgainCountOnce() {
        shop.broken.events.add(new RunEvent.Started(RunsFixture.AT, 1, 561_152, 10_880, 170, 20, 680));
        shop.broken.events.add(new RunEvent.Epoch(RunsFixture.AT, 5, 850, 5, 5, Map.of("ndcg@10", 0.5), true, 20));
        RunsViewModel runs = shop.open();
        runs.select(List.of(runs.rows().get(1)));
        CurveFrame frame = runs.detailsProperty().get().orElseThrow().overlay().frame("ndcg@10", Messages.of(RunsView.class, Locale.ENGLISH));
        assertEquals(7, frame.curves().getFirst().size());
        assertEquals(0.5, frame.curves().getFirst().y(4));
    }

    @Test
    void actionsSpeakOfTheFirstSelectedRun() {
        RunsViewModel runs = shop.open();
        runs.select(List.of(runs.rows().getLast()));
        runs.open(Place.EVALUATE);
        assertSame(shop.finished, shop.model.selectedRun());
        assertEquals(Place.EVALUATE, shop.model.placeProperty().get());
        runs.revealFolder();
        assertEquals(List.of(Path.of("runs", "20260301-101500-gru-next")), shop.revealed);
        assertFalse(runs.canResume());
    }

    @Test
    void brokenRunGoesOnFromItsCheckpoint() {
        RunsViewModel runs = shop.open();
        runs.select(List.of(runs.rows().get(1)));
        assertEquals(RunState.FAILED, runs.rows().get(1).entry().state());
        runs.resume();
        assertEquals(List.of("resume 20260301-113000-lstm-next"), shop.workbench.asked);
    }
}
