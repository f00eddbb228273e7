package trailbench.training;

import static trailbench.work.Fault.require;

import java.util.Map;
import java.util.Optional;
import trailbench.engine.Optimizer;

/// How a model is trained.
///
/// @param optimizer        how parameters follow gradients
/// @param batch            B, windows a step
/// @param epochs           passes over all windows at most
/// @param earlyStopping    stops when a validation figure no longer improves; never, if empty
/// @param clipNorm         limit of the gradient's norm; 0 for none
/// @param seed             of initial parameters, order of windows, dropout, negatives
/// @param balance          for unbalanced logs: a target weighs (count of its item in training)^-balance in the loss, scaled so that
///                         training targets weigh 1 on average; 0 for equal weights, 1 for items that all weigh alike however often they
///                         occur
/// @param behaviourWeights for logs in which one behaviour drowns the others: what a target weighs in the loss by what was done, relative
///                         to 1 for behaviours that are not named, scaled as above; 0 leaves those targets out. `log.behaviours` is the place
///                         for it: this one speaks of behaviours of which that list says nothing
/// @param keepCheckpoints  every so many epochs a checkpoint `epoch-N` is kept beside `last` and `best`, to fork from; 0 for none
public record TrainingOptions(
        Optimizer optimizer,
        int batch,
        int epochs,
        Optional<EarlyStopping> earlyStopping,
        double clipNorm,
        long seed,
        double balance,
        Map<String, Double> behaviourWeights,
        int keepCheckpoints) {

    public TrainingOptions {
        require(batch >= 1, "batch %s is not at least 1", batch);
        require(epochs >= 1, "epochs %s is not at least 1", epochs);
        require(clipNorm >= 0, "clip_norm %s is negative", clipNorm);
        require(0 <= balance && balance <= 1, "balance %s is not in [0, 1]", balance);
        behaviourWeights.forEach((name, weight) -> require(weight >= 0, "behaviour_weights give %s the weight %s, which is negative", name, weight));
        require(keepCheckpoints >= 0, "keep_checkpoints %s is negative. Say every how many epochs one is kept, or 0 for none", keepCheckpoints);
    }

    /// Targets weigh alike.
    public TrainingOptions(Optimizer optimizer, int batch, int epochs, Optional<EarlyStopping> earlyStopping, double clipNorm, long seed) {
        this(optimizer, batch, epochs, earlyStopping, clipNorm, seed, 0, Map.of(), 0);
    }

    public static TrainingOptions defaults() {
        return new TrainingOptions(Optimizer.defaults(), 64, 10, Optional.empty(), 5.0, 42);
    }

    /// @param metric   `ndcg@10`, `recall@10`, `mrr@10` … (higher is better) or `loss` (lower is better), on validation
    /// @param patience epochs without improvement before the run stops
    public record EarlyStopping(String metric, int patience) {
        public EarlyStopping {
            require(patience >= 1, "patience %s is not at least 1", patience);
        }

        public static EarlyStopping defaults() {
            return new EarlyStopping("ndcg@10", 5);
        }
    }
}
