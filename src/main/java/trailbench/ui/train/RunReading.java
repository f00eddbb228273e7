package trailbench.ui.train;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.work.Trouble;

/// What the events of a run add up to so far.
///
/// @param state    as its events tell it; the folder knows besides when a worker died without a word
/// @param begun    the first event ever
/// @param latest   the latest event
/// @param started  the latest segment's first word
/// @param step     the latest step
/// @param epoch    the latest finished epoch
/// @param best     the best epoch
/// @param lastWord why it finished or failed, as the worker said it
/// @param trouble  why it failed, for any language; empty if the worker said it in English alone
record RunReading(
        RunState state,
        Optional<Instant> begun,
        Optional<Instant> latest,
        Optional<RunEvent.Started> started,
        Optional<RunEvent.Step> step,
        Optional<RunEvent.Epoch> epoch,
        Optional<RunEvent.Epoch> best,
        Optional<String> lastWord,
        Optional<Trouble> trouble) {

    static final RunReading NOTHING = new RunReading(
            RunState.READY, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty());

    RunReading after(RunEvent event) {
        RunReading next =
                switch (event) {
                    case RunEvent.Started first -> with(RunState.RUNNING, Optional.empty()).withStarted(first);
                    case RunEvent.Step done -> withStep(done);
                    case RunEvent.Epoch done -> withEpoch(done);
                    case RunEvent.Checkpoint _ -> this;
                    case RunEvent.Changed changed -> withChange(changed);
                    case RunEvent.Paused _ -> with(RunState.PAUSED, Optional.empty());
                    case RunEvent.Resumed _ -> with(RunState.RUNNING, Optional.empty());
                    case RunEvent.Stopped _ -> with(RunState.STOPPED, Optional.empty());
                    case RunEvent.Finished end -> with(RunState.FINISHED, Optional.of(end.reason()));
                    case RunEvent.Failed end -> with(RunState.FAILED, Optional.of(end.message())).because(end.trouble());
                };
        return next.at(event.at());
    }

    /// The user asked for the end and the worker has not answered yet.
    RunReading stopping() {
        return state.isFinal() ? this : with(RunState.STOPPING, lastWord);
    }

    /// The run waits in the queue, or does so no more.
    RunReading waiting(boolean queued) {
        boolean changes = queued ? state == RunState.READY : state == RunState.QUEUED;
        return changes ? with(queued ? RunState.QUEUED : RunState.READY, lastWord) : this;
    }

    /// 0 to 1 of all steps of all epochs; -1 while it is not known.
    double fraction() {
        if (state == RunState.FINISHED) {
            return 1;
        }
        if (started.isEmpty() || step.isEmpty()) {
            return -1;
        }
        double all = (double) started.get().stepsPerEpoch() * started.get().epochs();
        return all <= 0 ? -1 : Math.clamp(step.get().step() / all, 0, 1);
    }

    Duration lasted() {
        return begun.isEmpty() || latest.isEmpty() ? Duration.ZERO : Duration.between(begun.get(), latest.get());
    }

    private RunReading at(Instant time) {
        return new RunReading(state, begun.or(() -> Optional.of(time)), Optional.of(time), started, step, epoch, best, lastWord, trouble);
    }

    private RunReading with(RunState state, Optional<String> lastWord) {
        return new RunReading(state, begun, latest, started, step, epoch, best, lastWord, Optional.empty());
    }

    private RunReading because(Optional<Trouble> told) {
        return new RunReading(state, begun, latest, started, step, epoch, best, lastWord, told);
    }

    private RunReading withStarted(RunEvent.Started first) {
        return new RunReading(state, begun, latest, Optional.of(first), step, epoch, best, lastWord, trouble);
    }

    private RunReading withChange(RunEvent.Changed changed) {
        Optional<RunEvent.Started> longer = started.map(first -> new RunEvent.Started(
                first.at(), first.segment(), first.parameters(), first.windows(), first.stepsPerEpoch(), changed.epochs().orElse(first.epochs()), first.firstStep()));
        return new RunReading(state, begun, latest, longer, step, epoch, best, lastWord, trouble);
    }

    private RunReading withStep(RunEvent.Step done) {
        return new RunReading(state, begun, latest, started, Optional.of(done), epoch, best, lastWord, trouble);
    }

    private RunReading withEpoch(RunEvent.Epoch done) {
        return new RunReading(state, begun, latest, started, step, Optional.of(done), done.best() ? Optional.of(done) : best, lastWord, trouble);
    }
}
