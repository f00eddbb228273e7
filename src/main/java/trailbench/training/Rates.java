package trailbench.training;

/// The learning rate of each step: that of the options, or the user's, times what warm-up, schedule and plateaus make of it.
///
/// It follows from the step's number and the [Tuning], both of which a checkpoint keeps, so a resumed run goes on with the same rates.
///
/// @param stepsPerEpoch optimiser steps
record Rates(TrainingOptions options, int stepsPerEpoch) {

    /// @param step from 0
    double at(long step, Tuning tuning) {
        return full(tuning) * tuning.factor() * factor(step, tuning);
    }

    /// What it is without warm-up, schedule and plateaus.
    double full(Tuning tuning) {
        return tuning.learningRate().orElse(options.optimizer().learningRate());
    }

    private double factor(long step, Tuning tuning) {
        if (step < options.warmUp()) {
            return (step + 1.0) / (options.warmUp() + 1.0);
        }
        return switch (options.schedule()) {
            case Schedule.Constant _, Schedule.ReduceOnPlateau _ -> 1;
            case Schedule.Cosine(double end) -> cosine(step, tuning.epochs().orElse(options.epochs()), end);
        };
    }

    private double cosine(long step, int epochs, double end) {
        long from = options.warmUp();
        long steps = (long) epochs * stepsPerEpoch - 1 - from;
        double way = steps <= 0 ? 1 : Math.min(1, (double) (step - from) / steps);
        return end + (1 - end) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * way));
    }
}
