package trailbench.training;

import java.util.List;
import java.util.Optional;

/// Tells where a run stands from what it said of itself and whether its worker lives.
public final class RunStates {
    private RunStates() {}

    /// @param workerAlive true if the run's lock is held
    public static RunState of(List<RunEvent> events, boolean workerAlive) {
        return of(said(RunState.READY, events), workerAlive);
    }

    /// @param said        the run's own words as [#said] sums them up
    /// @param workerAlive true if the run's lock is held; asked before the last words were read
    public static RunState of(RunState said, boolean workerAlive) {
        if (workerAlive) {
            // A final word is that of the segment before: the new one is being prepared, or the worker is on its way out.
            return said.isFinal() ? RunState.READY : said;
        }
        return said.isFinal() ? said : RunState.FAILED;
    }

    /// Where the run says it stands after `events`, if it stood at `before` until then.
    public static RunState said(RunState before, List<RunEvent> events) {
        RunState said = before;
        for (RunEvent event : events) {
            said = after(said, event);
        }
        return said;
    }

    /// Why a run failed, in words for the user; empty if it did not.
    public static Optional<String> failure(List<RunEvent> events, boolean workerAlive) {
        if (of(events, workerAlive) != RunState.FAILED) {
            return Optional.empty();
        }
        if (!events.isEmpty() && events.getLast() instanceof RunEvent.Failed failed) {
            return Optional.of(failed.message());
        }
        Optional<RunEvent.Checkpoint> last = events.stream()
                .filter(RunEvent.Checkpoint.class::isInstance)
                .map(RunEvent.Checkpoint.class::cast)
                .reduce((earlier, later) -> later);
        String remedy = last.map(checkpoint -> "Resume it to go on from the checkpoint at step " + checkpoint.step() + " (epoch " + checkpoint.epoch() + ")")
                .orElse("It wrote no checkpoint: resuming starts from the beginning");
        return Optional.of("The worker ended without a word: it was killed, or ran out of memory. " + remedy);
    }

    private static RunState after(RunState before, RunEvent event) {
        return switch (event) {
            case RunEvent.Started started -> RunState.RUNNING;
            case RunEvent.Resumed resumed -> RunState.RUNNING;
            case RunEvent.Paused paused -> RunState.PAUSED;
            case RunEvent.Stopped stopped -> RunState.STOPPED;
            case RunEvent.Finished finished -> RunState.FINISHED;
            case RunEvent.Failed failed -> RunState.FAILED;
            case RunEvent.Step step -> before;
            case RunEvent.Epoch epoch -> before;
            case RunEvent.Checkpoint checkpoint -> before;
            case RunEvent.Changed changed -> before;
        };
    }
}
