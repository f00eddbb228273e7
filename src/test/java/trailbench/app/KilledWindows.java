package trailbench.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import trailbench.experiment.Preparation;
import trailbench.experiment.SyntheticLog;
import trailbench.experiment.WorkerProcesses;
import trailbench.experiment.WorkerWorkbench;
import trailbench.format.Json;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.QueueOptions;
import trailbench.project.RunFolder;
import trailbench.project.UserFolders;
import trailbench.runs.KeptIndex;
import trailbench.runs.RunIndex;
import trailbench.training.RunEvent;
import trailbench.training.RunState;

/// Windows on one project ([UsedWindow]) that are killed (SIGKILL) at drawn moments, one after another: while they start, while somebody works in
/// them, and for the most part within the few milliseconds of a deed. After each the project's files are held against what was done by then.
public final class KilledWindows {
    private static final Path SAMPLE_RUN = Path.of("projects", "online-retail", "runs", "20261125-001820-gru-next");
    private static final int RUNS = 4;
    private static final int STARTING_MILLIS = 3_000;
    private static final int WORKING_MILLIS = 1_000;
    private static final int DEEDS = 12;
    private static final int DEED_MILLIS = 12;
    private static final long POLL_NANOS = 500_000;

    private final Path folder;
    private final Path projectFolder;
    private final WorkerWorkbench workbench;
    private final SplittableRandom random;
    private KeptProject kept;
    private int made;
    private int starting;
    private int cut;
    private int deeds;
    private int leftAside;

    /// @param made      kills, each with a project that opened afterwards with all that it held
    /// @param starting  of these, before the project was open in the window
    /// @param cut       of these, within a deed
    /// @param deeds     that were done, all told
    /// @param leftAside kills that left half an experiment beside the file that it was to replace
    /// @param finished  runs whose window was killed and which came to their end
    /// @param resumed   of these, by being resumed
    public record Outcome(int made, int starting, int cut, int deeds, int leftAside, int finished, int resumed) {}

    /// What a window said before it was killed.
    private record Diary(boolean opened, List<Deed> done, Optional<Deed> undone) {}

    /// Makes a project with runs that are over.
    ///
    /// @param folder empty
    public KilledWindows(Path folder, long seed) throws IOException {
        this.folder = folder;
        random = new SplittableRandom(seed);
        projectFolder = folder.resolve("project");
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        workbench = new WorkerWorkbench(new Preparation(folders), new WorkerProcesses("trailbench.app.Main"));
        SyntheticLog.write(folder.resolve("log.csv"), 60, 12, 1);
        Experiment experiment = Yaml.with(SyntheticLog.experiment(folder.resolve("log.csv")), Map.of(
                "training.epochs", "40", "training.batch", "8", "training.checkpoint_minutes", "0.001"));
        try (Project project = new FolderProjects().create(projectFolder, "Circle")) {
            project.save(experiment);
            workbench.queue(project).set(new QueueOptions(1, true));
            Instant at = Instant.parse("2026-01-01T00:00:00Z");
            for (int i = 0; i < RUNS; i++) {
                FolderRun run = FolderRun.create(project, experiment, at.plusSeconds(600L * i));
                for (String file : List.of("events.jsonl", "evaluation.json", "provenance.json", "metrics.csv")) {
                    Files.copy(SAMPLE_RUN.resolve(file), run.path().resolve(file));
                }
                Files.writeString(
                        run.path().resolve("events.jsonl"), Json.line(new RunEvent.Finished(at, 12, 1728, 9, "made")) + "\n", StandardOpenOption.APPEND);
            }
            kept = KeptProject.read(project);
        }
    }

    /// Kills windows, the first once it was told to train, and sees the runs to their ends.
    ///
    /// @param told hears the number of kills made after each
    public Outcome kill(int kills, IntConsumer told) throws IOException {
        while (made < kills) {
            Diary diary = killOne();
            made++;
            starting += diary.opened() ? 0 : 1;
            cut += diary.undone().isPresent() ? 1 : 0;
            deeds += diary.done().size();
            requireWhole(diary);
            told.accept(made);
        }
        openOnce();
        return finish();
    }

    // ---- one window

    private Diary killOne() throws IOException {
        Path diary = folder.resolve("diary-" + made);
        Process window = start(diary, made == 0 ? List.of(Deed.Kind.TRAIN.name()) : List.of());
        try {
            int moment = made == 0 ? 3 : random.nextInt(4);
            if (moment == 0) {
                pass(window, random.nextInt(STARTING_MILLIS));
            } else if (moment == 1) {
                until(window, diary, UsedWindow.OPENED, 1);
                pass(window, random.nextInt(WORKING_MILLIS));
            } else {
                until(window, diary, UsedWindow.BEGUN, 1 + random.nextInt(DEEDS));
                pass(window, random.nextInt(DEED_MILLIS));
            }
        } finally {
            end(window);
        }
        return read(diary);
    }

