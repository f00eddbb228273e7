package trailbench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import trailbench.kernel.AgainstNegatives.Row;

class AgainstNegativesTest {
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
    void gradientsEqualCentralDifferences() {
        double h = 1e-2;
        LOSSES.forEach((name, loss) -> {
            for (int n : new int[] {1, 3, 16, 19, 300}) {
                float[] logits = new float[n];
                for (int i = 0; i < n; i++) {
                    logits[i] = (float) Draws.normal(7, i);
                }
                Floats gradient = floats(logits);
                float scale = 2;
                Row row = loss.of(0.4f, gradient, scale);
                double numeric = scale * (loss.of((float) (0.4 + h), floats(logits), 1).loss() - loss.of((float) (0.4 - h), floats(logits), 1).loss()) / (2 * h);
                assertEquals(numeric, row.gradient(), 2e-4 * scale, name + " of the target, n = " + n);
                for (int i = 0; i < n; i += 1 + n / 10) {
                    float[] above = logits.clone();
                    float[] below = logits.clone();
                    above[i] += (float) h;
                    below[i] -= (float) h;
                    numeric = scale * (loss.of(0.4f, floats(above), 1).loss() - loss.of(0.4f, floats(below), 1).loss()) / (2 * h);
                    assertEquals(numeric, gradient.get(i), 2e-4 * scale, name + " of negative " + i + " of " + n);
                }
            }
        });
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
