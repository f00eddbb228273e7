package trailbench.privacy;

import static trailbench.work.Fault.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The steps that were made with noise so far: all that an accountant needs.
///
/// Rényi divergences of steps add up order by order (I. Mironov, "Rényi differential privacy", CSF 2017); their sum is told as ε for a δ by
/// C. Canonne, G. Kamath, T. Steinke, "The discrete Gaussian for differential privacy", NeurIPS 2020, proposition 12 (also B. Balle et al.,
/// "Hypothesis testing interpretations and Rényi differential privacy", AISTATS 2020): ε = ε(α) + ln(1 - 1/α) - (ln δ + ln α) / (α - 1), the
/// least over the orders α that are looked at. Each is a bound, so looking at more orders could only make it smaller.
///
/// @param phases in their order; neighbours differ in noise or rate
public record Spending(List<Phase> phases) {
    public static final Spending NOTHING = new Spending(List.of());

    /// 1.25, 1.5 … 3.75, 4, 4.1 … 10.9, 11 … 64, and some far ones for much noise.
    private static final double[] ORDERS = Stream.of(
                    IntStream.rangeClosed(5, 15).mapToDouble(i -> i / 4.0),
                    IntStream.rangeClosed(40, 109).mapToDouble(i -> i / 10.0),
                    IntStream.rangeClosed(11, 64).asDoubleStream(),
                    DoubleStream.of(80, 96, 128, 192, 256, 384, 512, 768, 1024))
            .flatMapToDouble(orders -> orders)
            .toArray();

    private static final double MOST_NOISE = 1024;
    private static final double STEP = 0.0005;

    /// @param noise σ, the noise's deviation by the clip norm; 0 for none
    /// @param rate  q, with which each user takes part in a step
    /// @param steps made alike
    public record Phase(double noise, double rate, long steps) {
        public Phase {
            require(noise >= 0, "noise %s is negative", noise);
            require(0 < rate && rate <= 1, "rate %s is not in (0, 1]", rate);
            require(steps >= 0, "steps %s are less than none", steps);
        }
    }

    /// Further steps.
    public Spending plus(double noise, double rate, long steps) {
        if (steps == 0) {
            return this;
        }
        List<Phase> all = new ArrayList<>(phases);
        if (!all.isEmpty() && all.getLast().noise() == noise && all.getLast().rate() == rate) {
            Phase last = all.removeLast();
            all.add(new Phase(noise, rate, last.steps() + steps));
        } else {
            all.add(new Phase(noise, rate, steps));
        }
        return new Spending(List.copyOf(all));
    }

    public long steps() {
        return phases.stream().mapToLong(Phase::steps).sum();
    }

    /// The least ε that the accountant can prove; infinite after a step without noise.
    public double epsilon(double delta) {
        require(0 < delta && delta < 1, "delta %s is not in (0, 1)", delta);
        if (phases.isEmpty()) {
            return 0;
        }
        if (phases.stream().anyMatch(phase -> phase.noise() == 0)) {
            return Double.POSITIVE_INFINITY;
        }
        return Arrays.stream(ORDERS).map(order -> epsilon(delta, order)).min().orElseThrow();
    }

    private double epsilon(double delta, double order) {
        double divergence = divergence(order);
        double epsilon = divergence + StrictMath.log1p(-1 / order) - (StrictMath.log(delta) + StrictMath.log(order)) / (order - 1);
        return Double.isNaN(epsilon) ? Double.POSITIVE_INFINITY : Math.max(0, epsilon);
    }

    /// Of all steps together.
    double divergence(double order) {
        return phases.stream().mapToDouble(phase -> phase.steps() * SubsampledGaussian.divergence(phase.noise(), phase.rate(), order)).sum();
    }

    /// The least noise, to a thousandth, by which so many steps cost no more than ε.
    ///
    /// @throws trailbench.work.Fault.Request if no noise that anybody would want is enough
    public static double noiseFor(double epsilon, double delta, double rate, long steps) {
        require(epsilon > 0, "epsilon %s is not above 0", epsilon);
        double high = 1;
        while (NOTHING.plus(high, rate, steps).epsilon(delta) > epsilon) {
            high *= 2;
            require(
                    high <= MOST_NOISE,
                    "No noise of %s times the clip norm or less makes %s steps at rate %s cost ε %s at δ %s. Allow a larger epsilon, or train fewer epochs",
                    MOST_NOISE, steps, rate, epsilon, delta);
        }
        double low = high == 1 ? 0 : high / 2;
        while (high - low > STEP * high) {
            double middle = (low + high) / 2;
            if (NOTHING.plus(middle, rate, steps).epsilon(delta) > epsilon) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
