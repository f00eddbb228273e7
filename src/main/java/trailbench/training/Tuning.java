package trailbench.training;

import java.util.Optional;

/// What has been changed of a run's options since it began, by the user or by its schedule: kept in each checkpoint.
///
/// @param learningRate  the user's; that of the options, if empty
/// @param patience      the user's
/// @param epochs        the user's
/// @param factor        of the learning rate, as plateaus have lowered it
/// @param plateauBest   best value of the schedule's figure since the last fall
/// @param plateauEpochs epochs without a better one
/// @param improved      value of the last epoch that counted as an improvement for early stopping
record Tuning(
        Optional<Double> learningRate,
        Optional<Integer> patience,
        Optional<Integer> epochs,
        double factor,
        Optional<Double> plateauBest,
        int plateauEpochs,
        Optional<Double> improved) {
    static final Tuning NONE = new Tuning(Optional.empty(), Optional.empty(), Optional.empty(), 1, Optional.empty(), 0, Optional.empty());

    /// With what the user asks for now.
    Tuning with(RunControl.Change change) {
        return new Tuning(
                change.learningRate().or(() -> learningRate), change.patience().or(() -> patience), change.epochs().or(() -> epochs),
                factor, plateauBest, plateauEpochs, improved);
    }

    Tuning withImproved(double value) {
        return new Tuning(learningRate, patience, epochs, factor, plateauBest, plateauEpochs, Optional.of(value));
    }

    /// After an epoch.
    ///
    /// @param selection compares values of the schedule's figure
    Tuning after(Schedule.ReduceOnPlateau plateau, Selection selection, double value) {
        if (selection.improves(value, plateauBest)) {
            return new Tuning(learningRate, patience, epochs, factor, Optional.of(value), 0, improved);
        }
        if (plateauEpochs + 1 < plateau.patience()) {
            return new Tuning(learningRate, patience, epochs, factor, plateauBest, plateauEpochs + 1, improved);
        }
        return new Tuning(learningRate, patience, epochs, Math.max(Math.min(factor, plateau.least()), factor * plateau.factor()), plateauBest, 0, improved);
    }

    /// What another run takes over that goes on from here with options of its own: what its parent's plateaus have lowered.
    Tuning forked() {
        return new Tuning(Optional.empty(), Optional.empty(), Optional.empty(), factor, Optional.empty(), 0, Optional.empty());
    }
}
