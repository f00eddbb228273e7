package trailbench.training;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import trailbench.work.Fault;
import trailbench.work.Trouble;

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
    /// @param learningRate    of this step; older journals do not say it
    /// @param updateRatio     norm of the parameters' change by their norm, as last measured: in every 50th step; empty before
    record Step(
            Instant at,
            long step,
            int epoch,
            double loss,
            double gradientNorm,
            double eventsPerSecond,
            double secondsLeft,
            Optional<Double> learningRate,
            Optional<Double> updateRatio)
            implements RunEvent {
        public Step(Instant at, long step, int epoch, double loss, double gradientNorm, double eventsPerSecond, double secondsLeft) {
            this(at, step, epoch, loss, gradientNorm, eventsPerSecond, secondsLeft, Optional.empty(), Optional.empty());
        }
    }

    /// Options changed while the run went on; what is empty stayed.
    ///
    /// @param epoch        the epoch in progress
    /// @param step         the last step before the change
    /// @param learningRate full rate from now on, plateaus included, warm-up and cosine not
    /// @param patience     epochs without improvement before the run stops early
    /// @param epochs       at most
    /// @param byUser       false if the run's schedule did it, on a plateau
    /// @param askedRate    the learning rate as the user gave it, without plateaus; older journals do not say it
    record Changed(
            Instant at,
            int epoch,
            long step,
            Optional<Double> learningRate,
            Optional<Integer> patience,
            Optional<Integer> epochs,
            boolean byUser,
            Optional<Double> askedRate)
            implements RunEvent {
        public Changed(
                Instant at, int epoch, long step, Optional<Double> learningRate, Optional<Integer> patience, Optional<Integer> epochs, boolean byUser) {
            this(at, epoch, step, learningRate, patience, epochs, byUser, Optional.empty());
        }

        /// What the user asked for.
        public RunControl.Change asked() {
            return new RunControl.Change(askedRate.or(() -> learningRate), patience, epochs);
        }
    }

    /// @param trainingLoss   mean over the epoch
    /// @param validationLoss mean over all validation targets
    /// @param metrics        validation figures ("ndcg@10")
    /// @param best           true if this epoch is the best so far
    /// @param privacy        what the run has spent of it by the epoch's end; empty if it is not private
    record Epoch(
            Instant at,
            int epoch,
            long step,
            double trainingLoss,
            double validationLoss,
            Map<String, Double> metrics,
            boolean best,
            double seconds,
            Optional<Privacy> privacy)
            implements RunEvent {
        /// Of a run that is not private.
        public Epoch(Instant at, int epoch, long step, double trainingLoss, double validationLoss, Map<String, Double> metrics, boolean best, double seconds) {
            this(at, epoch, step, trainingLoss, validationLoss, metrics, best, seconds, Optional.empty());
        }
    }

    /// ε at a δ, of all steps so far: see [trailbench.privacy.Spending].
    record Privacy(double epsilon, double delta) {}

    /// @param name folder under `checkpoints/`
    record Checkpoint(Instant at, String name, int epoch, long step) implements RunEvent {}

    record Paused(Instant at, long step) implements RunEvent {}

    record Resumed(Instant at, long step) implements RunEvent {}

    /// The user asked for the end; a checkpoint was written.
    record Stopped(Instant at, int epoch, long step) implements RunEvent {}

    /// @param reason why it ended: all epochs, early stopping, or a privacy budget that is spent
    record Finished(Instant at, int epoch, long step, int bestEpoch, String reason) implements RunEvent {}

    /// @param message what happened and what to do
    /// @param trouble the same for any language; empty in older journals
    record Failed(Instant at, String message, Optional<Trouble> trouble) implements RunEvent {
        public Failed(Instant at, String message) {
            this(at, message, Optional.empty());
        }

        public static Failed of(Instant at, Fault fault) {
            return new Failed(at, String.valueOf(fault.getMessage()), Optional.of(fault.trouble()));
        }

        static Failed of(Instant at, Trouble trouble) {
            return new Failed(at, trouble.toString(), Optional.of(trouble));
        }
    }
}
