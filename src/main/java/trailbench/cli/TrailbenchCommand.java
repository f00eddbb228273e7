package trailbench.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// `trailbench`: the root of all verbs.
@Command(
        name = "trailbench",
        mixinStandardHelpOptions = true,
        versionProvider = TrailbenchCommand.Version.class,
        description = "Learns, checks and shows representations of user behaviour sequences. Without a verb, opens the workbench.",
        footer = {"", "Exit codes: 0 done, 1 the work failed, 2 the request was wrong."},
        synopsisSubcommandLabel = "[VERB]")
public final class TrailbenchCommand {
    /// Exit code of work that failed.
    public static final int FAILED = 1;
    /// Exit code of a request that was wrong.
    public static final int WRONG_REQUEST = 2;
    /// Exit code of work that the user stopped, as shells report it.
    public static final int CANCELLED = 130;

    private static final List<String> VERBS = List.of(
            "demo", "sample", "inspect", "prepare", "report", "leaks", "sequence", "order-test", "graph",
            "forecast", "train", "queue", "search", "resume", "control", "histograms", "fork", "verify",
            "evaluate", "explain", "folds", "embed", "map", "health", "recommend", "export", "pseudonym",
            "serve", "runs", "render");

    private final Session session;
    private final PrintWriter error;
    private final Consumer<Fault> told;
    private final BiFunction<Throwable, String[], Path> faultLog;

    /// @param faultLog keeps a stack trace and returns the file it went to
    public TrailbenchCommand(Session session, PrintWriter error, BiFunction<Throwable, String[], Path> faultLog) {
        this(session, error, faultLog, fault -> {});
    }

    /// @param told hears of a fault before its sentence is printed: how a worker tells its parent the kind
    public TrailbenchCommand(Session session, PrintWriter error, BiFunction<Throwable, String[], Path> faultLog, Consumer<Fault> told) {
        this.told = told;
        this.session = session;
        this.error = error;
        this.faultLog = faultLog;
    }

    private Object command(String verb) {
        return switch (verb) {
            case "demo" -> new DemoCommand(session);
            case "sample" -> new SampleCommand(session);
            case "inspect" -> new InspectCommand(session);
            case "prepare" -> new PrepareCommand(session);
            case "report" -> new ReportCommand(session);
            case "leaks" -> new LeaksCommand(session);
            case "sequence" -> new SequenceCommand(session);
            case "order-test" -> new OrderTestCommand(session);
            case "graph" -> new GraphCommand(session);
            case "forecast" -> new ForecastCommand(session);
            case "train" -> new TrainCommand(session);
            case "queue" -> QueueCommand.line(session);
            case "search" -> new SearchCommand(session);
            case "resume" -> new ResumeCommand(session);
            case "control" -> new ControlCommand(session);
            case "histograms" -> new HistogramsCommand(session);
            case "fork" -> new ForkCommand(session);
            case "verify" -> new VerifyCommand(session);
            case "evaluate" -> new EvaluateCommand(session);
            case "explain" -> new ExplainCommand(session);
            case "folds" -> new FoldsCommand(session);
            case "embed" -> new EmbedCommand(session);
            case "map" -> new MapCommand(session);
            case "health" -> new HealthCommand(session);
            case "recommend" -> new RecommendCommand(session);
            case "export" -> new ExportCommand(session);
            case "pseudonym" -> new PseudonymCommand(session);
            case "serve" -> new ServeCommand(session);
            case "runs" -> RunsCommand.line(session);
            case "render" -> new RenderCommand(session);
            default -> throw new IllegalArgumentException(verb);
        };
    }

    /// Asks of the one command that is called, if its name stands first, or else of all of them: to ask all takes a fifth of a second.
    private CommandLine commandLine(String... arguments) {
        CommandLine commandLine = new CommandLine(this);
        List<String> called = arguments.length > 0 && VERBS.contains(arguments[0]) ? List.of(arguments[0]) : VERBS;
        called.forEach(verb -> commandLine.addSubcommand(verb, command(verb)));
        commandLine.setErr(error)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((fault, command, parsed) -> explain(fault, parsed.originalArgs().toArray(String[]::new)));
        commandLine.setParameterExceptionHandler((wrong, _) -> {
            error.println(wrong.getMessage());
            error.println("Run \"" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help\" for what it takes.");
            error.flush();
            return WRONG_REQUEST;
        });
        return commandLine;
    }

    /// @return the exit code
    public int run(String... arguments) {
        try {
            return commandLine(arguments).execute(arguments);
        } catch (OutOfMemoryError full) {
            error.println("Trailbench ran out of memory (" + full.getMessage() + "). Close other programs, or take a smaller log.");
            error.flush();
            return FAILED;
        }
    }

    private int explain(Exception fault, String[] arguments) {
        if (fault instanceof Fault known) {
            told.accept(known);
        }
        int code =
                switch (fault) {
                    case Fault.Request request -> {
                        error.println(request.getMessage());
                        yield WRONG_REQUEST;
                    }
                    case Progress.Cancelled cancelled -> {
                        error.println(cancelled.getMessage() + ".");
                        yield CANCELLED;
                    }
                    case Fault.Work work -> {
                        error.println(work.getMessage());
                        yield FAILED;
                    }
                    default -> {
                        var unforeseen = new Fault.Work(
                                "Something went wrong that Trailbench did not foresee (%s). The details are in %s.", fault, faultLog.apply(fault, arguments));
                        told.accept(unforeseen);
                        error.println(unforeseen.getMessage());
                        yield FAILED;
                    }
                };
        error.flush();
        return code;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Trailbench " + trailbench.project.Program.version()};
        }
    }
}
