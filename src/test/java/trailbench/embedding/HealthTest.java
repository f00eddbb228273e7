package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HealthTest {

    /// Two directions alike: rank 2. Six pairs: two opposite (cosine -1, d² 4), four at right angles (0, d² 2).
    @Test
    void fourPointsOfACompass() {
        Health health = Health.of(new float[][] {{3, 0}, {-1, 0}, {0, 1}, {0, -1}, {0, 0}});
        assertEquals(2, health.effectiveRank(), 1e-6);
        assertEquals(-1 / 3.0, health.anisotropy(), 1e-9);
        assertEquals(Math.log((2 * Math.exp(-8) + 4 * Math.exp(-4)) / 6), health.uniformity(), 1e-9);
        assertEquals(1.5, health.meanLength(), 1e-9);
        assertEquals(1, health.dead());
    }

    @Test
    void collapsedVectorsHaveRankOneAndUniformityZero() {
        float[][] same = new float[600][4];
        for (float[] vector : same) {
            vector[1] = 2;
        }
        Health health = Health.of(same);
        assertEquals(1, health.effectiveRank(), 1e-6);
        assertEquals(1, health.anisotropy(), 1e-6);
        assertEquals(0, health.uniformity(), 1e-6);
    }
}
