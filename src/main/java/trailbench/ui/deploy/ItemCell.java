package trailbench.ui.deploy;

import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// An item in a list: its place, its title, and a figure where there is one.
final class ItemCell<T> extends ListCell<T> {
    /// @param figure   at the right; empty for none
    /// @param numbered true if the place in the list says something
    record Line(String id, String title, String figure, boolean numbered) {}

    private final Function<T, Line> lines;
    private final Label rank = new Label();
    private final Label name = new Label();
    private final Label figure = new Label();
    private final HBox row = new HBox(8, rank, name, figure);

    ItemCell(Function<T, Line> lines) {
        this.lines = lines;
        rank.getStyleClass().add("rank");
        figure.getStyleClass().addAll("score", "small-text");
        figure.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        name.setMinWidth(0);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinWidth(0);
        row.setPrefWidth(1);
    }

    @Override
    protected void updateItem(T item, boolean none) {
        super.updateItem(item, none);
        setGraphic(none ? null : row);
        if (none || item == null) {
            setTooltip(null);
            return;
        }
        Line line = lines.apply(item);
        rank.setText(Integer.toString(getIndex() + 1));
        rank.setVisible(line.numbered());
        rank.setManaged(line.numbered());
        name.setText(line.title());
        figure.setText(line.figure());
        setTooltip(new Tooltip(line.id() + " · " + line.title()));
        setAccessibleText((line.numbered() ? getIndex() + 1 + ": " : "") + line.title() + " " + line.figure());
    }
}
