package trailbench.engine.dl4j.reference;

/// `y = gain · (x - mean) / √(variance + ε) + offset` (J. Ba, J. Kiros, G. Hinton, 2016), with the ε of the published SASRec.
record LayerNorm(double[] gain, double[] offset) {
    private static final double EPSILON = 1e-8;

    double[][] of(double[][] x) {
        double[][] y = new double[x.length][gain.length];
        for (int t = 0; t < x.length; t++) {
            double mean = 0;
            for (double value : x[t]) {
                mean += value / gain.length;
            }
            double variance = 0;
            for (double value : x[t]) {
                variance += (value - mean) * (value - mean) / gain.length;
            }
            for (int i = 0; i < gain.length; i++) {
                y[t][i] = gain[i] * (x[t][i] - mean) / Math.sqrt(variance + EPSILON) + offset[i];
            }
        }
        return y;
    }
}
