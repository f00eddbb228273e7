package trailbench.engine;

import java.nio.file.Path;
import trailbench.sequence.Batch;

/// A graph with parameters: it trains, scores, encodes and reconstructs.
public interface Model extends Scorer, Encoder, AutoCloseable {

    /// One optimiser step on a batch with at least one target.
    ///
    /// @param step the run's step number, from 0: dropout draws from (seed, step), so a resumed run draws what the first would have
    StepResult train(Batch batch, long step);

    /// The loss without dropout and without learning, summed so that batches of any size can be averaged.
    LossSum loss(Batch batch);

    /// What the decoder says stood at each step of the batch that has a target; the other events are only read.
    ///
    /// @throws trailbench.work.Fault.Request if the graph reconstructs nothing
    Reconstruction reconstruct(Batch batch);

    /// Number of trained parameters.
    long parameters();

    /// Writes a DL4J model zip with the optimiser's state.
    void save(Path zip);

    @Override
    void close();

    /// @param loss         mean over the batch's targets, in nats (cross-entropy) or squared units
    /// @param targets      number of targets
    /// @param gradientNorm Euclidean norm over all parameters, before clipping
    record StepResult(double loss, int targets, double gradientNorm) {}

    record LossSum(double sum, long targets) {}

    /// Sums over the steps of a batch that have a target.
    ///
    /// @param events       events looked at
    /// @param correct      events whose item was the decoder's first choice (for vectors: the nearest item vector)
    /// @param squaredError sum of squared differences over all coordinates: against the item vectors, or, where items are
    ///                     reconstructed, of the predicted distribution against the one-hot truth
    /// @param coordinates  number of coordinates in that sum
    record Reconstruction(long events, long correct, double squaredError, long coordinates) {}
}
