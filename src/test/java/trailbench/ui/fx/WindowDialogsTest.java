package trailbench.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import trailbench.ui.fx.Dialogs.Choice;
import trailbench.work.Fault;

class WindowDialogsTest {
    private Stage owner() {
        return Toolkit.onWindowThread(() -> {
            Stage stage = new Stage();
            stage.setScene(Toolkit.scene(new StackPane(), Theme.LIGHT, Locale.ENGLISH, 900, 600));
            stage.show();
            return stage;
        });
    }

    private static Scene dialog(Stage owner) {
        Toolkit.settle(6);
        return Toolkit.onWindowThread(() -> Window.getWindows().stream().filter(window -> window != owner && window.isShowing())
                .reduce((first, last) -> last).orElseThrow().getScene());
    }

    private static Button button(Scene scene, String words) {
        for (Node node : scene.getRoot().lookupAll(".button")) {
            if (node instanceof Button button && button.getText().equals(words)) {
                return button;
            }
        }
        throw new AssertionError("no button " + words);
    }

    @Test
    void faultSaysWhatHappenedAndWhatToDo() {
        Stage owner = owner();
        WindowDialogs dialogs = new WindowDialogs(owner, () -> Locale.ENGLISH);
        Platform.runLater(() -> dialogs.fault(new Fault.Request(
                "taobao.csv line 8,113: time \"12/31\" is neither ISO-8601 nor epoch seconds. Choose a format under Data > Columns.")));
        Scene scene = dialog(owner);
        Toolkit.picture(scene, "dialog-fault-light-en");
        Toolkit.onWindowThread(() -> button(scene, "Close").fire());
        assertTrue(Toolkit.onWindowThread(() -> !scene.getWindow().isShowing()));
        Toolkit.onWindowThread(owner::close);
    }

    @Test
    void choiceNamesItsAnswers() {
        Stage owner = owner();
        WindowDialogs dialogs = new WindowDialogs(owner, () -> Locale.ENGLISH);
        List<Optional<String>> answers = new ArrayList<>();
        Platform.runLater(() -> answers.add(dialogs.choose("A run is still going",
                "The run “gru-next” is still at work. It can go on without the window; reopen the project to see it again.",
                List.of(new Choice<>("Keep it running", "keep", true), new Choice<>("Stop with a checkpoint", "stop", false)))));
        Scene scene = dialog(owner);
        Toolkit.picture(scene, "dialog-choice-light-en");
        Toolkit.onWindowThread(() -> button(scene, "Stop with a checkpoint").fire());
        Toolkit.settle(2);
        assertEquals(List.of(Optional.of("stop")), answers);
        Toolkit.onWindowThread(owner::close);
    }
}
