package trailbench.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import trailbench.work.Fault;

/// Numbers without another source are those of `reference.py` beside this file, which integrates the definition and uses no series.
class SpendingTest {
    private static final double DELTA = 1e-5;
    /// The tutorial of TensorFlow Privacy: MNIST, batches of 256, 60 epochs.
    private static final double RATE = 256 / 60000.0;
    private static final long STEPS = 14_062;

    private static double epsilon(double noise, double rate, long steps) {
        return Spending.NOTHING.plus(noise, rate, steps).epsilon(DELTA);
    }

    @Test
    void divergencesAreThoseOfTheIntegral() {
        assertDivergence(2.33957760099492e-5, 1.1, RATE, 2);
        assertDivergence(0.000118404991247542, 1.1, RATE, 9.5);
        assertDivergence(2.52037121133917, 1.1, RATE, 20);
        assertDivergence(0.0155345021259529, 0.7, 0.0625, 1.5);
        assertDivergence(0.126725393503433, 0.7, 0.0625, 3.25);
        assertDivergence(0.517767568613408, 0.7, 0.0625, 4);
        assertDivergence(0.0201531504727162, 4, 0.5, 2.5);
    }

    private static void assertDivergence(double expected, double noise, double rate, double order) {
        assertEquals(expected, SubsampledGaussian.divergence(noise, rate, order), 1e-7 * expected, () -> noise + ", " + rate + ", " + order);
    }

    @Test
    void everybodyInEveryStepIsTheGaussianMechanism() {
        // q = 1: ε(α) = α / 2σ²; order 3 and σ 2 make 3/8
        assertEquals(3 / 8.0, SubsampledGaussian.divergence(2, 1, 3), 1e-15);
        // and nearly everybody is near it, by both series
        assertEquals(3 / 8.0, SubsampledGaussian.divergence(2, 1 - 1e-9, 3), 1e-6);
        assertEquals(3.5 / 8.0, SubsampledGaussian.divergence(2, 1 - 1e-9, 3.5), 1e-6);
    }

    @Test
    void tutorialOfTensorFlowPrivacyGivesThreePointZero() {
        // its conversion is ε(α) + ln(1/δ) / (α - 1), I. Mironov 2017; the integral's least over the orders is 3.0082721, at 8.8
        double[] orders = DoubleStream.iterate(1.1, order -> order < 64, order -> order + 0.1).toArray();
        Spending spent = Spending.NOTHING.plus(1.1, RATE, STEPS);
        double classic = DoubleStream.of(orders).map(order -> spent.divergence(order) - Math.log(DELTA) / (order - 1)).min().orElseThrow();
        assertEquals(3.0082721, classic, 1e-4);
    }

    @Test
    void betterConversionTellsLess() {
        assertEquals(2.5965559, epsilon(1.1, RATE, STEPS), 1e-5);
    }

    @Test
    void logarithmOfTheErrorFunctionReachesWhereItVanishes() {
        assertEquals(0.69313613525044681, ErrorFunction.logComplement(-3), 1e-14);
        assertEquals(0.41903914777555958, ErrorFunction.logComplement(-0.5), 1e-14);
        assertEquals(-0.7350111298370844, ErrorFunction.logComplement(0.5), 1e-14);
        assertEquals(-4.9323458627802693, ErrorFunction.logComplement(1.9), 1e-12);
        assertEquals(-5.8160109688675546, ErrorFunction.logComplement(2.1), 1e-12);
        assertEquals(-102.87988902484489, ErrorFunction.logComplement(10), 1e-11);
        assertEquals(-1604.2615566532736, ErrorFunction.logComplement(40), 1e-9);
    }

    @Test
    void moreStepsMoreUsersAndLessNoiseCostMore() {
        for (double noise : new double[] {0.5, 1, 3}) {
            for (double rate : new double[] {0.001, 0.05, 0.5}) {
                for (long steps : new long[] {1, 100, 5_000}) {
                    double here = epsilon(noise, rate, steps);
                    String where = noise + ", " + rate + ", " + steps;
                    assertTrue(here < epsilon(noise, rate, 2 * steps), where);
                    assertTrue(here < epsilon(noise, 1.5 * rate, steps), where);
                    assertTrue(here < epsilon(noise / 1.5, rate, steps), where);
                    assertTrue(here > Spending.NOTHING.plus(noise, rate, steps).epsilon(10 * DELTA), where);
                }
            }
        }
    }

    @Test
    void ordersBetweenWholeOnesLieBetween() {
        for (double noise : new double[] {0.6, 1.1, 4}) {
            for (double rate : new double[] {0.004, 0.0625, 0.3, 0.7}) {
                double before = 0;
                for (double order = 1.25; order < 12; order += 0.25) {
                    double here = SubsampledGaussian.divergence(noise, rate, order);
                    assertTrue(here >= before, noise + ", " + rate + ", " + order + ": " + here + " after " + before);
                    before = here;
                }
            }
        }
    }

    @Test
    void stepsAddUpHoweverTheyAreCounted() {
        Spending once = Spending.NOTHING.plus(1.1, RATE, 100);
        Spending byOne = Spending.NOTHING;
        for (int step = 0; step < 100; step++) {
            byOne = byOne.plus(1.1, RATE, 1);
        }
        assertEquals(once, byOne);
        Spending mixed = once.plus(2, RATE, 50);
        assertEquals(150, mixed.steps());
        assertEquals(mixed.epsilon(DELTA), Spending.NOTHING.plus(2, RATE, 50).plus(1.1, RATE, 100).epsilon(DELTA), 1e-12);
        assertTrue(mixed.epsilon(DELTA) > once.epsilon(DELTA));
    }

    @Test
    void nothingSpentIsZeroAndAStepWithoutNoiseIsInfinite() {
        assertEquals(0, Spending.NOTHING.epsilon(DELTA));
        assertEquals(Double.POSITIVE_INFINITY, Spending.NOTHING.plus(1, 0.1, 5).plus(0, 0.1, 1).epsilon(DELTA));
    }

    @Test
    void noiseForABudgetKeepsItAndWastesLittle() {
        for (double wanted : new double[] {0.5, 1, 3, 8, 50}) {
            double noise = Spending.noiseFor(wanted, DELTA, 0.0625, 160);
            double cost = epsilon(noise, 0.0625, 160);
            assertTrue(cost <= wanted && cost > 0.99 * wanted, wanted + " became " + cost);
        }
        Fault.Request refused = assertThrows(Fault.Request.class, () -> Spending.noiseFor(1e-9, DELTA, 1, 1_000_000));
        assertTrue(refused.getMessage().contains("Allow a larger epsilon"), refused.getMessage());
    }
}
