package trailbench.engine.dl4j.reference;

import java.util.List;

/// Caser's filters (J. Tang, K. Wang, WSDM 2018) over one window after another: each window is laid out in full, zeros included.
///
/// @param horizontal for each height h from 1, `[h · E, filters]`
/// @param b          `[length · filters]`
/// @param vertical   `[filters, length]`
record WindowConvolution(List<double[][]> horizontal, double[] b, double[][] vertical) {

    double[][] of(double[][] x) {
        double[][] y = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            y[t] = window(windowAt(x, t));
        }
        return y;
    }

    private double[][] windowAt(double[][] x, int t) {
        int length = horizontal.size();
        double[][] window = new double[length][x[0].length];
        for (int k = 0; k < length; k++) {
            int step = t - (length - 1 - k);
            if (step >= 0) {
                window[k] = x[step];
            }
        }
        return window;
    }

    private double[] window(double[][] window) {
        int length = window.length;
        int width = window[0].length;
        int filters = b.length / length;
        double[] y = new double[b.length + vertical.length * width];
        for (int height = 1; height <= length; height++) {
            double[][] w = horizontal.get(height - 1);
            for (int f = 0; f < filters; f++) {
                int place = (height - 1) * filters + f;
                for (int start = 0; start + height <= length; start++) {
                    double sum = b[place];
                    for (int k = 0; k < height; k++) {
                        for (int e = 0; e < width; e++) {
                            sum += window[start + k][e] * w[k * width + e][f];
                        }
                    }
                    y[place] = Math.max(y[place], sum); // 0 at first: the largest value, rectified
                }
            }
        }
        for (int f = 0; f < vertical.length; f++) {
            for (int e = 0; e < width; e++) {
                for (int k = 0; k < length; k++) {
                    y[b.length + f * width + e] += vertical[f][k] * window[k][e];
                }
            }
        }
        return y;
    }
}
