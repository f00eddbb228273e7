package trailbench.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import trailbench.cli.Session;
import trailbench.cli.TerminalProgress;
import trailbench.cli.TrailbenchCommand;
import trailbench.experiment.WorkerProcesses;
import trailbench.project.UserFolders;
import trailbench.training.ProgressLine;
import trailbench.training.RunClock;

/// Starts the workbench, or a verb of the command line.
public final class Main {
    private Main() {}

    static void main(String[] arguments) {
        UserFolders folders = UserFolders.ofThisSystem();
        FaultLog faultLog = new FaultLog(folders.logs());
        String[] words = arguments;
        if (arguments.length == 0) {
            if (hasDisplay()) {
                DesktopApplication.open();
                return;
            }
            System.out.println("No display found: running \"trailbench demo\", the same job in the terminal.");
            words = new String[] {"demo"};
        }
        WorkerProcesses.endWithStarter();
        boolean worker = Boolean.getBoolean(WorkerProcesses.WORKER_PROPERTY);
        TerminalProgress bar = new TerminalProgress(System.err, !worker && System.console() != null && System.console().isTerminal());
        PrintWriter out = new PrintWriter(new BarClearingStream(System.out, bar), true, StandardCharsets.UTF_8);
        PrintWriter error = new PrintWriter(new BarClearingStream(System.err, bar), true, StandardCharsets.UTF_8);
        Session session = worker
                ? Wiring.forWorker(folders, ProgressLine.printing(System.err, RunClock.system()), out)
                : Wiring.forTerminal(folders, bar, out);
        System.exit(new TrailbenchCommand(session, error, faultLog::keep).run(words));
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
