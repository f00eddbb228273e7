package trailbench.training;

import java.util.List;
import trailbench.sequence.Batch;
import trailbench.sequence.WindowSet;

/// The batches of each epoch, in an order that depends on seed and epoch alone.
public interface BatchSource {
    /// Windows an epoch.
    int windows();

    /// Batches an epoch, the last incomplete one included.
    int batchCount();

    /// @param epoch      from 1
    /// @param firstBatch from 0; the batches before it are left out, and the others are what they would have been with them
    Iterable<Batch> epoch(int epoch, int firstBatch);

    /// Batches of `batchSize` windows, shuffled anew each epoch.
    static BatchSource of(WindowSet windows, int batchSize, long seed) {
        return new BatchSource() {
            @Override
            public int windows() {
                return windows.size();
            }

            @Override
            public int batchCount() {
                return Math.ceilDiv(windows.size(), batchSize);
            }

            @Override
            public Iterable<Batch> epoch(int epoch, int firstBatch) {
                List<Batch> batches = windows.epoch(batchSize, seed, epoch);
                return batches.subList(firstBatch, batches.size());
            }
        };
    }
}
