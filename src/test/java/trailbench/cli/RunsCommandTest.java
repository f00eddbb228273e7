package trailbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.Passport;
import trailbench.evaluation.Ties;
import trailbench.experiment.SyntheticLog;
import trailbench.format.Json;
import trailbench.format.Yaml;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.UserFolders;
import trailbench.sequence.Cases;
import trailbench.sequence.SplitFacts;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.work.Progress;

/// `trailbench runs` and its verbs on run folders that the test wrote.
class RunsCommandTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @TempDir
    private Path folder;

    private Path project;
    private FolderRun small;
    private FolderRun wide;

    @BeforeEach
    void make() throws IOException {
        project = folder.resolve("shop");
        try (Project made = new FolderProjects().create(project, "Shop")) {
            small = run(made, 0, Map.of(), 0.12, 60);
            wide = run(made, 1, Map.of("graph.hidden", "64"), 0.15, 61);
        }
    }

    private static FolderRun run(Project project, int minute, Map<String, String> changes, double ndcg, int cases) throws IOException {
        FolderRun run = FolderRun.create(project, Yaml.with(SyntheticLog.experiment(Path.of("log.csv")), changes), AT.plusSeconds(60L * minute));
        List<RunEvent> events = List.of(
                new RunEvent.Started(AT, 0, 10, 4, 2, 3, 0),
                new RunEvent.Epoch(AT.plusSeconds(90), 1, 2, 5, 6, Map.of("ndcg@10", ndcg), true, 1),
                new RunEvent.Finished(AT, 1, 2, 1, "done"));
        Files.write(run.path().resolve(RunJournal.EVENTS), events.stream().map(Json::line).toList());
        Passport passport = new Passport(
                new SplitFacts.LeaveOneOut(false, 0), Cases.Part.TEST, 12, new Passport.Seen(true, 0), Ties.EXPECTED, cases, "9f3c01");
        run.keep(new Evaluation(passport, List.of(new Evaluation.Row("model", true, Map.of("ndcg@10", ndcg / 2), 1)), Optional.empty()));
        return run;
    }

    private int trailbench(String... words) {
        out.getBuffer().setLength(0);
        error.getBuffer().setLength(0);
        UserFolders folders = new UserFolders(folder, folder.resolve("user-cache"), folder.resolve("logs"));
        Session session = new Session(
                new FolderProjects(), new FakeWorkbench(), (map, png, width, height, dark) -> {}, (experiment, prepared, png, dark, language) -> {},
                request -> {}, folders, folder, Progress.SILENT,
                new PrintWriter(out));
        return new TrailbenchCommand(session, new PrintWriter(error), (fault, arguments) -> folder).run(words);
    }

    @Test
    void tableIsFilteredSortedAndWarnsOfSeveralProtocols() {
        assertEquals(0, trailbench("runs", project.toString(), "--sort", "ndcg@10", "--columns", "hidden,best.ndcg@10,test.ndcg@10"), error::toString);
        String text = out.toString();
        assertTrue(text.indexOf(small.id()) < text.indexOf(wide.id()), text);
        assertTrue(text.contains("0.1500") && text.contains("0.0750 (B)"), text);
        assertTrue(text.contains("WARNING: figures of several protocols") && text.contains("61 cases"), text);

        assertEquals(0, trailbench("runs", project.toString(), "--filter", "ndcg@10 > .13 and graph = gru-next"), error::toString);
        assertTrue(out.toString().contains("1 of 2 runs") && !out.toString().contains("WARNING"), out::toString);

        assertEquals(2, trailbench("runs", project.toString(), "--filter", "ndgc@10 > .13"));
        assertTrue(error.toString().contains("Filter, character 1") && error.toString().contains("ndcg@10"), error::toString);
    }

    @Test
    void everyFormIsGivenAndWritten() throws IOException {
        assertEquals(0, trailbench("runs", project.toString(), "--json"), error::toString);
        RunsCommand.Document document = Json.parse(out.toString(), RunsCommand.Document.class);
        assertEquals(List.of(wide.id(), small.id()), document.runs().stream().map(RunsCommand.Document.Row::run).toList());
        assertEquals("0.06", document.runs().getLast().values().get("test.ndcg@10"));
        assertTrue(document.runs().getLast().protocols().get("test.ndcg@10").contains("60 cases"), out::toString);

        Path page = folder.resolve("runs.html");
        assertEquals(0, trailbench("runs", project.toString(), "--html", "--out", page.toString()), error::toString);
        assertTrue(Files.readString(page).contains("not comparable"));
        assertEquals(0, trailbench("runs", project.toString(), "--csv", "--columns", "experiment"), error::toString);
        assertEquals("run,experiment\n" + wide.id() + ",circle\n" + small.id() + ",circle\n", out.toString().replace("\r\n", "\n"));
        assertEquals(2, trailbench("runs", project.toString(), "--csv", "--json"));
    }

    @Test
    void comparisonTellsOnlyWhatDiffers() {
        assertEquals(0, trailbench("runs", "compare", small.path().toString(), wide.path().toString()), error::toString);
        assertTrue(out.toString().contains("graph.hidden"), out::toString);
        assertFalse(out.toString().contains("graph.embedding"), out::toString);
        assertTrue(out.toString().contains("not comparable"), out::toString);
        assertEquals(0, trailbench("runs", "compare", small.path().toString(), wide.path().toString(), "--html", "--align", "step"), error::toString);
        assertTrue(out.toString().contains("<svg") && out.toString().contains("</html>"), out::toString);
        assertEquals(2, trailbench("runs", "compare", small.path().toString(), wide.path().toString(), "--figure", "mrr@10"));
        assertTrue(error.toString().contains("ndcg@10"), error::toString);
    }

    @Test
    void marksAreKeptAndTheUndoThatIsPrintedUndoes() {
        assertEquals(0, trailbench("runs", "tag", small.path().toString(), "--add", "paper,first"), error::toString);
        assertEquals(List.of("paper", "first"), small.marks().tags());
        undo();
        assertEquals(List.of(), small.marks().tags());
        assertEquals(0, trailbench("runs", "star", small.path().toString(), wide.path().toString()), error::toString);
        assertTrue(wide.marks().starred());
        undo();
        assertFalse(small.marks().starred());
        assertEquals(0, trailbench("runs", "note", small.path().toString(), "as in the paper"), error::toString);
        assertEquals("as in the paper", small.marks().notes());
        assertEquals(2, trailbench("runs", "tag", small.path().toString(), "--add", "two words"));
        assertTrue(error.toString().contains("is no tag"), error::toString);
    }

    private void undo() {
        Matcher undo = Pattern.compile("Undo: trailbench (.*)").matcher(out.toString());
        assertTrue(undo.find(), out::toString);
        assertEquals(0, trailbench(undo.group(1).split(" ")), error::toString);
    }

    @Test
    void trashNeedsASecondWord() {
        assertEquals(0, trailbench("runs", "trash", small.path().toString()), error::toString);
        assertFalse(Files.exists(small.path()));
        undo();
        assertTrue(Files.exists(small.path()));

        trailbench("runs", "trash", small.path().toString());
        assertEquals(0, trailbench("runs", project.toString(), "--trash"), error::toString);
        assertTrue(out.toString().contains(small.id()) && !out.toString().contains(wide.id()), out::toString);
        assertEquals(2, trailbench("runs", "empty-trash", project.toString()));
        assertTrue(error.toString().contains(small.id()), error::toString);
        assertTrue(Files.exists(project.resolve("trash").resolve(small.id())));
        assertEquals(0, trailbench("runs", "empty-trash", project.toString(), "--delete-for-good"), error::toString);
        assertFalse(Files.exists(project.resolve("trash").resolve(small.id())));
        assertEquals(2, trailbench("runs", "restore", project.resolve("trash").resolve(small.id()).toString()));
    }

    @Test
    void sampleIsNotMarked() throws IOException {
        Files.writeString(project.resolve("project.yaml"), "format: 1\ntitle: Sample\nnotes: ''\nsample: true\n");
        for (List<String> words : List.of(List.of("star"), List.of("tag", "--add", "a"), List.of("trash"))) {
            assertEquals(2, trailbench(java.util.stream.Stream.of(List.of("runs"), words, List.of(small.path().toString())).flatMap(List::stream).toArray(String[]::new)));
            assertTrue(error.toString().contains("sample"), error::toString);
        }
        assertFalse(Files.exists(small.path().resolve("marks.yaml")));
    }
}
