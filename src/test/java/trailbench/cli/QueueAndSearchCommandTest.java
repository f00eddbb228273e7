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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.experiment.Preparation;
import trailbench.experiment.SyntheticLog;
import trailbench.experiment.WorkerProcesses;
import trailbench.experiment.WorkerWorkbench;
import trailbench.format.Yaml;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.UserFolders;
import trailbench.training.RunState;
import trailbench.work.Progress;

/// `trailbench queue` and `trailbench search` on a folder, without a worker.
class QueueAndSearchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @TempDir
    private Path folder;

    private Path shop;
    private Path experiment;

    @BeforeEach
    void make() {
        shop = folder.resolve("shop");
        SyntheticLog.write(folder.resolve("log.csv"), 20, 12, 1);
        try (Project made = new FolderProjects().create(shop, "Shop")) {
            made.save(SyntheticLog.experiment(folder.resolve("log.csv")));
        }
        experiment = shop.resolve("experiments").resolve("circle.yaml");
    }

    private int trailbench(String... words) {
        out.getBuffer().setLength(0);
        error.getBuffer().setLength(0);
        UserFolders folders = new UserFolders(folder, folder.resolve("user-cache"), folder.resolve("logs"));
        Session session = new Session(
                new FolderProjects(), new WorkerWorkbench(new Preparation(folders), new WorkerProcesses("none")), (map, png, width, height, dark) -> {},
                (drawn, prepared, png, dark, language) -> {}, request -> {}, folders, folder, Progress.SILENT, new PrintWriter(out));
        return new TrailbenchCommand(session, new PrintWriter(error), (fault, arguments) -> {
            throw new AssertionError(fault);
        }).run(words);
    }

    private List<RunFolder> runs() {
        return new FolderProjects().openShared(shop).runs();
    }

    @Test
    void runsAreQueuedListedMovedAndTakenOut() {
        assertEquals(0, trailbench("train", experiment.toString(), "--queue", "--set", "training.batch=8"), error::toString);
        assertTrue(out.toString().contains("Start with: trailbench queue run"), out.toString());
        trailbench("train", experiment.toString(), "--queue");
        assertTrue(out.toString().contains("2 runs wait."), out.toString());
        String last = runs().stream().filter(run -> run.experiment().training().batch() == 32).findFirst().orElseThrow().id();
        assertEquals(0, trailbench("queue", "move", shop.resolve("runs").resolve(last).toString(), "--to", "1"));
        assertTrue(out.toString().matches("(?s).*1 +" + last + "\n.*"), out.toString());
        assertEquals(0, trailbench("queue", "limit", "2", shop.toString()));
        assertTrue(out.toString().contains("at most 2 at once"), out.toString());
        assertEquals(0, trailbench("queue", "pause", shop.toString(), "--json"));
        assertTrue(out.toString().contains("\"paused\": true"), out.toString());
        assertEquals(0, trailbench("queue", "remove", shop.resolve("runs").resolve(last).toString()), error::toString);
        assertTrue(out.toString().contains("0 going on, 1 waiting"), out.toString());
        assertEquals(2, trailbench("queue", "limit", "0", shop.toString()));
        assertTrue(error.toString().contains("between 1 and 64"), error.toString());
        assertEquals(2, trailbench("queue", folder.toString()));
    }

    @Test
    void forkIsQueuedWithItsCheckpoint() throws IOException {
        FolderRun parent;
        try (Project project = new FolderProjects().open(shop)) {
            parent = FolderRun.create(project, project.experiments().getFirst(), Instant.parse("2026-03-01T10:15:00Z"));
        }
        Path sample = Path.of("projects/online-retail/runs/20261125-001820-gru-next/checkpoints/best");
        Path best = Files.createDirectories(parent.checkpoints().resolve("best"));
        for (String file : List.of("model.zip", "state.json")) {
            Files.copy(sample.resolve(file), best.resolve(file));
        }
        assertEquals(2, trailbench("fork", parent.path().toString(), "--at", "best", "--queue", "--set", "graph.hidden=4"));
        assertEquals(1, runs().size(), "what is refused leaves nothing");
        assertEquals(
                0, trailbench("fork", parent.path().toString(), "--at", "best", "--queue", "--set", "training.epochs=99", "--set", "training.clip_norm=1"),
                error::toString);
        assertTrue(out.toString().contains("1 run waits."), out.toString());
        RunFolder fork = runs().stream().filter(run -> run.state() == RunState.QUEUED).findFirst().orElseThrow();
        assertEquals(List.of("best", parent.id()), List.of(fork.fork().orElseThrow().checkpoint(), fork.fork().orElseThrow().parent()));
        assertTrue(fork.checkpointNames().contains("last"), "it goes on from there when its turn comes");
        assertEquals(99, fork.experiment().training().epochs());
    }

    @Test
    void gridIsListedQueuedAndKept() {
        String[] words = {"search", experiment.toString(), "--grid", "training.optimizer.learning_rate=0.001,0.003", "--grid", "sequences.max_length=10,20,30"};
        String[] dry = java.util.Arrays.copyOf(words, words.length + 1);
        dry[words.length] = "--dry-run";
        assertEquals(0, trailbench(dry), error::toString);
        assertTrue(out.toString().contains("6 runs.\nNothing was queued."), out.toString());
        assertEquals(List.of(), runs());

        assertEquals(0, trailbench(words), error::toString);
        assertEquals(6, runs().size());
        assertTrue(runs().stream().allMatch(run -> run.state() == RunState.QUEUED && run.marks().tags().equals(List.of("circle-search"))));
        assertTrue(out.toString().contains("--filter 'tag = circle-search'"), out.toString());
        // its own file queues what it lacks: nothing
        assertEquals(0, trailbench("search", shop.resolve("searches/circle-search.yaml").toString()), error::toString);
        assertTrue(out.toString().contains("0 runs, beside 6"), out.toString());
        new FolderProjects().openShared(shop).trash(runs().getFirst());
        assertEquals(0, trailbench("search", shop.resolve("searches/circle-search.yaml").toString()), error::toString);
        assertEquals(6, runs().size());
        assertEquals(0, trailbench("runs", shop.toString(), "--filter", "tag = circle-search", "--columns", "state,sequences.max_length"));
        assertTrue(out.toString().contains("6 runs"), out.toString());
    }

    @Test
    void rangesAreDrawnTheSameTwice() {
        String[] words = {
            "search", experiment.toString(), "--random", "4", "--seed", "9", "--log", "training.optimizer.learning_rate=0.0001..0.01", "--range", "graph.dropout=0..0.5",
            "--grid", "graph=gru-next,lstm-next", "--dry-run", "--json"
        };
        assertEquals(0, trailbench(words), error::toString);
        String first = out.toString();
        assertEquals(4, first.split("\"graph\"", -1).length - 1, first);
        trailbench(words);
        assertEquals(first, out.toString());
    }

    @Test
    void whatIsWrongQueuesNothing() throws IOException {
        assertRefused("training.rate", "--grid", "training.rate=0.1");
        assertRefused("training.batch=0", "--grid", "training.batch=16,0");
        assertRefused("no range", "--range", "graph.dropout=0-0.5");
        assertRefused("no number", "--range", "graph.dropout=low..high");
        assertRefused("steps", "--range", "graph.dropout=0..0.5");
        assertRefused("axes", "--random", "3");
        assertRefused("twice", "--grid", "training.batch=16", "--grid", "training.batch=32");
        Files.writeString(experiment, Yaml.text(SyntheticLog.experiment(folder.resolve("gone.csv"))));
        assertRefused("gone.csv", "--grid", "training.batch=16");
        assertFalse(Files.exists(shop.resolve("searches")));
    }

    private void assertRefused(String told, String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "search";
        words[1] = experiment.toString();
        System.arraycopy(options, 0, words, 2, options.length);
        assertEquals(2, trailbench(words), told + out);
        assertTrue(error.toString().contains(told), error.toString());
        assertEquals(List.of(), runs());
    }
}
