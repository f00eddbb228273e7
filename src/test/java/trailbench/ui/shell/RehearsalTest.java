package trailbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;

/// What is rehearsed, and what is left of it.
class RehearsalTest {
    private static final Path SAMPLE = Path.of("sample");

    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final FakeProject sample = new FakeProject(SAMPLE, "Online retail", true);
    private final Settings settings = Settings.inMemory();
    private final WorkbenchModel model = new WorkbenchModel(new FakeWorkbench(), projects, FxExecutor.direct(dialogs::fault), dialogs, settings);
    private final List<String> seen = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();

    RehearsalTest() {
        Toolkit.onWindowThread(Theme.LIGHT::apply);
        sample.experiments.add(FakeShop.experiment("gru-next"));
        projects.known.add(sample);
    }

    private record ToldRoom(Place place, Locale locale, Node view, WorkbenchModel model, List<String> seen) implements Room {
        @Override
        public String id() {
            return place.id();
        }

        @Override
        public void shown() {
            seen.add("shown " + place.id() + " " + locale.toLanguageTag() + " " + (model.project() == null ? "empty" : "sample"));
        }

        @Override
        public void hidden() {}

        @Override
        public void released() {
            seen.add("released " + place.id());
        }
    }

    private Rehearsal rehearsal(Locale locale) {
        List<RoomEntry> rooms = Arrays.stream(Place.values()).map(place -> new RoomEntry(place, asked -> {
            Label label = new Label(place.id());
            labels.add(label);
            return new ToldRoom(place, asked, new VBox(label), model, seen);
        })).toList();
        return new Rehearsal(model, rooms, Optional.of(SAMPLE), locale);
    }

    private static void finish(Rehearsal rehearsal) {
        while (!rehearsal.isOver()) {
            rehearsal.step();
        }
    }

    @Test
    void everyRoomIsDressedAndLaidOutWithTheSampleAndThenLetGo() {
        List<String> expected = new ArrayList<>(List.of("shown runs zh-CN sample"));
        List<Place> others = Arrays.stream(Place.values()).filter(place -> place != Place.RUNS).toList();
        others.forEach(place -> expected.add("shown " + place.id() + " zh-CN sample"));
        Toolkit.onWindowThread(() -> finish(rehearsal(Locale.SIMPLIFIED_CHINESE)));
        assertEquals(expected, seen.stream().filter(said -> said.startsWith("shown")).toList());
        assertEquals(Place.values().length, seen.stream().filter(said -> said.startsWith("released")).distinct().count());
        for (Label label : labels) {
            assertTrue(label.isVisible() && label.getSkin() != null && label.getWidth() > 0, label.getText());
        }
        assertNull(model.project());
        assertEquals(List.of(), dialogs.faults);
    }

    @Test
    void roomsAreNotBuiltWhileSomethingIsBeingDone() {
        AtomicBoolean idle = new AtomicBoolean();
        Rehearsal rehearsal = Toolkit.onWindowThread(() -> {
            Rehearsal begun = rehearsal(Locale.ENGLISH);
            begun.begin(idle::get);
            return begun;
        });
        Toolkit.settle(10);
        assertEquals(List.of(), labels);
        idle.set(true);
        for (int pulses = 0; pulses < 600 && !Toolkit.onWindowThread(rehearsal::isOver); pulses++) {
            Toolkit.settle(1);
        }
        assertEquals(Place.values().length, labels.size());
    }

    @Test
    void whatWasRehearsedWhenTheWindowClosesIsLetGo() {
        Toolkit.onWindowThread(() -> {
            Rehearsal rehearsal = rehearsal(Locale.ENGLISH);
            rehearsal.step(); // makes the first room, which no frame holds yet
            rehearsal.end();
            assertTrue(rehearsal.isOver());
        });
        assertEquals(List.of("released runs"), seen);
    }

    @Test
    void roomThatCannotBeBuiltEndsTheRehearsalAndNothingElse() {
        RoomEntry broken = new RoomEntry(Place.RUNS, asked -> {
            throw new IllegalStateException("no such view");
        });
        Toolkit.onWindowThread(() -> {
            Rehearsal rehearsal = new Rehearsal(model, List.of(broken), Optional.of(SAMPLE), Locale.ENGLISH);
            assertFalse(rehearsal.isOver());
            rehearsal.step();
            assertTrue(rehearsal.isOver());
        });
        assertEquals(List.of(), dialogs.faults);
        assertNull(model.project());
    }
}
