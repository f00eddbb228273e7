package trailbench.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    /// Begins another run with a checkpoint: it becomes the other's [#START] and [#LAST], and its patience begins anew.
    ///
    /// The best value so far goes along if `keepsBest`, and if the checkpoint that reached it is still there: it becomes the other's [#BEST].
    /// Otherwise the other's first epoch is its best so far.
    ///
    /// @param from checkpoints of the run that is forked
    /// @param to   checkpoints of the new one
    /// @throws Fault.Request if there is no such checkpoint
    public static RunProgress fork(Path from, String name, Path to, boolean keepsBest) {
        Checkpoint source = read(from, name).orElseThrow(() -> new Fault.Request("There is no checkpoint \"%s\" under %s.", name, from));
        RunProgress at = source.progress();
        Optional<Path> best = keepsBest ? model(from, name, at.bestEpoch()) : Optional.empty();
        RunProgress begun = at.forked(best.isPresent());
        for (String begins : List.of(START, LAST)) {
            write(to.resolve(begins), source.model(), begun);
        }
        best.ifPresent(model -> write(to.resolve(BEST), model, begun));
        return begun;
    }

    /// Makes checkpoint [#LAST] of a folder a copy of a run's [#START].
    ///
    /// @throws Fault.Request if the run has none
    public static void again(Path from, Path to) {
        Checkpoint start = read(from, START).orElseThrow(() -> new Fault.Request(
                "%s holds no checkpoint \"%s\" any more, which the fork began with, so it cannot be done again.", from, START));
        write(to.resolve(LAST), start.model(), start.progress());
    }

    /// The model after epoch `epoch`, if any checkpoint still holds it; a checkpoint is written when the next epoch is about to begin.
    private static Optional<Path> model(Path checkpoints, String name, int epoch) {
        return epoch == 0 ? Optional.empty() : Stream.of(name, BEST, ofEpoch(epoch))
                .flatMap(each -> read(checkpoints, each).stream())
                .filter(kept -> kept.progress().epoch() == epoch + 1 && kept.progress().batch() == 0)
                .map(Checkpoint::model)
                .findFirst();
    }

    private static void write(Path target, Path model, RunProgress progress) {
        AtomicFile.replaceFolder(target, folder -> {
            Files.copy(model, folder.resolve(MODEL));
            Json.write(folder.resolve(STATE), progress);
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
