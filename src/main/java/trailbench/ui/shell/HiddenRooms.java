package trailbench.ui.shell;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Control;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;
import trailbench.ui.fx.Theme;

/// The rooms of a [Rehearsal], in a scene that no window shows, and what is still to be done with them.
///
/// Used on the window's thread only, where JavaFX wants scenes and tooltips. A step that dresses ends after [#STEP_NANOS]; making a room or laying
/// it out cannot. What rooms read quickly is read beside the window, and nothing else is begun ([trailbench.ui.fx.FxExecutor#forRehearsal]).
final class HiddenRooms {
    private static final System.Logger LOG = System.getLogger(HiddenRooms.class.getName());
    private static final long STEP_NANOS = 25_000_000;
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 760;
    /// Scale of what is painted: nobody looks at it, and a picture of a window has four megabytes.
    private static final double PICTURE = 0.25;
    /// It has the largest table and curves beside it: what it needs, others need too.
    private static final Place FIRST = Place.RUNS;

    private final WorkbenchModel model;
    private final List<RoomEntry> rooms;
    private final Locale locale;
    private final Map<Place, Room> made = new EnumMap<>(Place.class);
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final Deque<Node> hidden = new ArrayDeque<>();
    private final Scene scene = new Scene(new Group(), WIDTH, HEIGHT);
    private @Nullable WorkbenchView frame;

    /// @param model  without a project, and nobody else's
    /// @param rooms  of that model
    /// @param sample what they show; without it they stay empty
    HiddenRooms(WorkbenchModel model, List<RoomEntry> rooms, Optional<Path> sample, Locale locale) {
        this.model = model;
        this.rooms = List.copyOf(rooms);
        this.locale = locale;
        steps.add(() -> make(FIRST));
        sample.ifPresent(folder -> steps.add(() -> model.desk().openQuietly(folder)));
        steps.add(this::makeFrame);
        addDrawing();
        addDrawing(); // what the first one brought about
        for (RoomEntry room : rooms) {
            if (room.place() != FIRST) {
                if (room.place() == Place.EMBEDDINGS) {
                    steps.add(() -> model.selectRun(null)); // whose map would bring in DuckDB and its library of 60 MB
                }
                steps.add(() -> make(room.place()));
                steps.add(() -> model.placeProperty().set(room.place()));
                addDrawing();
                addDrawing();
            }
        }
    }

    /// Lets go of all rooms.
    void end() {
        steps.clear();
        hidden.clear();
        if (frame != null) {
            frame.release();
            frame = null;
        }
        made.values().forEach(Room::released);
        made.clear();
        scene.setRoot(new Group());
        model.closeProject();
    }

    /// True once every step was taken, or none will be any more.
    boolean isOver() {
        return steps.isEmpty();
    }

    /// Takes the next step, unless a room is still reading.
    void step() {
        if (!model.executor().isResting()) {
            return;
        }
        try {
            steps.remove().run();
        } catch (RuntimeException fault) {
            LOG.log(System.Logger.Level.WARNING, "The rooms are not rehearsed any further", fault);
            steps.clear();
        }
    }

    private void make(Place place) {
        rooms.stream().filter(room -> room.place() == place).forEach(room -> made.put(place, room.make().apply(locale)));
    }

    private void makeFrame() {
        model.placeProperty().set(FIRST);
        WorkbenchView view = new WorkbenchView(
                model, rooms.stream().map(room -> new RoomEntry(room.place(), asked -> made.remove(room.place()))).toList(), locale);
        frame = view;
        scene.setRoot(view.view());
        Theme.dress(scene, locale);
    }

    private void addDrawing() {
        steps.add(() -> {
            hideControls(scene.getRoot());
            dress();
        });
        steps.add(() -> {
            scene.getRoot().resize(WIDTH, HEIGHT);
            scene.getRoot().layout();
        });
        steps.add(() -> {
            SnapshotParameters small = new SnapshotParameters();
            small.setTransform(new Scale(PICTURE, PICTURE));
            scene.getRoot().snapshot(small, null);
        });
    }

    /// Dressing makes the skins of controls, which is most of its work: JavaFX leaves out what is invisible, so they come to light one by one.
    private void dress() {
        long begun = System.nanoTime();
        scene.getRoot().applyCss();
        while (!hidden.isEmpty() && System.nanoTime() - begun < STEP_NANOS) {
            Node next = hidden.remove();
            next.setVisible(true);
            scene.getRoot().applyCss();
            if (next instanceof Parent parent) {
                hideControls(parent);
            }
        }
        if (!hidden.isEmpty()) {
            steps.addFirst(this::dress);
        }
    }

    private void hideControls(Parent parent) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (child instanceof Control control && control.getSkin() == null && control.isVisible() && !control.visibleProperty().isBound()) {
                control.setVisible(false);
                hidden.add(control);
            } else if (child instanceof Parent inner) {
                hideControls(inner);
            }
        }
    }
}
