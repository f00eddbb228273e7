package trailbench.engine.dl4j.reference;

/// NextItNet's residual block (F. Yuan et al., WSDM 2019): `x + f₂(f₁(x))`, `f(x) = relu(norm(x * W + b))`, causal, the second convolution
/// with twice the dilation.
record DilatedConvolution(Half first, Half second, int kernel, int dilation) {

    /// @param w `[kernel · E, E]`, the oldest step's rows first
    record Half(double[][] w, double[] b, LayerNorm norm) {

        double[][] of(double[][] x, int kernel, int dilation) {
            int width = b.length;
            double[][] y = new double[x.length][width];
            for (int t = 0; t < x.length; t++) {
                for (int j = 0; j < width; j++) {
                    y[t][j] = b[j];
                    for (int tap = 0; tap < kernel; tap++) {
                        int from = t - (kernel - 1 - tap) * dilation;
                        for (int i = 0; i < width && from >= 0; i++) {
                            y[t][j] += x[from][i] * w[tap * width + i][j];
                        }
                    }
                }
            }
            return Pointwise.each(norm.of(y), value -> Math.max(0, value));
        }
    }

    double[][] of(double[][] x) {
        return Linear.sum(x, second.of(first.of(x, kernel, dilation), kernel, 2 * dilation));
    }
}
