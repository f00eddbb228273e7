package trailbench.engine.dl4j.reference;

import java.util.function.DoubleUnaryOperator;

/// A dilated causal convolution, then an activation.
///
/// @param w `[kernel · E, F]`, the oldest step's rows first
record CausalConvolution(double[][] w, double[] b, int kernel, int dilation) {

    double[][] of(double[][] x, DoubleUnaryOperator activation) {
        int width = w.length / kernel;
        double[][] y = new double[x.length][b.length];
        for (int t = 0; t < x.length; t++) {
            for (int filter = 0; filter < b.length; filter++) {
                y[t][filter] = b[filter];
                for (int back = 0; back < kernel && t - back * dilation >= 0; back++) {
                    for (int i = 0; i < width; i++) {
                        y[t][filter] += x[t - back * dilation][i] * w[(kernel - 1 - back) * width + i][filter];
                    }
                }
            }
        }
        return Pointwise.each(y, activation);
    }
}
