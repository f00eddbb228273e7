package trailbench.project;

import static trailbench.work.Fault.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trailbench.format.AtomicFile;
import trailbench.format.FolderLock;
import trailbench.format.Yaml;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// A project as a folder on disk.
final class FolderProject implements Project {
    static final String RUNS = "runs";
    static final String TRASH = "trash";
    private static final String SEARCHES = "searches";
    private static final String ENDING = ".yaml";

    private final Path folder;
    private final Optional<FolderLock> lock;
    private ProjectFile file;

    FolderProject(Path folder, ProjectFile file, Optional<FolderLock> lock) {
        this.folder = folder;
        this.file = file;
        this.lock = lock;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public String title() {
        return file.title();
    }

    @Override
    public String notes() {
        return file.notes();
    }

    @Override
    public boolean readOnly() {
        return lock.isEmpty();
    }

    @Override
    public boolean isSample() {
        return file.sample();
    }

    @Override
    public List<Experiment> experiments() {
        return childrenOf("experiments").stream()
                .filter(path -> path.getFileName().toString().endsWith(ENDING))
                .sorted(Comparator.comparing(path -> path.getFileName().toString()))
                .map(path -> Yaml.read(path, Experiment.class))
                .toList();
    }

    @Override
    public Experiment experiment(String name) {
        Path path = experimentPath(name);
        require(
                Files.isRegularFile(path),
                "The project %s has no experiment \"%s\". It has: %s.",
                folder,
                name,
                String.join(", ", experiments().stream().map(Experiment::experiment).toList()));
        return Yaml.read(path, Experiment.class);
    }

    @Override
    public void save(Experiment experiment) {
        requireWritable();
        Yaml.write(experimentPath(experiment.experiment()), experiment);
    }

    @Override
    public void describe(String title, String notes) {
        requireWritable();
        require(!title.isBlank(), "A project needs a title.");
        ProjectFile changed = new ProjectFile(ProjectFile.FORMAT, title, notes, false);
        Yaml.write(folder.resolve(FolderProjects.PROJECT_FILE), changed);
        file = changed;
    }

    @Override
    public List<Search> searches() {
        return searchFiles().stream().map(path -> Yaml.read(path, Search.class)).toList();
    }

    @Override
    public String searchStamp() {
        return searchFiles().stream().map(file -> file.getFileName() + FileStamp.of(file)).collect(Collectors.joining(" "));
    }

    private List<Path> searchFiles() {
        return childrenOf(SEARCHES).stream()
                .filter(path -> path.getFileName().toString().endsWith(ENDING))
                .sorted(Comparator.comparing(path -> path.getFileName().toString()))
                .toList();
    }

    @Override
    public void keep(Search search) {
        FolderRun.requireOwn(this);
        Yaml.write(folder.resolve(SEARCHES).resolve(search.search() + ENDING), search);
    }

    @Override
    public List<RunFolder> runs() {
        return runsIn(RUNS);
    }

    private List<RunFolder> runsIn(String name) {
        return childrenOf(name).stream()
                .filter(path -> Files.isRegularFile(path.resolve(FolderRun.EXPERIMENT_FILE)))
                .sorted(Comparator.comparing((Path path) -> path.getFileName().toString()).reversed())
                .map(path -> (RunFolder) new FolderRun(path))
                .toList();
    }

    @Override
    public RunFolder run(String id) {
        Path path = folder.resolve(RUNS).resolve(id);
        require(
                Files.isRegularFile(path.resolve(FolderRun.EXPERIMENT_FILE)),
                "The project %s has no run \"%s\".",
                folder,
                id);
        return new FolderRun(path);
    }

    @Override
    public void trash(RunFolder run) {
        FolderRun.requireOwn(this);
        require(
                !FolderRun.open(run.path()).isWorkerAlive(), Trouble.Kind.TRASH_GOING_ON, run.id());
        move(run.path(), folder.resolve(TRASH).resolve(run.id()));
    }

    @Override
    public List<RunFolder> trashed() {
        return runsIn(TRASH);
    }

    @Override
    public RunFolder restore(String id) {
        FolderRun.requireOwn(this);
        Path from = folder.resolve(TRASH).resolve(id);
        require(
                Files.isRegularFile(from.resolve(FolderRun.EXPERIMENT_FILE)),
                "The trash of %s has no run \"%s\". It has: %s.",
                folder, id, String.join(", ", trashed().stream().map(RunFolder::id).toList()));
        Path to = folder.resolve(RUNS).resolve(id);
        move(from, to);
        return new FolderRun(to);
    }

    @Override
    public List<String> emptyTrash() {
        FolderRun.requireOwn(this);
        List<String> gone = trashed().stream().map(RunFolder::id).toList();
        for (String id : gone) {
            AtomicFile.remove(folder.resolve(TRASH).resolve(id));
        }
        return gone;
    }

    private static void move(Path from, Path to) {
        require(!Files.exists(to), "%s is there already. Rename or remove that folder first.", to);
        try {
            Files.createDirectories(to.getParent());
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Fault.Work("%s was not moved to %s: %s. It is where it was. Check that both folders can be written.", from, to, Trouble.reason(e), e);
        }
    }

    @Override
    public void close() {
        lock.ifPresent(FolderLock::close);
    }

    private Path experimentPath(String name) {
        return folder.resolve("experiments").resolve(name + ENDING);
    }

    private void requireWritable() {
        require(!readOnly(), Trouble.Kind.READ_ONLY, folder);
    }

    private List<Path> childrenOf(String name) {
        Path parent = folder.resolve(name);
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.toList();
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be read: %s", parent, Trouble.reason(e), e);
        }
    }
}
