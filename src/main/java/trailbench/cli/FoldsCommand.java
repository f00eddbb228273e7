package trailbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.FoldFigures;
import trailbench.project.Experiment;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.sequence.Split;
import trailbench.training.RunState;
import trailbench.work.Fault;
import trailbench.work.Progress;

@Command(
        name = "folds",
        mixinStandardHelpOptions = true,
        description = "Trains and evaluates every fold of an experiment whose split is k-fold or rolling, and says the mean and the spread. Folds that are done are not done again.")
final class FoldsCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private ExperimentArgument experiment = new ExperimentArgument();

    @Option(names = "--json", description = "Prints one JSON document at the end, and nothing before.")
    private boolean json;

    FoldsCommand(Session session) {
        this.session = session;
    }

    /// What `--json` prints.
    record Document(List<String> runs, FoldFigures figures) {}

    @Override
    public Integer call() {
        ExperimentArgument.Chosen chosen = experiment.choose(session.projects());
        Session told = json ? session.quiet() : session;
        int folds = folds(chosen.experiment().split());
        List<String> runs = new ArrayList<>();
        List<Evaluation> evaluations = new ArrayList<>();
        for (int fold = 1; fold <= folds; fold++) {
            told.print(String.format(Locale.ROOT, "== Fold %d of %d", fold, folds));
            RunFolder run = trained(chosen.project(), ofFold(chosen.experiment(), fold));
            evaluations.add(evaluated(chosen.project(), run, told));
            runs.add(run.path().toString());
            told.print("Run: " + run.path());
        }
        FoldFigures figures = FoldFigures.of(evaluations);
        if (json) {
            session.printJson(new Document(runs, figures));
        } else {
            session.print(figures.text());
        }
        return 0;
    }

    private static int folds(Split split) {
        return switch (split) {
            case Split.KFold kFold -> kFold.folds();
            case Split.Rolling rolling -> rolling.folds();
            default -> throw new Fault.Request("The experiment's split has no folds. Set split: {kind: k-fold, folds: 5} or split: {kind: rolling, folds: 5}.");
        };
    }

    /// The same experiment on one fold, called after it.
    static Experiment ofFold(Experiment whole, int fold) {
        Split split = switch (whole.split()) {
            case Split.KFold kFold -> new Split.KFold(kFold.folds(), fold, kFold.seed());
            case Split.Rolling rolling -> new Split.Rolling(rolling.folds(), fold, rolling.share());
            case Split other -> other;
        };
        return new Experiment(
                whole.experiment() + "-fold-" + fold, whole.log(), whole.sequences(), split, whole.graph(), whole.training(), whole.evaluation());
    }

    private RunFolder trained(Project project, Experiment ofFold) {
        Optional<RunFolder> done = project.runs().stream()
                .filter(run -> run.state() == RunState.FINISHED && run.experiment().equals(ofFold))
                .findFirst();
        if (done.isPresent()) {
            return done.get();
        }
        RunFolder run = session.workbench().train(project, ofFold);
        if (new RunReport(session, json).follow(run) != RunState.FINISHED) {
            throw new Progress.Cancelled(); // Ctrl+C: the fold goes on with resume, the others with folds again
        }
        return run;
    }

    private Evaluation evaluated(Project project, RunFolder run, Session told) {
        return FolderRun.open(run.path()).evaluation().orElseGet(() -> session.workbench().evaluate(project, run, told.progress()));
    }
}
