package trailbench.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import trailbench.format.AtomicFile;
import trailbench.format.FolderLock;
import trailbench.format.Json;
import trailbench.training.RunClock;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;
import trailbench.work.Fault;

/// A run's place in the queue: a file in its folder that is there as long as the run waits.
///
/// Whoever holds the run's lock may take it away. A run without the file does not wait.
public final class QueuePlace {
    private static final String FILE = "queued.json";

    private final FolderRun run;

    /// What the file holds.
    ///
    /// @param place the least is the first
    private record Queued(long place) {}

    QueuePlace(FolderRun run) {
        this.run = run;
    }

    /// The least is the first; empty for a run that does not wait.
    Optional<Long> number() {
        if (!isTaken()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(file(), Queued.class).place());
        } catch (Fault.Request begun) {
            if (isTaken()) {
                throw begun;
            }
            return Optional.empty(); // taken away between two looks
        }
    }

    boolean isTaken() {
        return Files.exists(file());
    }

    /// Makes a new run wait: for whoever makes it.
    ///
    /// @param place the least is the first
    public void take(long place) {
        Json.write(file(), new Queued(place));
    }

    /// Takes the run out of the queue: for whoever holds its lock.
    public void leave() {
        AtomicFile.remove(file());
    }

    /// Gives a run that waits another place. Does nothing to one that waits no more.
    void move(long place) {
        whileItWaits(() -> take(place));
    }

    /// Ends a run that waits and whose worker could not be started, with the reason as its last word. Does nothing to one that has begun after all.
    public void fail(Fault reason) {
        whileItWaits(() -> {
            try (RunJournal journal = new RunJournal(run.path(), RunClock.system())) {
                journal.accept(RunEvent.Failed.of(Instant.now(), reason));
            }
            leave();
        });
    }

    /// Holds the run's lock meanwhile, so that no worker begins it.
    private void whileItWaits(Runnable change) {
        Optional<FolderLock> lock = FolderLock.tryAcquire(run.path().resolve(FolderRun.LOCK_FILE));
        if (lock.isEmpty()) {
            return;
        }
        try (FolderLock _ = lock.get()) {
            if (isTaken() && run.journalSize() == 0) {
                change.run();
            }
        }
    }

    private Path file() {
        return run.path().resolve(FILE);
    }
}
