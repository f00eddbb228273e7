package trailbench.embedding;

/// The sum over all pairs: exact, and for few points faster than a grid.
final class DirectRepulsion implements Repulsion {
    /// Up to so many points.
    static final int MOST = 1_000;

    @Override
    public void place(float[] x, float[] y) {
        // nothing to prepare: reading goes over all points
    }

    @Override
    public double read(float[] x, float[] y, int from, int to, float[] slopeX, float[] slopeY) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            float value = 0;
            float alongX = 0;
            float alongY = 0;
            for (int j = 0; j < x.length; j++) {
                float dx = x[i] - x[j];
                float dy = y[i] - y[j];
                float near = 1 / (1 + dx * dx + dy * dy);
                value += near;
                alongX += dx * near * near;
                alongY += dy * near * near;
            }
            sum += value;
            slopeX[i] = -2 * alongX;
            slopeY[i] = -2 * alongY;
        }
        return sum;
    }
}
