package trailbench.training;

import java.nio.file.Path;
import java.util.function.Consumer;
import trailbench.engine.Model;

/// Writes the checkpoints of a run and says so: the last one, and of it the best and those of every so many epochs as copies.
final class Keeping {
    private static final double SECONDS_PER_MINUTE = 60;

    private final Path folder;
    private final TrainingOptions options;
    private final Consumer<RunEvent> events;
    private final RunClock clock;
    private long writtenNanos;

    /// @param folder of the run's checkpoints
    Keeping(Path folder, TrainingOptions options, Consumer<RunEvent> events, RunClock clock) {
        this.folder = folder;
        this.options = options;
        this.events = events;
        this.clock = clock;
    }

    /// The minutes between two checkpoints count from now.
    void begin() {
        writtenNanos = clock.nanos().getAsLong();
    }

    /// True if an epoch has lasted so long that the last checkpoint is to be written within it.
    boolean isDue() {
        double between = options.checkpointMinutes() * SECONDS_PER_MINUTE;
        return between > 0 && clock.secondsSince(writtenNanos) > between;
    }

    void last(Model model, RunProgress progress, int epoch) {
        Checkpoint.write(folder, Checkpoint.LAST, model, progress);
        begin();
        say(Checkpoint.LAST, progress, epoch);
    }

    /// After an epoch whose last checkpoint is written.
    void copies(RunProgress progress, int epoch, boolean best) {
        if (best) {
            copy(Checkpoint.BEST, progress, epoch);
        }
        if (isKept(epoch)) {
            copy(Checkpoint.ofEpoch(epoch), progress, epoch);
        }
    }

    /// A worker that was killed right after an epoch may have written the last checkpoint and not its copies.
    void copyWhatWasNot(RunProgress progress) {
        int epoch = progress.epoch() - 1;
        if (progress.batch() > 0 || epoch == 0) {
            return;
        }
        if (progress.bestEpoch() == epoch && !holds(Checkpoint.BEST, progress)) {
            copy(Checkpoint.BEST, progress, epoch);
        }
        if (isKept(epoch) && !holds(Checkpoint.ofEpoch(epoch), progress)) {
            copy(Checkpoint.ofEpoch(epoch), progress, epoch);
        }
    }

    private boolean isKept(int epoch) {
        return options.keepCheckpoints() > 0 && epoch % options.keepCheckpoints() == 0;
    }

    /// True if the checkpoint of that name is of the place where the run stands.
    private boolean holds(String name, RunProgress progress) {
        return Checkpoint.read(folder, name).filter(kept -> kept.progress().step() == progress.step()).isPresent();
    }

    private void copy(String name, RunProgress progress, int epoch) {
        Checkpoint.copy(folder, Checkpoint.LAST, name);
        say(name, progress, epoch);
    }

    private void say(String name, RunProgress progress, int epoch) {
        events.accept(new RunEvent.Checkpoint(clock.now(), name, epoch, progress.step()));
    }
}
