package trailbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Settings;
import trailbench.work.Fault;

/// Glances at runs that overlap with other work or meet a broken folder. Work waits until the test lets it run, in the test's order.
class RunGlanceTest {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final FakeProject sample = new FakeProject(Path.of("sample"), "Online retail", true);
    private final FakeProject mine = new FakeProject(Path.of("mine"), "Mine", false);
    private final FxExecutor executor = new FxExecutor(Runnable::run, waiting::addLast, dialogs::fault, System::nanoTime);
    private final WorkbenchModel model = new WorkbenchModel(new FakeWorkbench(), projects, executor, dialogs, Settings.inMemory());
    private final Logger logger = Logger.getLogger(RunWatch.class.getName());
    private final Kept kept = new Kept();

    private static final class Kept extends Handler {
        private final List<LogRecord> records = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {
            records.clear();
        }

        @Override
        public void close() {
            records.clear();
        }
    }

    @BeforeEach
    void fill() {
        mine.experiments.add(FakeShop.experiment("gru-next"));
        sample.runs.add(run("sample-run"));
        projects.known.addAll(List.of(sample, mine));
        logger.addHandler(kept);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(kept);
        logger.setUseParentHandlers(true);
    }

    private static FakeProject.FakeRun run(String id) {
        return new FakeProject.FakeRun(id, FakeShop.experiment("gru-next"));
    }

    private void work() {
        while (!waiting.isEmpty()) {
            waiting.removeFirst().run();
        }
    }

    private void workLatest() {
        waiting.removeLast().run();
    }

    @Test
    void theWindowRestsWhileItGlancesAgainAndAgainUnlessSomebodyWaitsForIt() {
        model.desk().open(Path.of("mine"));
        assertFalse(executor.isResting(), "the first glance is waited for");
        work();
        assertTrue(executor.isResting());

        model.glanceAgain();
        assertEquals(1, waiting.size());
        assertTrue(executor.isResting());
        model.train();
        workLatest(); // the run has begun; only a glance from now on sees it
        assertTrue(executor.isResting());
        work();
        assertEquals(1, model.runs().size());

        model.glanceAtRuns();
        assertFalse(executor.isResting());
    }

    @Test
    void theWindowGoesToARunThatStartsDuringAGlance() {
        model.desk().open(Path.of("mine"));
        work();

        model.glanceAtRuns();
        model.train();
        workLatest();
        work();

        assertEquals(1, model.runs().size());
        assertSame(model.runs().getFirst().folder(), model.selectedRun());
        assertEquals(Place.TRAIN, model.placeProperty().get());
    }

    @Test
    void theFirstRunIsSelectedWhenAProjectOpensDuringAGlanceAtAnother() {
        model.desk().open(Path.of("mine"));
        work();

        model.glanceAtRuns();
        model.desk().open(Path.of("sample"));
        workLatest();
        work();

        assertEquals(List.of("sample-run"), model.runs().stream().map(RunEntry::id).toList());
        assertSame(model.runs().getFirst().folder(), model.selectedRun());
    }

    @Test
    void whatWaitedForAClosedProjectIsForgotten() {
        model.desk().open(Path.of("mine"));
        work();

        model.glanceAtRuns();
        model.train();
        workLatest();
        model.desk().closeProject();
        work();

        assertEquals(Place.DATA, model.placeProperty().get());
        assertTrue(model.runs().isEmpty());
        assertTrue(executor.isResting());
    }

    @Test
    void theListGoesOnAfterAGlanceThatFailed() {
        mine.runs.add(run("first"));
        mine.unlistable = Optional.of(new IllegalStateException("the disk is gone"));
        model.desk().open(Path.of("mine"));
        work();
        model.glanceAtRuns();
        work();
        assertTrue(model.runs().isEmpty());

        mine.unlistable = Optional.empty();
        model.glanceAtRuns();
        work();

        assertEquals(List.of("first"), model.runs().stream().map(RunEntry::id).toList());
        assertEquals(List.of("The runs of mine cannot be listed"), kept.records.stream().map(LogRecord::getMessage).toList());
        assertEquals(List.of(), dialogs.faults);
    }

    @Test
    void aBrokenRunIsToldOnceAndHidesNoOther() {
        FakeProject.FakeRun broken = run("broken");
        Fault fault = new Fault.Request("experiment.yaml, line 3: no such field");
        broken.unreadable = Optional.of(fault);
        mine.runs.addAll(List.of(run("newest"), broken, run("oldest")));
        RunWatch watch = new RunWatch();

        watch.glance(mine);
        List<RunEntry> seen = watch.glance(mine).orElseThrow();

        assertEquals(List.of("newest", "oldest"), seen.stream().map(RunEntry::id).toList());
        assertEquals(1, kept.records.size());
        LogRecord record = kept.records.getFirst();
        assertEquals(Level.WARNING, record.getLevel());
        assertEquals("The run " + Path.of("runs", "broken") + " is not shown: it cannot be read", record.getMessage());
        assertSame(fault, record.getThrown());

        broken.unreadable = Optional.empty();
        assertEquals(3, watch.glance(mine).orElseThrow().size(), "mended");
    }
}
