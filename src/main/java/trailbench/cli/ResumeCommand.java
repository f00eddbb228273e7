package trailbench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.RunFolder;

@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Goes on with a run from its last checkpoint, as if it had never stopped.")
final class ResumeCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--if-new", description = "Only if nobody has begun it: how the queue begins its runs, so that none is trained twice.")
    private boolean ifNew;

    @Option(names = "--detach", description = "Returns as soon as the worker is up.")
    private boolean detach;

    @Option(names = "--json", description = "Prints one JSON document at the end, and nothing before.")
    private boolean json;

    ResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FolderRun stopped = run.run();
        Project project = session.projects().openShared(stopped.projectFolder());
        RunFolder going = ifNew ? session.workbench().begin(project, stopped) : session.workbench().resume(project, stopped);
        return new RunReport(session, json).show(project, going, detach);
    }
}
