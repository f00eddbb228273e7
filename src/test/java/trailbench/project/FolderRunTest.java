package trailbench.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.experiment.SyntheticLog;
import trailbench.format.FolderLock;
import trailbench.format.Json;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;
import trailbench.training.RunState;

class FolderRunTest {
    private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void stateFollowsTheJournalAndReadsOnlyItsNewLines() throws IOException {
        FolderRun run = run();
        Path journal = run.path().resolve(RunJournal.EVENTS);
        try (FolderLock _ = FolderLock.tryAcquire(run.path().resolve(FolderRun.LOCK_FILE)).orElseThrow()) {
            say(journal, new RunEvent.Started(AT, 0, 10, 4, 2, 3, 0));
            assertEquals(RunState.RUNNING, run.state());
            // what was read once is not read again: it could not be
            Files.writeString(journal, "?".repeat((int) Files.size(journal) - 1) + "\n");
            say(journal, new RunEvent.Paused(AT, 1));
            assertEquals(RunState.PAUSED, run.state());
            say(journal, new RunEvent.Finished(AT, 3, 6, 3, "done"));
            assertEquals(RunState.READY, run.state(), "its worker is on its way out");
        }
        assertEquals(RunState.FINISHED, run.state());
    }

    @Test
    void workerThatIsGoneWithoutAWordHasFailed() throws IOException {
        FolderRun run = run();
        say(run.path().resolve(RunJournal.EVENTS), new RunEvent.Started(AT, 0, 10, 4, 2, 3, 0));

        assertEquals(RunState.FAILED, run.state());
    }

    @Test
    void bookmarksAreKeptInTheRunAndReadAgain() {
        FolderRun run = run();
        assertEquals(MapBookmarks.NONE, run.bookmarks());
        MapBookmark bags = new MapBookmark(
                "Bags", "tsne-2000-p30-i1000-s42", new MapBookmark.Sight(1.5, -2, 3, 20, 15), "popularity", "", List.of(0, 2), List.of("85123A"), List.of(),
                "", "bag", false, true, true);
        run.keep(MapBookmarks.NONE.with(bags));
        assertEquals(List.of(bags), FolderRun.open(run.path()).bookmarks().bookmarks());
        assertEquals(List.of(), run.bookmarks().with(bags).without("Bags").bookmarks());
    }

    private FolderRun run() {
        try (Project project = new FolderProjects().create(folder.resolve("project"), "Circle")) {
            return FolderRun.create(project, SyntheticLog.experiment(folder.resolve("log.csv")), AT);
        }
    }

    private static void say(Path journal, RunEvent event) throws IOException {
        Files.write(journal, (Json.line(event) + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
