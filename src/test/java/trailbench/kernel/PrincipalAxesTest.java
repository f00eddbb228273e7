package trailbench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalAxesTest {
    /// Points in a plane of a space of six dimensions, far from its origin, with little noise: two axes keep their distances, one keeps the
    /// greater spread alone.
    @Test
    void axesOfGreatestSpreadKeepDistances() {
        Random random = new Random(3);
        int count = 200;
        double[][] plane = new double[count][2];
        float[] rows = new float[count * 6];
        for (int i = 0; i < count; i++) {
            plane[i][0] = 5 * random.nextGaussian();
            plane[i][1] = random.nextGaussian();
            double[] along = {0.6, 0.8, 0, 0, 0, 0};
            double[] across = {0, 0, 0.8, -0.6, 0, 0};
            for (int j = 0; j < 6; j++) {
                rows[i * 6 + j] = (float) (100 + plane[i][0] * along[j] + plane[i][1] * across[j] + 1e-3 * random.nextGaussian());
            }
        }
        float[] two = PrincipalAxes.project(rows, 6, 2);
        float[] one = PrincipalAxes.project(rows, 6, 1);
        for (int i = 1; i < count; i++) {
            double across = plane[i][1] - plane[0][1];
            double along = plane[i][0] - plane[0][0];
            assertEquals(Math.hypot(along, across), Math.hypot(two[2 * i] - two[0], two[2 * i + 1] - two[1]), 0.02);
            assertEquals(Math.abs(along), Math.abs(one[i] - one[0]), 0.7, "the sample's own axis is turned a little");
        }
    }

    @Test
    void directionsThatAreNotThereGiveZeros() {
        float[] line = {1, 2, 3, 2, 4, 6, 3, 6, 9};
        float[] seen = PrincipalAxes.project(line, 3, 2);
        for (int i = 0; i < 3; i++) {
            // the middle is the mean; the ends lie √14 from it
            assertEquals((i - 1) * (i - 1) * 14, seen[2 * i] * seen[2 * i] + seen[2 * i + 1] * seen[2 * i + 1], 1e-3);
        }
    }
}
