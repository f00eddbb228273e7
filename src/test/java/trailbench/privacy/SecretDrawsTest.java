package trailbench.privacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import trailbench.work.Fault;

class SecretDrawsTest {
    private static final SecretDraws DRAWS = new SecretDraws(key(7));

    private static byte[] key(int fill) {
        byte[] key = new byte[SecretDraws.KEY_BYTES];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @Test
    void noiseIsStandardNormal() {
        float[] noise = new float[400_000];
        DRAWS.normals(3, 0, noise);
        double mean = 0;
        double square = 0;
        double fourth = 0;
        double pairs = 0;
        int beyond = 0;
        for (int i = 0; i < noise.length; i++) {
            mean += noise[i];
            square += noise[i] * noise[i];
            fourth += Math.pow(noise[i], 4);
            pairs += noise[i] * noise[i ^ 1];
            beyond += Math.abs(noise[i]) > 1.959964 ? 1 : 0;
        }
        // five standard errors: 1, √2, √96, 1 and √(.05 · .95) by √400,000 = 632
        assertEquals(0, mean / noise.length, 5 / 632.0);
        assertEquals(1, square / noise.length, 5 * 1.42 / 632);
        assertEquals(3, fourth / noise.length, 5 * 9.8 / 632);
        assertEquals(0, pairs / noise.length, 5 * 1.42 / 632);
        assertEquals(0.05, beyond / (double) noise.length, 5 * 0.218 / 632);
    }

    @Test
    void placesAreDrawnAlikeHoweverTheyAreCut() {
        float[] whole = new float[20_001];
        DRAWS.normals(9, 0, whole);
        for (int cut : new int[] {1, 2, 8_191, 8_192, 8_193, 12_345}) {
            float[] head = new float[cut];
            float[] tail = new float[whole.length - cut];
            DRAWS.normals(9, 0, head);
            DRAWS.normals(9, cut, tail);
            assertArrayEquals(Arrays.copyOf(whole, cut), head);
            assertArrayEquals(Arrays.copyOfRange(whole, cut, whole.length), tail);
        }
    }

    @Test
    void otherStepsKeysAndPurposesDrawOtherNumbers() {
        float[] one = new float[64];
        float[] other = new float[64];
        DRAWS.normals(1, 0, one);
        DRAWS.normals(2, 0, other);
        assertFalse(Arrays.equals(one, other));
        new SecretDraws(key(8)).normals(1, 0, other);
        assertFalse(Arrays.equals(one, other));
        assertFalse(DRAWS.choice(1, 0) == DRAWS.choice(1, 1) || DRAWS.choice(1, 0) == DRAWS.choice(2, 0));
    }

    @Test
    void eachUserTakesPartAtTheRate() {
        int steps = 2_000;
        int users = 501;
        double rate = 0.1;
        int[] times = new int[users];
        double squares = 0;
        for (int step = 0; step < steps; step++) {
            boolean[] takes = DRAWS.participants(step, users, rate);
            int size = 0;
            for (int user = 0; user < users; user++) {
                times[user] += takes[user] ? 1 : 0;
                size += takes[user] ? 1 : 0;
            }
            squares += (size - rate * users) * (size - rate * users);
        }
        for (int count : times) {
            assertEquals(rate, count / (double) steps, 5 * Math.sqrt(rate * (1 - rate) / steps));
        }
        // the size of a sample is binomial, of variance q (1 - q) U, and not fixed
        assertEquals(rate * (1 - rate) * users, squares / steps, 5 * 45.1 * Math.sqrt(2.0 / steps));
        assertEquals(users, count(DRAWS.participants(0, users, 1)));
    }

    private static int count(boolean[] takes) {
        int count = 0;
        for (boolean take : takes) {
            count += take ? 1 : 0;
        }
        return count;
    }

    @Test
    void shortKeyIsRefused() {
        assertThrows(Fault.Request.class, () -> new SecretDraws(new byte[16]));
    }
}
