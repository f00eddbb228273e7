package trailbench.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.format.Json;
import trailbench.work.Fault;
import trailbench.work.Trouble;

class RunJournalTest {
    private static final Instant AT = Instant.EPOCH;
    private static final RunEvent.Started STARTED = new RunEvent.Started(AT, 0, 10, 20, 5, 3, 0);

    @TempDir
    Path folder;

    private final AtomicLong millis = new AtomicLong();
    private final RunClock clock = new RunClock(() -> AT, () -> millis.get() * 1_000_000);

    private static RunEvent.Step step(long step) {
        return new RunEvent.Step(AT, step, 1, 1.5, 2.5, 100, 10);
    }

    private static RunEvent.Epoch epoch(int epoch, long step, Map<String, Double> metrics) {
        return new RunEvent.Epoch(AT, epoch, step, 1.5, 1.25, metrics, true, 2);
    }

    private Path events() {
        return folder.resolve("events.jsonl");
    }

    @Test
    void eachEventIsReadableAsSoonAsItIsWritten() {
        try (RunJournal journal = new RunJournal(folder, clock)) {
            journal.accept(STARTED);
            RunJournal.Lines first = RunJournal.read(events(), 0);
            assertEquals(List.of(STARTED), first.events());
            journal.accept(step(1));
            assertEquals(List.of(step(1)), RunJournal.read(events(), first.offset()).events());
        }
    }

    @Test
    void stepsAreThinnedToOneInFiftyMillisecondsAndTheFirstIsKept() {
        try (RunJournal journal = new RunJournal(folder, clock)) {
            for (long step = 1; step <= 100; step++) {
                journal.accept(step(step));
                millis.addAndGet(10);
            }
        }
        // one step takes 10 ms: steps 1, 6, 11 … 96
        List<RunEvent> events = RunJournal.read(events(), 0).events();
        assertEquals(20, events.size());
        assertEquals(step(1), events.getFirst());
        assertEquals(step(6), events.get(1));
    }

    @Test
    void tornLastLineIsLeftOutAndCutOffByTheNextSegment() throws IOException {
        try (RunJournal journal = new RunJournal(folder, clock)) {
            journal.accept(STARTED);
        }
        Files.writeString(events(), "{\"kind\":\"step\",\"at\":\"19", StandardOpenOption.APPEND);
        RunJournal.Lines read = RunJournal.read(events(), 0);
        assertEquals(List.of(STARTED), read.events());
        try (RunJournal journal = new RunJournal(folder, clock)) {
            assertEquals(1, journal.segment());
            journal.accept(step(1));
        }
        assertEquals(List.of(step(1)), RunJournal.read(events(), read.offset()).events());
        assertEquals(List.of(STARTED, step(1)), RunJournal.read(events(), 0).events());
    }

    @Test
    void missingFileHoldsNoEvents() {
        assertEquals(new RunJournal.Lines(List.of(), 0), RunJournal.read(events(), 0));
    }

    @Test
    void brokenLineIsNamedByItsPlace() throws IOException {
        Files.writeString(events(), "{}\n");
        assertTrue(assertThrows(Fault.Request.class, () -> RunJournal.read(events(), 0)).getMessage().startsWith(events() + " at byte 0"));
    }

    @Test
    void journalThatCannotBeWrittenIsAFaultOfWork() throws IOException {
        Files.createDirectories(events());
        assertTrue(assertThrows(Fault.Work.class, () -> new RunJournal(folder, clock)).getMessage().contains("events.jsonl"));
    }

    @Test
    void epochsAreRowsOfTheMetricsFile() throws IOException {
        try (RunJournal journal = new RunJournal(folder, clock)) {
            journal.accept(STARTED);
            journal.accept(epoch(1, 5, Map.of("recall@10", 0.25, "ndcg@10", 0.125)));
        }
        Files.writeString(folder.resolve("metrics.csv"), "0,2,1", StandardOpenOption.APPEND);
        try (RunJournal journal = new RunJournal(folder, clock)) {
            journal.accept(epoch(2, 10, Map.of("recall@10", 0.5, "ndcg@10", 0.25)));
        }
        assertEquals("""
                segment,epoch,step,training_loss,validation_loss,ndcg@10,recall@10,best,seconds
                0,1,5,1.5,1.25,0.125,0.25,true,2.0
                1,2,10,1.5,1.25,0.25,0.5,true,2.0
                """, Files.readString(folder.resolve("metrics.csv")));
    }

