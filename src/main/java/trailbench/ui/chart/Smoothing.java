package trailbench.ui.chart;

/// Exponential moving average with the bias of its start taken out, as in Adam's moments (D. Kingma, J. Ba, "Adam", ICLR 2015):
/// `m ← w·m + (1 - w)·y`, shown as `m / (1 - w^t)`, so the first value is the first point and not a pull towards zero.
final class Smoothing {
    private Smoothing() {}

    /// @param ys     `[N]`; values that are not finite pass through and leave the average as it was
    /// @param weight w in [0, 1) of what came before; 0 changes nothing
    /// @return `[N]`
    static double[] average(double[] ys, double weight) {
        double[] smooth = new double[ys.length];
        double mean = 0;
        double bias = 1;
        for (int point = 0; point < ys.length; point++) {
            if (!Double.isFinite(ys[point])) {
                smooth[point] = ys[point];
                continue;
            }
            mean = weight * mean + (1 - weight) * ys[point];
            bias *= weight;
            smooth[point] = mean / (1 - bias);
        }
        return smooth;
    }
}
