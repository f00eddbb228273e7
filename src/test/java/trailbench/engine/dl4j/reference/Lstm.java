package trailbench.engine.dl4j.reference;

import static trailbench.engine.dl4j.reference.Pointwise.sigmoid;

/// Long short-term memory with forget gate and without peepholes (S. Hochreiter, J. Schmidhuber, 1997; F. Gers et al., 2000):
/// ```
/// i, f, o = σ(xW + hR + b)   g = tanh(xW + hR + b)   c' = f · c + i · g   h' = o · tanh(c')
/// ```
/// with blocks i, f, g, o side by side in W, R and b.
record Lstm(double[][] w, double[][] r, double[] b) {

    double[][] of(double[][] x) {
        int units = r.length;
        double[][] h = new double[x.length][units];
        double[] before = new double[units];
        double[] cell = new double[units];
        for (int t = 0; t < x.length; t++) {
            for (int j = 0; j < units; j++) {
                double input = sigmoid(gate(x[t], before, j));
                double forget = sigmoid(gate(x[t], before, units + j));
                double candidate = Math.tanh(gate(x[t], before, 2 * units + j));
                double output = sigmoid(gate(x[t], before, 3 * units + j));
                cell[j] = forget * cell[j] + input * candidate;
                h[t][j] = output * Math.tanh(cell[j]);
            }
            before = h[t];
        }
        return h;
    }

    private double gate(double[] x, double[] h, int column) {
        return Linear.product(x, w, column) + Linear.product(h, r, column) + b[column];
    }
}
