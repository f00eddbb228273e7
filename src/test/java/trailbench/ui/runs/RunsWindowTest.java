package trailbench.ui.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;
import trailbench.ui.shell.RoomEntry;
import trailbench.ui.shell.WorkbenchWindow;

/// The Runs room in the window. Leaves pictures in `target/screenshots`.
class RunsWindowTest {

    private record Elsewhere(String id, Node view) implements Room {
        @Override
        public void shown() {}

        @Override
        public void hidden() {}
    }

    private static Scene open(RunsFixture shop) {
        return Toolkit.onWindowThread(() -> {
            Stage stage = new Stage();
            List<RoomEntry> rooms = Arrays.stream(Place.values())
                    .map(place -> new RoomEntry(place, locale -> place == Place.RUNS
                            ? new RunsView(shop.open(), Messages.of(RunsView.class, locale))
                            : new Elsewhere(place.id(), new Label(place.id()))))
                    .toList();
            new WorkbenchWindow(stage, shop.model, rooms, Optional.empty()).show();
            shop.model.desk().open(Path.of("shop"));
            shop.model.placeProperty().set(Place.RUNS);
            return stage.getScene();
        });
    }

    @Test
    void runsAreListedAndLaidOverOneAnother() {
        for (Theme theme : Theme.values()) {
            RunsFixture shop = new RunsFixture();
            Locale locale = theme == Theme.LIGHT ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
            shop.settings.theme(theme);
            shop.settings.language(locale);
            Scene scene = open(shop);
            Toolkit.settle(4);
            Toolkit.onWindowThread(() -> ((TableView<?>) scene.getRoot().lookup("#table")).getSelectionModel().selectAll());
            Toolkit.settle(6);
            Toolkit.picture(scene, "runs-" + theme.name().toLowerCase(Locale.ROOT) + "-" + locale.getLanguage());
            assertEquals(3, Toolkit.onWindowThread(() -> scene.getRoot().lookupAll(".legend-entry").size()));
            Toolkit.onWindowThread(() -> scene.getWindow().hide());
        }
    }

    @Test
    void newestRunIsSelectedFirst() {
        RunsFixture shop = new RunsFixture();
        Scene scene = open(shop);
        Toolkit.settle(4);
        Toolkit.picture(scene, "runs-one");
        String said = Toolkit.onWindowThread(() -> ((Label) scene.getRoot().lookup("#selection")).getText());
        assertTrue(said.contains("20260302-090000-gru-wide"), said);
        Toolkit.onWindowThread(() -> scene.getWindow().hide());
    }
}
