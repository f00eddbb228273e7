package trailbench.privacy;

/// M. Abramowitz, I. Stegun, "Handbook of mathematical functions", 1964: 7.1.6 below 2, the continued fraction 7.1.14 from there on.
final class ErrorFunction {
    private static final double CUT = 2;
    /// Of the fraction at 2, and far out.
    private static final int DEEPEST = 120;
    private static final int LEAST = 16;

    private ErrorFunction() {}

    /// ln erfc(x), also where erfc(x) itself is too small for a double.
    static double logComplement(double x) {
        if (x >= CUT) {
            double fraction = 0;
            for (int k = LEAST + (int) ((DEEPEST - LEAST) * CUT * CUT / (x * x)); k > 0; k--) {
                fraction = k / 2.0 / (x + fraction);
            }
            return -x * x - StrictMath.log(x + fraction) - StrictMath.log(Math.PI) / 2;
        }
        return x < -CUT ? StrictMath.log1p(1 - StrictMath.exp(logComplement(-x))) : StrictMath.log1p(-below(x));
    }

    /// erf(x) = 2/√π e^(-x²) Σ 2ⁿ x^(2n+1) / (1 · 3 · … · (2n+1))
    private static double below(double x) {
        double term = x;
        double sum = 0;
        for (int n = 1; sum + term != sum; n++) {
            sum += term;
            term *= 2 * x * x / (2 * n + 1);
        }
        return 2 / StrictMath.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
    }
}
