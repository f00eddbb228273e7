package trailbench.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import trailbench.engine.Model;
import trailbench.format.AtomicFile;
import trailbench.format.Json;
import trailbench.work.Fault;

/// A model as it was at one moment of a run, and how far the run had come.
///
/// @param model    DL4J zip with the optimiser's state
/// @param progress of the run
public record Checkpoint(Path model, RunProgress progress) {
    /// Where a run goes on.
    public static final String LAST = "last";
    /// What is evaluated and shown.
    public static final String BEST = "best";

    /// What a run that was forked began with.
    public static final String START = "start";
    private static final String EPOCH = "epoch-";

    private static final String MODEL = "model.zip";
    private static final String STATE = "state.json";

    /// The name of a checkpoint that is kept after an epoch: `epoch-12`.
    public static String ofEpoch(int epoch) {
        return EPOCH + epoch;
    }

    /// Replaces `checkpoints/<name>` as a whole.
    ///
    /// @throws Fault.Work if it cannot be written; the checkpoint before it stays
    static void write(Path checkpoints, String name, Model model, RunProgress progress) {
        AtomicFile.replaceFolder(checkpoints.resolve(name), folder -> {
            model.save(folder.resolve(MODEL));
            Json.write(folder.resolve(STATE), progress);
        });
    }

    /// Makes checkpoint `to` a copy of checkpoint `from`.
    static void copy(Path checkpoints, String from, String to) {
        Path source = checkpoints.resolve(from);
        AtomicFile.replaceFolder(checkpoints.resolve(to), folder -> {
            Files.copy(source.resolve(MODEL), folder.resolve(MODEL));
            Files.copy(source.resolve(STATE), folder.resolve(STATE));
        });
    }

    /// The last complete checkpoint of that name, also after a crash while it was being replaced; empty if there is none.
    ///
    /// @throws Fault.Request if it is of a newer format, or damaged
    public static Optional<Checkpoint> read(Path checkpoints, String name) {
        Path folder = AtomicFile.readableFolder(checkpoints.resolve(name));
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        RunProgress progress = Json.read(folder.resolve(STATE), RunProgress.class);
        Fault.require(
                progress.version() <= RunProgress.VERSION,
                "%s has format version %s; this program reads up to %s. Update Trailbench", folder, progress.version(), RunProgress.VERSION);
        Fault.require(Files.exists(folder.resolve(MODEL)), "%s holds no %s. Delete the folder to start from the beginning", folder, MODEL);
        return Optional.of(new Checkpoint(folder.resolve(MODEL), progress));
    }
}
