package trailbench.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.UserFolders;
import trailbench.training.Checkpoint;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;
import trailbench.training.RunState;

/// Small runs in real worker processes that are killed at drawn moments ([Killer]) and resumed, and the same run undisturbed, to compare with. A run
/// that gets to its end is compared and followed by another, until all kills are made; the last goes on to its end.
public final class KilledRuns implements AutoCloseable {
    private static final long POLL_NANOS = 5_000_000;

    private final Killer killer;
    private final Project project;
    private final Experiment experiment;
    private final WorkerWorkbench workbench;
    private final FolderRun undisturbed;
    private int made;
    private int survived;
    private int compared;
    private double difference;
    private long differentBytes;
    private long bytes;
    /// How often the run in work had been started before.
    private long segmentsBefore;

    /// @param made           kills
    /// @param survived       kills of runs that came to the undisturbed run's end, with every file whole after every kill
    /// @param runs           runs that they were spread over
    /// @param difference     greatest difference of any figure of the curves
    /// @param bytes          of parameters and optimiser states that were compared
    /// @param differentBytes of these
    public record Outcome(int made, int survived, int runs, double difference, long bytes, long differentBytes) {}

    /// Trains the run that nobody disturbs.
    ///
    /// @param folder empty
    public KilledRuns(Path folder, long seed) {
        killer = new Killer(new SplittableRandom(seed));
        SyntheticLog.write(folder.resolve("log.csv"), 60, 12, 1);
        project = new FolderProjects().create(folder.resolve("project"), "Circle");
        experiment = Yaml.with(SyntheticLog.experiment(folder.resolve("log.csv")), Map.of(
                "training.epochs", "120", "training.batch", "8", "training.keep_checkpoints", "40", "training.checkpoint_minutes", "0.0005",
                "training.schedule", "{kind: reduce-on-plateau, metric: loss, factor: 0.5, patience: 3, least: 0.01}"));
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        workbench = new WorkerWorkbench(new Preparation(folders), new WorkerProcesses("trailbench.app.Main"));
        undisturbed = begin();
        await(undisturbed, () -> undisturbed.state().isFinal());
    }

    /// @param told hears the number of kills made after each
    public Outcome kill(int kills, java.util.function.IntConsumer told) throws IOException {
        FolderRun run = begin();
        int ofThisRun = 0;
        while (made < kills) {
            if (killer.kill(run, segmentsBefore)) {
                made++;
                ofThisRun++;
                told.accept(made);
            }
            if (run.state() == RunState.FINISHED) {
                compare(run);
                survived += ofThisRun;
                ofThisRun = 0;
                run = begin();
            } else {
                requireWhole(run);
                segmentsBefore = Killer.segments(run);
                workbench.resume(project, run);
            }
        }
        FolderRun last = run;
        await(last, () -> last.state() == RunState.FINISHED);
        compare(last);
        survived += ofThisRun;
        return new Outcome(made, survived, compared, difference, bytes, differentBytes);
    }

    @Override
    public void close() {
        project.close();
    }

    private FolderRun begin() {
        segmentsBefore = 0;
        return FolderRun.open(workbench.train(project, experiment).path());
    }

