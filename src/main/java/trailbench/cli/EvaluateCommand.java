package trailbench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.EvaluationTable;
import trailbench.project.FolderRun;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Ranks all items for every test case, with the run's best checkpoint and with the counting baselines.")
final class EvaluateCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--markdown", description = "Prints the table as Markdown.")
    private boolean markdown;

    @Option(names = "--slices", description = "Prints too how the model does by history length, popularity, behaviour, time and columns of users and items, the worst first.")
    private boolean slices;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    EvaluateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FolderRun evaluated = run.run();
        Evaluation evaluation = session.workbench()
                .evaluate(session.projects().openShared(evaluated.projectFolder()), evaluated, session.progress());
        if (json) {
            session.printJson(evaluation);
        } else {
            session.print(markdown ? EvaluationTable.markdown(evaluation) : EvaluationTable.text(evaluation));
            if (slices) {
                session.print(EvaluationTable.slices(evaluation));
            }
            session.print("Kept in " + evaluated.path().resolve("evaluation.json"));
        }
        return 0;
    }
}