    private Process start(Path diary, List<String> first) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-Dglass.platform=Headless", "-Dprism.order=sw", "-Djava.awt.headless=true", "-Duser.language=en",
                "-cp", System.getProperty("java.class.path"), UsedWindow.class.getName(), projectFolder.toString(), diary.toString(), folder.toString(),
                Long.toString(random.nextLong())));
        command.addAll(first);
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said(diary).toFile()).start();
    }

    private static Path said(Path diary) {
        return diary.resolveSibling(diary.getFileName() + ".txt");
    }

    private static void end(Process window) {
        window.destroyForcibly();
        window.onExit().join();
    }

    private static void pass(Process window, int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        while (window.isAlive() && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static void until(Process window, Path diary, String start, int times) throws IOException {
        while (lines(diary).stream().filter(line -> line.startsWith(start)).count() < times) {
            require(window.isAlive(), "a window ended by itself: " + Files.readString(said(diary)));
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static List<String> lines(Path diary) throws IOException {
        return Files.exists(diary) ? Files.readAllLines(diary) : List.of();
    }

    private static Diary read(Path diary) throws IOException {
        boolean opened = false;
        List<Deed> done = new ArrayList<>();
        Optional<Deed> undone = Optional.empty();
        for (String line : lines(diary)) {
            require(!line.startsWith(UsedWindow.FAULT), "a window met a fault: " + line);
            if (line.equals(UsedWindow.OPENED)) {
                opened = true;
            } else if (line.startsWith(UsedWindow.BEGUN)) {
                undone = Optional.of(Deed.parse(line.substring(UsedWindow.BEGUN.length())));
            } else {
                done.add(undone.orElseThrow());
                undone = Optional.empty();
            }
        }
        return new Diary(opened, done, undone);
    }

    // ---- whole

    private void requireWhole(Diary diary) throws IOException {
        leftAside += aside() > 0 ? 1 : 0;
        KeptIndex.read(projectFolder);
        try (Project project = new FolderProjects().open(projectFolder)) {
            require(!project.readOnly(), "a killed window holds the project");
            requireOneOf(diary, KeptProject.read(project));
            List<RunFolder> runs = project.runs();
            int listed = new RunIndex(project).glance((run, fault) -> {
                throw fault;
            }).size();
            require(listed == runs.size(), listed + " runs are listed of " + runs.size());
            for (RunFolder run : Stream.concat(runs.stream(), project.trashed().stream()).toList()) {
                run.experiment();
                run.provenance();
                run.evaluation();
                run.events();
            }
            require(aside() == 0, "half-written files stay in the project: " + asideFiles());
        }
    }

    /// The state before or after the deed that was cut short.
    private void requireOneOf(Diary diary, KeptProject found) {
        KeptProject before = kept;
        int newRuns = 0;
        for (Deed deed : diary.done()) {
            before = before.after(deed);
            newRuns += deed.makesRun() ? 1 : 0;
        }
        KeptProject expected = before;
        int runs = newRuns;
        boolean cutShort = diary.undone().map(deed -> found.is(expected.after(deed), runs + (deed.makesRun() ? 1 : 0))).orElse(false);
        require(found.is(expected, runs) || cutShort, () -> "neither before nor after " + diary.undone() + ":\n" + found + "\nand not\n" + expected);
        kept = found;
    }

    /// What is half written of the files that a window alone writes; a worker or another program may be at the others just now.
    private List<Path> asideFiles() throws IOException {
        try (Stream<Path> files = Files.list(projectFolder.resolve("experiments"))) {
            return files.filter(file -> !file.getFileName().toString().endsWith(".yaml")).toList();
        }
    }

    private int aside() throws IOException {
        return asideFiles().size();
    }

    // ---- the end

    /// A new window opens the project and is worked in.
    private void openOnce() throws IOException {
        Path diary = folder.resolve("diary-last");
        Process window = start(diary, List.of());
        try {
            until(window, diary, UsedWindow.DONE, DEEDS);
        } finally {
            end(window);
        }
        Diary last = read(diary);
        deeds += last.done().size();
        requireWhole(last);
    }

    private Outcome finish() {
        int finished = 0;
        int resumed = 0;
        try (Project project = new FolderProjects().open(projectFolder)) {
            for (RunFolder run : project.runs()) {
                FolderRun own = FolderRun.open(run.path());
                if (own.state() == RunState.QUEUED || own.workerLog().toFile().length() == 0 && own.state() == RunState.FINISHED) {
                    continue;
                }
                awaitEnd(own);
                if (own.state() != RunState.FINISHED) {
                    workbench.resume(project, own);
                    awaitEnd(own);
                    resumed++;
                }
                require(own.state() == RunState.FINISHED, "the run " + run.id() + " is " + own.state() + ": " + own.lastWords());
                finished++;
            }
        }
        return new Outcome(made, starting, cut, deeds, leftAside, finished, resumed);
    }

    /// A worker that has just been started may not hold its run yet.
    private static void awaitEnd(FolderRun run) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (run.isWorkerAlive() || !run.state().isFinal() && System.nanoTime() < end) {
            LockSupport.parkNanos(20 * POLL_NANOS);
        }
    }

    private static void require(boolean holds, String what) {
        require(holds, () -> what);
    }

    private static void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new AssertionError(what.get());
        }
    }
}