    private static void await(FolderRun run, java.util.function.BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (run.state() == RunState.FAILED) {
                throw new AssertionError("the run failed: " + run.events().getLast() + " " + run.lastWords());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    // ---- whole

    /// Reads everything that the killed worker may have been writing.
    private static void requireWhole(FolderRun run) throws IOException {
        run.experiment();
        run.provenance();
        run.events();
        Path metrics = run.path().resolve(RunJournal.METRICS);
        if (Files.exists(metrics)) {
            List<String> lines = Files.readAllLines(metrics);
            for (String line : lines.subList(0, Math.max(0, lines.size() - 1))) { // a last line may be torn
                require(line.split(",", -1).length == lines.getFirst().split(",", -1).length, "a torn line in the middle of " + metrics + ": " + line);
            }
        }
        for (String name : List.of(Checkpoint.LAST, Checkpoint.BEST, Checkpoint.ofEpoch(40), Checkpoint.ofEpoch(80))) {
            if (Checkpoint.read(run.checkpoints(), name).isPresent()) {
                require(!entries(run, name).isEmpty(), "checkpoint " + name + " is empty");
            }
        }
    }

    /// What is in a checkpoint's model, each entry read to its end and checked against its sum.
    private static Map<String, byte[]> entries(FolderRun run, String checkpoint) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(Checkpoint.read(run.checkpoints(), checkpoint).orElseThrow().model().toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    // ---- the same

    private void compare(FolderRun run) throws IOException {
        requireWhole(run);
        require(names(run).equals(names(undisturbed)), "files were left behind, or are missing: " + names(run) + " and not " + names(undisturbed));
        compareCurves(kept(run), kept(undisturbed));
        for (String name : undisturbed.checkpointNames()) {
            Map<String, byte[]> killed = entries(run, name);
            Map<String, byte[]> whole = entries(undisturbed, name);
            require(killed.keySet().equals(whole.keySet()), "checkpoint " + name + " holds " + killed.keySet() + " and not " + whole.keySet());
            whole.forEach((entry, expected) -> compareBytes(expected, killed.get(entry)));
            require(
                    Checkpoint.read(run.checkpoints(), name).orElseThrow().progress().equals(Checkpoint.read(undisturbed.checkpoints(), name).orElseThrow().progress()),
                    "checkpoint " + name + " stands elsewhere");
        }
        compared++;
    }

    private static List<RunEvent> kept(FolderRun run) {
        return RunJournal.withoutRepeated(run.events());
    }

    /// All epochs, and those steps that both journals kept; they thin steps by the clock.
    private void compareCurves(List<RunEvent> killed, List<RunEvent> whole) {
        List<RunEvent.Epoch> epochs = of(killed, RunEvent.Epoch.class);
        List<RunEvent.Epoch> expected = of(whole, RunEvent.Epoch.class);
        require(epochs.size() == expected.size(), epochs.size() + " epochs and not " + expected.size());
        for (int i = 0; i < epochs.size(); i++) {
            compareFigures(figures(epochs.get(i)), figures(expected.get(i)));
        }
        Map<Long, RunEvent.Step> steps = new TreeMap<>();
        of(whole, RunEvent.Step.class).forEach(step -> steps.put(step.step(), step));
        of(killed, RunEvent.Step.class).stream().filter(step -> steps.containsKey(step.step())).forEach(step -> compareFigures(
                List.of(step.loss(), step.gradientNorm()), List.of(steps.get(step.step()).loss(), steps.get(step.step()).gradientNorm())));
    }

    private static List<Double> figures(RunEvent.Epoch epoch) {
        List<Double> figures = new ArrayList<>(List.of((double) epoch.epoch(), (double) epoch.step(), epoch.trainingLoss(), epoch.validationLoss(), epoch.best() ? 1.0 : 0.0));
        figures.addAll(new TreeMap<>(epoch.metrics()).values());
        return figures;
    }

    private void compareFigures(List<Double> killed, List<Double> whole) {
        require(killed.size() == whole.size(), killed + " and not " + whole);
        for (int i = 0; i < killed.size(); i++) {
            if (Double.compare(killed.get(i), whole.get(i)) != 0) {
                double apart = Math.abs(killed.get(i) - whole.get(i));
                difference = Math.max(difference, Double.isFinite(apart) && apart > 0 ? apart : Double.MAX_VALUE);
            }
        }
    }

    private void compareBytes(byte[] expected, byte[] found) {
        bytes += expected.length;
        differentBytes += Math.abs(expected.length - found.length);
        if (Arrays.mismatch(expected, found) >= 0) {
            for (int i = 0; i < Math.min(expected.length, found.length); i++) {
                differentBytes += expected[i] == found[i] ? 0 : 1;
            }
        }
    }

    private static <E extends RunEvent> List<E> of(List<RunEvent> events, Class<E> type) {
        return events.stream().filter((Predicate<RunEvent>) type::isInstance).map(type::cast).toList();
    }

    private static TreeSet<String> names(FolderRun run) throws IOException {
        try (Stream<Path> all = Files.walk(run.path())) {
            return new TreeSet<>(all.map(path -> run.path().relativize(path).toString()).toList());
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
