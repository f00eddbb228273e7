package trailbench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hand-vectorised loops against plain ones in double precision, at widths that fill vectors and widths that do not.
class PointwiseKernelsTest {
    private static final int ROWS = 5;

    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 8, 9, 16, 33, 64})
    void layerNormIsThatOfPlainLoops(int n) {
        float[] x = draw(ROWS * n);
        float[] gain = draw(n);
        float[] offset = draw(n);
        float[] d = draw(ROWS * n);
        Floats stats = room(2 * ROWS);
        Floats y = room(ROWS * n);
        LayerNorm.forward(ROWS, n, of(x), of(gain), of(offset), stats, y);
        float[] before = draw(ROWS * n);
        float[] gainBefore = draw(n);
        Floats dx = of(before);
        Floats dGain = of(gainBefore);
        Floats dOffset = of(new float[n]);
        LayerNorm.backward(ROWS, n, of(x), of(gain), stats, of(d), dGain, dOffset, dx);
        double[] gainSums = new double[n];
        double[] offsetSums = new double[n];
        for (int r = 0; r < ROWS; r++) {
            int row = r * n;
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += x[row + i] / (double) n;
            }
            double variance = 0;
            for (int i = 0; i < n; i++) {
                variance += (x[row + i] - mean) * (x[row + i] - mean) / n;
            }
            double scale = 1 / Math.sqrt(variance + LayerNorm.EPSILON);
            double average = 0;
            double slope = 0;
            for (int i = 0; i < n; i++) {
                double normal = (x[row + i] - mean) * scale;
                assertEquals(gain[i] * normal + offset[i], y.get(row + i), 1e-4);
                average += d[row + i] * gain[i] / (double) n;
                slope += d[row + i] * gain[i] * normal / n;
                gainSums[i] += d[row + i] * normal;
                offsetSums[i] += d[row + i];
            }
            for (int i = 0; i < n && n > 1; i++) { // one number alone is its own mean: its gradient is 0 times 10,000
                double normal = (x[row + i] - mean) * scale;
                double expected = before[row + i] + scale * (d[row + i] * gain[i] - average - normal * slope);
                assertEquals(expected, dx.get(row + i), 1e-4 * (1 + scale));
            }
        }
        for (int i = 0; i < n; i++) {
            assertEquals(gainBefore[i] + gainSums[i], dGain.get(i), 1e-4);
            assertEquals(offsetSums[i], dOffset.get(i), 1e-4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 8, 17, 40})
    void attentionWeightsSumToOneOverWhatARowSees(int n) {
        for (boolean causal : new boolean[] {true, false}) {
            AttentionWeights.Tile tile = new AttentionWeights.Tile(n / 2, n - n / 2, n, n + 3, causal);
            float[] scores = draw(tile.rows() * tile.stride());
            Floats weights = of(scores);
            AttentionWeights.softmax(tile, weights, 0.7f);
            double[][] expected = new double[tile.rows()][n];
            for (int r = 0; r < tile.rows(); r++) {
                int seen = causal ? tile.firstRow() + r + 1 : n;
                double sum = 0;
                for (int i = 0; i < seen; i++) {
                    expected[r][i] = Math.exp(0.7f * scores[r * tile.stride() + i]);
                    sum += expected[r][i];
                }
                for (int i = 0; i < n; i++) {
                    expected[r][i] /= sum;
                    assertEquals(expected[r][i], weights.get((long) r * tile.stride() + i), 1e-6);
                }
            }
            float[] d = draw(tile.rows() * tile.stride());
            float[] products = new float[tile.rows()];
            for (int r = 0; r < tile.rows(); r++) {
                for (int i = 0; i < n; i++) {
                    products[r] += (float) (expected[r][i] * d[r * tile.stride() + i]);
                }
            }
            Floats gradient = of(d);
            AttentionWeights.backward(tile, weights, gradient, of(products), 0.7f, 0, 1);
            for (int r = 0; r < tile.rows(); r++) {
                for (int i = 0; i < n; i++) {
                    double slope = 0.7 * expected[r][i] * (d[r * tile.stride() + i] - products[r]);
                    assertEquals(slope, gradient.get((long) r * tile.stride() + i), 1e-5);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 9, 24, 31})
    void gatesAndTheirGradientsAreThoseOfPlainLoops(int n) {
        float[] x = draw(2 * n);
        float[] d = draw(n);
        Floats inner = of(Arrays.copyOf(x, n));
        Floats target = room(n);
        Gates.gelu(inner, target);
        Floats gelu = of(d);
        Gates.geluBackward(inner, gelu);
        Floats swiglu = room(n);
        Gates.swiglu(1, n, of(x), swiglu);
        Floats both = of(x);
        Gates.swigluBackward(1, n, both, of(d));
        Floats gate = of(Arrays.copyOf(x, n));
        Floats sum = of(d);
        Floats value = of(Arrays.copyOfRange(x, n, 2 * n));
        Gates.open(gate, value, sum);
        Gates.openBackward(gate, value, of(d));
        for (int i = 0; i < n; i++) {
            double a = x[i];
            double b = x[n + i];
            double s = 1 / (1 + Math.exp(-a));
            assertEquals(gelu(a), target.get(i), 1e-6);
            assertEquals(d[i] * (gelu(a + 1e-5) - gelu(a - 1e-5)) / 2e-5, gelu.get(i), 1e-5);
            assertEquals(a * s * b, swiglu.get(i), 1e-6);
            assertEquals(d[i] * b * s * (1 + a * (1 - s)), both.get(i), 1e-5);
            assertEquals(d[i] * a * s, both.get(n + i), 1e-5);
            assertEquals(d[i] + s * b, sum.get(i), 1e-6);
            assertEquals(d[i] * b * s * (1 - s), gate.get(i), 1e-6);
            assertEquals(d[i] * s, value.get(i), 1e-6);
        }
    }

    /// From a σ(w) of 10⁻³³ to one of 1: relative to the numbers that are added up, within what a float's exponent w allows.
    @Test
    void geluAndItsSlopeAreExactOverTheirWholeRange() {
        int n = 40_003;
        float[] points = new float[n];
        float[] ones = new float[n];
        Arrays.fill(ones, 1);
        for (int i = 0; i < n; i++) {
            points[i] = -9.5f + 20f * i / n;
        }
        Floats target = room(n);
        Gates.gelu(of(points), target);
        Floats slopes = of(ones);
        Gates.geluBackward(of(points), slopes);
        for (int i = 0; i < n; i++) {
            double x = points[i];
            double w = 2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
            double s = 1 / (1 + Math.exp(-w));
            double bent = x * 2 * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
            double precision = 4e-7 * (1 + Math.abs(w));
            assertEquals(gelu(x), x * s, 1e-12);
            assertEquals(x * s, target.get(i), precision * Math.abs(x * s), "gelu of " + x);
            assertEquals(s + s * (1 - s) * bent, slopes.get(i), precision * s * (1 + Math.abs((1 - s) * bent)), "slope at " + x);
        }
    }

    private static double gelu(double x) {
        return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 11, 32})
    void gruStepIsThatOfPlainLoops(int n) {
        float[] x = draw(3 * n);
        float[] q = draw(3 * n);
        float[] h = draw(n);
        for (boolean first : new boolean[] {true, false}) {
            Floats gates = of(x);
            Floats candidate = room(n);
            Floats output = room(n);
            GruCell.forward(1, n, gates, of(q), first ? Floats.NONE : of(h), candidate, output);
            for (int i = 0; i < n; i++) {
                double r = sigmoid(x[i] + q[i]);
                double z = sigmoid(x[n + i] + q[n + i]);
                double next = Math.tanh(x[2 * n + i] + r * q[2 * n + i]);
                double before = first ? 0 : h[i];
                assertEquals(r, gates.get(i), 1e-6);
                assertEquals(q[2 * n + i], candidate.get(i));
                assertEquals(next + z * (before - next), output.get(i), 1e-6);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 11, 32})
    void lstmStepAndItsGradientAreThoseOfPlainLoops(int n) {
        float[] a = draw(4 * n);
        float[] c = draw(n);
        float[] dh = draw(n);
        float[] dc = draw(n);
        for (boolean first : new boolean[] {true, false}) {
            Floats gates = of(a);
            Floats cells = room(n);
            Floats output = room(n);
            Floats previous = first ? Floats.NONE : of(c);
            LstmCell.forward(1, n, gates, previous, cells, output);
            double[] cell = new double[n];
            for (int j = 0; j < n; j++) {
                cell[j] = sigmoid(a[j]) * Math.tanh(a[2 * n + j]) + (first ? 0 : sigmoid(a[n + j]) * c[j]);
                assertEquals(cell[j], cells.get(j), 1e-6);
                assertEquals(sigmoid(a[3 * n + j]) * Math.tanh(cell[j]), output.get(j), 1e-6);
            }
            Floats memory = of(dc);
            LstmCell.backward(1, n, gates, previous, cells, of(dh), memory);
            for (int j = 0; j < n; j++) {
                double i = sigmoid(a[j]);
                double f = sigmoid(a[n + j]);
                double g = Math.tanh(a[2 * n + j]);
                double o = sigmoid(a[3 * n + j]);
                double t = Math.tanh(cell[j]);
                double slope = dc[j] + dh[j] * o * (1 - t * t);
                assertEquals(slope * g * i * (1 - i), gates.get(j), 1e-6);
                assertEquals(slope * (first ? 0 : c[j]) * f * (1 - f), gates.get(n + j), 1e-6);
                assertEquals(slope * i * (1 - g * g), gates.get(2 * n + j), 1e-6);
                assertEquals(dh[j] * t * o * (1 - o), gates.get(3 * n + j), 1e-6);
                assertEquals(slope * f, memory.get(j), 1e-6);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 15, 100})
    void exponentialsTimesTheirInverseAreProbabilities(int n) {
        float[] logits = draw(n);
        Floats row = of(logits);
        Softmax.Row softmax = Softmax.exponentials(row, Floats.NONE, n / 2);
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }
        for (int i = 0; i < n; i++) {
            assertEquals(Math.exp(logits[i]) / sum, row.get(i) * softmax.inverse(), 1e-6);
        }
        assertEquals(Math.log(sum) - logits[n / 2], softmax.loss(), 1e-5);
        assertTrue(softmax.best() >= softmax.target());
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private float[] draw(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static Floats of(float[] values) {
        return KernelTest.floats(values);
    }

    private static Floats room(int n) {
        return of(new float[n]);
    }
}
