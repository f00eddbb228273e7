package trailbench.ui.runs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.Passport;
import trailbench.evaluation.Ties;
import trailbench.project.Fork;
import trailbench.sequence.Cases;
import trailbench.sequence.SplitFacts;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;
import trailbench.training.RunState;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;

/// A project with a finished and evaluated run, a broken one and a live one.
final class RunsFixture {
    static final Instant AT = Instant.parse("2026-03-01T10:15:00Z");
    static final Passport PASSPORT = new Passport(new SplitFacts.LeaveOneOut(false, 0), Cases.Part.TEST, 12, new Passport.Seen(true, 0), Ties.EXPECTED, 60, "9f3c01");

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
        return viewModel();
    }

    RunsViewModel viewModel() {
        return new RunsViewModel(model, Messages.of(RunsView.class, settings.language()), experiment -> "experiment: " + experiment.experiment() + "\n", revealed::add);
    }

    /// A fork of the finished run after `epoch` of its epochs, with three of its own.
    FakeProject.FakeRun fork(int epoch) {
        FakeProject.FakeRun fork = new FakeProject.FakeRun("20260303-080000-gru-next", FakeShop.experiment("gru-next"));
        fork.state = RunState.FINISHED;
        fork.fork = Optional.of(new Fork(finished.id(), "epoch-" + epoch, epoch, epoch * 170L, "9f3c01", Map.of("training.optimizer.learning_rate", "0.0003")));
        fork.inherited = RunJournal.until(finished.events, epoch * 170L);
        fork.events.add(new RunEvent.Started(AT, 0, 561_152, 10_880, 170, 20, epoch * 170L));
        for (int own = epoch + 1; own <= epoch + 3; own++) {
            fork.events.add(new RunEvent.Epoch(AT.plusSeconds(own * 21L), own, own * 170L, 5.2, 5.4, Map.of("ndcg@10", 0.13 + 0.001 * own, "recall@10", 0.2), true, 20.4));
        }
        project.runs.addFirst(fork);
        return fork;
    }

    /// As that of the finished run, with other cases.
    Optional<Evaluation> otherProtocol() {
        Passport other = new Passport(PASSPORT.split(), PASSPORT.part(), 12, PASSPORT.seen(), PASSPORT.ties(), 59, "9f3c01");
        return Optional.of(new Evaluation(other, List.of(new Evaluation.Row("lstm-next", true, Map.of("ndcg@10", 0.1), 1)), Optional.empty()));
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
