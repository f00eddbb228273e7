package trailbench.cli;

import static trailbench.work.Fault.require;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.RunFolder;

/// Throwing runs away, in two words.
final class TrashCommands {
    private TrashCommands() {}

    @Command(name = "trash", mixinStandardHelpOptions = true, description = "Moves runs into the project's trash, whole. \"runs PROJECT --trash\" lists what is there.")
    static final class Trash implements Callable<Integer> {
        private final Session session;

        @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs: PROJECT/runs/ID.")
        private List<Path> runs = List.of();

        Trash(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            for (Path path : runs) {
                FolderRun run = FolderRun.open(path);
                Path home = run.projectFolder();
                session.projects().openShared(home).trash(run);
                session.print("In the trash: " + run.id());
                session.print("Undo: trailbench runs restore " + home.resolve("trash").resolve(run.id()));
            }
            return 0;
        }
    }

    @Command(name = "restore", mixinStandardHelpOptions = true, description = "Moves runs from the trash back to where they were.")
    static final class Restore implements Callable<Integer> {
        private final Session session;

        @Parameters(arity = "1..*", paramLabel = "RUN", description = "PROJECT/trash/ID, or where the run was: PROJECT/runs/ID.")
        private List<Path> runs = List.of();

        Restore(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            for (Path path : runs) {
                Path whole = path.toAbsolutePath().normalize();
                Path place = whole.getParent();
                require(
                        place != null && place.getParent() != null && List.of("trash", "runs").contains(place.getFileName().toString()),
                        "%s is no run of a project. Say PROJECT/trash/ID.", path);
                RunFolder back = session.projects().openShared(place.getParent()).restore(whole.getFileName().toString());
                session.print("Run: " + back.path());
            }
            return 0;
        }
    }

    @Command(name = "empty-trash", mixinStandardHelpOptions = true, description = "Deletes the runs in the trash, for good. Nothing is deleted without the second word.")
    static final class EmptyTrash implements Callable<Integer> {
        private static final String SECOND_WORD = "--delete-for-good";

        private final Session session;

        @Parameters(index = "0", paramLabel = "PROJECT", description = "The project's folder.")
        private Path project = Path.of("");

        @Option(names = SECOND_WORD, description = "The second word.")
        private boolean sure;

        EmptyTrash(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            Project opened = session.projects().openShared(project);
            List<String> there = opened.trashed().stream().map(RunFolder::id).toList();
            if (there.isEmpty()) {
                session.print("The trash is empty.");
                return 0;
            }
            require(sure, "%s runs would be deleted for good: %s. Say so with %s.", there.size(), String.join(", ", there), SECOND_WORD);
            opened.emptyTrash().forEach(id -> session.print("Deleted: " + id));
            return 0;
        }
    }
}
