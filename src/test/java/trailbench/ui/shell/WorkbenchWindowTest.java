package trailbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;

/// The frame with rooms that only say their name.
class WorkbenchWindowTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final FakeProject sample = new FakeProject(Path.of("sample"), "Online retail", true);
    private final Settings settings = Settings.inMemory();
    private final List<String> seen = new ArrayList<>();

    private WorkbenchModel model() {
        sample.experiments.add(FakeShop.experiment("gru-next"));
        sample.experiments.add(FakeShop.experiment("lstm-autoencoder"));
        FakeProject.FakeRun run = new FakeProject.FakeRun("2026-03-01-gru-next", FakeShop.experiment("gru-next"));
        Instant at = Instant.parse("2026-03-01T10:15:00Z");
        run.events.add(new RunEvent.Started(at, 0, 561_000, 2_000, 32, 10, 0));
        run.events.add(new RunEvent.Step(at, 96, 3, 5.4312, 0.9, 12_345, 142));
        run.events.add(new RunEvent.Epoch(at, 2, 64, 5.9, 6.0, Map.of("ndcg@10", 0.06), true, 12));
        sample.runs.add(run);
        projects.known.add(sample);
        return new WorkbenchModel(new FakeWorkbench(), projects, FxExecutor.direct(dialogs::fault), dialogs, settings);
    }

    private record NamedRoom(String id, Node view, List<String> seen) implements Room {
        @Override
        public void shown() {
            seen.add("shown " + id);
        }

        @Override
        public void hidden() {
            seen.add("hidden " + id);
        }
    }

    private List<RoomEntry> rooms() {
        return Arrays.stream(Place.values())
                .map(place -> new RoomEntry(place, locale -> new NamedRoom(place.id(), new Label(place.id()), seen)))
                .toList();
    }

    private Scene open(WorkbenchModel model, boolean withProject) {
        return Toolkit.onWindowThread(() -> {
            Stage stage = new Stage();
            new WorkbenchWindow(stage, model, rooms(), Optional.of(Path.of("sample"))).show();
            if (withProject) {
                model.desk().open(Path.of("sample"));
            }
            return stage.getScene();
        });
    }

    private void close(Scene scene) {
        Toolkit.onWindowThread(() -> scene.getWindow().hide());
    }

    @Test
    void frameShowsRailBarsAndTheLiveRunInBothThemesAndLanguages() {
        for (Theme theme : Theme.values()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                settings.theme(theme);
                settings.language(locale);
                sample.experiments.clear();
                sample.runs.clear();
                Scene scene = open(model(), true);
                Path picture = Toolkit.picture(scene, "shell-" + theme.name().toLowerCase(Locale.ROOT) + "-" + locale.getLanguage());
                assertTrue(Files.exists(picture));
                Label status = (Label) scene.lookup("#runText");
                assertTrue(status.getText().contains("12,345"), status.getText());
                close(scene);
            }
        }
    }

    @Test
    void railAndModelGoToTheSameRoom() {
        WorkbenchModel model = model();
        Scene scene = open(model, true);
        Toolkit.onWindowThread(() -> {
            ToggleButton train = (ToggleButton) scene.getRoot().lookupAll(".rail-button").stream()
                    .filter(node -> node instanceof ToggleButton button && button.getText().equals("Train"))
                    .findFirst().orElseThrow();
            train.fire();
            assertEquals(Place.TRAIN, model.placeProperty().get());
            model.placeProperty().set(Place.RUNS);
        });
        assertEquals(List.of("shown data", "hidden data", "shown train", "hidden train", "shown runs"), seen);
        close(scene);
    }

    @Test
    void welcomePageOffersSampleLogAndRecentProjects() throws Exception {
        Path recent = Files.createDirectories(Path.of("target", "test-projects", "corner-shop"));
        Files.writeString(recent.resolve("project.yaml"), "");
        settings.addRecentProject(recent.toAbsolutePath());
        Scene scene = open(model(), false);
        assertTrue(Toolkit.onWindowThread(() -> scene.getRoot().lookupAll(".label").stream().anyMatch(label -> label instanceof Label named && "corner-shop".equals(named.getText()))));
        Toolkit.picture(scene, "welcome-light-en");
        close(scene);
        settings.language(Locale.SIMPLIFIED_CHINESE);
        settings.theme(Theme.DARK);
        sample.experiments.clear();
        Scene chinese = open(model(), false);
        Toolkit.picture(chinese, "welcome-dark-zh");
        close(chinese);
    }

    private static void press(Scene scene, KeyCode code, boolean control) {
        Node target = scene.getFocusOwner() == null ? scene.getRoot() : scene.getFocusOwner();
        Event.fireEvent(target, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
    }

    @Test
    void paletteFindsARoomByAFewLettersAndGoesThere() {
        WorkbenchModel model = model();
        Scene scene = open(model, true);
        Toolkit.onWindowThread(() -> {
            press(scene, KeyCode.K, true);
            TextField field = (TextField) scene.lookup("#paletteField");
            assertEquals(field, scene.getFocusOwner());
            field.setText("emb");
        });
        Toolkit.picture(scene, "palette-light-en");
        Toolkit.onWindowThread(() -> press(scene, KeyCode.ENTER, false));
        assertEquals(Place.EMBEDDINGS, model.placeProperty().get());
        assertNull(scene.lookup("#paletteField"));
        close(scene);
    }

    @Test
    void escapeClosesASheetAndGivesTheKeyboardBack() {
        Scene scene = open(model(), true);
        Toolkit.onWindowThread(() -> {
            Node before = scene.lookup("#experiment");
            before.requestFocus();
            press(scene, KeyCode.K, true);
            press(scene, KeyCode.ESCAPE, false);
            assertNull(scene.lookup("#paletteField"));
            assertEquals(before, scene.getFocusOwner());
        });
        close(scene);
    }

    @Test
    void questionMarkShowsAllKeysInBothLanguages() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            settings.language(locale);
            sample.experiments.clear();
            sample.runs.clear();
            Scene scene = open(model(), true);
            Toolkit.onWindowThread(() ->
                    Event.fireEvent(scene.getRoot(), new KeyEvent(KeyEvent.KEY_TYPED, "?", "?", KeyCode.UNDEFINED, true, false, false, false)));
            Toolkit.picture(scene, "shortcuts-light-" + locale.getLanguage());
            assertTrue(scene.getRoot().lookupAll(".key").size() > 20);
            close(scene);
        }
    }

    /// A window without a project, whose guide begins as soon as one is open.
    private Scene guided(WorkbenchModel model, WorkbenchWindow[] window) {
        return Toolkit.onWindowThread(() -> {
            Stage stage = new Stage();
            window[0] = new WorkbenchWindow(stage, model, rooms(), Optional.of(Path.of("sample")));
            window[0].show();
            window[0].guideIfNew();
            return stage.getScene();
        });
    }

    private static boolean isShown(Scene scene, String id) {
        return Optional.ofNullable(scene.lookup(id)).filter(Node::isVisible).isPresent();
    }

    @Test
    void guideLeadsThroughThreeRoomsAndIsNotOfferedAgain() {
        WorkbenchModel model = model();
        WorkbenchWindow[] window = new WorkbenchWindow[1];
        Scene scene = guided(model, window);
        assertNull(scene.lookup("#guide"), "there is nothing to be led through");
        Toolkit.onWindowThread(() -> model.desk().open(Path.of("sample")));
        Toolkit.picture(scene, "guide-light-en");
        assertFalse(isShown(scene, "#guideBack"));
        for (Place place : List.of(Place.DATA, Place.TRAIN, Place.EMBEDDINGS)) {
            assertEquals(place, model.placeProperty().get());
            assertEquals(place != Place.EMBEDDINGS, isShown(scene, "#guideSkip"));
            Toolkit.onWindowThread(((Button) scene.lookup("#guideNext"))::fire);
        }
        assertNull(scene.lookup("#guide"));
        Toolkit.onWindowThread(window[0]::guideIfNew);
        assertNull(scene.lookup("#guide"));
        close(scene);
    }

    @Test
    void guideGoesOnWithEnterAndIsLeftWithEscapeWhichClosesAnOpenSheetFirst() {
        WorkbenchModel model = model();
        Scene scene = open(model, true);
        Toolkit.onWindowThread(() -> {
            Node before = scene.lookup("#experiment");
            before.requestFocus();
            press(scene, KeyCode.K, true);
            ((TextField) scene.lookup("#paletteField")).setText("show me round");
            press(scene, KeyCode.ENTER, false);
            assertEquals(scene.lookup("#guideNext"), scene.getFocusOwner());
            press(scene, KeyCode.ENTER, false);
            assertEquals(Place.TRAIN, model.placeProperty().get());
            scene.lookup("#guideBack").requestFocus();
            press(scene, KeyCode.ENTER, false);
            assertEquals(Place.DATA, model.placeProperty().get());
            press(scene, KeyCode.K, true);
            press(scene, KeyCode.ESCAPE, false);
            assertNotNull(scene.lookup("#guide"));
            press(scene, KeyCode.ESCAPE, false);
            assertNull(scene.lookup("#guide"));
            assertEquals(before, scene.getFocusOwner());
        });
        close(scene);
    }

    @Test
    void guideIsThereOnceStaysAtItsStepInTheOtherLanguageAndGoesWithItsProject() {
        WorkbenchModel model = model();
        WorkbenchWindow[] window = new WorkbenchWindow[1];
        Scene scene = guided(model, window);
        Toolkit.onWindowThread(() -> {
            model.desk().open(Path.of("sample"));
            window[0].beginGuide();
            assertEquals(1, scene.getRoot().lookupAll("#guide").size());
            ((Button) scene.lookup("#guideNext")).fire();
            model.placeProperty().set(Place.RUNS);
            window[0].switchLanguage();
            assertEquals("下一步", ((Button) scene.lookup("#guideNext")).getText());
            assertTrue(isShown(scene, "#guideBack"));
            assertEquals(Place.RUNS, model.placeProperty().get(), "only the words are others");
            model.closeProject();
            assertNull(scene.lookup("#guide"));
        });
        close(scene);
    }

    @Test
    void stateOfTheRunIsReadableInTheBarOfTheSmallestWindow() {
        sample.runs.add(new FakeProject.FakeRun("2026-03-02-long", FakeShop.experiment("a-rather-long-name-of-an-experiment")));
        WorkbenchModel model = model();
        Scene scene = open(model, true);
        Toolkit.onWindowThread(() -> {
            scene.getWindow().setWidth(1024);
            scene.getWindow().setHeight(680);
            model.selectRun(sample.runs.getFirst());
        });
        Toolkit.settle(4);
        Toolkit.onWindowThread(() -> {
            Node box = scene.getRoot().lookupAll("#run").stream().filter(ComboBox.class::isInstance).findFirst().orElseThrow();
            List<Text> drawn = box.lookupAll(".text").stream()
                    .filter(each -> each instanceof Text && each.getParent() instanceof Label).map(Text.class::cast).toList();
            assertTrue(drawn.getFirst().getText().endsWith("…") || drawn.getFirst().getText().endsWith("..."), () -> "the name gives way: " + drawn);
            assertEquals(" · running", drawn.getLast().getText());
        });
        close(scene);
    }

    @Test
    void roomsAreRehearsedOnceNoRunGoesOn() {
        WorkbenchModel model = model();
        List<String> made = new ArrayList<>();
        Rehearsal rehearsal = Toolkit.onWindowThread(() -> new Rehearsal(
                new WorkbenchModel(new FakeWorkbench(), projects, FxExecutor.direct(dialogs::fault), dialogs, Settings.inMemory()),
                Arrays.stream(Place.values()).map(place -> new RoomEntry(place, locale -> {
                    made.add(place.id());
                    return new NamedRoom(place.id(), new Label(place.id()), new ArrayList<>());
                })).toList(),
                Optional.empty(), Locale.ENGLISH));
        Stage stage = Toolkit.onWindowThread(() -> {
            Stage shown = new Stage();
            WorkbenchWindow window = new WorkbenchWindow(shown, model, rooms(), Optional.of(Path.of("sample")));
            window.show();
            model.desk().open(Path.of("sample"));
            window.rehearse(rehearsal);
            return shown;
        });
        Toolkit.settle(60);
        assertEquals(List.of(), made, "somebody may be watching the curves");
        sample.runs.getFirst().state = RunState.FINISHED;
        Toolkit.onWindowThread(model::glanceAtRuns);
        while (!Toolkit.onWindowThread(rehearsal::isOver)) {
            Toolkit.settle(1);
        }
        assertEquals(Place.values().length, made.size());
        close(stage.getScene());
    }
}
