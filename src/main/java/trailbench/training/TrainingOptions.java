package trailbench.training;

import static trailbench.work.Fault.require;

import java.util.Map;
import java.util.Optional;
import trailbench.engine.Optimizer;
import trailbench.graph.Setting;

/// How a model is trained.
///
/// @param optimizer         how parameters follow gradients
/// @param warmUp            steps in which the learning rate rises evenly from near 0 to its full height; 0 for none
/// @param schedule          how the learning rate changes after that
/// @param batch             B, windows a batch
/// @param accumulate        batches a step: the parameters follow the mean gradient of that many, as of one batch so many times as large, in
///                          the memory of one
/// @param epochs            passes over all windows at most
/// @param earlyStopping     stops when a validation figure no longer improves; never, if empty
/// @param clipNorm          limit of the gradient's norm; 0 for none
/// @param clipValue         limit of the size of each number of the gradient, after the norm; 0 for none
/// @param seed              of initial parameters, order of windows, dropout, negatives
/// @param balance           for unbalanced logs: a target weighs (count of its item in training)^-balance in the loss, scaled so that
///                          training targets weigh 1 on average; 0 for equal weights, 1 for items that all weigh alike however often they
///                          occur
/// @param behaviourWeights  for logs in which one behaviour drowns the others: what a target weighs in the loss by what was done, relative
///                          to 1 for behaviours that are not named, scaled as above; 0 leaves those targets out. `log.behaviours` is the place
///                          for it: this one speaks of behaviours of which that list says nothing
/// @param keepCheckpoints   every so many epochs a checkpoint `epoch-N` is kept beside `last` and `best`, to fork from; 0 for none
/// @param checkpointMinutes after so many minutes within an epoch `last` is written too, so that a crash costs no more; 0 for the ends of
///                          epochs alone
/// @param privacy           whether the run is bounded in what it tells of a user
public record TrainingOptions(
        Optimizer optimizer,
        @Setting(usual = "0", least = 0, most = 1_000_000) int warmUp,
        Schedule schedule,
        @Setting(usual = "64", least = 1, most = 65_536) int batch,
        @Setting(usual = "1", least = 1, most = 1_024) int accumulate,
        @Setting(usual = "10", least = 1, most = 100_000) int epochs,
        Optional<EarlyStopping> earlyStopping,
        @Setting(usual = "5", least = 0, most = 1_000_000) double clipNorm,
        @Setting(usual = "0", least = 0, most = 1_000_000) double clipValue,
        long seed,
        @Setting(usual = "0", least = 0, most = 1) double balance,
        Map<String, Double> behaviourWeights,
        @Setting(usual = "0", least = 0, most = 100_000) int keepCheckpoints,
        @Setting(usual = "10", least = 0, most = 10_000) double checkpointMinutes,
        PrivacyOptions privacy) {

    public TrainingOptions {
        require(0 <= warmUp && warmUp <= 1_000_000, "warm_up %s is not a number of steps from 0 to 1,000,000", warmUp);
        require(1 <= batch && batch <= 65_536, "batch %s is not from 1 to 65,536", batch);
        require(1 <= accumulate && accumulate <= 1_024, "accumulate %s is not a number of batches from 1 to 1,024", accumulate);
        require(1 <= epochs && epochs <= 100_000, "epochs %s is not from 1 to 100,000", epochs);
        require(0 <= clipNorm && clipNorm <= 1_000_000, "clip_norm %s is not from 0 to 1,000,000. 0 is for no limit", clipNorm);
        require(0 <= clipValue && clipValue <= 1_000_000, "clip_value %s is not from 0 to 1,000,000. 0 is for no limit", clipValue);
        require(0 <= balance && balance <= 1, "balance %s is not in [0, 1]", balance);
        behaviourWeights.forEach((name, weight) -> require(weight >= 0, "behaviour_weights give %s the weight %s, which is negative", name, weight));
        require(
                0 <= keepCheckpoints && keepCheckpoints <= 100_000,
                "keep_checkpoints %s is not from 0 to 100,000. Say every how many epochs one is kept, or 0 for none", keepCheckpoints);
        require(
                0 <= checkpointMinutes && checkpointMinutes <= 10_000,
                "checkpoint_minutes %s is not from 0 to 10,000. Say after how many minutes one is written, or 0 for the ends of epochs alone", checkpointMinutes);
    }

    /// Targets weigh alike.
    public TrainingOptions(Optimizer optimizer, int batch, int epochs, Optional<EarlyStopping> earlyStopping, double clipNorm, long seed) {
        this(optimizer, batch, epochs, earlyStopping, clipNorm, seed, 0);
    }

    /// @param keepCheckpoints as above; all else at its default
    public TrainingOptions(
            Optimizer optimizer, int batch, int epochs, Optional<EarlyStopping> earlyStopping, double clipNorm, long seed, int keepCheckpoints) {
        this(optimizer, 0, Schedule.defaults(), batch, 1, epochs, earlyStopping, clipNorm, 0, seed, 0, Map.of(), keepCheckpoints, 10, PrivacyOptions.defaults());
    }

    public static TrainingOptions defaults() {
        return new TrainingOptions(Optimizer.defaults(), 64, 10, Optional.empty(), 5.0, 42);
    }

    public TrainingOptions withEarlyStopping(Optional<EarlyStopping> stopping) {
        return new TrainingOptions(
                optimizer, warmUp, schedule, batch, accumulate, epochs, stopping, clipNorm, clipValue, seed, balance, behaviourWeights, keepCheckpoints,
                checkpointMinutes, privacy);
    }

    public TrainingOptions withSeed(long other) {
        return new TrainingOptions(
                optimizer, warmUp, schedule, batch, accumulate, epochs, earlyStopping, clipNorm, clipValue, other, balance, behaviourWeights, keepCheckpoints,
                checkpointMinutes, privacy);
    }

    /// @param metric        `ndcg@10`, `recall@10`, `mrr@10` … (higher is better) or `loss` (lower is better), on validation
    /// @param patience      epochs without improvement before the run stops
    /// @param minimumChange an epoch is an improvement if it is better than the last one that was by more than this; the best checkpoint is
    ///                      that of the best epoch all the same
    public record EarlyStopping(
            String metric,
            @Setting(usual = "5", least = 1, most = 10_000) int patience,
            @Setting(usual = "0", least = 0, most = 1_000) double minimumChange) {
        public EarlyStopping {
            require(1 <= patience && patience <= 10_000, "patience %s is not from 1 to 10,000", patience);
            require(0 <= minimumChange && minimumChange <= 1_000, "minimum_change %s is not from 0 to 1,000", minimumChange);
        }

        public EarlyStopping(String metric, int patience) {
            this(metric, patience, 0);
        }

        public static EarlyStopping defaults() {
            return new EarlyStopping("ndcg@10", 5);
        }
    }
}
