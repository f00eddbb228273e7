package trailbench.ui.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import trailbench.sequence.SequenceOptions.Of;
import trailbench.ui.data.DataView;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.RoomEntry;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.ui.shell.WorkbenchWindow;

/// The Sequences room in its window.
class SequencesViewTest {
    private final Settings settings = Settings.inMemory();
    private final FakeDialogs dialogs = new FakeDialogs();

    private Scene open(Theme theme, Locale locale) {
        settings.theme(theme);
        settings.language(locale);
        FakeProject project = new FakeProject(Path.of("mine"), "Online retail", false);
        project.experiments.add(FakeShop.experiment("gru-next"));
        FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
        projects.known.add(project);
        return Toolkit.onWindowThread(() -> {
            WorkbenchModel model = new WorkbenchModel(new FakeWorkbench(), projects, FxExecutor.direct(dialogs::fault), dialogs, settings);
            Stage stage = new Stage();
            List<RoomEntry> rooms = List.of(new RoomEntry(Place.DATA, at -> new DataView(model, at)),
                    new RoomEntry(Place.SEQUENCES, at -> new SequencesView(model, at)));
            new WorkbenchWindow(stage, model, rooms, Optional.empty()).show();
            model.desk().open(Path.of("mine"));
            model.placeProperty().set(Place.SEQUENCES);
            return stage.getScene();
        });
    }

    @Test
    @SuppressWarnings("unchecked")
    void targetBehavioursAndSessionsAreChosenAndAskForPreparing() {
        Scene scene = open(Theme.LIGHT, Locale.ENGLISH);
        Toolkit.picture(scene, "sequences-before-targets-light-en");
        MenuButton behaviours = (MenuButton) scene.lookup("#targetBehaviours");
        assertEquals("All behaviours", behaviours.getText());
        assertFalse(scene.lookup("#stale").isVisible());
        Toolkit.onWindowThread(() -> choose(behaviours, true));
        assertEquals("purchase", behaviours.getText());
        assertTrue(scene.lookup("#stale").isVisible(), "other events are held out now");
        Toolkit.onWindowThread(() -> choose(behaviours, false));
        assertFalse(scene.lookup("#stale").isVisible());

        Toolkit.onWindowThread(() -> ((ComboBox<SplitFields.Kind>) scene.lookup("#split")).setValue(SplitFields.Kind.LAST_DAYS));
        assertTrue(scene.lookup("#whole").getParent().isVisible());
        Toolkit.onWindowThread(() -> ((ComboBox<Of>) scene.lookup("#of")).setValue(Of.SESSIONS));
        assertTrue(scene.lookup("#stale").isVisible());
        Toolkit.picture(scene, "sequences-sessions-light-en");
        assertTrue(Stream.iterate(scene.lookup("#whole"), node -> node != null, Node::getParent).anyMatch(node -> !node.isVisible()), "no split cuts a session");
        assertTrue(dialogs.faults.isEmpty());
        Toolkit.onWindowThread(() -> scene.getWindow().hide());
    }

    private static void choose(MenuButton behaviours, boolean chosen) {
        CheckMenuItem first = (CheckMenuItem) behaviours.getItems().getFirst();
        first.setSelected(chosen);
        first.fire();
    }

    @Test
    void buttonBesideALeakMendsIt() {
        Scene scene = open(Theme.DARK, Locale.ENGLISH);
        Toolkit.picture(scene, "sequences-leak-dark-en"); // what scrolls is in the scene once it is laid out
        ComboBox<?> split = (ComboBox<?>) scene.lookup("#split");
        assertEquals(SplitFields.Kind.LEAVE_ONE_OUT, split.getValue());
        Button first = (Button) scene.lookup("#leaks").lookup(".mend");
        assertEquals("Split by time", first.getText());
        Toolkit.onWindowThread(first::fire);
        assertEquals(SplitFields.Kind.TEMPORAL, split.getValue());
        assertTrue(dialogs.faults.isEmpty());
        Toolkit.onWindowThread(() -> scene.getWindow().hide());
    }

    @Test
    void figuresSplitAndStripsOfThePreparedLogAreShown() {
        Scene scene = open(Theme.LIGHT, Locale.ENGLISH);
        Toolkit.picture(scene, "sequences-light-en");
        assertEquals(6, ((VBox) scene.lookup("#strips")).getChildren().size());
        assertTrue(dialogs.faults.isEmpty());
        Toolkit.onWindowThread(() -> ((ScrollPane) scene.lookup("#results")).setVvalue(0.2));
        Toolkit.picture(scene, "sequences-leaks-light-en");
        Toolkit.onWindowThread(() -> ((ScrollPane) scene.lookup("#results")).setVvalue(1));
        Toolkit.picture(scene, "sequences-below-light-en");

        Toolkit.onWindowThread(() -> ((Hyperlink) scene.lookup(".strip-user")).fire());
        Toolkit.settle(4);
        Toolkit.onWindowThread(() -> ((Hyperlink) scene.lookup(".strip-user")).fire()); // the first time, nothing is laid out yet
        Toolkit.onWindowThread(() -> ((Button) scene.lookup("#look")).fire());
        Toolkit.picture(scene, "sequences-microscope-light-en");
        Toolkit.onWindowThread(() -> ((Button) scene.lookup("#order-test-run")).fire());
        Toolkit.onWindowThread(() -> ((ScrollPane) scene.lookup("#results")).setVvalue(1));
        Toolkit.picture(scene, "sequences-order-light-en");
        assertTrue(((Label) scene.lookup("#order-test-verdict")).getText().startsWith("No signal of order was found."));
        ListView<?> windows = (ListView<?>) scene.lookup("#microscope-windows");
        long chosen = windows.lookupAll(".step").stream().filter(node -> node.getPseudoClassStates().contains(PseudoClass.getPseudoClass("chosen"))).count();
        assertEquals(1, chosen, "one step is marked as the one that is told");
        Label step = (Label) scene.lookup("#stepText");
        String last = step.getText();
        Toolkit.onWindowThread(() -> windows.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.LEFT, false, false, false, false)));
        assertTrue(last.startsWith("Step 50 of 50"), last);
        assertTrue(step.getText().startsWith("Step 49 of 50"), step.getText());

        Toolkit.onWindowThread(() -> scene.getWindow().hide());

        Scene dark = open(Theme.DARK, Locale.SIMPLIFIED_CHINESE);
        Toolkit.picture(dark, "sequences-dark-zh");
        Toolkit.onWindowThread(() -> ((Hyperlink) dark.lookup(".strip-user")).fire());
        Toolkit.onWindowThread(() -> ((Button) dark.lookup("#look")).fire());
        Toolkit.picture(dark, "sequences-microscope-dark-zh");
        Toolkit.onWindowThread(() -> dark.getWindow().hide());
    }
}
