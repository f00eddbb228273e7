package trailbench.ui.runs;

import java.util.Locale;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;
import trailbench.training.RunState;
import trailbench.ui.control.StateChip;
import trailbench.ui.fx.Messages;

/// The state of a run as a chip.
final class StateCell extends TableCell<RunRow, RunState> {
    private final StateChip chip = new StateChip();
    private final Messages words;

    StateCell(Messages words) {
        this.words = words;
    }

    @Override
    protected void updateItem(@Nullable RunState state, boolean empty) {
        super.updateItem(state, empty);
        if (empty || state == null) {
            setGraphic(null);
            return;
        }
        chip.show(tone(state), words.text("state." + state.name().toLowerCase(Locale.ROOT)));
        setGraphic(chip);
    }

    private static StateChip.Tone tone(RunState state) {
        return switch (state) {
            case READY, RUNNING -> StateChip.Tone.ACTIVE;
            case PAUSED, STOPPING -> StateChip.Tone.WAITING;
            case FINISHED -> StateChip.Tone.GOOD;
            case FAILED -> StateChip.Tone.BAD;
            case STOPPED -> StateChip.Tone.QUIET;
        };
    }
}
