package trailbench.ui.train;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import trailbench.project.RunFolder;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.ui.fx.FxExecutor;
import trailbench.work.Fault;

/// Reads a run's event lines beside the window, from the first on, and hands each batch over on the window's thread.
///
/// The pulse calls [#look]; one look at a time is under way, so a slow disk makes batches larger and the window no slower. A run that is
/// over is read to its end and then left alone.
final class RunFollower {
    /// What one look saw; nobody changes it after.
    ///
    /// @param inherited of a fork, at the first look: what its ancestors did before it began
    record Seen(List<RunEvent> inherited, List<RunEvent> events, long offset, RunState state, Optional<Fault> fault) {}

    private final RunFolder run;
    private final FxExecutor executor;
    private final Consumer<Seen> reader;
    private long offset;
    private boolean looking;
    private boolean over;
    private boolean closed;

    RunFollower(RunFolder run, FxExecutor executor, Consumer<Seen> reader) {
        this.run = run;
        this.executor = executor;
        this.reader = reader;
    }

    RunFolder run() {
        return run;
    }

    boolean isOver() {
        return over;
    }

    void look() {
        if (looking || over || closed) {
            return;
        }
        looking = true;
        long from = offset;
        executor.quietly(() -> read(from), this::take);
    }

    /// A run that was over has a new segment: goes on where the reading ended.
    void goOn() {
        over = false;
    }

    /// Nothing is handed over any more.
    void close() {
        closed = true;
    }

    /// The state is asked first: if it is final, no line can come after those that are read then.
    private Seen read(long from) {
        try {
            RunState state = run.state();
            RunFolder.EventsSince since = run.eventsSince(from);
            return new Seen(from == 0 ? run.inherited() : List.of(), since.events(), since.offset(), state, Optional.empty());
        } catch (Fault fault) {
            return new Seen(List.of(), List.of(), from, RunState.FAILED, Optional.of(fault));
        }
    }

    private void take(Seen seen) {
        looking = false;
        if (closed) {
            return;
        }
        offset = seen.offset();
        over = seen.state().isFinal();
        reader.accept(seen);
    }
}
