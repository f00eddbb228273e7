package trailbench.cli;

import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.EvaluationFiles;
import trailbench.evaluation.EvaluationTable;
import trailbench.project.FolderRun;
import trailbench.work.Fault;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Ranks the candidates, which are all items unless something else is said, for every test case, with the run's best checkpoint and with the counting baselines.")
final class EvaluateCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunArgument run = new RunArgument();

    @Mixin
    private ProtocolOptions protocol = new ProtocolOptions();

    @Option(names = "--markdown", description = "Prints the table as Markdown.")
    private boolean markdown;

    @Option(names = "--csv", description = "Prints one line a scorer and metric, with the ends of its interval and the passport.")
    private boolean csv;

    @Option(names = "--latex", description = "Prints a LaTeX table at one cut-off, with the passport as its note.")
    private boolean latex;

    @Option(names = "-k", paramLabel = "K", description = "The cut-off of that table. Default: ${DEFAULT-VALUE}", defaultValue = "10")
    private int k = 10;

    @Option(names = "--behaviours", description = "Prints too every metric by behaviour of the target and by transition.")
    private boolean behaviours;

    @Option(names = "--slices", description = "Prints too how the model does by history length, popularity, behaviour, time and columns of users and items, the worst first.")
    private boolean slices;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    EvaluateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Fault.require(
                Stream.of(markdown, csv, latex, json).filter(asked -> asked).count() <= 1, "Choose one of --markdown, --csv, --latex and --json.");
        FolderRun evaluated = run.run();
        Evaluation evaluation = session.workbench()
                .evaluate(
                        session.projects().openShared(evaluated.projectFolder()), evaluated, protocol.over(evaluated.experiment().evaluation()),
                        session.progress());
        if (json) {
            session.printJson(evaluation);
        } else {
            session.print(written(evaluation));
            if (slices) {
                session.print(EvaluationTable.slices(evaluation));
            }
            if (behaviours) {
                session.print(EvaluationTable.behaviours(evaluation));
            }
            if (!markdown && !csv && !latex) {
                session.print("Kept in " + evaluated.path().resolve("evaluation.json"));
            }
        }
        return 0;
    }

    private String written(Evaluation evaluation) {
        return markdown ? EvaluationTable.markdown(evaluation)
                : csv ? EvaluationFiles.csv(evaluation)
                : latex ? EvaluationFiles.latex(evaluation, k)
                : EvaluationTable.text(evaluation);
    }
}
