package trailbench.engine.dl4j.reference;

/// `hₜ = tanh(xₜ · W + hₜ₋₁ · R + b)` (J. Elman, 1990).
record SimpleRnn(double[][] w, double[][] r, double[] b) {

    double[][] of(double[][] x) {
        double[][] h = new double[x.length][b.length];
        double[] before = new double[b.length];
        for (int t = 0; t < x.length; t++) {
            for (int j = 0; j < b.length; j++) {
                h[t][j] = Math.tanh(Linear.product(x[t], w, j) + Linear.product(before, r, j) + b[j]);
            }
            before = h[t];
        }
        return h;
    }
}
