package trailbench.ui.sequences;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import trailbench.sequence.UserSequence;
import trailbench.sequence.UserSequence.Slot;
import trailbench.sequence.UserSequence.Window;

/// One window as a row of T steps: padding hatched, events in the colours of their behaviours, and a mark below each step with a target.
/// The row knows its number; the window is made when the row is shown.
final class WindowCell extends ListCell<Integer> {
    static final double HEIGHT = 36;
    private static final double LABEL = 136;
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final MicroscopeWords words;
    private final BehaviourColours colours;
    private final IntSupplier chosen;
    private final Label name = new Label();
    private final Steps steps = new Steps();
    private final HBox row = new HBox(8, name, steps);
    private final Tooltip tip = new Tooltip();
    private @Nullable Window window;

    /// @param chosen the step that is looked at, over padding and events
    /// @param choose told which step was clicked
    WindowCell(MicroscopeWords words, BehaviourColours colours, IntSupplier chosen, IntConsumer choose) {
        this.words = words;
        this.colours = colours;
        this.chosen = chosen;
        getStyleClass().add("window-cell");
        name.getStyleClass().addAll("muted", "small-text");
        name.setMinWidth(LABEL);
        name.setMaxWidth(LABEL);
        name.setPrefWidth(LABEL);
        HBox.setHgrow(steps, Priority.ALWAYS);
        row.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0);
        Tooltip.install(steps, tip);
        steps.addEventHandler(MouseEvent.MOUSE_MOVED, event -> tell(steps.at(event.getX())));
        steps.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> choose.accept(steps.at(event.getX())));
    }

    private void tell(int step) {
        UserSequence sequence = colours.sequence();
        if (window != null && sequence != null) {
            tip.setText(words.step(sequence, window, step));
        }
    }

    @Override
    public void updateSelected(boolean selected) {
        super.updateSelected(selected);
        mark();
    }

    /// Marks the step that is being looked at; none if this row is not the chosen one.
    void mark() {
        int step = chosen.getAsInt();
        for (int i = 0; i < steps.cells.size(); i++) {
            steps.cells.get(i).pseudoClassStateChanged(CHOSEN, isSelected() && steps.first + i == step);
        }
    }

    @Override
    protected void updateItem(@Nullable Integer index, boolean empty) {
        super.updateItem(index, empty);
        UserSequence sequence = colours.sequence();
        if (empty || index == null || sequence == null || index >= sequence.windows().size()) {
            window = null;
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        Window shown = sequence.windows().get(index);
        window = shown;
        name.setText(words.window(shown, index));
        steps.show(sequence, shown);
        mark();
        setAccessibleText(words.windowInFull(shown, index));
        setGraphic(row);
    }

    /// The steps side by side, each as wide as the row allows; of very long windows, the last.
    private final class Steps extends Region {
        private static final int MOST = 400;

        private final List<Region> cells = new ArrayList<>();
        private int first;

        void show(UserSequence sequence, Window window) {
            int count = Math.min(MOST, sequence.steps());
            first = sequence.steps() - count;
            while (cells.size() < count) {
                Region cell = new Region();
                cells.add(cell);
                getChildren().add(cell);
            }
            while (cells.size() > count) {
                getChildren().remove(cells.removeLast());
            }
            for (int i = 0; i < count; i++) {
                paint(cells.get(i), sequence, window, first + i - window.padding());
            }
        }

        private void paint(Region cell, UserSequence sequence, Window window, int slot) {
            if (slot < 0) {
                cell.setStyle("");
                cell.getStyleClass().setAll("step", "padding");
                return;
            }
            Slot shown = window.slots().get(slot);
            cell.setStyle(colours.style(sequence.events().get(shown.event() - 1).behaviour()));
            cell.getStyleClass().setAll(shown.target() == 0 ? List.of("step") : List.of("step", "target"));
        }

        /// The step at a place of this region.
        int at(double x) {
            int cell = (int) Math.clamp(x / Math.max(1, getWidth()) * cells.size(), 0, Math.max(0, cells.size() - 1));
            return first + cell;
        }

        @Override
        protected void layoutChildren() {
            double width = getWidth() / Math.max(1, cells.size());
            double gap = width > 4 ? 1 : 0;
            for (int i = 0; i < cells.size(); i++) {
                double from = snapPositionX(i * width);
                double to = snapPositionX((i + 1) * width);
                cells.get(i).resizeRelocate(from, 0, Math.max(1, to - from - gap), getHeight());
            }
        }

        @Override
        protected double computePrefHeight(double width) {
            return HEIGHT - 12;
        }

        @Override
        protected double computeMinWidth(double height) {
            return 0;
        }

        @Override
        protected double computePrefWidth(double height) {
            return 0;
        }
    }
}
