package trailbench.embedding;

/// What pushes the points of t-SNE apart: the potential `φ(y) = Σ 1 / (1 + |y - yⱼ|²)`, whose sum over the points is the normaliser and whose
/// slope is `-2 Σ (y - yⱼ) / (1 + |y - yⱼ|²)²`.
sealed interface Repulsion permits DirectRepulsion, RepulsionField {
    /// Takes in where the points are.
    void place(float[] x, float[] y);

    /// Reads potential and slope at some of the points; several threads may, of different points.
    ///
    /// @param slopeX `[N]` ∂φ/∂x, written for the points asked for
    /// @param slopeY `[N]` ∂φ/∂y
    /// @return Σ φ over them
    double read(float[] x, float[] y, int from, int to, float[] slopeX, float[] slopeY);
}
