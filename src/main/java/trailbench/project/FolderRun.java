package trailbench.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trailbench.embedding.HealthCurves;
import trailbench.embedding.MapFile;
import trailbench.embedding.PointMap;
import trailbench.embedding.Timeline;
import trailbench.embedding.TimelineFile;
import trailbench.evaluation.CaseRanks;
import trailbench.evaluation.Evaluation;
import trailbench.format.AtomicFile;
import trailbench.format.FolderLock;
import trailbench.format.Json;
import trailbench.format.Yaml;
import trailbench.training.FaultLine;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;
import trailbench.training.RunState;
import trailbench.training.RunStates;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// A run as a folder on disk.
public final class FolderRun implements RunFolder {
    /// Held by the worker as long as it lives.
    public static final String LOCK_FILE = "run.lock";

    /// How the vectors stood at each checkpoint that was kept.
    public static final String HEALTH_FILE = "health.json";

    static final String EXPERIMENT_FILE = "experiment.yaml";
    private static final String MARKS_FILE = "marks.yaml";
    private static final String BOOKMARKS_FILE = "bookmarks.yaml";
    private static final String FORK_FILE = "fork.json";
    private static final String VERIFICATION_FILE = "verification.json";
    private static final String PROVENANCE_FILE = "provenance.json";
    private static final String EVALUATION_FILE = "evaluation.json";
    private static final String RANKS_FILE = "ranks.json";
    private static final String CONTROL_FILE = "control.json";
    private static final List<String> TOLD = List.of(
            RunJournal.EVENTS, EXPERIMENT_FILE, PROVENANCE_FILE, EVALUATION_FILE, MARKS_FILE, FORK_FILE, VERIFICATION_FILE);

    private final Path path;
    private Said said = new Said(0, RunState.READY);

    /// What the run said of itself in the first `read` bytes of its journal.
    private record Said(long read, RunState state) {}

    FolderRun(Path path) {
        this.path = path;
    }

    /// True if a run lies there.
    public static boolean isRun(Path path) {
        return Files.isRegularFile(path.resolve(EXPERIMENT_FILE));
    }

    /// Opens the folder of a run that exists.
    public static FolderRun open(Path path) {
        Fault.require(
                isRun(path),
                "%s is not a run: it holds no %s. Runs lie under the project's runs folder.",
                path,
                EXPERIMENT_FILE);
        return new FolderRun(path);
    }

    /// Makes the folder of a new run: named by UTC time and experiment, with the resolved experiment inside.
    ///
    /// @throws Fault.Request if the project is a sample
    public static FolderRun create(Project project, Experiment experiment, Instant now) {
        return create(project, experiment, now, run -> {});
    }

    /// As [#create(Project, Experiment, Instant)]. What makes a run of the folder, its experiment, is written last: no half of it is ever seen.
    ///
    /// @param before writes what the run is to have from the start; if it cannot, there is no run
    public static FolderRun create(Project project, Experiment experiment, Instant now, Consumer<FolderRun> before) {
        requireOwn(project);
        FolderRun run = new FolderRun(RunName.newFolder(project.folder().resolve("runs"), experiment.experiment(), now));
        try {
            before.accept(run);
            Yaml.write(run.path.resolve(EXPERIMENT_FILE), experiment);
            return run;
        } catch (RuntimeException failed) {
            AtomicFile.remove(run.path);
            throw failed;
        }
    }

    /// Refuses to add anything to a project that ships with the program.
    ///
    /// @throws Fault.Request if the project is a sample
    public static void requireOwn(Project project) {
        Fault.require(
                !project.isSample(),
                "%s is a sample that ships with Trailbench and stays as it is. Work in a copy: trailbench sample DIR, or save a copy in the window.",
                project.folder());
    }

    @Override
    public String id() {
        return path.getFileName().toString();
    }

    @Override
    public Path path() {
        return path;
    }

    /// The project's folder.
    public Path projectFolder() {
        return path.toAbsolutePath().normalize().getParent().getParent();
    }

    @Override
    public Instant created() {
        return RunName.created(path);
    }

    @Override
    public Experiment experiment() {
        return Yaml.read(path.resolve(EXPERIMENT_FILE), Experiment.class);
    }

