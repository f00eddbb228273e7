package trailbench.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.RunFolder;

@Command(
        name = "fork",
        mixinStandardHelpOptions = true,
        description = "Makes a run that begins with a checkpoint of another and goes on with other training options. Graph and data stay.")
final class ForkCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--at", paramLabel = "CHECKPOINT", description = "last, best, or epoch-N if training.keep_checkpoints kept it. Default: ${DEFAULT-VALUE}", defaultValue = "last")
    private String at = "last";

    @Option(names = "--set", paramLabel = "FIELD=VALUE", description = "What is different: --set training.optimizer.learning_rate=0.0003 --set training.epochs=40")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(names = "--queue", description = "Puts the fork into the project's queue instead: see trailbench queue.")
    private boolean queue;

    @Option(names = "--detach", description = "Returns as soon as the worker is up.")
    private boolean detach;

    @Option(names = "--json", description = "Prints one JSON document at the end, and nothing before.")
    private boolean json;

    ForkCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FolderRun parent = run.run();
        Project project = session.projects().openShared(parent.projectFolder());
        if (queue) {
            return new QueueReport(session, json).added(project, List.of(session.workbench().queue(project).addFork(parent, at, changes)));
        }
        RunFolder forked = session.workbench().fork(project, parent, at, changes);
        return new RunReport(session, json).show(project, forked, detach);
    }
}
