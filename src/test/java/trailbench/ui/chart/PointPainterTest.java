package trailbench.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PointPainterTest {
    @Test
    void stampsHoldAllThatADiscCoversAndHardlyMore() {
        // sizes in quarter pixels; a middle lies 1/8, 3/8, 5/8 or 7/8 into its pixel
        for (int size = 2; size <= 160; size++) {
            int reach = PointPainter.reach(size);
            double radius = size / 4.0;
            for (double inside = 0.125; inside < 1; inside += 0.25) {
                assertEquals(0, PointPainter.coverage(radius, reach + 1.5 - inside, 0.5 - inside), "size " + size);
                assertEquals(0, PointPainter.coverage(radius, -reach - 0.5 - inside, 0.5 - inside), "size " + size);
            }
            // half a pixel and a little more of air at most, so that a point of the size of most costs 25 pixels and not 49
            assertTrue(reach <= radius + 1.3, "size " + size + " reaches " + reach);
        }
        assertEquals(2, PointPainter.reach(5));
    }
}
