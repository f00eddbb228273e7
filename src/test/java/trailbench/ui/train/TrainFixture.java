package trailbench.ui.train;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import trailbench.training.Histograms;
import trailbench.training.RunEvent;
import trailbench.training.Spread;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Settings;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;

/// An open project with one experiment, and events as a worker would write them.
final class TrainFixture {
    static final Instant AT = Instant.parse("2026-03-01T10:15:00Z");

    final FakeDialogs dialogs = new FakeDialogs();
    final FakeWorkbench workbench = new FakeWorkbench();
    final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    final FakeProject project = new FakeProject(Path.of("shop"), "Shop", false);
    final Settings settings = Settings.inMemory();
    final WorkbenchModel model = new WorkbenchModel(workbench, projects, FxExecutor.direct(dialogs::fault), dialogs, settings);

    TrainFixture() {
        project.experiments.add(FakeShop.experiment("gru-next"));
        projects.known.add(project);
    }

    FakeProject.FakeRun run(String id) {
        FakeProject.FakeRun run = new FakeProject.FakeRun(id, FakeShop.experiment("gru-next"));
        project.runs.addFirst(run);
        return run;
    }

    void open() {
        model.desk().open(Path.of("shop"));
    }

    /// Of a small recommender after nine epochs.
    static Histograms histograms() {
        return new Histograms(AT, 10, 1_530, 64, false, List.of(
                new Histograms.Node("embedding", Optional.of(spread(235_840, 0.1, 0.004, 3.5)), Optional.of(spread(81_920, 0.11, 0, 3.2))),
                new Histograms.Node("dropout", Optional.empty(), Optional.of(spread(81_920, 0.11, 0, 3.2))),
                new Histograms.Node("encoder", Optional.of(spread(74_112, 0.08, 0, 4)), Optional.of(spread(163_840, 0.4, 0, 2.4))),
                new Histograms.Node("spread", Optional.of(new Spread(8_192, 12, 1.2, 0.3, 0.61, 0, 2, List.of(900L, 400L, 60L, 3L))), Optional.empty()),
                new Histograms.Node("next", Optional.of(spread(475_000, 0.2, 0, 5)), Optional.of(spread(235_776, 2.1, 0, 4)))));
    }

    /// A bell about 0.
    private static Spread spread(long count, double deviation, double zeros, double widths) {
        List<Long> bins = new ArrayList<>();
        for (int bin = 0; bin < Spread.BINS; bin++) {
            double at = ((bin + 0.5) / Spread.BINS * 2 - 1) * widths;
            bins.add(Math.round(count * 0.4 * Math.exp(-at * at / 2)));
        }
        return new Spread(count, 0, 0, deviation, zeros, -widths * deviation, widths * deviation, bins);
    }

    /// A run of 20 epochs of 170 steps as far as `epochs`, best at epoch 14.
    static List<RunEvent> events(int epochs) {
        Random random = new Random(11);
        List<RunEvent> events = new ArrayList<>();
        events.add(new RunEvent.Started(AT, 0, 561_152, 10_880, 170, 20, 0));
        for (int epoch = 1; epoch <= epochs; epoch++) {
            for (int step = 1; step <= 170; step++) {
                long all = (epoch - 1) * 170L + step;
                double loss = 5.1 + 3.1 * Math.exp(-all / 700.0) + 0.12 * random.nextGaussian();
                events.add(new RunEvent.Step(AT.plusMillis(all * 120), all, epoch, loss, 0.8 + 0.1 * random.nextDouble(), 23_480, (3_400 - all) * 0.12,
                        Optional.of(all < 1_000 ? 0.001 : 0.0003), Optional.of(0.0012 - 0.0000002 * all)));
                if (all == 1_000) {
                    events.add(new RunEvent.Changed(AT.plusMillis(all * 120), epoch, all, Optional.of(0.0003), Optional.empty(), Optional.empty(), true));
                }
            }
            double bend = 0.0004 * (epoch - 14) * (epoch - 14);
            events.add(new RunEvent.Epoch(AT.plusSeconds(epoch * 21L), epoch, epoch * 170L, 5.1 + 3.0 * Math.exp(-epoch / 4.0),
                    5.4 + 2.6 * Math.exp(-epoch / 4.0) + 0.003 * epoch,
                    Map.of("ndcg@10", 0.131 - bend, "recall@10", 0.235 - 1.4 * bend, "mrr@10", 0.098 - 0.8 * bend, "ndcg@5", 0.09 - bend / 2),
                    epoch <= 14, 20.4));
        }
        return events;
    }
}
