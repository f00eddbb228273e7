package trailbench.cli;

import static trailbench.work.Fault.require;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.project.FolderRun;
import trailbench.project.RunMarks;

/// What people say about runs. Each verb prints how to take back what it did.
final class MarkCommands {
    private MarkCommands() {}

    @Command(name = "tag", mixinStandardHelpOptions = true, description = "Gives tags to runs, or takes them away.")
    static final class Tag implements Callable<Integer> {
        private final Session session;

        @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs: PROJECT/runs/ID.")
        private List<Path> runs = List.of();

        @Option(names = "--add", split = ",", paramLabel = "TAG", description = "Tags to give.")
        private List<String> add = List.of();

        @Option(names = "--remove", split = ",", paramLabel = "TAG", description = "Tags to take away.")
        private List<String> remove = List.of();

        Tag(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            require(!add.isEmpty() || !remove.isEmpty(), "Say which tags: --add TAG or --remove TAG.");
            for (Path path : runs) {
                RunMarks before = change(session, path, marks -> {
                    RunMarks now = marks;
                    for (String tag : add) {
                        now = now.withTag(tag);
                    }
                    for (String tag : remove) {
                        now = now.withoutTag(tag);
                    }
                    return now;
                });
                RunMarks now = FolderRun.open(path).marks();
                session.print(path.getFileName() + ": " + (now.tags().isEmpty() ? "no tags" : String.join(", ", now.tags())));
                undo(path, before, now);
            }
            return 0;
        }

        private void undo(Path path, RunMarks before, RunMarks now) {
            String added = option("--remove", now.tags().stream().filter(tag -> !before.tags().contains(tag)).toList());
            String removed = option("--add", before.tags().stream().filter(tag -> !now.tags().contains(tag)).toList());
            if (!added.isEmpty() || !removed.isEmpty()) {
                session.print("Undo: trailbench runs tag " + path + added + removed);
            }
        }

        private static String option(String name, List<String> tags) {
            return tags.isEmpty() ? "" : " " + name + " " + tags.stream().collect(Collectors.joining(","));
        }
    }

    @Command(name = "note", mixinStandardHelpOptions = true, description = "Writes notes about a run in place of those that were there; prints them without TEXT.")
    static final class Note implements Callable<Integer> {
        private final Session session;

        @Parameters(index = "0", paramLabel = "RUN", description = "The run's folder: PROJECT/runs/ID.")
        private Path run = Path.of("");

        @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "The notes; an empty text takes them away.")
        private @Nullable String text;

        Note(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            String notes = text;
            if (notes == null) {
                session.print(FolderRun.open(run).marks().notes());
                return 0;
            }
            RunMarks before = change(session, run, marks -> marks.withNotes(notes));
            session.print("Notes: " + run);
            session.print("Undo: trailbench runs note " + run + " '" + before.notes().replace("'", "'\\''") + "'");
            return 0;
        }
    }

    @Command(name = "star", mixinStandardHelpOptions = true, description = "Stars runs, to find them again; --off takes the star away.")
    static final class Star implements Callable<Integer> {
        private final Session session;

        @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs: PROJECT/runs/ID.")
        private List<Path> runs = List.of();

        @Option(names = "--off", description = "Takes the star away.")
        private boolean off;

        Star(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            for (Path path : runs) {
                RunMarks before = change(session, path, marks -> marks.withStar(!off));
                session.print((off ? "☆ " : "★ ") + path.getFileName());
                if (before.starred() == off) {
                    session.print("Undo: trailbench runs star " + path + (off ? "" : " --off"));
                }
            }
            return 0;
        }
    }

    /// @return the marks before
    private static RunMarks change(Session session, Path path, UnaryOperator<RunMarks> change) {
        FolderRun run = FolderRun.open(path);
        FolderRun.requireOwn(session.projects().openShared(run.projectFolder()));
        RunMarks before = run.marks();
        run.mark(change.apply(before));
        return before;
    }
}
