package trailbench.evaluation;

import java.util.Optional;
import trailbench.engine.Model;
import trailbench.evaluation.Evaluation.ReconstructionFigures;
import trailbench.evaluation.Evaluation.ReconstructionFigures.Target;
import trailbench.sequence.Batch;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.TargetBehaviours;

/// Sums what an autoencoder got right, batch by batch, and beside it what a constant answer would have got right on the same events.
public final class ReconstructionTally {
    private final int mostPopular;
    private long events;
    private long correct;
    private long constantCorrect;
    private double squaredError;
    private double absoluteError;
    private double surprise;
    private long coordinates;

    /// @param trainingEnds `[U]` exclusive store index: the most popular item is that of the training part
    /// @param items        V
    /// @param targets      which events are to be said again
    public ReconstructionTally(SequenceStore store, int[] trainingEnds, int items, TargetBehaviours targets) {
        int[] counts = TrainingEvents.of(store, trainingEnds, items, targets).targetCounts();
        int most = 1;
        for (int item = 2; item <= items; item++) {
            most = counts[item] > counts[most] ? item : most;
        }
        mostPopular = most;
    }

    /// @param batch what the model was given, and its sums
    /// @param loss  of the same batch, nats; of no meaning but for items
    public void add(Batch batch, Model.Reconstruction sums, Model.LossSum loss) {
        surprise += loss.sum();
        events += sums.events();
        correct += sums.correct();
        squaredError += sums.squaredError();
        absoluteError += sums.absoluteError();
        coordinates += sums.coordinates();
        for (int item : batch.targets()) {
            constantCorrect += item == mostPopular ? 1 : 0;
        }
    }

    /// accuracy = correct / events; mse = squared error / coordinates; rmse = √mse; mae = absolute error / coordinates; perplexity = exp(loss / events) of items;
    /// floor = share of events on the most popular item.
    public ReconstructionFigures figures(Target target) {
        double mse = squaredError / Math.max(1, coordinates);
        return new ReconstructionFigures(
                events, correct / Math.max(1.0, events), constantCorrect / Math.max(1.0, events), mse, Math.sqrt(mse), target,
                Optional.of(absoluteError / Math.max(1, coordinates)),
                target == Target.ITEM_DISTRIBUTION ? Optional.of(Math.exp(surprise / Math.max(1, events))) : Optional.empty());
    }
}
