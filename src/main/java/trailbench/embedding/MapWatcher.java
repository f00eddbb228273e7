package trailbench.embedding;

/// Sees a map while it is made, and may say that it is good enough. Called from the working thread.
public interface MapWatcher {
    /// Nobody looks.
    MapWatcher NONE = (iteration, x, y) -> {};

    /// The points are chosen and begin to move.
    ///
    /// @param draft the points where PCA places them, with the columns of the log
    default void begun(PointMap draft) {}

    /// Called every ten iterations.
    ///
    /// @param x the live places `[N]`: copy what is kept
    void moved(int iteration, float[] x, float[] y);

    /// True once the picture should stay as it is; asked after each call of [#moved].
    default boolean enough() {
        return false;
    }
}
