package trailbench.runs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.Passport;
import trailbench.evaluation.Ties;
import trailbench.project.Fork;
import trailbench.project.RunFolder;
import trailbench.project.RunMarks;
import trailbench.sequence.Cases;
import trailbench.sequence.SplitFacts;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;

/// Runs of a shop, made of what tests say.
final class SomeRuns {
    static final Instant AT = Instant.parse("2026-03-01T10:15:00Z");

    private SomeRuns() {}

    /// @param changes fields of the experiment
    static FakeProject.FakeRun run(String id, Map<String, String> changes, double... ndcg) {
        FakeProject.FakeRun run = new FakeProject.FakeRun(id, trailbench.format.Yaml.with(FakeShop.experiment("shop"), changes));
        run.state = RunState.FINISHED;
        run.events.add(new RunEvent.Started(AT, 0, 100, 50, 10, ndcg.length, 0));
        double best = 0;
        for (int epoch = 1; epoch <= ndcg.length; epoch++) {
            double now = ndcg[epoch - 1];
            run.events.add(new RunEvent.Epoch(
                    AT.plusSeconds(60L * epoch), epoch, 10L * epoch, 5.0 - 0.1 * epoch, 5.5 - 0.1 * epoch, Map.of("ndcg@10", now, "recall@10", 2 * now),
                    now > best, 30));
            best = Math.max(best, now);
        }
        return run;
    }

    static FakeProject.FakeRun tested(FakeProject.FakeRun run, int cases, double ndcg) {
        Passport passport = new Passport(
                new SplitFacts.LeaveOneOut(false, 0), Cases.Part.TEST, 12, new Passport.Seen(true, 0), Ties.EXPECTED, cases, "9f3c01");
        run.evaluation = Optional.of(new Evaluation(
                passport, List.of(new Evaluation.Row("model", true, Map.of("ndcg@10", ndcg, "recall@10", ndcg * 2), 1)), Optional.empty()));
        return run;
    }

    static FakeProject.FakeRun fork(String id, String parent, int epoch, double... ndcg) {
        FakeProject.FakeRun run = run(id, Map.of("training.optimizer.learning_rate", "0.0001"), ndcg);
        run.fork = Optional.of(new Fork(parent, "epoch-" + epoch, epoch, 10L * epoch, "9f3c01", Map.of("training.optimizer.learning_rate", "0.0001")));
        return run;
    }

    static RunSummary summary(RunFolder run) {
        return RunIndex.read(List.of(run)).getFirst();
    }

    static List<RunSummary> summaries(RunFolder... runs) {
        return RunIndex.read(List.of(runs));
    }

    static RunMarks tags(String... tags) {
        return new RunMarks(List.of(tags), "", false);
    }

    static Path nowhere() {
        return Path.of("shop");
    }
}
