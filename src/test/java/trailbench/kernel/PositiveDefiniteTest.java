package trailbench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositiveDefiniteTest {
    @Test
    void inverseByBlocksTimesItsMatrixIsTheIdentity() {
        Random random = new Random(5);
        int size = 300; // two whole blocks and a part of one, so that sums go through many sweeps
        float[][] matrix = new float[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = i == j ? 100 : random.nextFloat();
                matrix[j][i] = matrix[i][j];
            }
        }
        float[][] inverse = Arrays.stream(matrix).map(float[]::clone).toArray(float[][]::new);
        PositiveDefinite.invert(inverse);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double sum = 0;
                for (int k = 0; k < size; k++) {
                    sum += (double) matrix[i][k] * inverse[k][j];
                }
                assertEquals(i == j ? 1 : 0, sum, 1e-5);
            }
        }
    }
}
