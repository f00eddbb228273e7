package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PcaTest {

    @Test
    void pointsOnADiagonalLieAlongTheFirstDirection() {
        // mean (2, 1); along (1, 1)/√2: -√2 · 1, 0, √2; across it (1, -1)/√2 nothing: (1 0), (2 1), (3 2)
        Pca pca = Pca.of(new float[][] {{1, 0}, {2, 1}, {3, 2}});
        float root = (float) Math.sqrt(2);
        assertArrayEquals(new float[] {-root, 0, root}, pca.x(), 1e-6f);
        assertArrayEquals(new float[] {0, 0, 0}, pca.y(), 1e-6f);
        assertArrayEquals(new double[] {1, 0}, pca.variance(), 1e-12);
    }

    @Test
    void crossOfFourPointsGivesItsArmsInTheOrderOfTheirLength() {
        // mean 0; covariance diag(2, 8, 0): the first direction is (0 1 0), the second (1 0 0); shares 8/10 and 2/10
        Pca pca = Pca.of(new float[][] {{2, 0, 0}, {-2, 0, 0}, {0, 4, 0}, {0, -4, 0}});
        assertArrayEquals(new float[] {0, 0, 4, -4}, pca.x(), 1e-6f);
        assertArrayEquals(new float[] {2, -2, 0, 0}, pca.y(), 1e-6f);
        assertArrayEquals(new double[] {.8, .2}, pca.variance(), 1e-12);
    }

    @Test
    void widePointsGiveTheDirectionsThatTheyWereDrawnAlong() {
        for (int width : new int[] {9, 64, 512}) {
            // deviations 10 and 9 along two axes (close on purpose), 1 along all others
            Random random = new Random(width);
            float[][] vectors = new float[3_000][width];
            for (float[] vector : vectors) {
                for (int i = 0; i < width; i++) {
                    vector[i] = (float) (random.nextGaussian() * (i == 3 ? 10 : i == 7 ? 9 : 1));
                }
            }
            Pca pca = Pca.of(vectors);
            double alongFirst = correlation(pca.x(), vectors, 3);
            double alongSecond = correlation(pca.y(), vectors, 7);
            assertTrue(alongFirst > .98 && alongSecond > .98, "width %d: %s, %s".formatted(width, alongFirst, alongSecond));
            assertEquals(0, sum(pca.x()), 1);
        }
    }

    @Test
    void samePointsGiveTheSamePicture() {
        float[][] vectors = Clusters.three(200, 32, 5);
        assertArrayEquals(Pca.of(vectors).x(), Pca.of(vectors).x(), 0);
    }

    @Test
    void pointsWithoutAnyDifferenceLieInTheMiddle() {
        for (int width : new int[] {1, 2, 20}) {
            Pca pca = Pca.of(new float[5][width]);
            assertArrayEquals(new float[5], pca.x());
            assertArrayEquals(new float[5], pca.y());
            assertArrayEquals(new double[2], pca.variance());
        }
    }

    @Test
    void pointsOnALineInManyDimensionsHaveOneDirection() {
        float[][] vectors = new float[50][40];
        for (int row = 0; row < 50; row++) {
            for (int i = 0; i < 40; i++) {
                vectors[row][i] = row * (i + 1);
            }
        }
        Pca pca = Pca.of(vectors);
        assertArrayEquals(new double[] {1, 0}, pca.variance(), 1e-9);
        assertTrue(pca.x()[49] > pca.x()[0]);
    }

    private static double correlation(float[] coordinates, float[][] vectors, int column) {
        double product = 0;
        double squares = 0;
        double otherSquares = 0;
        for (int row = 0; row < coordinates.length; row++) {
            product += coordinates[row] * vectors[row][column];
            squares += coordinates[row] * coordinates[row];
            otherSquares += vectors[row][column] * vectors[row][column];
        }
        return product / Math.sqrt(squares * otherSquares);
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
