package trailbench.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.training.Histograms;
import trailbench.training.Spread;

@Command(
        name = "histograms",
        mixinStandardHelpOptions = true,
        description = "Says how weights and activations of each node of a run's model are spread: of a run that goes on between two steps, of any other from its last checkpoint.")
final class HistogramsCommand implements Callable<Integer> {
    private static final String HEIGHTS = " ▁▂▃▄▅▆▇█";

    private final Session session;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    HistogramsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FolderRun folder = run.run();
        Project project = session.projects().openShared(folder.projectFolder());
        Histograms found = session.workbench().histograms(project, folder, session.progress());
        if (json) {
            session.printJson(found);
        } else {
            session.print(String.format(Locale.ROOT, "%s after %,d steps, epoch %d; activations of %,d sequences of the %s part",
                    folder.id(), found.step(), found.epoch(), found.sequences(), found.ofTraining() ? "training" : "validation"));
            session.print(table(found).toString());
        }
        return 0;
    }

    private static TextTable table(Histograms found) {
        TextTable table = new TextTable(List.of("node", "", "numbers", "mean", "deviation", "zeros", "least", "", "most", "not finite"), Spread.BINS);
        for (Histograms.Node node : found.nodes()) {
            row(table, node.name(), "weights", node.weights());
            row(table, node.name(), "activations", node.activations());
        }
        return table;
    }

    private static void row(TextTable table, String node, String what, Optional<Spread> of) {
        of.ifPresent(spread -> table.row(List.of(
                node, what, String.format(Locale.ROOT, "%,d", spread.count()), figure(spread.mean()), figure(spread.deviation()),
                String.format(Locale.ROOT, "%.1f %%", 100 * spread.zeros()), figure(spread.least()), drawn(spread.bins()), figure(spread.most()),
                spread.notFinite() == 0 ? "" : String.format(Locale.ROOT, "%,d", spread.notFinite()))));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    /// Something that is not nothing shows as the lowest bar at least.
    private static String drawn(List<Long> bins) {
        long most = bins.stream().mapToLong(Long::longValue).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (long bin : bins) {
            int height = bin == 0 ? 0 : (int) Math.max(1, Math.round((double) bin / most * (HEIGHTS.length() - 1)));
            text.append(HEIGHTS.charAt(height));
        }
        return text.toString();
    }
}
