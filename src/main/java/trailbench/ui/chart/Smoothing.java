package trailbench.ui.chart;

import java.util.Arrays;

/// Exponential moving average with the bias of its start taken out, as in Adam's moments (D. Kingma, J. Ba, "Adam", ICLR 2015):
/// `m ← w·m + (1 - w)·y`, shown as `m / (1 - w^t)`, so the first value is the first point and not a pull towards zero.
///
/// Grows with its line: points that were averaged are not looked at again.
final class Smoothing {
    private double weight;
    private int cuts;
    private double[] smooth = new double[64];
    private int size;
    private double mean;
    private double bias = 1;
    private Extremes extremes = new Extremes();

    /// Brings the average up to a line's points.
    ///
    /// @param now  w in [0, 1) of what came before; 0 changes nothing
    /// @param cuts how often the line was cut back: an average over points that are gone is begun anew
    void follow(double[] ys, int points, double now, int cuts) {
        if (now != weight || cuts != this.cuts || points < size) {
            weight = now;
            this.cuts = cuts;
            size = 0;
            mean = 0;
            bias = 1;
            extremes = new Extremes();
        }
        if (points > smooth.length) {
            smooth = Arrays.copyOf(smooth, Math.max(points, 2 * smooth.length));
        }
        for (; size < points; size++) {
            smooth[size] = next(ys[size]);
        }
        extremes.extend(smooth, size);
    }

    private double next(double y) {
        if (!Double.isFinite(y)) {
            return y;
        }
        mean = weight * mean + (1 - weight) * y;
        bias *= weight;
        return mean / (1 - bias);
    }

    /// At least as long as the line.
    double[] values() {
        return smooth;
    }

    Extremes extremes() {
        return extremes;
    }

    /// @param ys     `[N]`; values that are not finite pass through and leave the average as it was
    /// @param weight w in [0, 1) of what came before; 0 changes nothing
    /// @return `[N]`
    static double[] average(double[] ys, double weight) {
        Smoothing smoothing = new Smoothing();
        smoothing.follow(ys, ys.length, weight, 0);
        return Arrays.copyOf(smoothing.smooth, ys.length);
    }
}
