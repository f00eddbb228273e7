package trailbench.training;

import java.util.Optional;
import trailbench.privacy.Spending;

/// How far a run has come: the contents of a checkpoint's `state.json`.
///
/// @param version         of this format
/// @param epoch           the epoch in progress, from 1
/// @param step            optimiser steps done
/// @param batch           batches of this epoch done
/// @param lossSum         sum of the training loss over this epoch's targets so far
/// @param targets         targets trained in this epoch so far
/// @param seconds         spent on this epoch so far, pauses not counted
/// @param best            the best value so far of the figure that selects
/// @param bestEpoch       its epoch; 0 if there is none yet
/// @param withoutProgress epochs since the last that counted as an improvement
/// @param tuning          what was changed of the options since the run began; nothing, if empty
/// @param spent           of privacy; nothing, if empty
public record RunProgress(
        int version,
        int epoch,
        long step,
        int batch,
        double lossSum,
        long targets,
        double seconds,
        Optional<Double> best,
        int bestEpoch,
        int withoutProgress,
        Optional<Tuning> tuning,
        Optional<Spending> spent) {
    static final int VERSION = 2;

    static RunProgress start() {
        return new RunProgress(VERSION, 1, 0, 0, 0, 0, 0, Optional.empty(), 0, 0, Optional.empty(), Optional.empty());
    }

    Tuning tuned() {
        return tuning.orElse(Tuning.NONE);
    }

    Spending spending() {
        return spent.orElse(Spending.NOTHING);
    }

    RunProgress with(Tuning changed) {
        return new RunProgress(
                VERSION, epoch, step, batch, lossSum, targets, seconds, best, bestEpoch, withoutProgress, Optional.of(changed).filter(each -> !each.equals(Tuning.NONE)),
                spent);
    }

    /// @param loss    mean over the step's targets
    /// @param batches that the step was made of
    RunProgress afterStep(double loss, int count, int batches, double tookSeconds) {
        return new RunProgress(
                version, epoch, step + 1, batch + batches, lossSum + loss * count, targets + count, seconds + tookSeconds, best, bestEpoch, withoutProgress, tuning,
                spent);
    }

    /// After a step that was made with noise.
    RunProgress with(Spending now) {
        return new RunProgress(version, epoch, step, batch, lossSum, targets, seconds, best, bestEpoch, withoutProgress, tuning, Optional.of(now));
    }

    /// The start of the next epoch; `value` is this epoch's figure.
    ///
    /// @param counts true if it is an improvement for early stopping
    RunProgress afterEpoch(double value, boolean isBest, boolean counts) {
        return new RunProgress(
                version, epoch + 1, step, 0, 0, 0, 0,
                isBest ? Optional.of(value) : best,
                isBest ? epoch : bestEpoch,
                counts ? 0 : withoutProgress + 1,
                tuning,
                spent);
    }

    /// The same place in another run.
    ///
    /// @param keepsBest false if the best so far is unknown there
    RunProgress forked(boolean keepsBest) {
        return new RunProgress(
                        version, epoch, step, batch, lossSum, targets, seconds, keepsBest ? best : Optional.empty(), keepsBest ? bestEpoch : 0, 0, tuning,
                        spent)
                .with(tuned().forked());
    }

    /// Mean over the epoch so far; NaN before the first target.
    double trainingLoss() {
        return lossSum / targets;
    }
}
