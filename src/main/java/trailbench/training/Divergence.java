package trailbench.training;

import static java.util.stream.Collectors.joining;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import trailbench.engine.Model;
import trailbench.work.Fault;

/// Ends a run whose numbers left the finite ones, before a checkpoint is overwritten with them.
final class Divergence {
    private static final int REMEMBERED = 5;

    private final TrainingOptions options;
    private final Deque<Double> norms = new ArrayDeque<>();

    Divergence(TrainingOptions options) {
        this.options = options;
    }

    /// @param before the progress before this step
    void check(Model.StepResult result, RunProgress before) {
        if (!Double.isFinite(result.loss()) || !Double.isFinite(result.gradientNorm())) {
            throw fault("step " + (before.step() + 1) + " gave the loss " + result.loss() + " and the gradient norm " + result.gradientNorm(), before);
        }
        norms.addLast(result.gradientNorm());
        if (norms.size() > REMEMBERED) {
            norms.removeFirst();
        }
    }

    void checkValidation(double lossSum, RunProgress progress) {
        if (!Double.isFinite(lossSum)) {
            throw fault("the validation loss after step " + progress.step() + " is " + lossSum, progress);
        }
    }

    private Fault.Work fault(String what, RunProgress progress) {
        String last = norms.isEmpty()
                ? "it was the first step of this start"
                : "gradient norms of the last good steps: " + norms.stream().map(norm -> String.format(Locale.ROOT, "%.3g", norm)).collect(joining(", "));
        String clip = options.clipNorm() == 0 ? "set training.clip_norm (now off)" : "lower training.clip_norm (now " + options.clipNorm() + ")";
        return new Fault.Work(
                "Training diverged in epoch %s: %s, at learning rate %s; %s. No checkpoint was overwritten. "
                        + "Lower training.optimizer.learning_rate, or %s, and train again",
                progress.epoch(), what, options.optimizer().learningRate(), last, clip);
    }
}
