package trailbench.ui.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;

class DeployViewTest {
    @TempDir
    private Path folder;

    private record Room(DeployFixture shop, TryViewModel trial, ServerViewModel server, Scene scene) {
        /// What a pane scrolls is part of the scene once it has been laid out.
        Node node(String id) {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return Optional.ofNullable(scene.lookup("#" + id)).orElseThrow(() -> new AssertionError("nothing has the id " + id));
        }

        void press(String id) {
            ((Button) node(id)).fire();
        }

        String text(String id) {
            return ((Label) node(id)).getText();
        }

        @SuppressWarnings("unchecked")
        ListView<TryViewModel.Step> history() {
            return (ListView<TryViewModel.Step>) node("history");
        }

        void key(KeyCode code, boolean alt) {
            javafx.event.Event.fireEvent(history(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, alt, false));
        }
    }

    private Room room(Locale locale) {
        DeployFixture shop = new DeployFixture(folder);
        var words = shop.words(locale);
        ServerViewModel server = new ServerViewModel(shop.model, address -> shop.new Answers(address));
        TryViewModel trial = new TryViewModel(shop.model, server, words, System::nanoTime);
        DeployView view = new DeployView(new DeployViewModel(shop.model, words, server::written), server, trial, words, shown -> {});
        return new Room(shop, trial, server, Toolkit.scene((Parent) view.view(), Theme.LIGHT, locale, 1_072, 712));
    }

    @Test
    void theRoomExportsServesAndPutsAHistoryInOrderByKeys() {
        Toolkit.onWindowThread(() -> {
            Room room = room(Locale.ENGLISH);
            assertTrue(((Button) room.node("serve")).isDisabled());
            assertEquals("Export the run first: a server answers from its bundle.", ((Button) room.node("serve")).getTooltip().getText());
            assertFalse(room.node("tryRow").isVisible());
            room.press("export");
            assertTrue(room.text("certificate").contains("HTTP agrees"), room.text("certificate"));
            room.shop.serveNext();
            room.press("serve");
            await(room);
            assertEquals("http://127.0.0.1:8123", room.text("address"));
            assertEquals("Stop server", ((Button) room.node("serve")).getText());
            assertTrue(room.node("tryRow").isVisible());
            room.history().getSelectionModel().select(0);
            room.key(KeyCode.DOWN, true);
            assertEquals(List.of("i2", "i3", "i1"), room.trial.history().stream().map(TryViewModel.Step::id).toList());
            assertEquals(1, room.history().getSelectionModel().getSelectedIndex(), "the step that was moved stays selected");
            room.key(KeyCode.DELETE, false);
            assertEquals(List.of("i2", "i1"), room.trial.history().stream().map(TryViewModel.Step::id).toList());
            room.press("serve");
            room.shop.awaitEnd();
            assertFalse(room.node("serverRow").isVisible());
            return room;
        });
    }

    private static void await(Room room) {
        try {
            room.shop.awaitServer();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void whatCannotBeExportedSaysWhatToDo() {
        Toolkit.onWindowThread(() -> {
            Room room = room(Locale.SIMPLIFIED_CHINESE);
            assertFalse(room.node("empty").isVisible());
            room.shop.model.selectRun(null);
            assertTrue(room.node("empty").isVisible());
            assertFalse(room.node("scroll").isVisible());
            return room;
        });
    }
}
