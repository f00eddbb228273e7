package trailbench.engine.dl4j.reference;

/// NARM's local encoder (J. Li et al., CIKM 2017): `cₜ = Σ αₜⱼ hⱼ` over j ≤ t, `αₜⱼ = v · σ(A₁ hₜ + A₂ hⱼ)`.
///
/// @param present A₁ transposed, `[H, D]`
/// @param earlier A₂ transposed, `[H, D]`
record AdditiveAttention(double[][] present, double[][] earlier, double[] v) {

    double[][] of(double[][] h) {
        double[][] c = new double[h.length][h[0].length];
        for (int t = 0; t < h.length; t++) {
            for (int j = 0; j <= t; j++) {
                double alpha = 0;
                for (int d = 0; d < v.length; d++) {
                    alpha += v[d] * Pointwise.sigmoid(Linear.product(h[t], present, d) + Linear.product(h[j], earlier, d));
                }
                for (int i = 0; i < h[t].length; i++) {
                    c[t][i] += alpha * h[j][i];
                }
            }
        }
        return c;
    }
}
