package trailbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.bundle.BundleFile;
import trailbench.experiment.Workbench;
import trailbench.format.AtomicFile;
import trailbench.project.FolderRun;
import trailbench.work.Fault;

@Command(name = "recommend", mixinStandardHelpOptions = true, description = "Says which items a run's model expects after a history.")
final class RecommendCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "RUN|BUNDLE", description = "The run's folder, PROJECT/runs/ID; with --in also what trailbench export has written.")
    private Path asked = Path.of("");

    @Option(names = "--history", paramLabel = "ID", split = ",", description = "Original item ids, oldest first: --history 85123A,71053")
    private List<String> history = new ArrayList<>();

    @Option(names = "--in", paramLabel = "LOG", description = "A log of the form of the run's own: every user of it is answered, into --out.")
    private @Nullable Path in;

    @Option(names = "--out", paramLabel = "FILE", description = "Where they are written; ends in .csv or .parquet. Work that was cut short goes on.")
    private @Nullable Path out;

    @Option(names = "-k", description = "How many items. Default: ${DEFAULT-VALUE}", defaultValue = "10")
    private int k = 10;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    RecommendCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (in != null && out != null && history.isEmpty()) {
            return everybody(in, out);
        }
        Fault.require(in == null && out == null && !history.isEmpty(), "Give either --history, or both --in and --out.");
        FolderRun run = FolderRun.open(asked);
        Workbench.Recommendation answer =
                session.workbench().recommend(session.projects().openShared(run.projectFolder()), run, history, k);
        if (json) {
            session.printJson(answer);
            return 0;
        }
        if (!answer.unknown().isEmpty()) {
            session.print("Not known to the model, left out: " + String.join(", ", answer.unknown()));
        }
        TextTable table = new TextTable(List.of("item", "score", "title"));
        answer.items().forEach(item -> table.row(List.of(item.id(), String.format(Locale.ROOT, "%.3f", item.score()), item.title())));
        session.print(table.toString());
        return 0;
    }

    /// A run is exported first, beside the answers, where the next start finds it.
    private int everybody(Path log, Path answers) {
        Path bundle = asked;
        boolean exported = Files.isDirectory(asked);
        if (exported) {
            FolderRun run = FolderRun.open(asked);
            bundle = answers.toAbsolutePath().resolveSibling("." + answers.getFileName() + "." + run.id() + BundleFile.ENDING);
            if (!Files.exists(bundle)) {
                session.workbench().export(session.projects().openShared(run.projectFolder()), run, bundle, session.progress());
            }
        }
        int users = session.workbench().recommendAll(bundle, log, answers, k, session.progress());
        if (exported) {
            AtomicFile.remove(bundle);
        }
        if (json) {
            session.printJson(users);
        } else {
            session.print(String.format(Locale.ROOT, "%s: what comes next for %,d users", answers, users));
        }
        return 0;
    }
}
