package trailbench.ui.sequences;

import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.LeftOut;

/// A row of the log that is in no sequence, in one line.
final class LeftOutCell extends ListCell<LeftOut> {
    private final MicroscopeWords words;
    private final Tooltip tip = new Tooltip();

    LeftOutCell(MicroscopeWords words) {
        this.words = words;
        getStyleClass().add("left-out-cell");
        setPrefWidth(0);
        tip.setWrapText(true);
        tip.setMaxWidth(640);
    }

    @Override
    protected void updateItem(@Nullable LeftOut row, boolean empty) {
        super.updateItem(row, empty);
        boolean shown = !empty && row != null;
        setText(shown ? words.leftOutInOneLine(row) : "");
        tip.setText(shown ? words.leftOut(row) : "");
        setTooltip(shown ? tip : null);
    }
}
