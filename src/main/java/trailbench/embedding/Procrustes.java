package trailbench.embedding;

import static trailbench.work.Fault.require;

/// Turns, mirrors, scales and shifts a picture so that it lies on another as well as it can (P. Schönemann, R. Carroll, "Fitting one matrix to
/// another under choice of a central dilation and a rigid motion", Psychometrika 35, 1970). Distances within the picture keep their shares: it
/// says the same as before, and now beside the other.
///
/// @param cosine    of the turn, times the scale
/// @param sine      likewise
/// @param mirrored  whether y is turned over before
/// @param disparity 1 less the squared correlation of both pictures after the fit: 0 for the same picture, 1 for nothing in common
record Procrustes(double fromX, double fromY, double toX, double toY, double cosine, double sine, boolean mirrored, double disparity) {

    /// @param x      `[N]` the picture to move
    /// @param otherX `[N]` the same points where they should come to lie; NaN for a point that is not there
    /// @throws trailbench.work.Fault.Request if fewer than 3 points are in both
    static Procrustes of(float[] x, float[] y, float[] otherX, float[] otherY) {
        int shared = 0;
        double[] mean = new double[4];
        for (int i = 0; i < x.length; i++) {
            if (!Float.isNaN(otherX[i])) {
                shared++;
                mean[0] += x[i];
                mean[1] += y[i];
                mean[2] += otherX[i];
                mean[3] += otherY[i];
            }
        }
        require(shared >= 3, "The maps have %s points in common; at least 3 are needed to lay one on the other. Choose a map of the same items.", shared);
        for (int i = 0; i < 4; i++) {
            mean[i] /= shared;
        }
        double[] s = new double[6];
        for (int i = 0; i < x.length; i++) {
            if (!Float.isNaN(otherX[i])) {
                double a = x[i] - mean[0];
                double b = y[i] - mean[1];
                double c = otherX[i] - mean[2];
                double d = otherY[i] - mean[3];
                s[0] += a * c;
                s[1] += b * d;
                s[2] += a * d;
                s[3] += b * c;
                s[4] += a * a + b * b;
                s[5] += c * c + d * d;
            }
        }
        // a turn by t carries (a, b) to (a cos t − b sin t, a sin t + b cos t): the sum of products with (c, d) is p cos t + q sin t
        double plain = Math.hypot(s[0] + s[1], s[2] - s[3]);
        double turned = Math.hypot(s[0] - s[1], s[2] + s[3]);
        boolean mirrored = turned > plain;
        double p = mirrored ? s[0] - s[1] : s[0] + s[1];
        double q = mirrored ? s[2] + s[3] : s[2] - s[3];
        boolean flat = s[4] == 0 || s[5] == 0;
        double disparity = flat ? 1 : Math.max(0, 1 - (p * p + q * q) / (s[4] * s[5]));
        return flat
                ? new Procrustes(mean[0], mean[1], mean[2], mean[3], 1, 0, false, disparity)
                : new Procrustes(mean[0], mean[1], mean[2], mean[3], p / s[4], q / s[4], mirrored, disparity);
    }

    Layout moved(Layout layout) {
        float[] x = new float[layout.x().length];
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            double a = layout.x()[i] - fromX;
            double b = (layout.y()[i] - fromY) * (mirrored ? -1 : 1);
            x[i] = (float) (toX + cosine * a - sine * b);
            y[i] = (float) (toY + sine * a + cosine * b);
        }
        return new Layout(x, y, layout.iterations());
    }
}
