package trailbench.cli;

import static trailbench.work.Fault.require;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.experiment.RunQueue;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.training.RunState;
import trailbench.work.Progress;

@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Lists the runs of a project that wait for their turn, first to last. Add one with: trailbench train EXPERIMENT --queue",
        synopsisSubcommandLabel = "[VERB]")
final class QueueCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private ProjectArgument project = new ProjectArgument("Name a project's folder, or one of: run, pause, limit, move, remove.");

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    private QueueCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        return new CommandLine(new QueueCommand(session))
                .addSubcommand(new Run(session))
                .addSubcommand(new Pause(session))
                .addSubcommand(new Limit(session))
                .addSubcommand(new Move(session))
                .addSubcommand(new Remove(session));
    }

    @Override
    public Integer call() {
        return new QueueReport(session, json).list(project.open(session));
    }

    /// The project whose queue is meant.
    static final class ProjectArgument {
        private final String remedy;

        @Parameters(index = "0", arity = "0..1", paramLabel = "PROJECT", description = "The project's folder. Default: this folder.")
        private Path folder = Path.of("");

        ProjectArgument() {
            this("Name a project's folder.");
        }

        ProjectArgument(String remedy) {
            this.remedy = remedy;
        }

        Project open(Session session) {
            require(
                    Files.isRegularFile(folder.resolve("project.yaml")),
                    "%s is no project: it holds no project.yaml. %s", folder.toAbsolutePath().normalize(), remedy);
            return session.projects().openShared(folder);
        }
    }

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description = "Works the queue off, as many runs at once as its limit says, and ends when none waits. Ctrl+C begins no more; what goes on goes on.")
    static final class Run implements Callable<Integer> {
        private final Session session;

        @Mixin
        private ProjectArgument project = new ProjectArgument();

        @Option(names = "--limit", paramLabel = "N", description = "Runs at once, from now on.")
        private Optional<Integer> limit = Optional.empty();

        @Option(names = "--detach", description = "Has a process of its own do it, and returns.")
        private boolean detach;

        @Option(names = "--json", description = "Prints one JSON document at the end, and nothing before.")
        private boolean json;

        Run(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            Project open = project.open(session);
            RunQueue queue = session.workbench().queue(open);
            queue.set(queue.state().options().withPaused(false));
            limit.ifPresent(runs -> queue.set(queue.state().options().withLimit(runs)));
            QueueReport report = new QueueReport(session, json);
            if (detach) {
                queue.start();
                return report.list(open);
            }
            List<QueueReport.Ended> ended = serve(queue, report);
            if (json) {
                session.printJson(QueueReport.Document.of(queue.state()).with(ended));
            } else {
                session.print(ended.size() + (ended.size() == 1 ? " run is over, " : " runs are over, ") + queue.state().waiting().size() + " waiting.");
            }
            return 0;
        }

        /// A run that failed does not stop the others. Ctrl+C ends this process alone: workers outlive it, and the queue is in its files.
        private static List<QueueReport.Ended> serve(RunQueue queue, QueueReport report) {
            List<QueueReport.Ended> ended = new ArrayList<>();
            queue.serve(
                    happening -> {
                        report.told(happening);
                        if (happening.state() != RunState.RUNNING) {
                            ended.add(new QueueReport.Ended(happening.run().id(), happening.state(), happening.words()));
                        }
                    },
                    Progress.SILENT);
            return ended;
        }
    }

    @Command(name = "pause", mixinStandardHelpOptions = true, description = "Begins no more runs of the queue; what goes on goes on. Undone by: trailbench queue run")
    static final class Pause implements Callable<Integer> {
        private final Session session;

        @Mixin
        private ProjectArgument project = new ProjectArgument();

        @Option(names = "--json", description = "Prints one JSON document.")
        private boolean json;

        Pause(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            Project open = project.open(session);
            RunQueue queue = session.workbench().queue(open);
            queue.set(queue.state().options().withPaused(true));
            return new QueueReport(session, json).list(open);
        }
    }

    @Command(name = "limit", mixinStandardHelpOptions = true, description = "Says how many runs of the project may go on at once; those that were started by hand count too.")
    static final class Limit implements Callable<Integer> {
        private final Session session;

        @Parameters(index = "0", paramLabel = "N", description = "From 1 to 64.")
        private int limit;

        @Parameters(index = "1", arity = "0..1", paramLabel = "PROJECT", description = "The project's folder. Default: this folder.")
        private Path folder = Path.of("");

        @Option(names = "--json", description = "Prints one JSON document.")
        private boolean json;

        Limit(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            ProjectArgument project = new ProjectArgument();
            project.folder = folder;
            Project open = project.open(session);
            RunQueue queue = session.workbench().queue(open);
            queue.set(queue.state().options().withLimit(limit));
            return new QueueReport(session, json).list(open);
        }
    }

    @Command(name = "move", mixinStandardHelpOptions = true, description = "Gives a run that waits another place.")
    static final class Move implements Callable<Integer> {
        private final Session session;

        @Mixin
        private RunArgument run = new RunArgument();

        @ArgGroup(multiplicity = "1")
        private Where where = new Where();

        @Option(names = "--json", description = "Prints one JSON document.")
        private boolean json;

        static final class Where {
            @Option(names = "--to", paramLabel = "PLACE", description = "1 for the first.")
            private Optional<Integer> to = Optional.empty();

            @Option(names = "--last", description = "Behind all others.")
            private boolean last;
        }

        Move(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            FolderRun moved = run.run();
            Project open = session.projects().openShared(moved.projectFolder());
            RunQueue queue = session.workbench().queue(open);
            List<String> order = new ArrayList<>(queue.state().waiting());
            require(order.remove(moved.id()), "The run %s does not wait in the queue. See: trailbench queue %s", moved.id(), open.folder());
            int place = where.last ? order.size() : where.to.orElse(1) - 1;
            order.add(Math.clamp(place, 0, order.size()), moved.id());
            queue.arrange(order);
            return new QueueReport(session, json).list(open);
        }
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Takes runs that wait out of the queue, into the trash.")
    static final class Remove implements Callable<Integer> {
        private final Session session;

        @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs: PROJECT/runs/ID.")
        private List<Path> runs = List.of();

        @Option(names = "--json", description = "Prints one JSON document.")
        private boolean json;

        Remove(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            List<RunFolder> waiting = new ArrayList<>();
            for (Path path : runs) {
                FolderRun run = FolderRun.open(path);
                require(run.state() == RunState.QUEUED, "The run %s does not wait in the queue.", run.id());
                waiting.add(run);
            }
            Project open = session.projects().openShared(FolderRun.open(runs.getFirst()).projectFolder());
            for (RunFolder run : waiting) {
                session.projects().openShared(FolderRun.open(run.path()).projectFolder()).trash(run);
            }
            if (!json) {
                waiting.forEach(run -> session.print("Undo: trailbench runs restore " + open.folder().resolve("trash").resolve(run.id())));
            }
            return new QueueReport(session, json).list(open);
        }
    }
}
