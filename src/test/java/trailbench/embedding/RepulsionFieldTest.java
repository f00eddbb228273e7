package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import trailbench.kernel.Lanes;

class RepulsionFieldTest {
    private static final int POINTS = 500;

    /// As dense as t-SNE lays points. What all slopes have too much in common is left out: it moves the picture as a whole.
    @Test
    void sumAndSlopeAreThoseOfTheDirectSum() {
        for (double width : new double[] {1, 3, 6}) {
            double off = off(width);
            assertTrue(off < 0.05, () -> "off by " + off + " of the mean slope at width " + width);
        }
    }

    /// Far within one step of the grid, as at the start, slopes only have to point the right way.
    @Test
    void pointsWithinOneStepOfTheGridArePushedApart() {
        double off = off(0.001);
        assertTrue(off < 0.2, () -> "off by " + off + " of the mean slope");
    }

    private static double off(double width) {
        SplittableRandom random = new SplittableRandom(7);
        float[] x = new float[POINTS];
        float[] y = new float[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = (float) (width * random.nextGaussian());
            y[i] = (float) (width * random.nextGaussian());
        }
        float[] slopeX = new float[POINTS];
        float[] slopeY = new float[POINTS];
        double sum;
        try (Lanes lanes = Lanes.ofProcessors()) {
            RepulsionField field = new RepulsionField(lanes);
            field.place(x, y);
            sum = field.read(x, y, 0, POINTS, slopeX, slopeY);
        }
        double expected = 0;
        double[] offX = new double[POINTS];
        double[] offY = new double[POINTS];
        double mean = 0;
        for (int i = 0; i < POINTS; i++) {
            double alongX = 0;
            double alongY = 0;
            for (int j = 0; j < POINTS; j++) {
                double dx = x[i] - x[j];
                double dy = y[i] - y[j];
                double near = 1 / (1 + dx * dx + dy * dy);
                expected += near;
                alongX -= 2 * dx * near * near;
                alongY -= 2 * dy * near * near;
            }
            offX[i] = alongX - slopeX[i];
            offY[i] = alongY - slopeY[i];
            mean += Math.hypot(alongX, alongY);
        }
        assertEquals(expected, sum, 0.005 * expected);
        double sharedX = Arrays.stream(offX).average().orElseThrow();
        double sharedY = Arrays.stream(offY).average().orElseThrow();
        double error = 0;
        for (int i = 0; i < POINTS; i++) {
            error += Math.hypot(offX[i] - sharedX, offY[i] - sharedY);
        }
        return error / mean;
    }
}
