package trailbench.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.embedding.Health;
import trailbench.embedding.VectorExport;
import trailbench.embedding.VectorFile;
import trailbench.experiment.Workbench;
import trailbench.project.FolderRun;

@Command(
        name = "embed",
        mixinStandardHelpOptions = true,
        description = "Writes the vectors of a run with their original ids, titles and columns.")
final class EmbedCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--of", description = "Whose vectors: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}", defaultValue = "ITEMS")
    private Workbench.Vectors vectors = Workbench.Vectors.ITEMS;

    @Option(
            names = "--format",
            description = "One of ${COMPLETION-CANDIDATES}. TSV is a folder for the TensorFlow projector. Default: ${DEFAULT-VALUE}",
            defaultValue = "PARQUET")
    private VectorExport.Format format = VectorExport.Format.PARQUET;

    @Option(names = "--out", paramLabel = "FILE", description = "The file, or the folder of TSV. Default: in embeddings/ of the run.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    EmbedCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FolderRun embedded = run.run();
        Path own = vectors == Workbench.Vectors.ITEMS ? embedded.itemVectorsPath() : embedded.userVectorsPath();
        boolean parquet = format == VectorExport.Format.PARQUET;
        Path file = Optional.ofNullable(out)
                .orElseGet(() -> parquet ? own : own.resolveSibling(format.name(vectors.name().toLowerCase(Locale.ROOT))));
        Path written = parquet ? file : own;
        session.workbench().embed(session.projects().openShared(embedded.projectFolder()), embedded, vectors, written, session.progress());
        VectorFile.Vectors rows = VectorFile.read(written);
        if (!parquet) {
            VectorExport.write(format, file, rows);
        }
        Health health = Health.of(rows.rows());
        if (json) {
            session.printJson(new Written(file.toString(), health));
        } else {
            session.print("Vectors: " + file);
            session.print(String.format(
                    Locale.ROOT,
                    "Health: effective rank %.1f of %d, anisotropy %.3f, uniformity %.2f, mean length %.3f, %d of length 0",
                    health.effectiveRank(), rows.width(), health.anisotropy(), health.uniformity(), health.meanLength(), health.dead()));
        }
        return 0;
    }

    /// What `--json` prints.
    record Written(String file, Health health) {}
}
