package trailbench.ui.evaluate;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.CaseGlass.Opened;
import trailbench.experiment.CaseGlass.Ranked;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// One of the best candidates: its rank, its title, a word if it is what really came, and its score.
final class NextCell extends ListCell<Ranked> {
    private final GlassViewModel viewModel;
    private final Quantities quantities;
    private final Label rank = new Label();
    private final Label title = new Label();
    private final Label target = new Label();
    private final Label score = new Label();
    private final HBox row = new HBox(6, rank, title, target, score);

    NextCell(GlassViewModel viewModel, Quantities quantities, Messages words) {
        this.viewModel = viewModel;
        this.quantities = quantities;
        rank.getStyleClass().addAll("muted", "small-text");
        rank.setMinWidth(24);
        title.setMinWidth(40);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        target.setText(words.text("glass.is-target"));
        target.getStyleClass().addAll("badge", "success");
        target.setMinWidth(Region.USE_PREF_SIZE);
        target.managedProperty().bind(target.visibleProperty());
        score.getStyleClass().addAll("small-text", "number-text");
        score.setMinWidth(52);
        score.setAlignment(Pos.CENTER_RIGHT);
        row.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Ranked item, boolean empty) {
        super.updateItem(item, empty);
        setGraphic(empty || item == null ? null : row);
        setTooltip(empty || item == null ? null : new Tooltip(item.title() + "\n" + item.id()));
        if (empty || item == null) {
            return;
        }
        rank.setText(Integer.toString(getIndex() + 1));
        title.setText(item.title());
        score.setText(quantities.decimal(item.score(), 3));
        target.setVisible(viewModel.openedProperty().get().map(Opened::targets).orElse(List.of()).stream().anyMatch(named -> named.id().equals(item.id())));
    }
}
