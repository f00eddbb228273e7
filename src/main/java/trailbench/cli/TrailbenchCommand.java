package trailbench.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.BiFunction;
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

    private final CommandLine commandLine;
    private final PrintWriter error;

    /// @param faultLog keeps a stack trace and returns the file it went to
    public TrailbenchCommand(Session session, PrintWriter error, BiFunction<Throwable, String[], Path> faultLog) {
        this.error = error;
        commandLine = new CommandLine(this)
                .addSubcommand(new DemoCommand(session))
                .addSubcommand(new SampleCommand(session))
                .addSubcommand(new InspectCommand(session))
                .addSubcommand(new PrepareCommand(session))
                .addSubcommand(new ReportCommand(session))
                .addSubcommand(new LeaksCommand(session))
                .addSubcommand(new SequenceCommand(session))
                .addSubcommand(new OrderTestCommand(session))
                .addSubcommand(new GraphCommand(session))
                .addSubcommand(new ForecastCommand(session))
                .addSubcommand(new TrainCommand(session))
                .addSubcommand(QueueCommand.line(session))
                .addSubcommand(new SearchCommand(session))
                .addSubcommand(new ResumeCommand(session))
                .addSubcommand(new ControlCommand(session))
                .addSubcommand(new HistogramsCommand(session))
                .addSubcommand(new ForkCommand(session))
                .addSubcommand(new VerifyCommand(session))
                .addSubcommand(new EvaluateCommand(session))
                .addSubcommand(new ExplainCommand(session))
                .addSubcommand(new FoldsCommand(session))
                .addSubcommand(new EmbedCommand(session))
                .addSubcommand(new MapCommand(session))
                .addSubcommand(new HealthCommand(session))
                .addSubcommand(new RecommendCommand(session))
                .addSubcommand(new ExportCommand(session))
                .addSubcommand(new PseudonymCommand(session))
                .addSubcommand(new ServeCommand(session))
                .addSubcommand(RunsCommand.line(session))
                .addSubcommand(new RenderCommand(session))
                .setErr(error)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((fault, command, parsed) -> explain(fault, error, faultLog, parsed.originalArgs().toArray(String[]::new)));
        commandLine.setParameterExceptionHandler((wrong, arguments) -> {
            error.println(wrong.getMessage());
            error.println("Run \"" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help\" for what it takes.");
            error.flush();
            return WRONG_REQUEST;
        });
    }

    /// @return the exit code
    public int run(String... arguments) {
        try {
            return commandLine.execute(arguments);
        } catch (OutOfMemoryError full) {
            error.println("Trailbench ran out of memory (" + full.getMessage() + "). Close other programs, or take a smaller log.");
            error.flush();
            return FAILED;
        }
    }

    private static int explain(Exception fault, PrintWriter error, BiFunction<Throwable, String[], Path> faultLog, String[] arguments) {
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
                        error.println("Something went wrong that Trailbench did not foresee (" + fault
                                + "). The details are in " + faultLog.apply(fault, arguments) + ".");
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
