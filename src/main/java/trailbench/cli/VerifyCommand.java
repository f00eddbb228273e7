package trailbench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.experiment.VerifyOptions;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.Verification;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Does a run again in a scratch folder and says whether the same came of it: identical, within a tolerance from some step on, or different.",
        footer = {"", "Exit codes: 0 identical or within the tolerance, 1 different, 2 the request was wrong."})
final class VerifyCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--epochs", description = "Epochs to do again, from the first. Default: all")
    private int epochs = VerifyOptions.defaults().epochs();

    @Option(names = "--tolerance", paramLabel = "EPSILON", description = "Relative difference up to which numbers of two machines agree. Default: ${DEFAULT-VALUE}")
    private double tolerance = VerifyOptions.defaults().tolerance();

    @Option(names = "--exit-zero", description = "Ends with 0 whatever the verdict is.")
    private boolean exitZero;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FolderRun folder = run.run();
        Project project = session.projects().openShared(folder.projectFolder());
        Verification found = session.workbench().verify(project, folder, new VerifyOptions(epochs, tolerance), session.progress());
        if (json) {
            session.printJson(found);
        } else {
            session.print(folder.id() + ": " + found.text());
            session.print(found.compared() + " recorded steps and epochs compared; greatest relative difference " + found.greatest());
        }
        return exitZero || found.verdict() != Verification.Verdict.DIFFERENT ? 0 : TrailbenchCommand.FAILED;
    }
}
