package trailbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.experiment.Workbench;
import trailbench.project.FolderRun;

@Command(
        name = "embed",
        mixinStandardHelpOptions = true,
        description = "Writes the vectors of a run with their original ids and titles as Parquet.")
final class EmbedCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--of", description = "Whose vectors: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}", defaultValue = "ITEMS")
    private Workbench.Vectors vectors = Workbench.Vectors.ITEMS;

    @Option(names = "--out", paramLabel = "FILE", description = "The Parquet file. Default: embeddings/items.parquet or users.parquet in the run.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    EmbedCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FolderRun embedded = run.run();
        Path file = Optional.ofNullable(out)
                .orElseGet(() -> vectors == Workbench.Vectors.ITEMS ? embedded.itemVectorsPath() : embedded.userVectorsPath());
        session.workbench().embed(session.projects().openShared(embedded.projectFolder()), embedded, vectors, file, session.progress());
        if (json) {
            session.printJson(new Written(file.toString()));
        } else {
            session.print("Vectors: " + file);
        }
        return 0;
    }

    /// What `--json` prints.
    record Written(String file) {}
}
