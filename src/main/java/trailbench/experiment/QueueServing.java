package trailbench.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import trailbench.experiment.RunQueue.Happening;
import trailbench.format.FolderLock;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.QueueFolder;
import trailbench.project.QueueOptions;
import trailbench.training.RunState;
import trailbench.training.RunStates;
import trailbench.work.Fault;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Works a queue off: begins the first run that waits whenever fewer runs of the project go on than the limit says.
///
/// Nothing is remembered that is not in the files, so whoever serves next, after however hard an end, goes on where this one was. A worker
/// takes its run out of the queue under the run's own lock, and refuses a run that was begun before: none is trained twice.
final class QueueServing {
    private static final long POLL_NANOS = 250_000_000;

    private final Project project;
    private final QueueFolder folder;
    private final Consumer<FolderRun> begin;
    private final Consumer<Happening> told;
    private final Progress progress;
    private final List<FolderRun> begun = new ArrayList<>();

    QueueServing(Project project, QueueFolder folder, Consumer<FolderRun> begin, Consumer<Happening> told, Progress progress) {
        this.project = project;
        this.folder = folder;
        this.begin = begin;
        this.told = told;
        this.progress = progress;
    }

    void serve() {
        Optional<FolderLock> mine = folder.serve();
        Fault.require(mine.isPresent(), Trouble.Kind.QUEUE_SERVED, project.folder());
        while (mine.isPresent()) {
            try (FolderLock _ = mine.get()) {
                workOff();
            }
            // who added a run just now saw the lock and left it to this process
            mine = isAnythingToBegin() ? folder.serve() : Optional.empty();
        }
    }

    private boolean isAnythingToBegin() {
        return !folder.options().paused() && !folder.waiting().isEmpty();
    }

    private void workOff() {
        boolean more = true;
        while (more || !begun.isEmpty()) {
            tellWhatEnded();
            more = isAnythingToBegin();
            while (more && beginOne()) {
                more = isAnythingToBegin();
            }
            if (more || !begun.isEmpty()) {
                progress.checkpoint();
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    /// @return false if the limit is reached, or no run waits any more
    private boolean beginOne() {
        progress.checkpoint();
        QueueOptions options = folder.options();
        List<FolderRun> waiting = folder.waiting();
        if (waiting.isEmpty() || folder.going().size() >= options.limit()) {
            return false;
        }
        tellWhatEnded(); // what made room for this one
        FolderRun run = waiting.getFirst();
        try {
            begin.accept(run);
            told.accept(new Happening(run, RunState.RUNNING, ""));
        } catch (Fault fault) {
            // the next has its turn; why this one has not begun stays with it
            run.queuePlace().fail(fault);
        }
        begun.add(run);
        return true;
    }

    private void tellWhatEnded() {
        for (FolderRun run : List.copyOf(begun)) {
            RunState state = run.state();
            if (state == RunState.QUEUED) {
                begun.remove(run); // its worker was gone before it took it over: it has its turn again
            } else if (state.isFinal()) {
                begun.remove(run);
                told.accept(new Happening(run, state, state == RunState.FAILED ? RunStates.failure(run.events(), false).orElse("") : ""));
            }
        }
    }
}