    @Override
    public synchronized RunState state() {
        long size = journalSize();
        if (size < said.read) {
            said = new Said(0, RunState.READY); // another journal lies there now
        }
        if (said.state.isFinal() && said.read == size && !Files.exists(path.resolve(CONTROL_FILE))) {
            return said.state; // nobody has begun it again
        }
        // A worker that is gone has written its last word: so its life is asked first. Only new lines are read. Before that, whether the run
        // waits: its worker takes that away once it lives.
        boolean queued = queuePlace().isTaken();
        boolean alive = isWorkerAlive();
        EventsSince since = summarySince(said.read);
        said = new Said(since.offset(), RunStates.said(said.state, since.events()));
        return queued && !alive && said.state == RunState.READY ? RunState.QUEUED : RunStates.of(said.state, alive);
    }

    /// Where the run stands in the queue, if it waits there.
    public QueuePlace queuePlace() {
        return new QueuePlace(this);
    }

    @Override
    public synchronized void recall(RunState state, long read) {
        if (read > said.read && read <= journalSize()) {
            said = new Said(read, state);
        }
    }

    long journalSize() {
        try {
            return Files.size(path.resolve(RunJournal.EVENTS));
        } catch (IOException notThere) {
            return 0;
        }
    }

    @Override
    public String stamp() {
        return TOLD.stream().map(name -> FileStamp.of(path.resolve(name)) + " ").collect(Collectors.joining());
    }

    /// True while the worker of this run lives.
    public boolean isWorkerAlive() {
        return FolderLock.isHeld(path.resolve(LOCK_FILE));
    }

    /// What the worker printed.
    public Path workerLog() {
        return path.resolve("worker.log");
    }

    /// The last line that the worker printed.
    public Trouble lastWords() {
        try (Stream<String> lines = Files.lines(workerLog())) {
            return lines.filter(line -> !line.isBlank())
                    .map(line -> FaultLine.parse(line).map(FaultLine::fault).orElseGet(() -> Trouble.said(line)))
                    .reduce((before, last) -> before.toString().equals(last.toString()) ? before : last)
                    .orElseGet(() -> Trouble.said("it printed nothing"));
        } catch (IOException e) {
            return Trouble.said("what it printed cannot be read (%s)", Trouble.reason(e));
        }
    }

    @Override
    public List<RunEvent> events() {
        return eventsSince(0).events();
    }

    @Override
    public EventsSince eventsSince(long offset) {
        RunJournal.Lines lines = RunJournal.read(path.resolve(RunJournal.EVENTS), offset);
        return new EventsSince(lines.events(), lines.offset());
    }

    @Override
    public EventsSince summarySince(long offset) {
        RunJournal.Lines lines = RunJournal.readSparsely(path.resolve(RunJournal.EVENTS), offset);
        return new EventsSince(lines.events(), lines.offset());
    }

    @Override
    public Optional<Provenance> provenance() {
        return optional(PROVENANCE_FILE, Provenance.class);
    }

    /// Takes away what a worker that died was writing: for the worker, which holds the run's lock.
    public void sweep() {
        Stream.of(PROVENANCE_FILE, CONTROL_FILE).map(path::resolve).forEach(AtomicFile::sweep);
    }

    /// Keeps what the run was made from.
    public void keep(Provenance provenance) {
        Json.write(path.resolve(PROVENANCE_FILE), provenance);
    }

    @Override
    public Optional<Evaluation> evaluation() {
        return optional(EVALUATION_FILE, Evaluation.class);
    }

    /// Where the run's model placed each test target; empty if it was not evaluated, ranks nothing, or was evaluated before ranks were kept.
    public Optional<CaseRanks> ranks() {
        return optional(RANKS_FILE, CaseRanks.class);
    }

    /// Keeps where the model placed each target, on one line.
    public void keep(CaseRanks ranks) {
        AtomicFile.writeText(path.resolve(RANKS_FILE), Json.line(ranks) + "\n");
    }

    /// Keeps the run's figures.
    public void keep(Evaluation evaluation) {
        Json.write(path.resolve(EVALUATION_FILE), evaluation);
    }

