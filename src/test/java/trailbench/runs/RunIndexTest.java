package trailbench.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.Passport;
import trailbench.evaluation.Ties;
import trailbench.experiment.SyntheticLog;
import trailbench.format.FolderLock;
import trailbench.format.Json;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Fork;
import trailbench.project.Project;
import trailbench.project.RunMarks;
import trailbench.project.Verification;
import trailbench.sequence.Cases;
import trailbench.sequence.SplitFacts;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;
import trailbench.training.RunState;

class RunIndexTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Project project;
    private final List<String> unreadable = new ArrayList<>();

    @BeforeEach
    void make() {
        project = new FolderProjects().create(folder.resolve("shop"), "Shop");
    }

    @AfterEach
    void close() {
        project.close();
    }

    private FolderRun finished(int minute) throws IOException {
        FolderRun run = FolderRun.create(project, SyntheticLog.experiment(Path.of("log.csv")), AT.plusSeconds(60L * minute));
        say(run, new RunEvent.Started(AT, 0, 10, 4, 2, 3, 0));
        say(run, epoch(1, 0.1));
        say(run, new RunEvent.Finished(AT, 1, 2, 1, "done"));
        return run;
    }

    private static RunEvent epoch(int epoch, double ndcg) {
        return new RunEvent.Epoch(AT.plusSeconds(epoch), epoch, 2L * epoch, 5, 6, Map.of("ndcg@10", ndcg), true, 1);
    }

    private static void say(FolderRun run, RunEvent event) throws IOException {
        Files.write(run.path().resolve(RunJournal.EVENTS), (Json.line(event) + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void evaluate(FolderRun run) {
        Passport passport = new Passport(
                new SplitFacts.LeaveOneOut(false, 0), Cases.Part.TEST, 12, new Passport.Seen(true, 0), Ties.EXPECTED, 60, "9f3c01");
        run.keep(new Evaluation(passport, List.of(new Evaluation.Row("model", true, Map.of("ndcg@10", 0.1), 1)), Optional.empty()));
    }

    private List<RunSummary> glance(RunIndex index) {
        return index.glance((run, fault) -> unreadable.add(run.id())).stream().map(RunIndex.Entry::summary).toList();
    }

    @Test
    void secondProcessReadsTheIndexAndNotTheJournals() throws IOException {
        FolderRun run = finished(0);
        evaluate(run);
        run.keep(new Fork("20260301-110000-circle", "best", 2, 20, "9f3c01", Map.of("training.epochs", "5")));
        run.keep(new Verification(AT, "1", Map.of("threads", "2"), Verification.Verdict.IDENTICAL, 1, 2, 3, Optional.empty(), 0, 1e-5));
        List<RunSummary> first = glance(new RunIndex(project));
        assertEquals(RunState.FINISHED, first.getFirst().state());
        // other bytes of the same size and time would be read wrongly, were they read
        Path journal = run.path().resolve(RunJournal.EVENTS);
        var time = Files.getLastModifiedTime(journal);
        Files.writeString(journal, "?".repeat((int) Files.size(journal) - 1) + "\n");
        Files.setLastModifiedTime(journal, time);

        assertEquals(first, glance(new RunIndex(project)));
        assertEquals(List.of(), unreadable);
    }

    @Test
    void whatChangedIsReadAgainAndNothingElse() throws IOException {
        FolderRun older = finished(0);
        FolderRun newer = finished(1);
        RunIndex index = new RunIndex(project);
        List<RunSummary> before = glance(index);
        assertEquals(List.of(newer.id(), older.id()), before.stream().map(RunSummary::id).toList());

        older.mark(RunMarks.NONE.withTag("kept"));
        List<RunSummary> now = glance(index);
        assertEquals(List.of("kept"), now.get(1).marks().tags());
        assertSame(before.getFirst(), now.getFirst());
        assertEquals(now, glance(new RunIndex(project)), "the change is in the kept index too");
    }

    @Test
    void whatAKilledWindowWasWritingGoesWhenTheIndexIsKeptAgain() throws IOException {
        Path half = Files.createDirectories(folder.resolve("shop/cache")).resolve(".runs.index.0a1b2c3d.writing");
        Files.writeString(half, "half");
        FolderRun run = finished(0);

        assertEquals(List.of(run.id()), glance(new RunIndex(project)).stream().map(RunSummary::id).toList());

        assertFalse(Files.exists(half));
        assertTrue(Files.exists(folder.resolve("shop/cache/runs.index")));
    }

    @Test
    void journalThatGrowsIsReadFromWhereItWas() throws IOException {
        FolderRun run = FolderRun.create(project, SyntheticLog.experiment(Path.of("log.csv")), AT);
        RunIndex index = new RunIndex(project);
        try (FolderLock _ = FolderLock.tryAcquire(run.path().resolve(FolderRun.LOCK_FILE)).orElseThrow()) {
            assertEquals(RunState.READY, glance(index).getFirst().state());
            say(run, new RunEvent.Started(AT, 0, 10, 4, 2, 3, 0));
            say(run, epoch(1, 0.2));
            assertEquals(RunState.RUNNING, glance(index).getFirst().state());
            Path journal = run.path().resolve(RunJournal.EVENTS);
            Files.writeString(journal, "?".repeat((int) Files.size(journal) - 1) + "\n");
            say(run, epoch(2, 0.1));
            RunSummary now = glance(index).getFirst();
            assertEquals(2, now.journal().last().orElseThrow().epoch());
            assertEquals(0.2, now.journal().bests().get("ndcg@10"));
        }
        assertEquals(RunState.FAILED, glance(index).getFirst().state(), "its worker is gone without a word");
    }

    @Test
    void brokenRunIsToldAndTheOthersAreThere() throws IOException {
        FolderRun broken = finished(0);
        FolderRun whole = finished(1);
        Files.writeString(broken.path().resolve("experiment.yaml"), "experiment: [");
        assertEquals(List.of(whole.id()), glance(new RunIndex(project)).stream().map(RunSummary::id).toList());
        assertEquals(List.of(broken.id()), unreadable);
    }

    @Test
    void damagedIndexIsMadeAnew() throws IOException {
        finished(0).mark(new RunMarks(List.of("a"), "b", true));
        Path index = folder.resolve("shop/cache/runs.index");
        List<RunSummary> whole = glance(new RunIndex(project));
        byte[] bytes = Files.readAllBytes(index);
        for (int length = 0; length < bytes.length; length += 7) {
            Files.write(index, java.util.Arrays.copyOf(bytes, length));
            assertEquals(whole, glance(new RunIndex(project)), "cut at " + length);
        }
        byte[] other = bytes.clone();
        other[0]++;
        Files.write(index, other);
        assertEquals(whole, glance(new RunIndex(project)));
    }

    @Test
    void trashedRunLeavesTheIndex() throws IOException {
        FolderRun run = finished(0);
        RunIndex index = new RunIndex(project);
        glance(index);
        project.trash(run);
        assertEquals(List.of(), glance(index));
        assertEquals(List.of(), glance(new RunIndex(project)));
        project.restore(run.id());
        assertEquals(1, glance(index).size());
    }

    @Test
    void sampleIsNeverWrittenTo() throws IOException {
        finished(0);
        Files.writeString(folder.resolve("shop/project.yaml"), "format: 1\ntitle: Sample\nnotes: ''\nsample: true\n");
        try (Project sample = new FolderProjects().open(folder.resolve("shop"))) {
            assertEquals(1, glance(new RunIndex(sample)).size());
        }
        assertFalse(Files.exists(folder.resolve("shop/cache/runs.index")));
        assertTrue(unreadable.isEmpty());
    }
}
