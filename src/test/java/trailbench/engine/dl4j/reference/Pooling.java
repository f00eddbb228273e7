package trailbench.engine.dl4j.reference;

/// One vector of a sequence (Z. Yang et al., NAACL 2016): `Σ αₜ hₜ`, `α = softmaxₜ(v · tanh(W hₜ + b))`.
///
/// @param w W transposed, `[H, D]`
record Pooling(double[][] w, double[] b, double[] v) {

    double[] of(double[][] h) {
        double[] weights = new double[h.length];
        double sum = 0;
        for (int t = 0; t < h.length; t++) {
            double score = 0;
            for (int d = 0; d < v.length; d++) {
                score += v[d] * Math.tanh(Linear.product(h[t], w, d) + b[d]);
            }
            weights[t] = Math.exp(score);
            sum += weights[t];
        }
        double[] pooled = new double[h[0].length];
        for (int t = 0; t < h.length; t++) {
            for (int i = 0; i < pooled.length; i++) {
                pooled[i] += weights[t] / sum * h[t][i];
            }
        }
        return pooled;
    }

    static double[] mean(double[][] h) {
        double[] mean = new double[h[0].length];
        for (double[] step : h) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += step[i] / h.length;
            }
        }
        return mean;
    }
}
