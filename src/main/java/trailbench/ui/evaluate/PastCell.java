package trailbench.ui.evaluate;

import java.time.Instant;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.CaseEvent;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// One past event: its number, its item, and a bar that says what it does to the explained score: to the right if it raises it, to the left and
/// grey if it lowers it; or its weight in a node that attends. It can be dragged to another place.
final class PastCell extends ListCell<CaseEvent> {
    private static final double HALF = 30;

    private final GlassViewModel viewModel;
    private final Quantities quantities;
    private final Messages words;
    private final Label number = new Label();
    private final Label title = new Label();
    private final Label effect = new Label();
    private final Region lower = new Region();
    private final Region raise = new Region();
    private final HBox row;

    PastCell(GlassViewModel viewModel, Quantities quantities, Messages words) {
        this.viewModel = viewModel;
        this.quantities = quantities;
        this.words = words;
        number.getStyleClass().addAll("muted", "small-text");
        number.setMinWidth(34);
        title.setMinWidth(40);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        effect.getStyleClass().addAll("small-text", "number-text");
        effect.setMinWidth(56);
        effect.setAlignment(Pos.CENTER_RIGHT);
        lower.getStyleClass().addAll("effect", "bar-baseline");
        raise.getStyleClass().addAll("effect", "bar-model");
        HBox left = half(lower, Pos.CENTER_RIGHT);
        HBox right = half(raise, Pos.CENTER_LEFT);
        row = new HBox(6, number, title, new HBox(left, right), effect);
        row.setAlignment(Pos.CENTER_LEFT);
        ((HBox) row.getChildren().get(2)).setAlignment(Pos.CENTER);
        setPrefWidth(0);
        bindDragging();
    }

    private static HBox half(Region bar, Pos side) {
        HBox half = new HBox(bar);
        half.setAlignment(side);
        half.setMinWidth(HALF);
        half.setPrefWidth(HALF);
        return half;
    }

    @Override
    protected void updateItem(@Nullable CaseEvent event, boolean empty) {
        super.updateItem(event, empty);
        setGraphic(empty || event == null ? null : row);
        setTooltip(null);
        if (empty || event == null) {
            return;
        }
        number.setText(Integer.toString(getIndex() + 1));
        title.setText(event.title());
        String when = quantities.utc(Instant.ofEpochMilli(event.time()));
        setTooltip(new Tooltip(event.title() + "\n" + event.id() + (event.behaviour().isEmpty() ? "" : " · " + event.behaviour()) + " · " + when));
        showEffect();
    }

    private void showEffect() {
        List<Double> weights = viewModel.weights();
        boolean weighs = !weights.isEmpty();
        List<Double> effects = weighs ? weights : viewModel.effectsProperty().get();
        int steps = viewModel.factsProperty().get().map(facts -> facts.steps()).orElse(0);
        boolean seen = getIndex() >= viewModel.historyProperty().get().events().size() - steps;
        double value = getIndex() < effects.size() ? effects.get(getIndex()) : 0;
        double greatest = effects.stream().mapToDouble(Math::abs).max().orElse(0);
        double length = greatest > 0 ? HALF * Math.abs(value) / greatest : 0;
        size(raise, value > 0 ? length : 0);
        size(lower, value < 0 ? length : 0);
        effect.setText(effects.isEmpty() ? "" : !seen ? words.text("glass.unseen") : weighs ? quantities.decimal(value, 3) : signed(value));
    }

    /// Without a sign if nothing is left of it.
    private String signed(double value) {
        String text = quantities.decimal(Math.abs(value), 3);
        return Math.abs(value) < 0.0005 ? text : (value < 0 ? "−" : "+") + text;
    }

    private static void size(Region bar, double width) {
        bar.setMinWidth(width);
        bar.setPrefWidth(width);
        bar.setMaxWidth(width);
        bar.setVisible(width > 0);
    }

    private void bindDragging() {
        setOnDragDetected(event -> {
            if (getItem() != null) {
                Dragboard board = startDragAndDrop(TransferMode.MOVE);
                ClipboardContent content = new ClipboardContent();
                content.putString(Integer.toString(getIndex()));
                board.setContent(content);
                event.consume();
            }
        });
        setOnDragOver(event -> {
            if (getItem() != null && event.getGestureSource() instanceof PastCell) {
                event.acceptTransferModes(TransferMode.MOVE);
                event.consume();
            }
        });
        setOnDragDropped(event -> {
            if (event.getGestureSource() instanceof PastCell && getItem() != null) {
                viewModel.move(Integer.parseInt(event.getDragboard().getString()), getIndex());
                event.setDropCompleted(true);
                event.consume();
            }
        });
    }
}
