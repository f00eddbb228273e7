package trailbench.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.project.RunFolder;
import trailbench.project.RunMarks;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains an experiment in a worker process and shows its progress. Ctrl+C stops the run with a checkpoint.")
final class TrainCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private ExperimentArgument experiment = new ExperimentArgument();

    @Option(names = "--detach", description = "Returns as soon as the worker is up.")
    private boolean detach;

    @Option(names = "--queue", description = "Puts the run into the project's queue instead: see trailbench queue.")
    private boolean queue;

    @Option(names = "--json", description = "Prints one JSON document at the end, and nothing before.")
    private boolean json;

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ExperimentArgument.Chosen chosen = experiment.choose(session.projects());
        if (queue) {
            return new QueueReport(session, json).added(chosen.project(), session.workbench().queue(chosen.project()).add(List.of(chosen.experiment()), RunMarks.NONE));
        }
        RunFolder run = session.workbench().train(chosen.project(), chosen.experiment());
        return new RunReport(session, json).show(chosen.project(), run, detach);
    }
}