    @Override
    public Optional<Fork> fork() {
        return optional(FORK_FILE, Fork.class);
    }

    /// Keeps where the run was forked from.
    public void keep(Fork fork) {
        Json.write(path.resolve(FORK_FILE), fork);
    }

    @Override
    public List<RunEvent> inherited() {
        Optional<Fork> fork = fork();
        Optional<FolderRun> parent = fork.flatMap(from -> sibling(from.parent()));
        if (parent.isEmpty()) {
            return List.of();
        }
        long step = fork.get().step();
        List<RunEvent> before = new ArrayList<>(parent.get().inherited());
        before.addAll(parent.get().events());
        return RunJournal.until(RunJournal.withoutRepeated(before), step);
    }

    /// The run of this id in the same project, or in its trash.
    public Optional<FolderRun> sibling(String id) {
        return Stream.of(FolderProject.RUNS, FolderProject.TRASH)
                .map(place -> projectFolder().resolve(place).resolve(id))
                .filter(other -> Files.isRegularFile(other.resolve(EXPERIMENT_FILE)))
                .findFirst()
                .map(FolderRun::new);
    }

    @Override
    public Optional<Verification> verification() {
        return optional(VERIFICATION_FILE, Verification.class);
    }

    /// Keeps what came of doing the run again.
    public void keep(Verification verification) {
        Json.write(path.resolve(VERIFICATION_FILE), verification);
    }

    @Override
    public RunMarks marks() {
        Path file = path.resolve(MARKS_FILE);
        return Files.isRegularFile(file) ? Yaml.read(file, RunMarks.class) : RunMarks.NONE;
    }

    @Override
    public void mark(RunMarks marks) {
        Yaml.write(path.resolve(MARKS_FILE), marks);
    }

    @Override
    public MapBookmarks bookmarks() {
        Path file = path.resolve(BOOKMARKS_FILE);
        return Files.isRegularFile(file) ? Yaml.read(file, MapBookmarks.class) : MapBookmarks.NONE;
    }

    @Override
    public void keep(MapBookmarks bookmarks) {
        Yaml.write(path.resolve(BOOKMARKS_FILE), bookmarks);
    }

    @Override
    public List<String> maps() {
        return new TableFolder(path.resolve("maps")).names();
    }

    @Override
    public PointMap map(String name) {
        return MapFile.read(mapPath(name));
    }

    /// Where the map of this name is, or will be.
    public Path mapPath(String name) {
        return new TableFolder(path.resolve("maps")).file(name);
    }

    @Override
    public List<String> timelines() {
        return new TableFolder(path.resolve("timelines")).names();
    }

    @Override
    public Timeline timeline(String name) {
        return TimelineFile.read(timelinePath(name));
    }

    /// Where the timeline of this name is, or will be.
    public Path timelinePath(String name) {
        return new TableFolder(path.resolve("timelines")).file(name);
    }

    @Override
    public Optional<HealthCurves> health() {
        return optional(HEALTH_FILE, HealthCurves.class);
    }

    /// Keeps how the vectors stood at each epoch.
    public void keep(HealthCurves curves) {
        Json.write(path.resolve(HEALTH_FILE), curves);
    }

    /// The item vectors, written when a map or an export first needs them.
    public Path itemVectorsPath() {
        return path.resolve("embeddings").resolve("items.parquet");
    }

    /// The users' vectors, written on request.
    public Path userVectorsPath() {
        return path.resolve("embeddings").resolve("users.parquet");
    }

    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    @Override
    public boolean hasCheckpoint() {
        return kept().any();
    }

    @Override
    public List<String> checkpointNames() {
        return kept().names();
    }

    @Override
    public List<Integer> keptEpochs() {
        return kept().epochs();
    }

    /// What the checkpoint that was kept of an epoch is called.
    public static String checkpointOf(int epoch) {
        return "epoch-" + epoch;
    }

    private KeptCheckpoints kept() {
        return new KeptCheckpoints(checkpoints());
    }

    private <T> Optional<T> optional(String name, Class<T> type) {
        Path file = path.resolve(name);
        return Files.isRegularFile(file) ? Optional.of(Json.read(file, type)) : Optional.empty();
    }
}
