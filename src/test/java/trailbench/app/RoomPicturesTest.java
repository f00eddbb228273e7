package trailbench.app;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import trailbench.work.Fault;

final class RoomPicturesTest {

    @Test
    void pictureLargerThanTheHeadlessScreenIsRefusedWithTheLargestSize() {
        Fault.Request refused = assertThrows(Fault.Request.class, () -> RoomPictures.requireOnScreen(1600, 1200));
        assertTrue(String.valueOf(refused.getMessage()).contains("1920x990"), refused.getMessage());
        RoomPictures.requireOnScreen(1920, 990);
    }
}
