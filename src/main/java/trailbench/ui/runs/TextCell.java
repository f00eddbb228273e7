package trailbench.ui.runs;

import java.util.function.Function;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// A figure of a run with its protocol or its place in the tooltip.
final class TextCell<T> extends TableCell<RunRow, T> {
    private final Function<RunRow, String> text;
    private final Function<RunRow, String> tip;

    TextCell(Function<RunRow, String> text, Function<RunRow, String> tip) {
        this.text = text;
        this.tip = tip;
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
        super.updateItem(item, empty);
        RunRow row = empty ? null : getTableRow().getItem();
        String about = row == null ? "" : tip.apply(row);
        setText(row == null ? "" : text.apply(row));
        setTooltip(about.isEmpty() ? null : new Tooltip(about));
    }
}
