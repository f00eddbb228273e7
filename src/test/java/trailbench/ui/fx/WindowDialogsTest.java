package trailbench.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
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

    private static void press(Scene scene, KeyCode key) {
        Toolkit.onWindowThread(() -> {
            Node focused = scene.getFocusOwner();
            focused.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
            focused.fireEvent(new KeyEvent(KeyEvent.KEY_RELEASED, "", "", key, false, false, false, false));
        });
        Toolkit.settle(2);
    }

    /// What has the focus: a button's words, or the kind of node.
    private static String focused(Scene scene) {
        return Toolkit.onWindowThread(() -> scene.getFocusOwner() instanceof Button button ? button.getText() : scene.getFocusOwner().getClass().getSimpleName());
    }

    private static boolean isOpen(Scene scene) {
        return Toolkit.onWindowThread(scene.getWindow()::isShowing);
    }

    /// Shows a dialog, presses keys, and takes what it answered.
    private static <T> T answered(Stage owner, Supplier<T> dialog, Consumer<Scene> keys) {
        List<T> answers = new ArrayList<>();
        Platform.runLater(() -> answers.add(dialog.get()));
        Scene scene = dialog(owner);
        keys.accept(scene);
        assertFalse(isOpen(scene), "the dialog is still there");
        return answers.getFirst();
    }

    @Test
    void choiceIsWalkedByTabConfirmedWithEnterAndLeftWithEscape() {
        Stage owner = owner();
        WindowDialogs dialogs = new WindowDialogs(owner, () -> Locale.ENGLISH);
        Supplier<Optional<String>> choice = () -> dialogs.choose("A run is still going", "It can go on without the window.",
                List.of(new Choice<>("Keep it running", "keep", true), new Choice<>("Stop with a checkpoint", "stop", false)));
        assertEquals(Optional.of("keep"), answered(owner, choice, scene -> press(scene, KeyCode.ENTER)), "Enter takes what is proposed");
        assertEquals(Optional.empty(), answered(owner, choice, scene -> press(scene, KeyCode.ESCAPE)));
        Set<String> walked = new TreeSet<>();
        assertEquals(Optional.of("stop"), answered(owner, choice, scene -> {
            for (int tab = 0; tab < 3; tab++) {
                walked.add(focused(scene));
                press(scene, KeyCode.TAB);
            }
            while (!focused(scene).equals("Stop with a checkpoint")) {
                press(scene, KeyCode.TAB);
            }
            press(scene, KeyCode.ENTER);
        }), "Enter takes what has the focus");
        assertEquals(Set.of("Keep it running", "Stop with a checkpoint", "Cancel"), walked);
        Toolkit.onWindowThread(owner::close);
    }

    @Test
    void questionIsTypedConfirmedWithEnterAndLeftWithEscape() {
        Stage owner = owner();
        WindowDialogs dialogs = new WindowDialogs(owner, () -> Locale.ENGLISH);
        Supplier<Optional<String>> question = () -> dialogs.ask("Save a copy", "Name", "shop");
        assertEquals(Optional.of("shop"), answered(owner, question, scene -> {
            assertEquals("TextField", focused(scene), "one can type at once");
            press(scene, KeyCode.ENTER);
        }));
        assertEquals(Optional.empty(), answered(owner, question, scene -> press(scene, KeyCode.ESCAPE)));
        assertEquals(Optional.empty(), answered(owner, question, scene -> {
            while (!focused(scene).equals("Cancel")) {
                press(scene, KeyCode.TAB);
            }
            press(scene, KeyCode.ENTER);
        }));
        Toolkit.onWindowThread(owner::close);
    }

    @Test
    void faultIsLeftWithEnterAndWithEscape() {
        Stage owner = owner();
        WindowDialogs dialogs = new WindowDialogs(owner, () -> Locale.ENGLISH);
        for (KeyCode key : List.of(KeyCode.ENTER, KeyCode.ESCAPE)) {
            assertTrue(answered(owner, () -> {
                dialogs.fault(new Fault.Request("taobao.csv is empty. Choose another log."));
                return true;
            }, scene -> press(scene, key)));
        }
        Toolkit.onWindowThread(owner::close);
    }
}
