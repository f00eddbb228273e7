package trailbench.project;

import static trailbench.work.Fault.require;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import trailbench.format.AtomicFile;
import trailbench.format.FolderLock;
import trailbench.format.Yaml;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Projects as folders on disk.
public final class FolderProjects implements Projects {
    static final String PROJECT_FILE = "project.yaml";
    private static final String LOCK_FILE = ".lock";
    private static final System.Logger LOG = System.getLogger(FolderProjects.class.getName());
    /// What a copy leaves behind: derived data, and locks of those who have the original open.
    private static final Set<String> NOT_COPIED = Set.of("cache", LOCK_FILE, QueueFolder.LOCK_FILE, FolderRun.LOCK_FILE, "control.json");

    @Override
    public Project open(Path folder) {
        ProjectFile contents = contents(folder);
        Optional<FolderLock> lock = contents.sample() || !Files.isWritable(folder)
                ? Optional.empty()
                : FolderLock.tryAcquire(folder.resolve(LOCK_FILE));
        lock.ifPresent(held -> sweep(folder));
        return new FolderProject(folder, contents, lock);
    }

    /// Takes away what a window that died was writing, where only who holds the project's lock writes. A project is opened with what stays, too.
    private static void sweep(Path folder) {
        try {
            AtomicFile.sweep(folder.resolve(PROJECT_FILE));
            AtomicFile.settle(folder.resolve("experiments"));
        } catch (Fault.Work stays) {
            LOG.log(System.Logger.Level.WARNING, "Half-written files stay in " + folder, stays);
        }
    }

    private static ProjectFile contents(Path folder) {
        Path file = folder.resolve(PROJECT_FILE);
        require(
                Files.isRegularFile(file),
                "%s is not a Trailbench project: it holds no %s. Choose the project's own folder, or make a new project there.",
                folder,
                PROJECT_FILE);
        ProjectFile contents = Yaml.read(file, ProjectFile.class);
        require(
                contents.format() <= ProjectFile.FORMAT,
                "%s was written by a newer Trailbench (project format %s, this program reads up to %s). Install the newer program to open it.",
                file,
                contents.format(),
                ProjectFile.FORMAT);
        return contents;
    }

    /// Opens without asking for the project's own lock: for workers and verbs that only add runs, which have locks of their own.
    public Project openShared(Path folder) {
        return new FolderProject(folder, contents(folder), Optional.empty());
    }

    @Override
    public Project create(Path folder, String title) {
        require(!title.isBlank(), "A project needs a title.");
        require(isAbsentOrEmpty(folder), "%s is not empty. Choose a new folder for the project.", folder);
        try {
            Files.createDirectories(folder.resolve("experiments"));
            Files.createDirectories(folder.resolve("runs"));
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be made: %s. Choose a folder you may write to.", folder, Trouble.reason(e), e);
        }
        Yaml.write(folder.resolve(PROJECT_FILE), new ProjectFile(ProjectFile.FORMAT, title, "", false));
        ProjectMarker.write(folder);
        return open(folder);
    }

    @Override
    public Project saveAs(Project project, Path folder, Progress progress) {
        require(isAbsentOrEmpty(folder), "%s is not empty. Choose a new folder for the copy.", folder);
        Path source = project.folder().toAbsolutePath().normalize();
        require(
                !folder.toAbsolutePath().normalize().startsWith(source),
                "%s lies inside the project itself. Choose a folder beside it.",
                folder);
        AtomicFile.replaceFolder(folder, aside -> {
            List<Path> files = filesOf(source);
            for (int i = 0; i < files.size(); i++) {
                progress.checkpoint();
                progress.report(Phase.of(Phase.Kind.COPYING, project.title()), i, files.size());
                Path target = aside.resolve(source.relativize(files.get(i)).toString());
                Files.createDirectories(target.getParent());
                Files.copy(files.get(i), target);
            }
            Yaml.write(
                    aside.resolve(PROJECT_FILE),
                    new ProjectFile(ProjectFile.FORMAT, project.title(), project.notes(), false));
        });
        ProjectMarker.write(folder);
        return open(folder);
    }

    private static List<Path> filesOf(Path source) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean left = !directory.equals(source) && NOT_COPIED.contains(directory.getFileName().toString());
                return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean marker = ProjectMarker.is(file) && source.equals(file.getParent());
                if (!marker && !NOT_COPIED.contains(file.getFileName().toString())) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static boolean isAbsentOrEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        } catch (IOException e) {
            throw new Fault.Request("%s cannot be read: %s", folder, Trouble.reason(e), e);
        }
    }
}
