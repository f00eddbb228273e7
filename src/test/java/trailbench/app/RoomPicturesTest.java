package trailbench.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import trailbench.ui.control.Choices;
import trailbench.ui.fx.Toolkit;
import trailbench.work.Fault;

final class RoomPicturesTest {

    @Test
    void pictureLargerThanTheHeadlessScreenIsRefusedWithTheLargestSize() {
        Fault.Request refused = assertThrows(Fault.Request.class, () -> RoomPictures.requireOnScreen(1600, 1200));
        assertTrue(String.valueOf(refused.getMessage()).contains("1920x990"), refused.getMessage());
        RoomPictures.requireOnScreen(1920, 990);
    }

    @Test
    void choiceIsMadeByItsWordsAndOneThatIsNotOfferedIsRefusedWithThoseThatAre() {
        Toolkit.onWindowThread(() -> {
            ComboBox<Integer> box = new ComboBox<>();
            Choices.word(box, number -> "node " + number);
            box.getItems().setAll(1, 2);
            box.setId("node");
            Button button = new Button();
            button.setId("button");
            VBox root = new VBox(box, button);
            RoomPictures.goTo(root, "node=node 2");
            assertEquals(2, box.getValue());
            Fault.Request unknown = assertThrows(Fault.Request.class, () -> RoomPictures.goTo(root, "node=node 3"));
            assertTrue(String.valueOf(unknown.getMessage()).contains("no \"node 3\". Choose among: node 1, node 2."), unknown.getMessage());
            assertThrows(Fault.Request.class, () -> RoomPictures.goTo(root, "button=node 1"));
            assertThrows(Fault.Request.class, () -> RoomPictures.goTo(root, "nothing=node 1"));
        });
    }
}
