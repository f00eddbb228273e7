package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import trailbench.work.Fault;

class ProcrustesTest {
    private static final float[] X = {0, 4, 4, 1};
    private static final float[] Y = {0, 0, 3, 5};

    @Test
    void turnedDoubledAndShiftedPictureComesBack() {
        // by a quarter turn (a, b) goes to (-b, a); doubled, and shifted by (7, -1)
        float[] x = {7, 7, 1, -3};
        float[] y = {-1, 7, 7, 1};
        Procrustes fit = Procrustes.of(x, y, X, Y);
        Layout back = fit.moved(new Layout(x, y, 9));
        assertArrayEquals(X, back.x(), 1e-5f);
        assertArrayEquals(Y, back.y(), 1e-5f);
        assertEquals(0, fit.disparity(), 1e-9);
        assertEquals(9, back.iterations());
    }

    @Test
    void mirroredPictureIsMirroredBack() {
        float[] x = {0, -4, -4, -1};
        Procrustes fit = Procrustes.of(x, Y, X, Y);
        assertTrue(fit.mirrored());
        assertArrayEquals(X, fit.moved(new Layout(x, Y, 0)).x(), 1e-5f);
    }

    @Test
    void pointThatIsNotOnTheOtherMapGoesAlong() {
        float[] x = {0, 4, 4, 1, 100};
        float[] y = {0, 0, 3, 5, 100};
        float[] otherX = {1, 5, 5, 2, Float.NaN};
        float[] otherY = {1, 1, 4, 6, Float.NaN};
        Layout moved = Procrustes.of(x, y, otherX, otherY).moved(new Layout(x, y, 0));
        assertEquals(101, moved.x()[4], 1e-4);
        assertEquals(101, moved.y()[4], 1e-4);
    }

    @Test
    void twoPointsInCommonAreTooFew() {
        float[] other = {1, 2, Float.NaN, Float.NaN};
        Fault.Request fault = assertThrows(Fault.Request.class, () -> Procrustes.of(X, Y, other, other));
        assertTrue(fault.getMessage().contains("2 points in common"), fault.getMessage());
    }

    @Test
    void pictureOfOnePointIsOnlyShifted() {
        float[] same = {2, 2, 2, 2};
        Procrustes fit = Procrustes.of(same, same, X, Y);
        assertEquals(1, fit.disparity());
        assertEquals(2.25f, fit.moved(new Layout(same, same, 0)).x()[0]);
    }
}
