package trailbench.ui.sequences;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import trailbench.log.LogTrace.LeftOut;

/// A row of the log that is in no sequence: its line and why, and below that what it holds.
final class LeftOutCell extends ListCell<LeftOut> {
    static final double HEIGHT = 44;

    private final MicroscopeWords words;
    private final Label why = new Label();
    private final Label content = new Label();
    private final VBox lines = new VBox(why, content);
    private final Tooltip tip = new Tooltip();

    LeftOutCell(MicroscopeWords words) {
        this.words = words;
        getStyleClass().add("left-out-cell");
        content.getStyleClass().addAll("muted", "small-text");
        setPrefWidth(0);
        tip.setWrapText(true);
        tip.setMaxWidth(640);
    }

    @Override
    protected void updateItem(@Nullable LeftOut row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText("");
            return;
        }
        why.setText(words.leftOutWhy(row));
        content.setText(words.leftOutContent(row));
        tip.setText(words.leftOut(row));
        setAccessibleText(words.leftOut(row));
        setTooltip(tip);
        setGraphic(lines);
    }
}
