package trailbench.engine.dl4j;

/// A layer that weighs the events of a sequence against each other.
interface Attending {
    /// After a forward pass over one sequence: how step `back` before the last one weighed each step, `[heads][T]`.
    ///
    /// @param packing of that sequence
    float[][] weights(Packing packing, int back);
}
