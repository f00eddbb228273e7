package trailbench.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import org.jspecify.annotations.Nullable;

/// Goes through the rooms once out of sight, so that whoever opens one finds its code loaded and compiled.
///
/// The first opening of a room in a process takes three times as long as the second (`src/docs/performance.md`), and rooms built ahead would save
/// little of that: most goes to dressing and laying out rows and curves in code that is not compiled yet. So a frame with rooms of its own, over
/// a model of its own that shows the sample project, is built, dressed, laid out and painted in a scene that no window shows, and let go.
/// What the user sees shares nothing with it: neither project nor theme nor language can be out of date.
///
/// Used on the window's thread only: one step a pulse, while the window is idle.
public final class Rehearsal {
    /// A fifth of a second, and longer where the machine has other work.
    private static final int IDLE_PULSES = 12;

    /// None once it is over: rooms and their model are garbage then, however long the window holds on to this.
    private @Nullable HiddenRooms rooms;
    private @Nullable AnimationTimer timer;
    private int idlePulses;

    /// @param model  without a project, and nobody else's
    /// @param rooms  of that model
    /// @param sample what they show; without it they stay empty
    public Rehearsal(WorkbenchModel model, List<RoomEntry> rooms, Optional<Path> sample, Locale locale) {
        this.rooms = new HiddenRooms(model, rooms, sample, locale);
    }

    /// Takes a step at each pulse from now on, once `idle` has held for some time, until all are taken.
    public void begin(BooleanSupplier idle) {
        AnimationTimer pulses = new AnimationTimer() { // one call a pulse: a timeline makes up for all that it missed
            @Override
            public void handle(long now) {
                idlePulses = idle.getAsBoolean() ? idlePulses + 1 : 0;
                if (idlePulses > IDLE_PULSES) {
                    step();
                }
            }
        };
        timer = pulses;
        pulses.start();
    }

    /// Somebody does something in the window: the next step waits until it is idle again.
    public void disturb() {
        idlePulses = 0;
    }

    /// True once every step was taken, or none will be any more.
    public boolean isOver() {
        return rooms == null;
    }

    /// Takes the next step, unless a room is still reading.
    void step() {
        if (rooms != null) {
            rooms.step();
            if (rooms.isOver()) {
                end();
            }
        }
    }

    /// Lets go of everything; what was not rehearsed by now takes longer when it is opened.
    public void end() {
        if (timer != null) {
            timer.stop();
            timer = null;
        }
        if (rooms != null) {
            rooms.end();
            rooms = null;
        }
    }
}
