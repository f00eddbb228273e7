package trailbench.embedding;

/// Places in two dimensions.
///
/// @param x          `[N]`
/// @param y          `[N]`
/// @param iterations that were done; fewer than asked for if a watcher had enough
record Layout(float[] x, float[] y, int iterations) {
    /// The places that a layout starts from instead of PCA's: those of another picture. NaN where that has no such point.
    ///
    /// @param x       `[N]`
    /// @param y       `[N]`
    /// @param settled whether the other picture was made by the same method, so that its size fits
    record Start(float[] x, float[] y, boolean settled) {}
}
