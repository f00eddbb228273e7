package trailbench.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;
import trailbench.ui.shell.RoomEntry;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.ui.shell.WorkbenchWindow;

/// The Train room in the window, with a live run, a finished one, a broken one and none. Leaves pictures in `target/screenshots`.
class TrainWindowTest {

    private record Elsewhere(String id, Node view) implements Room {
        @Override
        public void shown() {}

        @Override
        public void hidden() {}
    }

    private static List<RoomEntry> rooms(WorkbenchModel model) {
        return Arrays.stream(Place.values())
                .map(place -> new RoomEntry(place, locale -> place == Place.TRAIN ? room(model, locale) : new Elsewhere(place.id(), new Label(place.id()))))
                .toList();
    }

    private static Room room(WorkbenchModel model, Locale locale) {
        Messages words = Messages.of(TrainView.class, locale);
        return new TrainView(new TrainViewModel(model, words), words);
    }

    private static Scene open(TrainFixture shop) {
        return Toolkit.onWindowThread(() -> {
            Stage stage = new Stage();
            new WorkbenchWindow(stage, shop.model, rooms(shop.model), Optional.empty()).show();
            shop.open();
            shop.model.placeProperty().set(Place.TRAIN);
            return stage.getScene();
        });
    }

    private static void close(Scene scene) {
        Toolkit.onWindowThread(() -> scene.getWindow().hide());
    }

    @Test
    void liveRunShowsInBothThemesAndLanguages() {
        for (Theme theme : Theme.values()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                TrainFixture shop = new TrainFixture();
                shop.settings.theme(theme);
                shop.settings.language(locale);
                shop.run("20260301-101500-gru-next").events.addAll(TrainFixture.events(17));
                Scene scene = open(shop);
                Toolkit.settle(10);
                Path picture = Toolkit.picture(scene, "train-" + theme.name().toLowerCase(Locale.ROOT) + "-" + locale.getLanguage());
                assertTrue(Files.exists(picture));
                close(scene);
            }
        }
    }

    @Test
    void curveGrowsWhileTheWindowIsOpen() {
        TrainFixture shop = new TrainFixture();
        FakeProject.FakeRun run = shop.run("20260301-101500-gru-next");
        run.events.addAll(TrainFixture.events(1));
        Scene scene = open(shop);
        Toolkit.settle(4);
        Toolkit.onWindowThread(() -> run.events.addAll(TrainFixture.events(2).subList(172, 343)));
        Toolkit.settle(30); // half a second: several pulses of the room
        String text = Toolkit.onWindowThread(() -> ((Label) scene.getRoot().lookup("#progressText")).getText());
        assertEquals("Epoch 2 of 20 · step 340 of 3,400", text);
        close(scene);
    }

    @Test
    void brokenRunShowsItsCauseAndTheWayOn() {
        TrainFixture shop = new TrainFixture();
        FakeProject.FakeRun run = shop.run("20260301-101500-gru-next");
        run.events.addAll(TrainFixture.events(6));
        run.events.add(new RunEvent.Failed(TrainFixture.AT.plusSeconds(130),
                "The disk is full: checkpoints/last could not be written. Free some space, then resume from the last checkpoint."));
        run.state = RunState.FAILED;
        Scene scene = open(shop);
        Toolkit.settle(10);
        Toolkit.picture(scene, "train-failed");
        assertTrue(Toolkit.onWindowThread(() -> scene.getRoot().lookup("#fromCheckpoint").isVisible()));
        close(scene);
    }

    @Test
    void roomWithoutARunSaysWhatWillBeHere() {
        TrainFixture shop = new TrainFixture();
        Scene scene = open(shop);
        Toolkit.settle(10);
        Toolkit.picture(scene, "train-empty");
        assertTrue(Toolkit.onWindowThread(() -> scene.getRoot().lookup("#empty").isVisible()));
        close(scene);
    }
}