    @Test
    void failureKeepsItsKindAndOlderJournalsTheirSentence() throws IOException {
        RunEvent failed = RunEvent.Failed.of(AT, new Fault.Work(Trouble.of(Trouble.Kind.RUN_NOT_WRITTEN, "metrics.csv", "No space left on device")));
        try (RunJournal journal = new RunJournal(folder, clock)) {
            journal.accept(failed);
        }
        Path events = folder.resolve("events.jsonl");
        Files.writeString(events, "{\"kind\":\"failed\",\"at\":\"2026-03-01T12:00:00Z\",\"message\":\"The disk is full.\"}\n", StandardOpenOption.APPEND);
        assertEquals(
                List.of(failed, new RunEvent.Failed(Instant.parse("2026-03-01T12:00:00Z"), "The disk is full.")), RunJournal.read(events, 0).events());
    }

    @Test
    void stateFollowsTheEventsAndTheWorker() {
        assertEquals(RunState.READY, RunStates.of(List.of(), true));
        assertEquals(RunState.RUNNING, RunStates.of(List.of(STARTED, step(1)), true));
        assertEquals(RunState.FAILED, RunStates.of(List.of(STARTED, step(1)), false));
        assertEquals(RunState.PAUSED, RunStates.of(List.of(STARTED, new RunEvent.Paused(AT, 1)), true));
        assertEquals(RunState.RUNNING, RunStates.of(List.of(STARTED, new RunEvent.Paused(AT, 1), new RunEvent.Resumed(AT, 1)), true));
        assertEquals(RunState.STOPPED, RunStates.of(List.of(STARTED, new RunEvent.Stopped(AT, 1, 1)), false));
        assertEquals(RunState.RUNNING, RunStates.of(List.of(STARTED, new RunEvent.Stopped(AT, 1, 1), STARTED), true));
        assertEquals(RunState.FINISHED, RunStates.of(List.of(STARTED, new RunEvent.Finished(AT, 3, 15, 2, "done")), false));
        assertEquals(RunState.READY, RunStates.of(List.of(STARTED, new RunEvent.Stopped(AT, 1, 1)), true), "a new segment is being prepared");
        assertEquals(RunState.FAILED, RunStates.of(List.of(), false), "died before its first word");
    }

    @Test
    void gapsOfALongRunGrowWithItsAge() {
        try (RunJournal journal = new RunJournal(folder, clock)) {
            // a step a second for two hours; at age 7,200 s a gap is 0.36 s, so all are kept; then one a 100 ms
            journal.accept(step(1));
            millis.addAndGet(7_200_000);
            for (long step = 2; step <= 11; step++) {
                journal.accept(step(step));
                millis.addAndGet(100);
            }
        }
        // 0.36 s apart at least: steps 2, 6 and 10 of those that are 0.1 s apart
        assertEquals(List.of(step(1), step(2), step(6), step(10)), RunJournal.read(events(), 0).events());
    }

    @Test
    void sparseReadingKeepsAllButTheEarlierSteps() throws IOException {
        Path file = folder.resolve("events.jsonl");
        RunEvent started = new RunEvent.Started(Instant.EPOCH, 0, 1, 2, 2, 1, 0);
        RunEvent first = new RunEvent.Step(Instant.EPOCH, 1, 1, 0.5, 1, 2, 3);
        RunEvent second = new RunEvent.Step(Instant.EPOCH, 2, 1, 0.4, 1, 2, 3);
        RunEvent end = new RunEvent.Finished(Instant.EPOCH, 1, 2, 1, "done");
        String lines = java.util.stream.Stream.of(first, started, first, second, end).map(Json::line).collect(java.util.stream.Collectors.joining("\n", "", "\n"));
        Files.writeString(file, lines + "{\"kind\":\"step\",torn");
        assertEquals(List.of(started, second, end), RunJournal.readSparsely(file, 0).events());
        assertEquals(lines.length(), RunJournal.readSparsely(file, 0).offset());
        Files.writeString(file, Json.line(first) + "\n");
        assertEquals(List.of(first), RunJournal.readSparsely(file, 0).events());
    }
}
