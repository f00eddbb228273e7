package trailbench.engine;

import java.util.List;
import trailbench.sequence.History;

/// Turns sequences and items into vectors.
public interface Encoder {

    /// Length of a sequence's vector, H.
    int sequenceWidth();

    /// The vector of each history `[H]`: the encoder's last step.
    float[][] encode(List<History> histories);

    /// The item vectors `[V][E]`; row `i - 1` belongs to item `i`.
    float[][] itemVectors();
}
