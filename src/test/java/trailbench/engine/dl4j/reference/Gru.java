package trailbench.engine.dl4j.reference;

import static trailbench.engine.dl4j.reference.Pointwise.sigmoid;

/// Gated recurrent unit as cuDNN and PyTorch define it:
/// ```
/// r = σ(xW + b + hR + b')   z = σ(xW + b + hR + b')   n = tanh(xW + b + r · (hR + b'))   h' = (1 - z) · n + z · h
/// ```
/// with blocks r, z, n side by side in W, R, b and b'.
record Gru(double[][] w, double[][] r, double[] b, double[] rb) {

    double[][] of(double[][] x) {
        int units = r.length;
        double[][] h = new double[x.length][units];
        double[] before = new double[units];
        for (int t = 0; t < x.length; t++) {
            for (int j = 0; j < units; j++) {
                double reset = sigmoid(in(x[t], j) + recurrent(before, j));
                double update = sigmoid(in(x[t], units + j) + recurrent(before, units + j));
                double candidate = Math.tanh(in(x[t], 2 * units + j) + reset * recurrent(before, 2 * units + j));
                h[t][j] = (1 - update) * candidate + update * before[j];
            }
            before = h[t];
        }
        return h;
    }

    private double in(double[] x, int column) {
        return Linear.product(x, w, column) + b[column];
    }

    private double recurrent(double[] h, int column) {
        return Linear.product(h, r, column) + rb[column];
    }
}
