package trailbench.engine.dl4j.reference;

import java.util.Arrays;

/// What dropout multiplies with: 0, or 1 / (1 - rate).
@FunctionalInterface
public interface Masks {
    /// While scoring.
    Masks NONE = (_, rows, columns, _) -> {
        double[][] ones = new double[rows][columns];
        Arrays.stream(ones).forEach(row -> Arrays.fill(row, 1));
        return ones;
    };

    /// @return `[rows, columns]`
    double[][] of(Where where, int rows, int columns, double rate);

    /// @param head of attention; 0 elsewhere
    record Where(String node, Place place, int sequence, int head) {}

    /// What is multiplied.
    enum Place {
        /// each step of a sequence
        STEPS,
        /// one row for all steps of a sequence
        OF_SEQUENCES,
        /// one vector a sequence
        VECTORS,
        /// the weights of attention, step by step
        WEIGHTS,
        /// what the heads of attention say together
        MIXED,
        /// the inner layer of a feed-forward net
        INNER,
        /// its output
        OUTPUT
    }
}
