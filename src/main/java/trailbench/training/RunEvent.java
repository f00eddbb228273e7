package trailbench.training;

import java.time.Instant;
import java.util.Map;

/// One line of `events.jsonl`: what a run says of itself while it goes on.
public sealed interface RunEvent {
    Instant at();

    /// The worker's first word. A resumed run says it again (a new segment).
    ///
    /// @param segment       0 for the first start, one more with each resume
    /// @param parameters    trained parameters
    /// @param windows       windows an epoch
    /// @param stepsPerEpoch optimiser steps an epoch
    /// @param epochs        epochs at most
    record Started(Instant at, int segment, long parameters, int windows, int stepsPerEpoch, int epochs, long firstStep) implements RunEvent {}

    /// @param step            optimiser steps done, from 1
    /// @param epoch           the epoch in progress, from 1
    /// @param loss            mean training loss of this step
    /// @param eventsPerSecond targets trained a second, over the last ten seconds of training
    /// @param secondsLeft     until the last epoch is trained and validated at this rate
    record Step(Instant at, long step, int epoch, double loss, double gradientNorm, double eventsPerSecond, double secondsLeft) implements RunEvent {}

    /// @param trainingLoss   mean over the epoch
    /// @param validationLoss mean over all validation targets
    /// @param metrics        validation figures ("ndcg@10")
    /// @param best           true if this epoch is the best so far
    record Epoch(Instant at, int epoch, long step, double trainingLoss, double validationLoss, Map<String, Double> metrics, boolean best, double seconds)
            implements RunEvent {}

    /// @param name folder under `checkpoints/`
    record Checkpoint(Instant at, String name, int epoch, long step) implements RunEvent {}

    record Paused(Instant at, long step) implements RunEvent {}

    record Resumed(Instant at, long step) implements RunEvent {}

    /// The user asked for the end; a checkpoint was written.
    record Stopped(Instant at, int epoch, long step) implements RunEvent {}

    /// @param reason why it ended: all epochs, or early stopping
    record Finished(Instant at, int epoch, long step, int bestEpoch, String reason) implements RunEvent {}

    /// @param message what happened and what to do
    record Failed(Instant at, String message) implements RunEvent {}
}
