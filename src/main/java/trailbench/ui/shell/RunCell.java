package trailbench.ui.shell;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import trailbench.project.RunFolder;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// A run in the bar: its experiment, when it began, and its state. Where room is short, the experiment gives way, then the time; the state stays.
final class RunCell extends ListCell<RunFolder> {
    private final Function<RunFolder, Optional<RunEntry>> runs;
    private final Messages words;
    private final Quantities quantities;
    private final Label name = new Label();
    private final Label time = new Label();
    private final Label state = new Label();
    private final HBox line = new HBox(name, time, state);

    RunCell(Function<RunFolder, Optional<RunEntry>> runs, Messages words) {
        this.runs = runs;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMinWidth(0);
        name.setMinWidth(48);
        time.setMinWidth(0);
        state.setMinWidth(Region.USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(@Nullable RunFolder folder, boolean empty) {
        super.updateItem(folder, empty);
        say();
    }

    /// Says what the run is now.
    void say() {
        RunFolder folder = getItem();
        Optional<RunEntry> known = isEmpty() || folder == null ? Optional.empty() : runs.apply(folder);
        known.ifPresent(this::say);
        setGraphic(known.isPresent() ? line : null);
        String plain = isEmpty() || folder == null ? words.text("run.none") : folder.id();
        setText(known.isPresent() ? null : plain);
        setAccessibleText(known.isPresent() ? name.getText() + time.getText() + state.getText() : plain);
    }

    private void say(RunEntry entry) {
        name.setText(entry.experiment());
        time.setText(words.text("run.then", quantities.localTime(entry.created())));
        state.setText(words.text("run.then", words.text("state." + entry.state().name().toLowerCase(Locale.ROOT))));
    }

    /// What all words take side by side.
    double wordsWidth() {
        return line.prefWidth(-1);
    }
}
