package trailbench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.project.RunFolder;

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

    @Option(names = "--json", description = "Prints one JSON document at the end, and nothing before.")
    private boolean json;

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ExperimentArgument.Chosen chosen = experiment.choose(session.projects());
        RunFolder run = session.workbench().train(chosen.project(), chosen.experiment());
        return new RunReport(session, json).show(chosen.project(), run, detach);
    }
}
