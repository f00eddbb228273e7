package trailbench.engine;

import java.util.List;

/// Turns sequences and items into vectors.
public interface Encoder {

    /// Length of a sequence's vector, H.
    int sequenceWidth();

    /// The vector of each history `[H]`: the encoder's last step.
    float[][] encode(List<int[]> histories);

    /// The item vectors `[V][E]`; row `i - 1` belongs to item `i`.
    float[][] itemVectors();
}
