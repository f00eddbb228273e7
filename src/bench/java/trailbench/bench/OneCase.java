package trailbench.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import trailbench.experiment.CaseGlass;
import trailbench.experiment.CaseHistory;
import trailbench.experiment.Preparation;
import trailbench.experiment.WorkerProcesses;
import trailbench.experiment.WorkerWorkbench;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.UserFolders;
import trailbench.work.Progress;

/// How long a person waits who edits a case under the glass: from the edited history to its ranking, and to what each event does to a score, through
/// the process that the window starts for it.
final class OneCase {
    private static final int EDITS = 200;

    private OneCase() {}

    /// @param arguments folders of runs
    static void main(String[] arguments) {
        System.out.println("| run | users | open | events, median | ranking: median | 95 % | worst | effects: median | worst |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (String folder : arguments) {
            FolderRun run = FolderRun.open(Path.of(folder));
            WorkerWorkbench workbench = new WorkerWorkbench(new Preparation(UserFolders.ofThisSystem()), new WorkerProcesses("trailbench.app.Main"));
            Project project = new FolderProjects().openShared(run.projectFolder());
            long start = System.nanoTime();
            try (CaseGlass glass = workbench.glass(project, run, Progress.SILENT)) {
                measure(run.id(), glass, (System.nanoTime() - start) / 1e9);
            }
        }
        System.exit(0);
    }

    private static void measure(String name, CaseGlass glass, double opened) {
        SplittableRandom random = new SplittableRandom(1);
        List<String> users = glass.facts().users();
        double[] rankings = new double[EDITS];
        double[] effects = new double[EDITS];
        double[] events = new double[EDITS];
        for (int edit = 0; edit < EDITS; edit++) {
            CaseGlass.Opened now = glass.open(users.get(random.nextInt(users.size())), 1);
            CaseHistory history = new CaseHistory(now.history());
            int at = random.nextInt(history.events().size());
            CaseHistory edited = switch (edit % 3) {
                case 0 -> history.events().size() > 1 ? history.without(at) : history;
                case 1 -> history.moved(at, history.events().size() - 1);
                default -> history.with(now.targets().getFirst().id(), "", at);
            };
            List<String> targets = now.targets().stream().map(CaseGlass.Named::id).toList();
            rankings[edit] = millis(() -> glass.ask(new CaseGlass.Question(now.user(), edited.events(), targets, 10, Optional.empty())));
            effects[edit] = millis(() -> glass.ask(new CaseGlass.Question(now.user(), edited.events(), targets, 10, Optional.of(targets.getFirst()))));
            events[edit] = edited.events().size();
        }
        for (double[] sorted : List.of(rankings, effects, events)) {
            Arrays.sort(sorted);
        }
        System.out.printf(
                Locale.ROOT, "| %s | %,d | %.1f s | %.0f | %.1f ms | %.1f ms | %.1f ms | %.0f ms | %.0f ms |%n", name, users.size(), opened, events[EDITS / 2],
                rankings[EDITS / 2], rankings[EDITS * 95 / 100], rankings[EDITS - 1], effects[EDITS / 2], effects[EDITS - 1]);
    }

    private static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }
}
