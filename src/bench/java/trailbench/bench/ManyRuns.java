package trailbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.control.TableView;
import trailbench.app.MeasuredWindow;
import trailbench.format.Json;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.runs.RunColumns;
import trailbench.runs.RunIndex;
import trailbench.runs.RunSummary;
import trailbench.runs.RunTable;
import trailbench.training.RunEvent;
import trailbench.ui.shell.Place;

/// Seconds to list a thousand runs: without an index, with one in a new process, and at a glance; and to filter, sort and group them.
///
/// Makes the run folders under `target/bench/many-runs` first, from the sample's experiment and journal. Started with `again`, it uses those
/// that are there, so that a new process can be timed: `list` alone is what `trailbench runs` waits for. Started with `window`, it opens them in
/// the window (headless platform) of the packaged program in `target/trailbench`, whose welcome page is there: from "open" until the Runs room
/// shows them. `window-here` does so in this JVM, without the program's shared classes.
final class ManyRuns {
    private static final Path PROJECT = Path.of("target", "bench", "many-runs");
    private static final int RUNS = 1_000;
    private static final int TIMES = 5;

    private ManyRuns() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        String how = arguments.length > 0 ? arguments[0] : "";
        if (how.equals("window")) {
            System.exit(Packaged.run(ManyRuns.class, "window-here"));
        }
        if (how.equals("window-here")) {
            showInTheWindow();
            System.exit(0);
        }
        boolean again = how.equals("again");
        if (!again) {
            delete(PROJECT);
            make();
        }
        long start = System.nanoTime();
        try (Project project = new FolderProjects().open(PROJECT)) {
            RunIndex index = new RunIndex(project);
            List<RunSummary> runs = glance(index);
            String kind = again ? "list %,d runs, index there, new process" : "list %,d runs, no index";
            say(String.format(Locale.ROOT, kind, runs.size()), start);
            for (int time = 0; time < TIMES; time++) {
                start = System.nanoTime();
                glance(index);
                say("glance", start);
            }
            start = System.nanoTime();
            glance(new RunIndex(project));
            say("list, index there, warm process", start);
            for (String filter : List.of("", "ndcg@10 > .1 and graph = gru-next", "not tag = paper or 0042")) {
                for (int time = 0; time < TIMES; time++) {
                    start = System.nanoTime();
                    RunTable table = RunTable.of(runs, new RunTable.Request(
                            filter, List.of(RunTable.Order.parse("-best.ndcg@10")), Optional.of("learning_rate"), RunColumns.DEFAULT, Set.of()));
                    say("filter \"" + filter + "\", sort, group: " + table.runs() + " runs", start);
                }
            }
        }
    }

    private static void showInTheWindow() throws InterruptedException {
        try (MeasuredWindow window = MeasuredWindow.openRehearsing(PROJECT.toAbsolutePath().resolveSibling("many-runs-user"))) {
            Thread.sleep(2_000); // somebody looks at the welcome page
            for (int time = 0; time < TIMES; time++) {
                window.watch();
                double work = window.work();
                long start = System.nanoTime();
                window.ask(() -> {
                    window.model().desk().open(PROJECT.toAbsolutePath());
                    window.model().placeProperty().set(Place.RUNS);
                    return true;
                });
                window.until(() -> window.scene().lookup("#table") instanceof TableView<?> table && table.getItems().size() == RUNS);
                window.untilDrawn();
                say(time == 0 ? "the Runs room shows 1,000 runs, index there, new process" : "the same again, warm process", start);
                System.out.printf(Locale.ROOT, "  the window's thread worked %.2f s; %s%n", window.work() - work, window.pauses());
                window.ask(() -> {
                    window.model().desk().closeProject();
                    return true;
                });
                window.until(() -> window.model().runs().isEmpty());
            }
        }
    }

    private static List<RunSummary> glance(RunIndex index) {
        return index.glance((run, fault) -> {
            throw fault;
        }).stream().map(RunIndex.Entry::summary).toList();
    }

    private static void say(String what, long start) {
        System.out.printf(Locale.ROOT, "%-70s %8.4f s%n", what, (System.nanoTime() - start) / 1e9);
    }

    private static void make() throws IOException {
        Path sample = Path.of("projects/online-retail/runs/20261125-001820-gru-next");
        Experiment experiment = Yaml.read(sample.resolve("experiment.yaml"), Experiment.class);
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        new FolderProjects().create(PROJECT, "A thousand runs").close();
        try (Project project = new FolderProjects().open(PROJECT)) {
            for (int i = 0; i < RUNS; i++) {
                Experiment changed = Yaml.with(experiment, Map.of(
                        "training.seed", Integer.toString(i), "training.optimizer.learning_rate", List.of("0.001", "0.002", "0.004", "0.01").get(i % 4)));
                FolderRun run = FolderRun.create(project, changed, at.plusSeconds(600L * i));
                for (String file : List.of("events.jsonl", "evaluation.json", "provenance.json", "metrics.csv")) {
                    Files.copy(sample.resolve(file), run.path().resolve(file));
                }
                Files.writeString(
                        run.path().resolve("events.jsonl"),
                        Json.line(new RunEvent.Finished(at, 12, 1728, 9, "made")) + "\n", java.nio.file.StandardOpenOption.APPEND);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
