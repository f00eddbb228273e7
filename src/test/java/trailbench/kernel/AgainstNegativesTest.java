package trailbench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.engine.dl4j.reference.Differences;
import trailbench.engine.dl4j.reference.Losses;
import trailbench.graph.Loss;
import trailbench.graph.Sampler;
import trailbench.kernel.AgainstNegatives.Row;

class AgainstNegativesTest {
    private static final int ITEMS = 1000;

    private static final Map<String, OneLoss> LOSSES = Map.of(
            "softmax", AgainstNegatives::softmax,
            "binary", (positive, negatives, scale) -> AgainstNegatives.binary(positive, 1, negatives, scale),
            "generalised", (positive, negatives, scale) -> AgainstNegatives.binary(positive, 0.3, negatives, scale),
            "bpr", AgainstNegatives::bpr,
            "top1", AgainstNegatives::top1,
            "bpr-max", (positive, negatives, scale) -> AgainstNegatives.bprMax(positive, 0, negatives, scale),
            "bpr-max, regularised", (positive, negatives, scale) -> AgainstNegatives.bprMax(positive, 0.7, negatives, scale));

    private interface OneLoss {
        Row of(float positive, Floats negatives, float scale);
    }

    @Test
    void lossesByHand() {
        float ln2 = (float) Math.log(2);
        float ln3 = (float) Math.log(3);
        // softmax of ln 2 against 0, 0: -ln(2 / 4)
        assertEquals(Math.log(2), AgainstNegatives.softmax(ln2, floats(0, 0), 1).loss(), 1e-6);
        // σ(ln 3) = 3/4, σ(0) = 1/2, σ(ln 2) = 2/3: -ln 3/4 - ln(1 - 1/2) - ln(1 - 2/3) = ln(4/3 · 2 · 3)
        assertEquals(Math.log(8), AgainstNegatives.binary(ln3, 1, floats(0, ln2), 1).loss(), 1e-6);
        // β = 1/2: ½ ln 4/3 + ln 6
        assertEquals(0.5 * Math.log(4 / 3.0) + Math.log(6), AgainstNegatives.binary(ln3, 0.5, floats(0, ln2), 1).loss(), 1e-6);
        // s⁺ = ln 2 against 0 and ln 2: σ(ln 2) = 2/3, σ(0) = 1/2: mean of ln 3/2 and ln 2
        assertEquals(Math.log(3) / 2, AgainstNegatives.bpr(ln2, floats(0, ln2), 1).loss(), 1e-6);
        // σ(0 - ln 2) = 1/3, σ(0²) = 1/2; σ(ln 2 - ln 2) = 1/2, σ(ln² 2) = 0.617851: half of 1.951184
        assertEquals(0.975592, AgainstNegatives.top1(ln2, floats(0, ln2), 1).loss(), 1e-5);
        // weights of 0 and ln 2: 1/3, 2/3; Σ w σ = 1/3 · 2/3 + 2/3 · 1/2 = 5/9; Σ w s² = 2/3 ln² 2
        assertEquals(Math.log(1.8) + 0.5 * 2 / 3 * Math.log(2) * Math.log(2), AgainstNegatives.bprMax(ln2, 0.5, floats(0, ln2), 1).loss(), 1e-6);
    }

    @Test
    void lossesAndGradientsAreThoseOfTheReference() {
        for (int n : new int[] {1, 3, 16, 19, 300}) {
            Sampler uniform = new Sampler.Uniform();
            compare(new Loss.SampledSoftmax(n, uniform, false), n, AgainstNegatives::softmax);
            compare(new Loss.BinaryCrossEntropy(n), n, (positive, negatives, scale) -> AgainstNegatives.binary(positive, 1, negatives, scale));
            Loss.GeneralisedBce generalised = new Loss.GeneralisedBce(n, 0.4);
            compare(generalised, n, (positive, negatives, scale) -> {
                Row row = AgainstNegatives.binary(positive, generalised.beta(ITEMS), negatives, scale / (n + 1));
                return new Row(row.loss() / (n + 1), row.gradient());
            });
            compare(new Loss.Bpr(n, uniform), n, AgainstNegatives::bpr);
            compare(new Loss.Top1(n, uniform), n, AgainstNegatives::top1);
            compare(new Loss.BprMax(n, uniform, 0.7), n, (positive, negatives, scale) -> AgainstNegatives.bprMax(positive, 0.7, negatives, scale));
        }
    }

    private static void compare(Loss.Sampled loss, int n, OneLoss ours) {
        double[][] logits = new double[2][];
        logits[0] = new double[] {0.4f};
        logits[1] = IntStream.range(0, n).mapToDouble(i -> (float) Draws.normal(7, i)).toArray();
        DoubleSupplier reference = () -> Losses.against(loss, logits[0][0], logits[1], new double[n], ITEMS);
        float[] given = new float[n];
        for (int i = 0; i < n; i++) {
            given[i] = (float) logits[1][i];
        }
        Floats gradient = floats(given);
        Row row = ours.of(0.4f, gradient, 2);
        assertEquals(reference.getAsDouble(), row.loss(), 1e-6 * reference.getAsDouble(), loss.toString());
        double[][] slopes = Differences.of(reference, logits);
        assertEquals(2 * slopes[0][0], row.gradient(), 1e-6 * Math.max(1, Math.abs(slopes[0][0])), loss + " of the target");
        for (int i = 0; i < n; i++) {
            assertEquals(2 * slopes[1][i], gradient.get(i), 1e-6, loss + " of negative " + i);
        }
    }

    @Test
    void lossesOfGreatLogitsStayFinite() {
        LOSSES.forEach((name, loss) -> {
            for (float positive : new float[] {-1e4f, 0, 1e4f}) {
                Floats negatives = floats(-1e4f, 0, 1e4f, 3);
                Row row = loss.of(positive, negatives, 1);
                assertTrue(Double.isFinite(row.loss()) && Float.isFinite(row.gradient()), name + " of " + positive + ": " + row);
                assertFalse(Pointwise.hasNaN(negatives), name);
            }
        });
    }

    @Test
    void softmaxWithoutNegativesIsNothingToLearn() {
        Row row = AgainstNegatives.softmax(3, Floats.NONE, 1);
        assertEquals(0, row.loss(), 1e-7);
        assertEquals(0, row.gradient(), 0f);
    }

    @Test
    void aliasTableDrawsInProportionToTheWeights() {
        double[] weights = {0, 1, 2, 0, 5, 0.5, 1.5};
        AliasTable table = new AliasTable(weights);
        int[] counts = new int[weights.length];
        int n = 200_000;
        for (int i = 0; i < n; i++) {
            counts[table.draw(Draws.uniform(3, i))]++;
        }
        for (int i = 0; i < weights.length; i++) {
            double share = weights[i] / 10;
            // four binomial deviations; none for a weight of zero
            assertEquals(n * share, counts[i], 4 * Math.sqrt(n * share * (1 - share)), "index " + i);
        }
    }

    @Test
    void aliasTableRefusesWeightsThatSayNothing() {
        assertThrows(IllegalArgumentException.class, () -> new AliasTable(new double[] {0, 0}));
        assertThrows(IllegalArgumentException.class, () -> new AliasTable(new double[] {1, Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> new AliasTable(new double[] {1, -1}));
    }

    private static Floats floats(float... values) {
        return KernelTest.floats(values);
    }
}
