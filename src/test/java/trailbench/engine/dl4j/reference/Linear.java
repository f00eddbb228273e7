package trailbench.engine.dl4j.reference;

/// `y = x · W + b`
///
/// @param w `[in, out]`
/// @param b `[out]`
record Linear(double[][] w, double[] b) {

    double[][] of(double[][] x) {
        double[][] y = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            y[t] = of(x[t]);
        }
        return y;
    }

    double[] of(double[] x) {
        double[] y = b.clone();
        for (int j = 0; j < y.length; j++) {
            y[j] += product(x, w, j);
        }
        return y;
    }

    /// Column `j` of `x · W`.
    static double product(double[] x, double[][] w, int j) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * w[i][j];
        }
        return sum;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double[][] sum(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][a[0].length];
        for (int t = 0; t < a.length; t++) {
            for (int i = 0; i < a[t].length; i++) {
                sum[t][i] = a[t][i] + b[t][i];
            }
        }
        return sum;
    }

    static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[a.length][a[0].length];
        for (int t = 0; t < a.length; t++) {
            for (int i = 0; i < a[t].length; i++) {
                product[t][i] = a[t][i] * b[t][i];
            }
        }
        return product;
    }
}
