package trailbench.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;

class FxExecutorTest {
    private final Queue<Runnable> pool = new ArrayDeque<>();
    private final List<Throwable> faults = new ArrayList<>();
    private final List<String> results = new ArrayList<>();
    private long now;
    private final FxExecutor executor = new FxExecutor(Runnable::run, pool::add, faults::add, () -> now);

    @Test
    void jobIsListedWhileItRunsAndItsResultArrives() {
        Job job = executor.run("Reading", progress -> "read", results::add);

        assertEquals(List.of(job), executor.jobs());
        pool.remove().run();
        assertTrue(executor.jobs().isEmpty());
        assertEquals(List.of("read"), results);
        assertEquals(Job.State.DONE, job.stateProperty().get());
    }

    @Test
    void sampledProgressTellsFractionRateAndTimeLeft() {
        List<Progress> worker = new ArrayList<>();
        Job job = executor.run("Reading", progress -> {
            worker.add(progress);
            progress.report(Phase.of(Phase.Kind.READING, "shop.csv"), 0, 1_000);
            executor.sample();
            // 200 of 1,000 in 2 s: 100 a second, 8 s left
            now += 2_000_000_000L;
            progress.report(Phase.of(Phase.Kind.READING, "shop.csv"), 200, 1_000);
            executor.sample();
            results.add(executor.jobs().getFirst().phaseProperty().get().orElseThrow().toString());
            assertEquals(0.2, executor.jobs().getFirst().fractionProperty().get(), 1e-12);
            assertEquals(100, executor.jobs().getFirst().rateProperty().get(), 1e-9);
            assertEquals(8, executor.jobs().getFirst().secondsLeftProperty().get(), 1e-9);
            return "read";
        }, results::add);

        pool.remove().run();
        assertEquals(List.of("Reading shop.csv", "read"), results);
        assertEquals(Job.State.DONE, job.stateProperty().get());
    }

    @Test
    void aLookAndAServerThatAnswersAreNoWork() {
        Job server = executor.run("Serving", progress -> "ended", results::add);
        assertFalse(executor.isResting());
        executor.rests(server);
        executor.look(() -> "seen", results::add);
        assertTrue(executor.isResting());
        executor.quietly(() -> "done", results::add);
        assertFalse(executor.isResting());
        pool.forEach(Runnable::run);
        assertTrue(executor.isResting());
        assertEquals(List.of("ended", "seen", "done"), results);
    }

    @Test
    void cancelledWorkEndsWithoutAResultAndWithoutAFault() {
        Job job = executor.run("Reading", progress -> {
            progress.checkpoint();
            return "read";
        }, results::add);

        job.cancel();
        pool.remove().run();

        assertEquals(Job.State.CANCELLED, job.stateProperty().get());
        assertTrue(results.isEmpty());
        assertTrue(faults.isEmpty());
    }

    @Test
    void faultGoesToTheOneHandlerUnlessTheCallerAnswersItself() {
        Fault.Work full = new Fault.Work("The disk is full.");
        List<Throwable> answered = new ArrayList<>();

        executor.run("Writing", progress -> {
            throw full;
        }, result -> {});
        executor.run("Writing", progress -> {
            throw full;
        }, result -> {}, answered::add);
        pool.remove().run();
        pool.remove().run();

        assertSame(full, faults.getFirst());
        assertEquals(1, faults.size());
        assertSame(full, answered.getFirst());
    }
}
