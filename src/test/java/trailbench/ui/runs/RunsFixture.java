package trailbench.ui.runs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.Passport;
import trailbench.sequence.Cases;
import trailbench.sequence.SplitFacts;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Settings;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;

/// A project with a finished and evaluated run, a broken one and a live one.
final class RunsFixture {
    static final Instant AT = Instant.parse("2026-03-01T10:15:00Z");
    static final Passport PASSPORT = new Passport(new SplitFacts.LeaveOneOut(false, 0), Cases.Part.TEST, 12, new Passport.Seen(true, 0), Passport.Ties.EXPECTED, 60, "9f3c01");

    final FakeDialogs dialogs = new FakeDialogs();
    final FakeWorkbench workbench = new FakeWorkbench();
    final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    final FakeProject project = new FakeProject(Path.of("shop"), "Shop", false);
    final Settings settings = Settings.inMemory();
    final WorkbenchModel model = new WorkbenchModel(workbench, projects, FxExecutor.direct(dialogs::fault), dialogs, settings);
    final List<Path> revealed = new ArrayList<>();
    final FakeProject.FakeRun finished = run("20260301-101500-gru-next", "gru-next", RunState.FINISHED, 20, 0.131);
    final FakeProject.FakeRun broken = run("20260301-113000-lstm-next", "lstm-next", RunState.FAILED, 7, 0.118);
    final FakeProject.FakeRun live = run("20260302-090000-gru-wide", "gru-wide", RunState.RUNNING, 12, 0.137);

    RunsFixture() {
        project.experiments.add(FakeShop.experiment("gru-next"));
        projects.known.add(project);
        finished.evaluation = Optional.of(new Evaluation(PASSPORT,
                List.of(new Evaluation.Row("gru-next", true, Map.of("ndcg@10", 0.1214, "recall@10", 0.2290), 1.2),
                        new Evaluation.Row("popularity", false, Map.of("ndcg@10", 0.0449, "recall@10", 0.0859), 0.1)),
                Optional.empty()));
    }

    RunsViewModel open() {
        model.desk().open(Path.of("shop"));
        return new RunsViewModel(model, experiment -> "experiment: " + experiment.experiment() + "\n", revealed::add);
    }

    private FakeProject.FakeRun run(String id, String experiment, RunState state, int epochs, double top) {
        FakeProject.FakeRun run = new FakeProject.FakeRun(id, FakeShop.experiment(experiment));
        run.state = state;
        run.events.add(new RunEvent.Started(AT, 0, 561_152, 10_880, 170, 20, 0));
        for (int epoch = 1; epoch <= epochs; epoch++) {
            double ndcg = top - 0.0005 * (epoch - 14) * (epoch - 14);
            run.events.add(new RunEvent.Epoch(AT.plusSeconds(epoch * 21L), epoch, epoch * 170L, 5.1 + 3 * Math.exp(-epoch / 4.0),
                    5.3 + 2.7 * Math.exp(-epoch / 4.0), Map.of("ndcg@10", ndcg, "recall@10", ndcg * 1.7), epoch <= 14, 20.4));
        }
        project.runs.addFirst(run);
        return run;
    }
}
