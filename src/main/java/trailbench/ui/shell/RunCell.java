package trailbench.ui.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import trailbench.project.RunFolder;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// A run in the bar: its experiment, when it began, and its state. Where room is short, first the year gives way, then the
/// end of the experiment, then the time; the state stays.
final class RunCell extends ListCell<RunFolder> {
    /// As wide as some letters of the name and the dots behind them.
    private static final double NAME_LEAST = 56;
    private static final int YEAR = "2026-".length();

    private final Function<RunFolder, Optional<RunEntry>> runs;
    private final Messages words;
    private final Quantities quantities;
    private final Label name = new Label() {
        @Override
        protected double computeMinWidth(double height) {
            return Math.min(NAME_LEAST, computePrefWidth(height));
        }
    };
    private final Label time = new Label();
    private final Label timeInYear = new Label();
    private final Label state = new Label();
    private final HBox line = new HBox(name, time, timeInYear, state);

    RunCell(Function<RunFolder, Optional<RunEntry>> runs, Messages words) {
        this.runs = runs;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMinWidth(0);
        List.of(time, timeInYear, state).forEach(label -> label.setMinWidth(Region.USE_PREF_SIZE));
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
        String begun = quantities.localTime(entry.created());
        time.setText(words.text("run.then", begun));
        timeInYear.setText(words.text("run.then", begun.substring(YEAR)));
        state.setText(words.text("run.then", words.text("state." + entry.state().name().toLowerCase(Locale.ROOT))));
    }

    /// What all words take side by side.
    double wordsWidth() {
        return widthOf(name, time, state);
    }

    @Override
    protected void layoutChildren() {
        double room = getWidth() - snappedLeftInset() - snappedRightInset();
        boolean whole = widthOf(name, time, state) <= room;
        show(time, whole);
        show(timeInYear, !whole && Math.min(NAME_LEAST, widthOf(name)) + widthOf(timeInYear, state) <= room);
        super.layoutChildren();
    }

    private static double widthOf(Label... labels) {
        return Stream.of(labels).mapToDouble(label -> label.prefWidth(-1)).sum();
    }

    private static void show(Label label, boolean visible) {
        label.setVisible(visible);
        label.setManaged(visible);
    }
}
