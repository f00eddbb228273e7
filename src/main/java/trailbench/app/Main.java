package trailbench.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import trailbench.cli.Session;
import trailbench.cli.TerminalProgress;
import trailbench.cli.TrailbenchCommand;
import trailbench.experiment.WorkerProcesses;
import trailbench.project.ProjectMarker;
import trailbench.project.UserFolders;
import trailbench.training.FaultLine;
import trailbench.training.ProgressLine;
import trailbench.training.RunClock;
import trailbench.work.Fault;

/// Starts the workbench, on a project if its marker is named, or a verb of the command line.
public final class Main {
    /// Where JavaFX puts its native libraries; left to itself, into a folder of its own in the user's home.
    private static final String JAVAFX_CACHE = "javafx.cachedir";

    private Main() {}

    static void main(String[] arguments) {
        UserFolders folders = UserFolders.ofThisSystem();
        System.setProperty(JAVAFX_CACHE, folders.cache().resolve("javafx").toString());
        FaultLog faultLog = new FaultLog(folders.logs());
        String[] words = arguments;
        Optional<Path> project = arguments.length == 1 ? markedProject(arguments[0]) : Optional.empty();
        if (arguments.length == 0 || project.isPresent()) {
            if (hasDisplay()) {
                DesktopApplication.open(project);
                return;
            }
            if (project.isPresent()) {
                refuse("No display found, and a project opens in a window. Without one: trailbench runs " + project.get());
            }
            System.out.println("No display found: running \"trailbench demo\", the same job in the terminal.");
            words = new String[] {"demo"};
        }
        WorkerProcesses.endWithStarter();
        boolean worker = Boolean.getBoolean(WorkerProcesses.WORKER_PROPERTY);
        if (worker) {
            WorkerProcesses.giveWayAsSession();
            quieten();
        }
        TerminalProgress bar = new TerminalProgress(System.err, !worker && System.console() != null && System.console().isTerminal());
        PrintWriter out = new PrintWriter(new BarClearingStream(System.out, bar), true, StandardCharsets.UTF_8);
        PrintWriter error = new PrintWriter(new BarClearingStream(System.err, bar), true, StandardCharsets.UTF_8);
        Session session = worker
                ? Wiring.forWorker(folders, ProgressLine.printing(System.err, RunClock.system()), out)
                : Wiring.forTerminal(folders, bar, out);
        System.exit(new TrailbenchCommand(session, error, faultLog::keep, worker ? Main::tell : fault -> {}).run(words));
    }

    /// What libraries tell of themselves would stand in front of a fault on standard error, where whoever started the worker reads it.
    private static void quieten() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setLevel(Level.WARNING);
        }
    }

    private static Optional<Path> markedProject(String word) {
        try {
            return ProjectMarker.project(word);
        } catch (Fault.Request wrong) {
            refuse(wrong.getMessage());
            return Optional.empty();
        }
    }

    /// Says a fault, for any language, to whoever started this worker.
    private static void tell(Fault fault) {
        System.err.println(new FaultLine(fault.trouble()).text());
    }

    private static void refuse(String sentence) {
        System.err.println(sentence);
        System.exit(TrailbenchCommand.WRONG_REQUEST);
    }

    /// True where a window can open. macOS and Windows always have a display for a user who is logged in.
    private static boolean hasDisplay() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        return !linux || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }
}
