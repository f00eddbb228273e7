package trailbench.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import trailbench.embedding.MapFile;
import trailbench.embedding.PointMap;
import trailbench.evaluation.Evaluation;
import trailbench.format.AtomicFile;
import trailbench.format.FolderLock;
import trailbench.format.Json;
import trailbench.format.Yaml;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;
import trailbench.training.RunState;
import trailbench.training.RunStates;
import trailbench.work.Fault;

/// A run as a folder on disk.
public final class FolderRun implements RunFolder {
    /// Held by the worker as long as it lives.
    public static final String LOCK_FILE = "run.lock";

    static final String EXPERIMENT_FILE = "experiment.yaml";
    private static final String MAP_ENDING = ".parquet";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path path;
    private Said said = new Said(0, RunState.READY);

    /// What the run said of itself in the first `read` bytes of its journal.
    private record Said(long read, RunState state) {}

    FolderRun(Path path) {
        this.path = path;
    }

    /// Opens the folder of a run that exists.
    public static FolderRun open(Path path) {
        Fault.require(
                Files.isRegularFile(path.resolve(EXPERIMENT_FILE)),
                "%s is not a run: it holds no %s. Runs lie under the project's runs folder.",
                path,
                EXPERIMENT_FILE);
        return new FolderRun(path);
    }

    /// Makes the folder of a new run: named by UTC time and experiment, with the resolved experiment inside.
    ///
    /// @throws Fault.Request if the project is a sample
    public static FolderRun create(Project project, Experiment experiment, Instant now) {
        requireOwn(project);
        Path runs = project.folder().resolve("runs");
        String name = STAMP.format(now.atZone(ZoneOffset.UTC)) + "-" + experiment.experiment();
        try {
            Files.createDirectories(runs);
            Path path = runs.resolve(name);
            for (int again = 2; Files.exists(path); again++) {
                path = runs.resolve(name + "-" + again);
            }
            Files.createDirectory(path);
            Yaml.write(path.resolve(EXPERIMENT_FILE), experiment);
            return new FolderRun(path);
        } catch (IOException e) {
            throw new Fault.Work("No run can be made under %s: %s. Save the project to a folder you may write to.", runs, e.getMessage(), e);
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
        String id = id();
        int stampLength = 15;
        try {
            return LocalDateTime.parse(id.substring(0, Math.min(stampLength, id.length())), STAMP).toInstant(ZoneOffset.UTC);
        } catch (java.time.format.DateTimeParseException e) {
            throw new Fault.Work("The run folder %s is not named by its time (yyyyMMdd-HHmmss-name). Give it its old name back.", path, e);
        }
    }

    @Override
    public Experiment experiment() {
        return Yaml.read(path.resolve(EXPERIMENT_FILE), Experiment.class);
    }

    @Override
    public synchronized RunState state() {
        // A worker that is gone has written its last word: so its life is asked first. Only new lines are read.
        boolean alive = isWorkerAlive();
        EventsSince since = eventsSince(said.read);
        said = new Said(since.offset(), RunStates.said(said.state, since.events()));
        return RunStates.of(said.state, alive);
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
    public String lastWords() {
        try (Stream<String> lines = Files.lines(workerLog())) {
            return lines.filter(line -> !line.isBlank()).reduce("it printed nothing", (before, last) -> last);
        } catch (IOException e) {
            return "what it printed cannot be read (" + e.getMessage() + ")";
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
    public Optional<Provenance> provenance() {
        return optional("provenance.json", Provenance.class);
    }

    /// Keeps what the run was made from.
    public void keep(Provenance provenance) {
        Json.write(path.resolve("provenance.json"), provenance);
    }

    @Override
    public Optional<Evaluation> evaluation() {
        return optional("evaluation.json", Evaluation.class);
    }

    /// Keeps the run's figures.
    public void keep(Evaluation evaluation) {
        Json.write(path.resolve("evaluation.json"), evaluation);
    }

    @Override
    public List<String> maps() {
        Path maps = path.resolve("maps");
        if (!Files.isDirectory(maps)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(maps)) {
            return files.filter(file -> file.getFileName().toString().endsWith(MAP_ENDING))
                    .sorted(Comparator.comparing(FolderRun::modified).thenComparing(Comparator.naturalOrder()))
                    .map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - MAP_ENDING.length()))
                    .toList();
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be read: %s", maps, e.getMessage(), e);
        }
    }

    @Override
    public PointMap map(String name) {
        return MapFile.read(mapPath(name));
    }

    /// Where the map of this name is, or will be.
    public Path mapPath(String name) {
        return path.resolve("maps").resolve(name + MAP_ENDING);
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
        return Stream.of("last", "best")
                .anyMatch(name -> Files.isRegularFile(AtomicFile.readableFolder(checkpoints().resolve(name)).resolve("model.zip")));
    }

    private <T> Optional<T> optional(String name, Class<T> type) {
        Path file = path.resolve(name);
        return Files.isRegularFile(file) ? Optional.of(Json.read(file, type)) : Optional.empty();
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be read: %s", file, e.getMessage(), e);
        }
    }
}
