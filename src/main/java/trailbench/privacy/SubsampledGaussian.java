package trailbench.privacy;

/// Rényi divergence of one step: of the users, each takes part with probability q, and noise of deviation σ · C is added to their sum, to which
/// each adds a vector of norm C at most. Users are neighbours if one has all users of the other and one more.
///
/// I. Mironov, K. Talwar, L. Zhang, "Rényi differential privacy of the sampled Gaussian mechanism", 2019: ε(α) = ln A(α) / (α - 1), with
/// A(α) = Σₖ C(α, k) (1 - q)^(α - k) q^k exp((k² - k) / 2σ²) for whole α (section 3.3), and two series for the others. Worked out in
/// logarithms: the terms overflow long before their sum matters.
final class SubsampledGaussian {
    /// A term that adds less than this, as a logarithm, ends a series. Past the order, terms change their sign and fall as i^-(α + 2), so what is
    /// left out is less than the last of them.
    private static final double SMALLEST = -25;
    private static final int MOST_TERMS = 4_000;

    private SubsampledGaussian() {}

    /// @param noise σ, above 0
    /// @param rate  q, in (0, 1]
    /// @param order α, above 1
    static double divergence(double noise, double rate, double order) {
        if (rate == 1) {
            return order / (2 * noise * noise);
        }
        double log = order == Math.rint(order) ? whole(noise, rate, (int) order) : fractional(noise, rate, order);
        return Math.max(0, log / (order - 1));
    }

    private static double whole(double noise, double rate, int order) {
        double sum = Double.NEGATIVE_INFINITY;
        double binomial = 0;
        for (int k = 0; k <= order; k++) {
            double term = binomial + k * StrictMath.log(rate) + (order - k) * StrictMath.log1p(-rate) + ((double) k * k - k) / (2 * noise * noise);
            sum = plus(sum, term);
            binomial += StrictMath.log(order - k) - StrictMath.log(k + 1);
        }
        return sum;
    }

    /// Both halves of the integral, cut at z₀ where the two densities are equal; each is a binomial series of Gaussian tails.
    private static double fractional(double noise, double rate, double order) {
        double cut = noise * noise * StrictMath.log(1 / rate - 1) + 0.5;
        double positive = Double.NEGATIVE_INFINITY;
        double negative = Double.NEGATIVE_INFINITY;
        double binomial = 0; // ln of its size
        boolean above = true;
        for (int i = 0; i < MOST_TERMS; i++) {
            double j = order - i;
            double left = binomial + i * StrictMath.log(rate) + j * StrictMath.log1p(-rate) + ((double) i * i - i) / (2 * noise * noise) + tail((i - cut) / noise);
            double right = binomial + j * StrictMath.log(rate) + i * StrictMath.log1p(-rate) + (j * j - j) / (2 * noise * noise) + tail((cut - j) / noise);
            double both = plus(left, right);
            if (above) {
                positive = plus(positive, both);
            } else {
                negative = plus(negative, both);
            }
            if (i > order && both < SMALLEST) {
                return minus(positive, negative);
            }
            binomial += StrictMath.log(Math.abs(j)) - StrictMath.log(i + 1);
            above ^= j < 0;
        }
        return Double.POSITIVE_INFINITY; // says nothing: another order will
    }

    /// ln P(Z > x) of a standard normal.
    private static double tail(double x) {
        return ErrorFunction.logComplement(x / StrictMath.sqrt(2)) - StrictMath.log(2);
    }

    /// ln(eᵃ + eᵇ)
    private static double plus(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY || larger == Double.POSITIVE_INFINITY ? larger : larger + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - larger));
    }

    /// ln(eᵃ - eᵇ)
    private static double minus(double a, double b) {
        return b == Double.NEGATIVE_INFINITY ? a : a + StrictMath.log1p(-StrictMath.exp(b - a));
    }
}
